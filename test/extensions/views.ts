/** Views of deals as the handler makes them: one deal of each kind that the card draws. */
import type {
  DealCardEmpty,
  DealCardReady,
  DealCardTagging,
} from '../../src/operations/views/deal-card-view.js';
import type { DealSidebarEmpty, DealSidebarReady } from '../../src/operations/views/deal-sidebar-view.js';
import type { EffectView, SavedView } from '../../src/operations/views/effect-view.js';
import type { PartnersFoundView } from '../../src/operations/views/partners-found-view.js';

export const TAGGING: DealCardTagging = {
  button: 'Propose a partner',
  go: 'Propose',
  hint: 'A partnership manager confirms it on the Partnership home page; until then it does not count.',
  roles: [
    { value: 'sourced', label: 'Sourced', description: 'It brought this deal to us.' },
    { value: 'influenced', label: 'Influenced', description: 'It helped while the deal was on its way.' },
  ],
  motions: [
    { value: 'referral', label: 'Referral' },
    { value: 'cosell', label: 'Co-sell' },
  ],
};

export const READY: DealCardReady = {
  kind: 'ready',
  headline: 'Northwind Systems (Gold) sourced this deal.',
  classTag: { text: 'Partner-sourced', variant: 'success' },
  sentences: [
    'Referred on 12 Sep 2026, three days before the deal was created.',
    'Contoso Partners also helped: referral on 15 Sep, demo on 2 Oct.',
    'Call Ana Ruiz at Northwind Systems, +1 555 0100. Our partner manager is Sam Lee.',
  ],
  notices: [
    {
      text: 'Northwind Systems and Contoso Partners claim this deal. The partnership manager can decide who sourced it.',
      variant: 'warning',
    },
  ],
  proposals: [
    {
      companyId: '502',
      name: 'Contoso Partners',
      text: 'Nobody has confirmed Contoso Partners’ role yet: it is proposed as influenced.',
      canRule: false,
      hint: 'A partnership manager confirms it on the Partnership home page.',
    },
  ],
  suggestions: [
    {
      companyId: '503',
      name: 'Fabrikam Consulting',
      role: 'influenced',
      text: 'Fabrikam Consulting may belong here: three of its people were in two meetings on this deal.',
      accept: 'Tag as influenced',
    },
  ],
  tagging: TAGGING,
  history: ['20 Nov 2026: Ana Ruiz proposed Contoso Partners as influenced.'],
  partners: [
    {
      companyId: '501',
      name: 'Northwind Systems',
      shortName: 'Northwind Systems',
      isShortened: false,
      tier: 'Gold',
      tierVariant: 'warning',
      type: 'Reseller',
      stage: 'Activation & growth',
      role: 'Sourced · referral',
      manager: 'Sam Lee',
      lastTouch: '12 Sep 2026',
      why: [
        'The referral of Northwind Systems on 12 Sep 2026, three days before the deal was created (15 Sep 2026), counts: the window is 180 days before.',
        'As the sourcing partner it has the whole amount as partner-sourced credit: $48,000.00.',
      ],
      tag: {
        role: 'sourced',
        motion: 'referral',
        text: 'Tagged as sourced · referral: confirmed.',
        canChange: true,
      },
    },
    {
      companyId: '502',
      name: 'Contoso Partners',
      shortName: 'Contoso Partners',
      isShortened: false,
      tier: 'Silver',
      tierVariant: 'default',
      type: 'Consulting partner',
      stage: 'Onboarding & enablement',
      role: 'Influenced · co-sell',
      manager: 'Priya Nair',
      lastTouch: '2 Oct 2026',
      why: ['Contoso Partners is tagged as influenced, and that tag stands.'],
      tag: null,
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
  timeline: {
    sentence:
      '12 Sep 2026 Northwind Systems: referral — 15 Sep 2026 deal created, Contoso Partners: referral — 2 Oct 2026 Contoso Partners: demo — 20 Nov 2026 won.',
    steps: [
      { kind: 'milestone', date: '19 Mar 2026', text: 'The window for sourcing opens' },
      { kind: 'touches', date: '12 Sep 2026', text: 'Northwind Systems: referral' },
      { kind: 'milestone', date: '15 Sep 2026', text: 'Deal created' },
      { kind: 'touches', date: '2 Oct 2026', text: 'Contoso Partners: demo' },
      { kind: 'milestone', date: '20 Nov 2026', text: 'Won' },
      { kind: 'milestone', date: '4 Dec 2026', text: 'Locks at the latest' },
    ],
    currentStep: 4,
    windows: ['For sourcing: registration and referral from 19 Mar 2026 to 15 Sep 2026.'],
    lock: 'Locks in 14 days, on 4 Dec 2026, at the latest.',
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
  hint: 'If a partner brought it or helps with it, say so here.',
  notices: [],
  suggestions: [],
  tagging: TAGGING,
  history: [],
  basis: 'Computed now, policy default-1. Activities as of 12 Sep 2026.',
};

export const SIDEBAR: DealSidebarReady = {
  kind: 'sidebar-ready',
  classTag: { text: 'Partner-sourced', variant: 'success' },
  partner: {
    companyId: '501',
    name: 'Northwind Systems',
    shortName: 'Northwind Systems',
    tier: 'Gold',
    tierVariant: 'warning',
    role: 'Sourced · referral',
  },
  why: 'Referred on 12 Sep 2026, three days before the deal was created.',
  contact: 'Call Northwind Systems on +1 555 0100. Our partner manager is Sam Lee.',
  others: 'Contoso Partners helped too.',
  waiting: ['Nobody has confirmed Contoso Partners’ role yet: it is proposed as influenced.'],
};

export const NOBODY: DealSidebarEmpty = {
  kind: 'sidebar-empty',
  headline: 'No partner on this deal.',
  hint: 'If a partner brought it or helps with it, say so in the details.',
};

export const FOUND: PartnersFoundView = {
  kind: 'partners-found',
  partners: [
    {
      companyId: '503',
      name: 'Fabrikam Consulting',
      tier: 'Silver',
      type: 'System integrator',
      domain: 'fabrikam.example',
      alreadyOnDeal: false,
      cannotBeTagged: null,
    },
    {
      companyId: '501',
      name: 'Northwind Systems',
      tier: 'Gold',
      type: 'Reseller/channel',
      domain: null,
      alreadyOnDeal: true,
      cannotBeTagged: null,
    },
  ],
  hint: null,
};

export const EFFECT: EffectView = {
  kind: 'effect',
  basis: 'b-1',
  title: 'Tag Fabrikam Consulting as sourced',
  sentences: ['Fabrikam Consulting would source this deal.'],
  classChange: { before: 'Direct', after: 'Partner-sourced' },
  partners: [
    { name: 'Fabrikam Consulting', before: 'None', after: '$48,000.00', change: '+$48,000.00', gains: true },
  ],
  conflicts: ['Northwind Systems claims this deal too.'],
  needsConfirmation: true,
};

export const SAVED: SavedView = {
  kind: 'saved',
  message: 'Fabrikam Consulting is proposed as sourced.',
  next: 'A partnership manager confirms it.',
  card: READY,
};
