/** Home page views as the handlers make them. */
import type { HomePartnersView, HomeQueueView, HomeReady } from '../../src/operations/views/home-view.js';

export const READY_HOME: HomeReady = {
  kind: 'home',
  basis: 'As of 12 Sep 2026, 14:05 (America/New_York) · policy default-1 · amounts in USD',
  notices: [
    { text: '2 deals in another currency have no amount in USD, and are in no total.', variant: 'warning' },
  ],
  numbers: [
    {
      label: 'Partner-sourced new business this quarter',
      value: '$48,000.00',
      detail: '31% of $155,000.00 won new business; Q3 2026, USD, policy default-1',
    },
    { label: 'Won deals without a confirmed partner decision', value: '3', detail: 'Won at any time' },
  ],
  portfolio: [
    {
      title: 'This quarter (Q3 2026)',
      identity: 'Partner-sourced $1.00 + partner-influenced $2.00 + direct $3.00 = won $6.00',
      lines: [
        {
          line: 'All lines together',
          deals: '3',
          sourced: '$1.00',
          influenced: '$2.00',
          direct: '$3.00',
          total: '$6.00',
          share: '17%',
        },
      ],
    },
    {
      title: 'Last quarter (Q2 2026)',
      identity: 'Partner-sourced $0.00 + partner-influenced $0.00 + direct $0.00 = won $0.00',
      lines: [],
    },
  ],
  months: {
    title: 'Won revenue by month of close, last 24 months, USD',
    points: [{ month: 'Sep 2026', class: 'Direct', amount: 3 }],
    rows: [{ month: 'Sep 2026', sourced: '$1.00', influenced: '$2.00', direct: '$3.00', total: '$6.00' }],
  },
  models: {
    title: 'Partner credit by model, won deals of all time, USD',
    note: 'Linear is the policy’s model: it alone is published on deals.',
    columns: ['Linear (published)'],
    rows: [{ partnerId: '501', name: 'Northwind Systems', credits: ['$48,000.00'] }],
  },
  queues: [
    { queue: 'proposed', title: 'Proposed tags', total: '1 deal', waits: true },
    { queue: 'conflicts', title: 'Conflicts', total: '2 deals', waits: true },
    { queue: 'suggested', title: 'Suggested partners', total: null, waits: false },
    { queue: 'findings', title: 'Findings', total: null, waits: false },
  ],
  precision: null,
  week: {
    title: 'What changed since 5 Sep 2026, 14:00',
    sentences: ['1 deal is of another class now.'],
    moves: [{ dealId: '901', name: 'Alder', change: 'Direct → Partner-sourced', amount: '$9.00' }],
  },
  sync: {
    status: { text: 'The last sync went well.', variant: 'success' },
    facts: [{ label: 'Written', value: '388 records' }],
  },
  dryRun: { sentences: ['A dry run reads what changed.'], mayAsk: true },
};

export const PARTNERS: HomePartnersView = {
  kind: 'home-partners',
  partners: [
    {
      companyId: '501',
      name: 'Northwind Systems',
      tier: 'Gold',
      type: 'Reseller/channel',
      sourced: '$48,000.00',
      influenced: '$0.00',
      credit: '$48,000.00',
      pipeline: '$7.00',
      wonDeals: '4',
    },
  ],
  range: '1–25 of 2,000 partners.',
  page: 1,
  pages: 80,
  note: 'Won deals of all time in the home currency.',
};

export const QUEUE: HomeQueueView = {
  kind: 'home-queue',
  queue: 'proposed',
  items: [
    {
      id: 'proposed 901 502 0',
      dealId: '901',
      dealName: 'Alder Foods',
      amount: '$9,000.00 · won 20 Nov 2026',
      partner: { id: '502', name: 'Contoso' },
      what: 'Proposed by Dana: Contoso influenced this deal.',
      why: [],
      since: 'Since 12 Sep 2026',
      actions: [{ kind: 'confirm' }, { kind: 'decide', role: 'influenced' }, { kind: 'refuse' }],
    },
  ],
  range: '1–1 of 1 deal.',
  page: 1,
  pages: 1,
  hint: 'Nobody has proposed a partner that waits for you.',
};
