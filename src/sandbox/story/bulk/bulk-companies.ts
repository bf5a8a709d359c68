import type { GeneratedRecords, Reader } from '../../generated/generated-portal.js';
import { OWNERS } from '../../owners.js';
import { REPS } from '../customers.js';
import { COMPANY_HEADS, FIRST_NAMES, INDUSTRIES, LAST_NAMES, PARTNER_TITLES, PLACES } from '../names.js';
import { PARTNERS } from '../partner-list.js';
import { DAY } from '../writer.js';
import { bulkId, FIRST_BULK_ID } from './bulk-ids.js';
import type { BulkShape } from './bulk-shape.js';
import { minuteText, TODAY } from './calendar-text.js';
import { drawFor, pickBy } from './draw.js';

const COMPANY_NAMES = Object.entries(INDUSTRIES).flatMap(([industry, tails]) =>
  tails.flatMap((tail) => COMPANY_HEADS.map((head) => ({ name: `${head} ${tail}`, industry }))),
);

const customerOf = (seed: number, customer: number) => {
  const at = (customer + seed) % COMPANY_NAMES.length;
  const round = Math.floor(customer / COMPANY_NAMES.length);
  const { name, industry } = COMPANY_NAMES[at] ?? { name: 'Yarrow Stores', industry: 'RETAIL' };
  return { name: round === 0 ? name : `${name} ${round + 1}`, industry };
};

/** The name of a generated customer. */
export const customerName = (seed: number, customer: number): string => customerOf(seed, customer).name;

const PARTNER_TAILS = ['Partners', 'Consulting', 'Integration', 'Resale', 'Advisors', 'Alliance'] as const;

const partnerName = (partner: number): string => {
  const head = COMPANY_HEADS[partner % COMPANY_HEADS.length] ?? 'Yarrow';
  const round = Math.floor(partner / COMPANY_HEADS.length);
  const tail = PARTNER_TAILS[round % PARTNER_TAILS.length] ?? 'Partners';
  const time = Math.floor(round / PARTNER_TAILS.length);
  return time === 0 ? `${head} ${tail}` : `${head} ${tail} ${time + 1}`;
};

const partnerDomain = (partner: number): string => `partner-${partner + 1}.example`;
const MANAGERS = OWNERS.filter(({ team }) => team === 'Partnerships');

/** Partners come first, customers after them. */
export const customerCompany = (shape: BulkShape, customer: number): number => shape.size.partners + customer;

/** The generated companies: partners with what the programme knows of them, and customers. */
export function bulkCompanies(seed: number, shape: BulkShape): GeneratedRecords {
  const { partners, customers } = shape.size;
  const draw = (topic: string) => drawFor(seed, `company ${topic}`);
  const [made, changed, where, what] = [draw('made'), draw('changed'), draw('place'), draw('plan')];
  const isPartner = (n: number): boolean => n < partners;
  const createdAt = (n: number): number => TODAY - (560 + Math.floor(made(n) * 500)) * DAY;
  const updatedAt = (n: number): number => TODAY - (2 + Math.floor(changed(n) * 300)) * DAY;
  const ofPartner =
    (read: (n: number) => string): Reader =>
    (n) =>
      isPartner(n) ? read(n) : undefined;
  // The story's own programme, over and over: its shares of types, tiers and stages.
  const planOf = (n: number) => pickBy(PARTNERS, what(n));
  const managerOf = (n: number): string => MANAGERS[n % MANAGERS.length]?.id ?? '';
  const domainOf = (n: number): string =>
    isPartner(n) ? partnerDomain(n) : `customer-${n - partners + 1}.example`;
  const readers: [string, Reader][] = [
    ['name', (n) => (isPartner(n) ? partnerName(n) : customerName(seed, n - partners))],
    ['domain', domainOf],
    ['phone', (n) => `+1 212 555 01${String(n % 100).padStart(2, '0')}`],
    ['city', (n) => pickBy(PLACES, where(n)).city],
    ['country', (n) => pickBy(PLACES, where(n)).country],
    [
      'industry',
      (n) => (isPartner(n) ? 'INFORMATION_TECHNOLOGY_AND_SERVICES' : customerOf(seed, n - partners).industry),
    ],
    ['type', (n) => (isPartner(n) ? 'PARTNER' : 'PROSPECT')],
    ['lifecyclestage', (n) => (isPartner(n) ? 'other' : 'opportunity')],
    ['partnership_type', ofPartner((n) => planOf(n).type)],
    ['partnership_tier', ofPartner((n) => planOf(n).tier)],
    ['partnership_stage', ofPartner((n) => planOf(n).stage)],
    ['partnership_manager', ofPartner(managerOf)],
    ['hubspot_owner_id', (n) => (isPartner(n) ? managerOf(n) : (REPS[n % REPS.length]?.id ?? ''))],
    ['hs_object_id', (n) => bulkId('companies', n)],
    ['hs_createdate', (n) => minuteText(createdAt(n))],
    ['createdate', (n) => minuteText(createdAt(n))],
    ['hs_lastmodifieddate', (n) => minuteText(updatedAt(n))],
  ];
  return {
    firstId: FIRST_BULK_ID.companies,
    count: partners + customers,
    readers: new Map(readers),
    createdAt,
    updatedAt,
  };
}

/** Every generated partner has so many people. */
export const PARTNER_PEOPLE = 2;

const plain = (text: string): string => text.normalize('NFD').replace(/[^\w]/g, '').toLowerCase();

/** The generated contacts: the partners' people. */
export function bulkContacts(seed: number, shape: BulkShape): GeneratedRecords {
  const draw = (topic: string) => drawFor(seed, `contact ${topic}`);
  const [first, last, title] = [draw('first'), draw('last'), draw('title')];
  const partnerOf = (n: number): number => Math.floor(n / PARTNER_PEOPLE);
  const createdAt = (n: number): number => TODAY - (500 + (n % 50)) * DAY;
  const firstName = (n: number): string => pickBy(FIRST_NAMES, first(n));
  const lastName = (n: number): string => pickBy(LAST_NAMES, last(n));
  const readers: [string, Reader][] = [
    ['firstname', firstName],
    ['lastname', lastName],
    // Numbered, since two people of a company may share a name and never an address.
    ['email', (n) => `${plain(firstName(n))}.${plain(lastName(n))}.${n + 1}@${partnerDomain(partnerOf(n))}`],
    ['phone', (n) => `+1 312 555 01${String(n % 100).padStart(2, '0')}`],
    ['jobtitle', (n) => pickBy(PARTNER_TITLES, title(n))],
    ['company', (n) => partnerName(partnerOf(n))],
    ['associatedcompanyid', (n) => bulkId('companies', partnerOf(n))],
    ['hs_object_id', (n) => bulkId('contacts', n)],
    ['hs_createdate', (n) => minuteText(createdAt(n))],
    ['createdate', (n) => minuteText(createdAt(n))],
    ['lastmodifieddate', (n) => minuteText(createdAt(n))],
  ];
  return {
    firstId: FIRST_BULK_ID.contacts,
    count: shape.size.partners * PARTNER_PEOPLE,
    readers: new Map(readers),
    createdAt,
    updatedAt: createdAt,
  };
}
