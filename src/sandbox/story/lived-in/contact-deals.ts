import { call, email, meeting, type DealRow } from './deal-row.js';

/** Each is about one thing that decides its class, which its name says. */
export const CONTACT_DEALS: readonly DealRow[] = [
  {
    name: 'Introduced by Jane Doe to Alder',
    customer: 'Alder Foods',
    created: '2025-02-11',
    status: 'won 2025-04-22',
    contacts: { 'Jane Doe': ['Introduced by'] },
    scenes: [meeting('Doe Advisory', 10)],
  },
  {
    name: 'Advised by Malik Osei at Bayfield',
    customer: 'Bayfield Logistics',
    created: '2025-03-11',
    status: 'won 2025-06-03',
    contacts: { 'Malik Osei': ['Advised by'] },
  },
  {
    name: 'Introduced by Jane and advised by Malik at Cedarbrook',
    customer: 'Cedarbrook Clinics',
    created: '2025-04-08',
    status: 'won 2025-07-01',
    contacts: { 'Jane Doe': ['Introduced by'], 'Malik Osei': ['Advised by'] },
  },
  {
    name: 'Introduced by a champion of the customer',
    customer: 'Dunmore Tooling',
    created: '2025-05-06',
    status: 'won 2025-07-22',
    contacts: { 'Victor Novotny': ['Introduced by'] },
  },
  {
    name: 'Clara Moreau has no company',
    customer: 'Eastgate Insurance',
    created: '2025-06-10',
    status: 'won 2025-09-09',
  },
  {
    name: 'Two Kellers at Foxglove',
    customer: 'Foxglove Outfitters',
    created: '2025-08-05',
    status: 'won 2025-10-28',
    contacts: { 'Hugo Keller': ['Introduced by'], 'Rosa Keller': ['Advised by'] },
  },
  {
    name: 'Sofia Rossini introduces her own company',
    customer: 'Quarry Machinery',
    created: '2025-09-16',
    status: 'won 2025-12-02',
    contacts: { 'Sofia Rossini': ['Introduced by'] },
  },
  {
    name: 'Meeting with Ingrid Dahl at Granite',
    customer: 'Granite Water',
    created: '2025-10-14',
    status: 'won 2026-01-13',
    scenes: [meeting('Dahl & Co', 14)],
  },
  {
    name: 'One call with Ravi Iyer at Harborview',
    customer: 'Harborview College',
    created: '2025-11-18',
    status: 'won 2026-02-17',
    scenes: [call('Bluewater Referral Club', 9)],
  },
  {
    name: 'Jane decides at Ironbridge, which is no tag',
    customer: 'Ironbridge Freight',
    created: '2026-01-20',
    status: 'lost 2026-04-14',
    contacts: { 'Jane Doe': ['Decision maker'] },
  },
  {
    name: 'Two e-mails of Jane at Kestrel',
    customer: 'Kestrel Energy',
    created: '2026-02-24',
    status: 'won 2026-05-12',
    scenes: [email('Doe Advisory', 6), email('Doe Advisory', 20)],
  },
  {
    name: 'Meeting with a colleague of Jane at Lakeshore',
    customer: 'Lakeshore Dairy',
    created: '2026-03-17',
    status: 'won 2026-06-09',
    scenes: [meeting('Doe Advisory', 12, { person: 'Pia Young' })],
  },
];
