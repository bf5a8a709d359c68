import { meeting, type DealRow } from './deal-row.js';
import { EXPANSION, LEADS, RENEWALS, TEST } from './five-pipelines.js';

/** The second record of a partner, which is merged into the first. */
export const CONTOSO_DUPLICATE = 'Contoso Partners Ltd';

/** The rule of the portal's admin: a won deal has a purchase order. */
const ORDERED = { po_number: 'PO-20417' };

/** Each is about one thing that decides its class or its sum, which its name says. */
export const PIPELINE_DEALS: readonly DealRow[] = [
  {
    name: 'Resold by Wingtip to Alder',
    customer: 'Alder Foods',
    created: '2025-02-11',
    status: 'won 2025-04-22',
    primary: 'Wingtip Distribution',
    companies: { 'Wingtip Distribution': ['Reseller'], 'Alder Foods': ['End customer'] },
    properties: { ...ORDERED, annual_recurring_revenue: '24000' },
    amount: '72000',
  },
  {
    name: 'Reseller without an end customer at Maplewood',
    customer: 'Maplewood Mutual',
    created: '2025-03-11',
    status: 'won 2025-06-03',
    primary: 'Wingtip Distribution',
    companies: { 'Wingtip Distribution': ['Reseller'] },
    properties: ORDERED,
  },
  {
    name: 'Renewal at Bayfield, referred by Contoso',
    customer: 'Bayfield Logistics',
    created: '2025-04-08',
    status: 'won 2025-07-01',
    pipeline: RENEWALS,
    companies: { 'Contoso Partners': ['Referred by'] },
    properties: ORDERED,
  },
  {
    name: 'Expansion at Cedarbrook with Fabrikam',
    customer: 'Cedarbrook Clinics',
    created: '2025-05-06',
    status: 'won 2025-07-22',
    pipeline: EXPANSION,
    companies: { 'Fabrikam Consulting': ['SI partner'] },
    properties: ORDERED,
  },
  {
    name: 'Lead of Northwind that was converted',
    customer: 'Pinecrest Medical Group',
    created: '2025-06-10',
    status: 'won 2025-06-24',
    pipeline: LEADS,
    companies: { 'Northwind Traders': ['Referred by'] },
    properties: ORDERED,
    amount: '55000',
  },
  {
    name: 'TEST please ignore',
    customer: 'Oakridge Stores',
    created: '2025-08-05',
    status: 'won 2025-08-06',
    pipeline: TEST,
    companies: { 'Contoso Partners': ['Referred by'] },
    properties: ORDERED,
    amount: '1000000',
  },
  {
    // It was won, and reopened: the close date stayed.
    name: 'Reopened at Dunmore',
    customer: 'Dunmore Tooling',
    created: '2025-09-16',
    status: 'open 2026-02-10',
    companies: { 'Contoso Partners': ['Referred by'] },
  },
  {
    name: 'Reopened at Eastgate, nobody helped',
    customer: 'Eastgate Insurance',
    created: '2025-10-14',
    status: 'open 2026-03-03',
  },
  {
    name: 'Imported a year after it was created',
    customer: 'Foxglove Outfitters',
    created: '2024-12-04',
    entered: '2026-01-15',
    status: 'won 2025-03-18',
    properties: ORDERED,
    scenes: [meeting('Fabrikam Consulting', 20)],
  },
  {
    name: 'Created nine months after its own record',
    customer: 'Granite Water',
    created: '2026-06-02',
    entered: '2025-09-02',
    status: 'won 2026-08-18',
    properties: ORDERED,
    companies: { 'Litware Cloud': ['Referred by'] },
  },
  {
    name: 'Imported on a day after it was won',
    customer: 'Harborview College',
    created: '2026-01-15',
    entered: '2026-01-15',
    status: 'won 2025-05-06',
    properties: ORDERED,
    companies: { 'Contoso Partners': ['Referred by'] },
  },
  {
    name: 'Referred by the second record of Contoso',
    customer: 'Ironbridge Freight',
    created: '2025-11-18',
    status: 'won 2026-02-17',
    properties: ORDERED,
    companies: { [CONTOSO_DUPLICATE]: ['Referred by'] },
  },
  {
    name: 'Sold to the second record of Yarrow',
    customer: 'Yarrow Stores Ltd',
    created: '2026-01-20',
    status: 'won 2026-04-14',
    properties: ORDERED,
    companies: { 'Fabrikam Consulting': ['SI partner'] },
  },
  {
    name: 'Yen at Kestrel',
    customer: 'Kestrel Energy',
    created: '2026-02-24',
    status: 'won 2026-05-12',
    currency: 'JPY',
    amount: '4200000',
    properties: ORDERED,
    companies: { 'Fabrikam Consulting': ['SI partner'] },
  },
  {
    name: 'Real without a rate at Lakeshore',
    customer: 'Lakeshore Dairy',
    created: '2026-03-17',
    status: 'won 2026-06-09',
    currency: 'BRL',
    amount: '90000',
    properties: ORDERED,
    companies: { 'Contoso Partners': ['Referred by'] },
  },
  {
    name: 'ARR beside the amount at Northgate',
    customer: 'Northgate Telecom',
    created: '2026-04-21',
    status: 'won 2026-07-14',
    amount: '90000',
    properties: { ...ORDERED, annual_recurring_revenue: '30000', total_contract_value: '95000' },
  },
  // Won before the admin asked for a purchase order.
  ...(['Quarry Machinery', 'Riverbend Mills', 'Stonebridge Capital', 'Tidewater Shipping'] as const).map(
    (customer, index): DealRow => ({
      name: `Won without a purchase order: ${customer}`,
      customer,
      created: `2025-0${5 + index}-13`,
      status: `won 2025-1${index % 3}-21`,
      companies: index % 2 === 0 ? { 'Contoso Partners': ['Referred by'] } : {},
    }),
  ),
];
