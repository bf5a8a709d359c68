import { call, email, meeting, type DealRow } from './deal-row.js';
import { deal, DIRECT, INFLUENCED, SOURCED } from './dropdown-deal.js';

/** Named in the dropdown, one way or another. */
const NAMED: readonly DealRow[] = [
  deal(
    'Westbrook Networks – Juniper Platform',
    'Westbrook Networks',
    '2024-11-26',
    'won 2025-02-04',
    ['Fabrikam', SOURCED],
    [meeting('Fabrikam Consulting', 4)],
  ),
  deal('Yarrow Stores – Juniper Insights', 'Yarrow Stores', '2024-12-10', 'won 2025-03-11', [
    'Fabrikam Consulting',
    SOURCED,
  ]),
  deal('Bayfield Logistics – Juniper Flow', 'Bayfield Logistics', '2025-08-19', 'won 2025-10-28', [
    'fabrikam-consulting.example',
    SOURCED,
  ]),
  deal(
    'Cedarbrook Clinics – Juniper Connect',
    'Cedarbrook Clinics',
    '2026-09-08',
    'open 2026-12-15',
    ['Northwind Traders', SOURCED],
    [meeting('Northwind Traders', 15)],
  ),
  deal('Dunmore Tooling – Juniper Plan', 'Dunmore Tooling', '2025-11-11', 'won 2026-01-27', [
    'Northwnd',
    SOURCED,
  ]),
  deal('Eastgate Insurance – Juniper Platform', 'Eastgate Insurance', '2025-12-02', 'lost 2026-02-17', [
    'Adatum',
    SOURCED,
  ]),
  deal(
    'Foxglove Outfitters – Juniper Insights',
    'Foxglove Outfitters',
    '2026-01-20',
    'won 2026-03-31',
    ['Litware', SOURCED],
    [email('Litware Cloud', 3)],
  ),
  deal('Granite Water – Juniper Flow', 'Granite Water', '2026-02-03', 'won 2026-04-07', [
    'litware cloud ',
    SOURCED,
  ]),
  deal('Harborview College – Juniper Connect', 'Harborview College', '2026-02-24', 'won 2026-05-12', [
    'Wingtip',
    null,
  ]),
  deal(
    'Ironbridge Freight – Juniper Plan',
    'Ironbridge Freight',
    '2026-03-10',
    'won 2026-06-09',
    ['Wingtip', INFLUENCED],
    [meeting('Wingtip Distribution', 18)],
  ),
  deal('Kestrel Energy – Juniper Platform', 'Kestrel Energy', '2026-04-14', 'lost 2026-07-07', [
    'Proseware Analytics',
    SOURCED,
  ]),
  deal('Lakeshore Dairy – Juniper Insights', 'Lakeshore Dairy', '2026-05-05', 'won 2026-07-21', [
    'Relecloud',
    SOURCED,
  ]),
  deal('Maplewood Mutual – Juniper Flow', 'Maplewood Mutual', '2025-09-16', 'won 2025-12-02', [
    'Contoso',
    DIRECT,
  ]),
  deal('Northgate Telecom – Juniper Connect', 'Northgate Telecom', '2026-06-16', 'won 2026-09-08', [
    'Tailspin Integration',
    SOURCED,
  ]),
];

/** Named by nobody who counts; a partner was there. */
const HELPED: readonly DealRow[] = [
  deal(
    'Oakridge Stores – Juniper Plan',
    'Oakridge Stores',
    '2026-02-17',
    'won 2026-05-05',
    [null, INFLUENCED],
    [meeting('Contoso Partners', 14)],
  ),
  deal(
    'Pinecrest Medical Group – Juniper Platform',
    'Pinecrest Medical Group',
    '2026-03-24',
    'won 2026-06-23',
    [null, INFLUENCED],
    [meeting('Northwind Traders', 7)],
  ),
  deal(
    'Quarry Machinery – Juniper Insights',
    'Quarry Machinery',
    '2026-05-12',
    'lost 2026-08-04',
    [null, DIRECT],
    [call('Fabrikam Consulting', 6), call('Fabrikam Consulting', 13)],
  ),
  deal(
    'Riverbend Mills – Juniper Flow',
    'Riverbend Mills',
    '2026-06-02',
    'won 2026-08-18',
    [null, INFLUENCED],
    [meeting('Tailspin Integration', 9, { by: 'company' })],
  ),
  deal(
    'Stonebridge Capital – Juniper Connect',
    'Stonebridge Capital',
    '2026-07-07',
    'won 2026-09-22',
    [null, INFLUENCED],
    [meeting('Litware Cloud', 16, { outcome: null })],
  ),
  deal(
    'Tidewater Shipping – Juniper Plan',
    'Tidewater Shipping',
    '2026-07-21',
    'won 2026-10-06',
    ['N/A', INFLUENCED],
    [meeting('Wingtip Distribution', 11)],
  ),
  deal(
    'Westbrook Networks – Juniper Insights',
    'Westbrook Networks',
    '2025-12-16',
    'won 2026-02-24',
    ['Unknown', null],
    [email('Relecloud Advisors', 4), email('Relecloud Advisors', 19)],
  ),
  deal(
    'Yarrow Stores – Juniper Flow',
    'Yarrow Stores',
    '2026-01-27',
    'won 2026-04-21',
    ['Globex', SOURCED],
    [meeting('Adatum Resale', 12)],
  ),
  deal(
    'Alder Foods – Juniper Connect',
    'Alder Foods',
    '2026-04-28',
    'won 2026-07-14',
    [null, null],
    [meeting('Proseware Analytics', -30)],
  ),
  deal(
    'Bayfield Logistics – Juniper Plan',
    'Bayfield Logistics',
    '2026-09-22',
    'open 2026-12-22',
    [null, INFLUENCED],
    [meeting('Contoso Partners', 10), meeting('Fabrikam Consulting', 24)],
  ),
];

