/**
 * Some deals of a portal as they were seen, with all that their facts are made of: what `readPortal` says of these
 * deals, without reading the rest.
 */
import { instant, type Instant } from '../domain/calendar.js';
import type { DealFacts } from '../domain/deal.js';
import type { DealSurroundings } from '../domain/deal-surroundings.js';
import { evidenceOf, type Evidence } from '../domain/evidence.js';
import { groupBy } from '../domain/group-by.js';
import { dealId, type DealId, type PartnerId, type PortalId, type RunId } from '../domain/ids.js';
import type { Mapping } from '../domain/mapping.js';
import type { PartnerProfile } from '../domain/partner.js';
import { registrationTouch } from '../domain/registration.js';
import type { Touch } from '../domain/touch.js';
import type {
  Account,
  CompanyRecord,
  Crm,
  CrmReader,
  DealRecord,
  RecordProblem,
  SetAsideRecord,
} from './crm-port.js';
import { factsOf } from './deal-facts.js';
import { mergedIntoOf } from './follow-merges.js';
import { Mirror } from './mirror.js';
import {
  dealFindings,
  laterFinding,
  leftOutFinding,
  neighbourOf,
  recordAsOf,
  type Finding,
  type StatedDeal,
} from './portal-findings.js';
import { activitiesAround } from './seen-activities.js';
import { partnersByDomain } from './seen-domains.js';
import { neighbours, readCustomers, readDeals } from './seen-neighbours.js';
import { peopleOfDeals, tagsSeen, type PeopleOfDeals } from './seen-people.js';
import { siblingsOf } from './seen-siblings.js';
import { surroundingsOf, type SurroundingsRequest } from './seen-surroundings.js';
import type { Departure, SeenRecord } from './seen-port.js';
import type { SyncStore } from './sync-port.js';
import { partnersByName, whoIsWho, type WhoIsWho } from './who-is-who.js';

export interface SeenPortalDeps {
  readonly crm: Crm & CrmReader;
  readonly store: SyncStore;
}

/** The run that saw a record last, and when. */
export interface LastSeen {
  readonly runId: RunId;
  readonly at: Instant;
}

/** Deals in the order of the ids that were asked for. */
export interface SeenPortal {
  /** As of the instant; without those created later. */
  readonly deals: readonly DealRecord[];
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  /** In the order of `deals`. */
  readonly facts: readonly DealFacts[];
  /** What suggestions and findings are made of besides, by deal. */
  readonly surroundings: ReadonlyMap<DealId, DealSurroundings>;
  /** Touches from activities and registrations, by deal. */
  readonly activityTouches: ReadonlyMap<DealId, readonly Touch[]>;
  readonly findings: readonly { readonly dealId: DealId; readonly finding: Finding }[];
  readonly problems: readonly { readonly dealId: DealId; readonly problem: RecordProblem }[];
  readonly setAside: readonly SetAsideRecord[];
  /** Deals that are not there; `absent` also where they never were. */
  readonly gone: ReadonlyMap<DealId, Departure>;
  /** What merged deals are now, by their old id: `aliasMerged` tells the ledger. */
  readonly mergedInto: ReadonlyMap<DealId, DealId>;
  /** Created after the instant. */
  readonly later: readonly DealRecord[];
  /** The next instant at which a deal has to be looked at again, though nothing changes. */
  readonly dueAt: ReadonlyMap<DealId, Instant>;
  /** The run that saw the deal's record last, and when. */
  readonly lastSeen: ReadonlyMap<string, LastSeen>;
}

export interface SeenPortalRequest {
  readonly account: Account;
  readonly asOf: Instant;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
  /** Worked out where it is absent; of many chunks it is worked out once. */
  readonly who?: WhoIsWho;
}

