/**
 * Reads a whole portal into facts: records by lists, associations in batches, touches by attribution.md §3a.
 */
import type { Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import { evidenceOf, type LinkedActivity } from '../domain/evidence.js';
import { groupBy } from '../domain/group-by.js';
import { dealId, type DealId, type PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Touch } from '../domain/touch.js';
import type {
  Account,
  ActivityType,
  CompanyRecord,
  Crm,
  DealRecord,
  Link,
  Links,
  RecordPage,
  RecordProblem,
  SetAsideRecord,
} from './crm-port.js';
import { factsOf } from './deal-facts.js';
import {
  dealFindings,
  laterFinding,
  leftOutFinding,
  neighbourOf,
  recordAsOf,
  type Finding,
  type StatedDeal,
} from './portal-findings.js';
import { hasContactLabels, partnersByName, peopleOnDeal, whoIsWho } from './who-is-who.js';

export { recordAsOf, type Finding } from './portal-findings.js';

export interface Portal {
  readonly account: Account;
  readonly deals: readonly DealRecord[];
  readonly companies: ReadonlyMap<string, CompanyRecord>;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  /** In the order of `deals`. */
  readonly facts: readonly DealFacts[];
  /** Touches from activities, by deal. */
  readonly activityTouches: ReadonlyMap<DealId, readonly Touch[]>;
  readonly findings: readonly Finding[];
  readonly problems: readonly RecordProblem[];
  readonly setAside: readonly SetAsideRecord[];
}

/** How many records were read so far. */
export type ReadProgress = (what: string, records: number) => void;

const ACTIVITY_TYPES: readonly ActivityType[] = ['meetings', 'calls', 'emails'];

/**
 * Reads a portal whole, as it is known at an instant: deals created later are left out, deals closed later are open.
 */
export async function readPortal(
  crm: Crm,
  account: Account,
  asOf: Instant,
  progress: ReadProgress,
): Promise<Portal> {
  const problems: RecordProblem[] = [];
  const setAside: SetAsideRecord[] = [];
  const read = async <T>(what: string, pages: AsyncIterable<RecordPage<T>>): Promise<readonly T[]> =>
    collect(pages, (page, records) => {
      problems.push(...page.problems);
      progress(what, records);
    });
  const companyRecords = await read('companies', crm.companies());
  const listed = await collect(crm.deals(account), (page, records) => {
    problems.push(...page.problems);
    setAside.push(...page.setAside);
    progress('deals', records);
  });
  const deals = listed.flatMap((record) => recordAsOf(record, asOf) ?? []);
  const companies = new Map(companyRecords.map((company) => [company.id, company]));
  const partners = partnersOf(companyRecords);
  const dealIds = [...listed.map(({ deal }) => deal.id), ...setAside.map(({ id }) => id)];
  const dealLinks = await crm.links('deals', 'companies', dealIds);
  const activities = await readActivities(crm, read);
  const contactsOf = hasContactLabels(crm.mapping)
    ? await crm.links('deals', 'contacts', dealIds)
    : new Map<string, readonly Link[]>();
  const onDeals = [...contactsOf.values()].flatMap((links) => links.map(({ toId }) => toId));
  const contactIds = [...new Set([...activities.flatMap((one) => one.contactIds), ...onDeals])];
  const people = await crm.links('contacts', 'companies', contactIds);
  const who = await whoIsWho(crm, partners);
  // Deals that are set aside or lie ahead are still the next deal of their customer.
  const created = [...listed.map(({ deal }) => deal), ...setAside];
  const evidence = evidenceOf(activities, {
    partnerOfCompany: new Map([...partners.keys()].map((id) => [id, id])),
    companiesOfContact: new Map([...people].map(([id, links]) => [id, links.map((link) => link.toId)])),
    companyOfContact: who.companyOfContact,
    deals: new Map(created.flatMap((deal) => neighbourOf(deal, dealLinks, companies))),
  });
  const activityTouches = groupBy(evidence.touches, (touch) => touch.dealId);
  const stated = deals.map((record): StatedDeal => ({
    ...{ record, partners, links: dealLinks.get(record.deal.id) ?? [] },
    people: peopleOnDeal(contactsOf.get(record.deal.id) ?? [], people, who),
    names: partnersByName(record, who),
  }));
  const facts = stated.map((one) =>
    factsOf({ ...one, companies, touches: activityTouches.get(one.record.deal.id) ?? [] }),
  );
  const later = listed.filter((record) => recordAsOf(record, asOf) === null);
  const findings = [
    ...later.map(laterFinding),
    ...dealFindings(stated, crm.mapping),
    ...evidence.leftOut.map(leftOutFinding),
  ];
  return { account, deals, companies, partners, facts, activityTouches, findings, problems, setAside };
}

async function collect<T>(
  pages: AsyncIterable<RecordPage<T>>,
  onPage: (page: RecordPage<T>, recordsSoFar: number) => void,
): Promise<readonly T[]> {
  const records: T[] = [];
  for await (const page of pages) {
    records.push(...page.records);
    onPage(page, records.length);
  }
  return records;
}

const partnersOf = (companies: readonly CompanyRecord[]): ReadonlyMap<PartnerId, PartnerProfile> =>
  new Map(companies.flatMap(({ partner }) => (partner === null ? [] : [[partner.id, partner] as const])));

async function readActivities(
  crm: Crm,
  read: <T>(what: string, pages: AsyncIterable<RecordPage<T>>) => Promise<readonly T[]>,
): Promise<readonly LinkedActivity[]> {
  const linked: LinkedActivity[] = [];
  for (const type of ACTIVITY_TYPES) {
    const activities = await read(type, crm.activities(type));
    // The record's own id stands behind the type: "meeting-123".
    const ids = activities.map(({ id }) => id.slice(id.lastIndexOf('-') + 1));
    const toDeals = await crm.links(type, 'deals', ids);
    const toCompanies = await crm.links(type, 'companies', ids);
    const toContacts = await crm.links(type, 'contacts', ids);
    const linkedIds = (links: Links, id: string): readonly string[] =>
      (links.get(id) ?? []).map((link) => link.toId);
    activities.forEach((activity, index) => {
      const id = ids[index] ?? '';
      linked.push({
        activity,
        dealIds: linkedIds(toDeals, id).map(dealId),
        companyIds: linkedIds(toCompanies, id),
        contactIds: linkedIds(toContacts, id),
      });
    });
  }
  return linked;
}
