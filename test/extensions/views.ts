/** Views of deals as the handler makes them: one deal of each kind that the card draws. */
import type { DealCardEmpty, DealCardReady } from '../../src/operations/views/deal-card-view.js';

export const READY: DealCardReady = {
  kind: 'ready',
  headline: 'Northwind Systems (Gold) sourced this deal.',
  classTag: { text: 'Partner-sourced', variant: 'success' },
  sentences: [
    'Referred on 12 Sep 2026, three days before the deal was created.',
    'Contoso Partners also helped: referral on 15 Sep, demo on 2 Oct.',
    'Call Ana Ruiz at Northwind Systems, +1 555 0100. Our partner manager is Sam Lee.',
  ],
  notices: [{ text: "Nobody has confirmed Contoso Partners' role yet.", variant: 'warning' }],
  partners: [
    {
      companyId: '501',
      name: 'Northwind Systems',
      tier: 'Gold',
      tierVariant: 'warning',
      type: 'Reseller',
      stage: 'Activation & growth',
      role: 'Sourced · referral',
      manager: 'Sam Lee',
      lastTouch: '12 Sep 2026',
    },
    {
      companyId: '502',
      name: 'Contoso Partners',
      tier: 'Silver',
      tierVariant: 'default',
      type: 'Consulting partner',
      stage: 'Onboarding & enablement',
      role: 'Influenced · co-sell',
      manager: 'Priya Nair',
      lastTouch: '2 Oct 2026',
    },
  ],
  credit: {
    title: 'Revenue credit',
    pools: [
      {
        title: 'Partner-sourced',
        lines: [{ partnerName: 'Northwind Systems', amount: '$48,000.00', share: '100%', sharePercent: 100 }],
      },
      {
        title: 'Partner-influenced (not additive)',
        lines: [{ partnerName: 'Contoso Partners', amount: '$48,000.00', share: '100%', sharePercent: 100 }],
      },
      {
        title: 'Linear',
        lines: [
          { partnerName: 'Northwind Systems', amount: '$16,000.00', share: '33.3%', sharePercent: 33.3 },
          { partnerName: 'Contoso Partners', amount: '$32,000.00', share: '66.7%', sharePercent: 66.7 },
        ],
      },
    ],
  },
  evidence: [
    {
      date: '12 Sep 2026',
      partnerName: 'Northwind Systems',
      what: 'Referral',
      standing: 'Counts for sourcing and influence',
      counts: true,
    },
    {
      date: '15 Sep 2026',
      partnerName: 'Contoso Partners',
      what: 'Referral',
      standing: 'Counts for influence',
      counts: true,
    },
    {
      date: '2 Oct 2026',
      partnerName: 'Contoso Partners',
      what: 'Meeting: Joint demo',
      standing: 'Counts for influence',
      counts: true,
    },
    {
      date: '24 Nov 2026',
      partnerName: 'Contoso Partners',
      what: 'Call: Kick-off',
      standing: 'Does not count: after the deal closed',
      counts: false,
    },
  ],
  why: {
    sentences: [
      "Northwind Systems' referral of 12 Sep 2026 counts: the window is 180 days before the deal was created on 15 Sep 2026.",
      'Without it, Contoso Partners would be the sourcing partner.',
    ],
    basis:
      'USD, policy default-1, computed now. Activities as of 20 Nov 2026. It locks on 4 Dec 2026 at the latest.',
  },
};

export const EMPTY: DealCardEmpty = {
  kind: 'empty',
  headline: 'No partner on this deal.',
  hint: 'If a partner referred it or helped, associate the partner company with a partner label.',
  basis: 'Computed now, policy default-1. Activities as of 12 Sep 2026.',
};