/** Puts deals together from what was seen; a chunk of some thousand at a time is meant. */
export async function dealsAround(
  { crm, store }: SeenPortalDeps,
  { account, asOf, partners, ...request }: SeenPortalRequest,
  ids: readonly DealId[],
): Promise<SeenPortal> {
  const who = request.who ?? (await whoIsWho(crm, partners));
  const { companyOfContact } = who;
  const mirror = new Mirror(store, account.portalId);
  const records = await mirror.records('deals', ids);
  const isThere = (id: DealId): boolean => records.get(id)?.gone === null;
  const raws = ids.flatMap((id) => (isThere(id) ? (records.get(id) ?? []) : []));
  const { listed, setAside, problems } = readDeals(crm, account, raws);
  const dealIds = raws.map(({ id }) => id);
  const links = await mirror.links('deals', 'companies', dealIds);
  const companies = await readCustomers(mirror, crm, links);
  const { activities, companiesOfContact, sightings } = await activitiesAround(mirror, crm, {
    dealIds,
    customerIds: [...companies.keys()],
    isPartner: (id) => partners.has(id as PartnerId),
    companyOfContact,
    byDomain: partnersByDomain(partners.values()),
  });
  const evidence = evidenceOf(activities, {
    partnerOfCompany: new Map([...partners.keys()].map((id) => [id, id])),
    companiesOfContact,
    companyOfContact,
    deals: new Map([
      ...(await neighbours(mirror, crm, account, { activities, companiesOfContact, companies })),
      ...[...listed.map(({ deal }) => deal), ...setAside].flatMap((deal) =>
        neighbourOf(deal, links, companies),
      ),
    ]),
  });
  const asked = new Set<string>(ids);
  const registered = [...(await store.registrationsOf(account.portalId, ids)).values()].flat();
  const activityTouches = groupBy(
    [
      ...evidence.touches.filter(({ dealId: on }) => asked.has(on)),
      ...registered.filter((one) => partners.has(one.partnerId)).map(registrationTouch),
    ],
    (touch) => touch.dealId,
  );
  const deals = listed.flatMap((record) => recordAsOf(record, asOf) ?? []);
  const later = listed.filter((record) => recordAsOf(record, asOf) === null);
  const touchesOf = (id: DealId): readonly Touch[] => activityTouches.get(id) ?? [];
  const people = await peopleOfDeals(mirror, crm.mapping, ids, who);
  const stated = deals.map((record): StatedDeal => {
    const { id } = record.deal;
    const [own, persons] = [links.get(id) ?? [], people.get(id) ?? []];
    return { record, links: own, partners, people: persons, names: partnersByName(record, who) };
  });
  const facts = stated.map((one) => factsOf({ ...one, companies, touches: touchesOf(one.record.deal.id) }));
  const surroundings = await surroundingsAround(mirror, crm, account, {
    ...{ deals, facts, who, people, activities, companiesOfContact, evidence, sightings },
  });
  return {
    deals,
    partners,
    facts,
    surroundings,
    activityTouches,
    findings: findingsOf({ stated, later, mapping: crm.mapping, leftOut: evidence.leftOut, asked }),
    problems,
    setAside,
    ...(await departedAmong(mirror, ids, records)),
    later,
    dueAt: dueAfter(listed, (id) => [...touchesOf(id), ...comingOn(surroundings.get(id))], asOf),
    lastSeen: new Map(raws.map(({ id, runId, seenAt }) => [id, { runId, at: seenAt }])),
  };
}

/** Those that are not there, and what merged ones are now. */
async function departedAmong(
  mirror: Mirror,
  ids: readonly DealId[],
  records: ReadonlyMap<string, SeenRecord>,
): Promise<Pick<SeenPortal, 'gone' | 'mergedInto'>> {
  const gone = new Map(
    ids.flatMap((id) => {
      const known = records.get(id);
      return known?.gone === null ? [] : [[id, known?.gone ?? 'absent'] as const];
    }),
  );
  const merged = ids.filter((id) => gone.get(id) === 'merged');
  return { gone, mergedInto: await mergedIntoOf(mirror, merged) };
}

