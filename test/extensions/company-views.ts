/** Views of companies as the handler makes them: a partner and a customer. */
import type { CustomerCardView, PartnerCardView } from '../../src/operations/views/company-card-view.js';
import type { CompanyDealRow, CompanyDealsView } from '../../src/operations/views/company-deals-view.js';

export const dealRow = (place: number): CompanyDealRow => ({
  dealId: String(900 + place),
  name: `Deal ${place}`,
  status: { text: 'Won', variant: 'success' },
  closes: '20 Nov 2026',
  amount: '$48,000.00',
  classTag: { text: 'Partner-sourced', variant: 'success' },
  roles: 'Sourced',
});

export const DEALS: CompanyDealsView = {
  kind: 'deals',
  rows: Array.from({ length: 10 }, (_, place) => dealRow(place)),
  page: 1,
  pageCount: 500,
  sort: 'closed',
  direction: 'descending',
  rolesTitle: 'Role',
  caption: '5,000 deals with a role of this partner, as of the last sync.',
};

export const NO_DEALS: CompanyDealsView = {
  ...DEALS,
  rows: [],
  pageCount: 1,
  caption: 'No deals of this company.',
};

export const PARTNER: PartnerCardView = {
  kind: 'partner',
  companyId: '501',
  name: 'Northwind Systems',
  headline: 'Northwind Systems sourced $84,500.00 of won revenue, and has a part in 5 won deals.',
  tier: { text: 'Gold', variant: 'warning' },
  sentences: ['Call Ana Ruiz (Alliance Manager) on +1 555 0100. Our partner manager is Sam Lee.'],
  notices: [
    { text: 'A tag of Northwind Systems waits for a ruling: confirm or refuse below.', variant: 'warning' },
  ],
  facts: [
    { label: 'Tier', value: 'Gold', note: null },
    {
      label: 'Partner lifecycle stage',
      value: 'Activation & growth',
      note: 'It is onboarded and works with us.',
    },
  ],
  numbers: {
    title: 'Won revenue and open pipeline, USD',
    tiles: [
      { id: 'sourced', label: 'Partner-sourced', value: '$84,500.00', note: 'Won, all time' },
      {
        id: 'influenced',
        label: 'Partner-influenced',
        value: '$27,577.00',
        note: 'Won, all time; not additive over partners',
      },
    ],
    columns: ['All time', 'Last 24 months'],
    rows: [
      { label: 'Partner-sourced', cells: ['$84,500.00', '$48,000.00'] },
      { label: 'Partner-influenced (not additive)', cells: ['$27,577.00', '$0.00'] },
    ],
  },
  months: {
    title: 'Won revenue by month of close, last 24 months, USD',
    currency: 'USD',
    points: [
      { month: 'Oct 2026', series: 'Sourced', amount: 0 },
      { month: 'Nov 2026', series: 'Sourced', amount: 48_000 },
    ],
    columns: ['Partner-sourced'],
    rows: [{ label: 'Nov 2026', cells: ['$48,000.00'] }],
    empty: false,
  },
  proposals: {
    items: [
      {
        dealId: '901',
        dealName: 'Deal 1',
        partnerId: '501',
        proposed: 'Proposed as influenced by Dana Fox on 12 Nov 2026',
        deal: '$48,000.00, open',
        refusal: null,
      },
    ],
    more: null,
  },
  deals: DEALS,
  people: {
    items: [
      {
        contactId: '301',
        name: 'Ana Ruiz',
        title: 'Alliance Manager',
        email: 'ana@northwind.example',
        phone: '+1 555 0100',
      },
    ],
    more: null,
  },
  children: [
    {
      companyId: '502',
      name: 'Northwind Iberia',
      tier: 'Silver',
      sourced: '$1.00',
      influenced: '$2.00',
      credit: '$3.00',
    },
  ],
  basis: 'USD, policy default-1, as of 20 Nov 2026; deals by close date.',
};

/** A partner that nobody has filled in, before any sync. */
export const NEW_PARTNER: PartnerCardView = {
  ...PARTNER,
  headline: 'Company without a name (ID 501) is a partner; no sync has worked out its numbers yet.',
  tier: { text: 'No tier', variant: 'default' },
  notices: [],
  numbers: null,
  months: null,
  proposals: { items: [], more: null },
  deals: { ...NO_DEALS, caption: 'No deals with a role of this partner, as of the last sync.' },
  people: { items: [], more: null },
  children: [],
};

export const CUSTOMER: CustomerCardView = {
  kind: 'customer',
  companyId: '601',
  name: 'Millbrook Energy',
  headline: 'One partner is around Millbrook Energy: Northwind Systems.',
  hints: [],
  partners: [
    {
      companyId: '501',
      name: 'Northwind Systems',
      tier: 'Gold',
      tierVariant: 'warning',
      type: 'Reseller/channel',
      why: [
        'Sourced one won deal: “Deal 1” (20 Nov 2026).',
        'Two meetings on its deals, the last on 2 Oct 2026.',
      ],
      phone: '+1 555 0100',
      manager: 'Sam Lee',
    },
  ],
  suggestions: [
    { dealId: '902', dealName: 'Deal 2', text: 'Fabrikam may belong here: two of its people met it.' },
  ],
  deals: {
    ...DEALS,
    rows: [dealRow(1)],
    pageCount: 1,
    rolesTitle: 'Partners',
    caption: '1 deal of this company.',
  },
  basis: 'Roles and activities as of the last sync, policy default-1.',
};

export const QUIET_CUSTOMER: CustomerCardView = {
  ...CUSTOMER,
  headline: 'No partner is around Millbrook Energy yet.',
  hints: ['If a partner brought one of its deals or helps with it, open the deal and tag the partner there.'],
  partners: [],
  suggestions: [],
  deals: NO_DEALS,
};
