import { call, email, meeting, type DealRow } from './deal-row.js';
import { deal, DIRECT, INFLUENCED, SOURCED } from './dropdown-deal.js';
import { ORDINARY } from './dropdown-ordinary-deals.js';

/** Each is about one thing that decides its class, which its name says. */
const TELLING: readonly DealRow[] = [
  deal(
    'Contoso brought Alder Foods',
    'Alder Foods',
    '2025-01-14',
    'won 2025-03-20',
    ['Contoso', SOURCED],
    [meeting('Contoso Partners', 9), call('Contoso Partners', 20)],
  ),
  deal('Spelled contoso ltd. at Bayfield', 'Bayfield Logistics', '2025-02-10', 'won 2025-05-06', [
    'contoso ltd.',
    SOURCED,
  ]),
  deal('Spelled CONTOSO Partners GmbH at Cedarbrook', 'Cedarbrook Clinics', '2025-03-04', 'lost 2025-05-28', [
    'CONTOSO Partners GmbH',
    SOURCED,
  ]),
  deal('N/A written at Dunmore', 'Dunmore Tooling', '2025-01-22', 'won 2025-02-27', ['N/A', DIRECT]),
  deal('Nobody knows Globex at Eastgate', 'Eastgate Insurance', '2025-04-08', 'won 2025-06-18', [
    'Globex',
    SOURCED,
  ]),
  deal('Former partner at Foxglove', 'Foxglove Outfitters', '2025-05-13', 'won 2025-07-09', [
    'Old Harbor Group',
    SOURCED,
  ]),
  deal(
    'Two Fabrikam meetings at Granite',
    'Granite Water',
    '2025-06-03',
    'won 2025-08-21',
    [null, INFLUENCED],
    [meeting('Fabrikam Consulting', 10), meeting('Fabrikam Consulting', 30)],
  ),
  deal(
    'One call is half a point at Harborview',
    'Harborview College',
    '2025-06-17',
    'won 2025-09-02',
    [null, INFLUENCED],
    [call('Northwind Traders', 10)],
  ),
  deal(
    'Call and e-mail add up at Ironbridge',
    'Ironbridge Freight',
    '2025-07-08',
    'won 2025-09-16',
    [null, DIRECT],
    [call('Litware Cloud', 5), email('Litware Cloud', 12)],
  ),
  deal(
    'Meetings that were not held at Kestrel',
    'Kestrel Energy',
    '2025-07-22',
    'lost 2025-10-07',
    [null, INFLUENCED],
    [
      meeting('Wingtip Distribution', 8, { outcome: 'CANCELED' }),
      meeting('Wingtip Distribution', 12, { outcome: 'NO_SHOW' }),
    ],
  ),
  deal(
    'Contoso buys for itself',
    'Contoso Partners',
    '2025-08-12',
    'won 2025-09-30',
    [null, DIRECT],
    [meeting('Contoso Partners', 5)],
  ),
  deal('Tailspin sells to its sister', 'Tailspin Manufacturing', '2025-09-09', 'won 2025-11-18', [
    'Tailspin Integration',
    SOURCED,
  ]),
  deal(
    'Meeting long before Lakeshore',
    'Lakeshore Dairy',
    '2025-10-07',
    'won 2025-12-09',
    [null, INFLUENCED],
    [meeting('Proseware Analytics', -120)],
  ),
  deal(
    'Meeting before there was a deal at Maplewood',
    'Maplewood Mutual',
    '2025-06-02',
    'won 2025-08-05',
    [null, null],
    [meeting('Proseware Analytics', -20, { withoutDeal: true })],
  ),
  deal(
    'Meeting after Northgate was won',
    'Northgate Telecom',
    '2025-10-21',
    'won 2025-12-16',
    [null, INFLUENCED],
    [meeting('Adatum Resale', 62)],
  ),
  deal(
    'Shared pipeline review at Oakridge',
    'Oakridge Stores',
    '2025-11-04',
    'won 2026-01-20',
    [null, null],
    [
      meeting('Adatum Resale', 14, {
        withoutCustomer: true,
        also: ['Shared pipeline review at Pinecrest'],
      }),
    ],
  ),
  deal('Shared pipeline review at Pinecrest', 'Pinecrest Medical Group', '2025-11-06', 'lost 2026-02-03', [
    null,
    null,
  ]),
  deal(
    'Joint workshop at Quarry',
    'Quarry Machinery',
    '2026-01-13',
    'won 2026-03-24',
    [null, INFLUENCED],
    [meeting('Northwind Traders', 21, { also: ['Joint workshop shown at Riverbend'] })],
  ),
  deal('Joint workshop shown at Riverbend', 'Riverbend Mills', '2026-01-15', 'won 2026-04-14', [
    null,
    INFLUENCED,
  ]),
  deal(
    'Call typed demo at Stonebridge',
    'Stonebridge Capital',
    '2026-02-10',
    'won 2026-04-28',
    [null, null],
    [call('Relecloud Advisors', 9, { type: 'Demo' })],
  ),
  deal(
    'Wingtip named and Litware there at Tidewater',
    'Tidewater Shipping',
    '2026-03-03',
    'won 2026-05-19',
    ['Wingtip', SOURCED],
    [meeting('Litware Cloud', 10)],
  ),
  deal('Sold to the billing record of Adatum', 'Adatum Resale (billing)', '2026-03-17', 'won 2026-04-21', [
    'Adatum',
    SOURCED,
  ]),
];

/** The deals of the portal with dropdowns, in the order of their ids. */
export const DROPDOWN_DEALS: readonly DealRow[] = [...TELLING, ...ORDINARY];