function findingsOf({
  stated,
  later,
  mapping,
  leftOut,
  asked,
}: Pick<SeenPortal, 'later'> & {
  readonly stated: readonly StatedDeal[];
  readonly mapping: Mapping;
  readonly leftOut: Evidence['leftOut'];
  readonly asked: ReadonlySet<string>;
}): SeenPortal['findings'] {
  const onDeals = [...later.map(laterFinding), ...dealFindings(stated, mapping)];
  return [
    ...onDeals.map((finding) => ({ dealId: dealId(finding.recordId), finding })),
    ...leftOut.flatMap((one) =>
      one.dealIds.filter((id) => asked.has(id)).map((id) => ({ dealId: id, finding: leftOutFinding(one) })),
    ),
  ];
}

async function surroundingsAround(
  mirror: Mirror,
  crm: CrmReader,
  account: Account,
  {
    facts,
    people,
    ...around
  }: Omit<SurroundingsRequest, 'customerOf' | 'siblings' | 'overlaps' | 'seenTags'> &
    Pick<SeenPortal, 'facts'> & { readonly people: PeopleOfDeals },
): Promise<SeenPortal['surroundings']> {
  const customerOf = customersOf(facts);
  return surroundingsOf({
    ...around,
    customerOf,
    siblings: await siblingsOf(mirror, crm, account, customerOf.values(), around.who),
    overlaps: await mirror.store.overlapsOf(mirror.portalId, [...new Set(customerOf.values())]),
    seenTags: await tagsSeen(
      mirror,
      crm.mapping,
      around.deals.map(({ deal }) => deal.id),
      people,
    ),
  });
}

/** What lies around a deal is looked at again when it comes to pass. */
const comingOn = (around: DealSurroundings | undefined): readonly { readonly at: Instant }[] =>
  around === undefined ? [] : [...around.activities, ...around.domains];

const customersOf = (facts: readonly DealFacts[]): ReadonlyMap<DealId, string> =>
  new Map(
    facts.flatMap(({ deal: { id, customer } }) => {
      return customer?.companyId == null ? [] : [[id, customer.companyId] as const];
    }),
  );

/** Of a deal that is not created yet, that is when it is; else the first of what lies ahead. */
function dueAfter(
  records: readonly DealRecord[],
  datedOf: (id: DealId) => readonly { readonly at: Instant }[],
  asOf: Instant,
): ReadonlyMap<DealId, Instant> {
  return new Map(
    records.flatMap(({ deal, referral }) => {
      const instants =
        deal.createdAt > asOf
          ? [deal.createdAt]
          : [deal.closedAt ?? asOf, referral?.at ?? asOf, ...datedOf(deal.id).map(({ at }) => at)];
      const ahead = instants.filter((at) => at > asOf);
      return ahead.length === 0 ? [] : [[deal.id, instant(Math.min(...ahead))] as const];
    }),
  );
}

/** Every partner there is, by id. */
export async function seenPartnerProfiles(
  { crm, store }: SeenPortalDeps,
  portalId: PortalId,
): Promise<ReadonlyMap<PartnerId, PartnerProfile>> {
  const records = (await store.seenPartners(portalId)).flatMap((raw) => crm.readCompany(raw).records);
  return new Map(
    records.flatMap(({ partner }) => (partner === null ? [] : [[partner.id, partner] as const])),
  );
}

/** Companies on which something of ours stands or is to stand: partners, and those that were one. */
export async function seenPartnerCompanies(
  { crm, store }: SeenPortalDeps,
  portalId: PortalId,
): Promise<readonly { readonly record: CompanyRecord; readonly lastSeen: LastSeen }[]> {
  const raws = [...(await store.seenPartners(portalId)), ...(await store.seenPublishedCompanies(portalId))];
  return raws.flatMap((raw) =>
    crm
      .readCompany(raw)
      .records.map((record) => ({ record, lastSeen: { runId: raw.runId, at: raw.seenAt } })),
  );
}
