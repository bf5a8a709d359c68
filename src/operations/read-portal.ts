/**
 * Reads a whole portal into facts: records by lists, associations in batches, touches by attribution.md §3a.
 */
import type { Instant } from '../domain/calendar.js';
import type { Deal, DealFacts } from '../domain/deal.js';
import { evidenceOf, type Evidence, type LinkedActivity, type NeighbourDeal } from '../domain/evidence.js';
import { sortFlags } from '../domain/flag.js';
import { groupBy } from '../domain/group-by.js';
import { dealId, partnerId, type DealId, type PartnerId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Touch } from '../domain/touch.js';
import type {
  Account,
  ActivityType,
  CompanyRecord,
  Crm,
  DealRecord,
  Links,
  RecordPage,
  RecordProblem,
} from './crm-port.js';
import { factsOf, linkedCustomer } from './deal-facts.js';

/** Something about a record that a person should look at; it changes no number by itself. */
export interface Finding {
  readonly kind:
    'activity_on_several_deals' | 'referral_of_unknown_partner' | 'tag_on_company_that_is_no_partner';
  readonly recordId: string;
  readonly detail: string;
}

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
}

/** How many records were read so far. */
export type ReadProgress = (what: string, records: number) => void;

const ACTIVITY_TYPES: readonly ActivityType[] = ['meetings', 'calls', 'emails'];

/** Reads a portal whole. */
export async function readPortal(
  crm: Crm,
  account: Account,
  asOf: Instant,
  progress: ReadProgress,
): Promise<Portal> {
  const problems: RecordProblem[] = [];
  const read = <T>(what: string, pages: AsyncIterable<RecordPage<T>>): Promise<readonly T[]> =>
    collect(pages, problems, (records) => progress(what, records));
  const companyRecords = await read('companies', crm.companies());
  const deals = await read('deals', crm.deals(account));
  const companies = new Map(companyRecords.map((company) => [company.id, company]));
  const partners = partnersOf(companyRecords);
  const dealLinks = await crm.links(
    'deals',
    'companies',
    deals.map(({ deal }) => deal.id),
  );
  const activities = await readActivities(crm, read);
  const people = await crm.links(
    'contacts',
    'companies',
    activities.flatMap(({ contactIds }) => contactIds),
  );
  const evidence = evidenceOf(
    activities,
    {
      partnerOfCompany: new Map([...partners.keys()].map((id) => [id, id])),
      companiesOfContact: new Map([...people].map(([id, links]) => [id, links.map((link) => link.toId)])),
      deals: new Map(deals.map((record) => [record.deal.id, neighbourOf(record, dealLinks, companies)])),
    },
    asOf,
  );
  const activityTouches = groupBy(evidence.touches, (touch) => touch.dealId);
  const facts = deals.map((record) => {
    const links = dealLinks.get(record.deal.id) ?? [];
    const touches = activityTouches.get(record.deal.id) ?? [];
    return withOutcomeFlag(factsOf({ record, links, companies, partners, touches }), evidence);
  });
  const findings = findingsOf(deals, dealLinks, partners, evidence);
  return { account, deals, companies, partners, facts, activityTouches, findings, problems };
}

async function collect<T>(
  pages: AsyncIterable<RecordPage<T>>,
  problems: RecordProblem[],
  progress: (records: number) => void,
): Promise<readonly T[]> {
  const records: T[] = [];
  for await (const page of pages) {
    records.push(...page.records);
    problems.push(...page.problems);
    progress(records.length);
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

function neighbourOf(
  record: DealRecord,
  links: Links,
  companies: ReadonlyMap<string, CompanyRecord>,
): NeighbourDeal {
  const { id, createdAt } = record.deal;
  const customer = linkedCustomer(links.get(id) ?? [], companies);
  return { id, createdAt, customerCompanyId: customer?.id ?? null };
}

function withOutcomeFlag(facts: DealFacts, evidence: Evidence): DealFacts {
  if (!evidence.outcomeMissing.has(facts.deal.id)) return facts;
  const deal: Deal = { ...facts.deal, flags: sortFlags([...facts.deal.flags, 'outcome_missing']) };
  return { ...facts, deal };
}

function findingsOf(
  deals: readonly DealRecord[],
  links: Links,
  partners: ReadonlyMap<PartnerId, PartnerProfile>,
  evidence: Evidence,
): readonly Finding[] {
  const referrals = deals.flatMap(({ deal, referral }): readonly Finding[] =>
    referral === null || partners.has(referral.partnerId)
      ? []
      : [
          {
            kind: 'referral_of_unknown_partner',
            recordId: deal.id,
            detail: `referred by company ${referral.partnerId}, which is not marked as a partner`,
          },
        ],
  );
  const tags = deals.flatMap(({ deal }) =>
    (links.get(deal.id) ?? [])
      .filter((link) => link.tags.length > 0 && !partners.has(partnerId(link.toId)))
      .map((link): Finding => ({
        kind: 'tag_on_company_that_is_no_partner',
        recordId: deal.id,
        detail: `company ${link.toId} carries a partner label but is not marked as a partner`,
      })),
  );
  const leftOut = evidence.leftOut.map(({ activityId, dealIds }): Finding => ({
    kind: 'activity_on_several_deals',
    recordId: activityId,
    detail: `on deals ${dealIds.join(', ')} with nobody of their customers: influence on none of them`,
  }));
  return [...referrals, ...tags, ...leftOut];
}