/** Nobody brought them and nobody helped, whatever a dropdown says. */
const ALONE: readonly DealRow[] = [
  deal('Cedarbrook Clinics – Juniper Platform', 'Cedarbrook Clinics', '2024-12-03', 'won 2025-01-28', [
    null,
    DIRECT,
  ]),
  deal('Dunmore Tooling – Juniper Insights', 'Dunmore Tooling', '2025-03-18', 'lost 2025-06-10', [
    null,
    DIRECT,
  ]),
  deal('Eastgate Insurance – Juniper Flow', 'Eastgate Insurance', '2026-08-11', 'open 2026-12-08', [
    null,
    null,
  ]),
  deal('Foxglove Outfitters – Juniper Connect', 'Foxglove Outfitters', '2025-08-05', 'won 2025-10-14', [
    '-',
    DIRECT,
  ]),
  deal('Granite Water – Juniper Plan', 'Granite Water', '2026-06-30', 'lost 2026-09-15', ['N/A', DIRECT]),
  deal('Harborview College – Juniper Platform', 'Harborview College', '2025-02-25', 'won 2025-05-20', [
    null,
    INFLUENCED,
  ]),
  deal('Ironbridge Freight – Juniper Insights', 'Ironbridge Freight', '2025-04-22', 'won 2025-07-15', [
    null,
    SOURCED,
  ]),
  deal(
    'Kestrel Energy – Juniper Flow',
    'Kestrel Energy',
    '2025-11-18',
    'won 2026-02-10',
    [null, DIRECT],
    [meeting('Old Harbor Group', 13)],
  ),
  deal(
    'Lakeshore Dairy – Juniper Connect',
    'Lakeshore Dairy',
    '2026-10-20',
    'open 2027-01-12',
    [null, null],
    [meeting('Litware Cloud', 45, { outcome: 'SCHEDULED' })],
  ),
  deal(
    'Maplewood Mutual – Juniper Plan',
    'Maplewood Mutual',
    '2026-02-12',
    'lost 2026-04-30',
    [null, DIRECT],
    [meeting('Contoso Partners', 7, { outcome: 'RESCHEDULED' })],
  ),
  deal(
    'Northgate Telecom – Juniper Platform',
    'Northgate Telecom',
    '2025-05-27',
    'won 2025-08-12',
    [null, null],
    [email('Adatum Resale', 11)],
  ),
  deal('Oakridge Stores – Juniper Insights', 'Oakridge Stores', '2025-03-25', 'won 2025-06-03', [
    null,
    DIRECT,
  ]),
  deal('Pinecrest Medical Group – Juniper Flow', 'Pinecrest Medical Group', '2026-10-06', 'open 2027-01-19', [
    null,
    null,
  ]),
  deal('Quarry Machinery – Juniper Connect', 'Quarry Machinery', '2025-07-15', 'lost 2025-09-23', [
    null,
    DIRECT,
  ]),
  deal('Riverbend Mills – Juniper Plan', 'Riverbend Mills', '2026-10-27', 'open 2027-02-02', [null, DIRECT]),
  deal('Stonebridge Capital – Juniper Platform', 'Stonebridge Capital', '2025-09-30', 'won 2025-12-18', [
    'Unknown',
    DIRECT,
  ]),
];

/** Deals as there are many, by what speaks for a partner on them. */
export const ORDINARY: readonly DealRow[] = [...NAMED, ...HELPED, ...ALONE];
