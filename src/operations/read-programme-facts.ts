/**
 * What the numbers and queues of the partner programme are worked out from, as the last sync read it: from the database
 * alone. Deals are not among them: `programmeDeals` streams those.
 */
import { DAY_MS, instant, type Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { KpiSource } from '../domain/kpi.js';
import { partnerIndex } from '../domain/match-partner.js';
import type {
  PartnerEvent,
  ProgrammeFacts,
  ProgrammePartner,
  ProgrammePerson,
  ProgrammeTask,
  ProgrammeTicket,
  Survey,
} from '../domain/programme-facts.js';
import type { ProgrammeSettings } from '../domain/programme-settings.js';
import type { Account } from './crm-port.js';
import { lastActivities, partnerContacts, readMeetings } from './partner-activity.js';
import type { ProgrammeFactsDeps } from './programme-read-deps.js';
import type { ProgrammeRecord, ProgrammeSource } from './programme-store-port.js';
import { registrationsAsSynced } from './registrations-as-synced.js';

export interface ProgrammeFactsRequest {
  readonly account: Account;
  readonly asOf: Instant;
  readonly policyVersion: string;
  readonly settings: ProgrammeSettings;
}

/** Tickets that were closed before, and meetings that were held before, are not read, and numbers say so: two years. */
const KEPT_MS = 731 * DAY_MS;

/** Reads the facts; records in the order of ids. */
export async function readProgrammeFacts(
  deps: ProgrammeFactsDeps,
  { account, asOf, policyVersion, settings }: ProgrammeFactsRequest,
): Promise<ProgrammeFacts> {
  const { store, crm } = deps;
  const { portalId, homeCurrency, timeZone } = account;
  const people = await peopleOf(deps, portalId);
  const companies = (await store.seenPartners(portalId)).flatMap((raw) => crm.readCompany(raw).records);
  const partnersOnly = companies.flatMap((record) =>
    record.partner === null
      ? []
      : [
          {
            profile: record.partner,
            programme: crm.partnerProgramme(record, homeCurrency).programme,
            people: people.of.get(record.partner.id) ?? [],
          },
        ],
  );
  const since = instant(asOf - KEPT_MS);
  const contacts = partnerContacts(partnersOnly);
  const activity = {
    portalId,
    asOf,
    since,
    contacts,
    partnerIds: partnersOnly.map(({ profile }) => profile.id),
  };
  const meetings = await readMeetings(deps, activity);
  const last = await lastActivities(deps, activity, meetings);
  const partners = partnersOnly.map((one): ProgrammePartner => ({
    ...one,
    lastActivityAt: last.get(one.profile.id) ?? null,
  }));
  const ids = new Set(activity.partnerIds);
  const [tickets, surveys, events, registrations, tasks, owners, integrations, sources] = await Promise.all([
    readTickets(deps, portalId, { ids, settings, since }),
    readSurveys(deps, portalId, people.partnersOf),
    readEvents(deps, portalId, ids, people.partnersOf),
    registrationsAsSynced(store, portalId),
    collect(deps, portalId, 'tasks', (record): ProgrammeTask => crm.programmeReading.task(record)),
    collect(deps, portalId, 'owners', ({ id, properties }) => [id, properties['name'] ?? id] as const),
    readIntegrations(deps, portalId, partners),
    store.programmeSources(portalId),
  ]);
  const facts = { partners, registrations, meetings, tickets, surveys, events, tasks, integrations };
  const missing = missingOf(facts, sources, crm.programmeReading.ownOnPeople.certifications);
  const place = { homeCurrency, timeZone, asOf, policyVersion, readSince: since };
  return { ...place, ...facts, owners: new Map(owners), missing };
}

const PAGE = 5_000;

/** Passes over what is kept of a source, page by page; what reads as null or undefined is left out. */
async function collect<T>(
  { store }: Pick<ProgrammeFactsDeps, 'store'>,
  portalId: PortalId,
  source: ProgrammeSource,
  read: (record: ProgrammeRecord) => T | null,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ;) {
    const page: readonly ProgrammeRecord[] = await store.programmeRecords(portalId, source, after, PAGE);
    for (const record of page) {
      const value = read(record);
      if (value !== null) all.push(value);
    }
    if (page.length < PAGE) return all;
    after = page.at(-1)?.id ?? null;
  }
}

interface People {
  readonly of: ReadonlyMap<PartnerId, readonly ProgrammePerson[]>;
  /** Partners by contact. */
  readonly partnersOf: ReadonlyMap<string, readonly PartnerId[]>;
}

async function peopleOf(deps: ProgrammeFactsDeps, portalId: PortalId): Promise<People> {
  const of = new Map<PartnerId, ProgrammePerson[]>();
  const partnersOf = new Map<string, readonly PartnerId[]>();
  await collect(deps, portalId, 'people', (record) => {
    const person = deps.crm.programmeReading.person(record);
    const partners = (record.links['companies'] ?? []) as readonly PartnerId[];
    partnersOf.set(record.id, partners);
    for (const partner of partners) {
      const known = of.get(partner);
      if (known === undefined) of.set(partner, [person]);
      else known.push(person);
    }
    return null;
  });
  return { of, partnersOf };
}

/** Open ones, and those that were opened or closed lately. */
async function readTickets(
  deps: ProgrammeFactsDeps,
  portalId: PortalId,
  { ids, settings, since }: { ids: ReadonlySet<string>; settings: ProgrammeSettings; since: Instant },
): Promise<readonly ProgrammeTicket[]> {
  const escalations = new Set(settings.numbers.escalationCategories.map((one) => one.toLowerCase()));
  const isEscalation = (category: string | null | undefined): boolean =>
    (category ?? '').split(';').some((one) => escalations.has(one.trim().toLowerCase()));
  return collect(deps, portalId, 'tickets', (record): ProgrammeTicket | null => {
    const ticket = deps.crm.programmeReading.ticket(record);
    if (ticket === null || Math.max(ticket.openedAt, ticket.closedAt ?? Infinity) < since) return null;
    const companies = record.links['companies'] ?? [];
    const partner = companies.find((id) => ids.has(id)) as PartnerId | undefined;
    const companyId = companies.find((id) => !ids.has(id)) ?? companies[0] ?? null;
    const escalationOf = isEscalation(ticket.category) ? (partner ?? null) : null;
    return { ...ticket, companyId, escalationOf };
  });
}

/** Of the partners' people alone: what customers say is no partner's satisfaction. */
async function readSurveys(
  deps: ProgrammeFactsDeps,
  portalId: PortalId,
  partnersOf: People['partnersOf'],
): Promise<readonly Survey[]> {
  const pages = await collect(deps, portalId, 'surveys', (record): readonly Survey[] => {
    const survey = deps.crm.programmeReading.survey(record);
    if (survey === null) return [];
    const partners = new Set((record.links['contacts'] ?? []).flatMap((id) => partnersOf.get(id) ?? []));
    return [...partners].map((partnerId) => ({ ...survey, partnerId }));
  });
  return pages.flat();
}

/** A partner takes part by its company or by one of its people. */
async function readEvents(
  deps: ProgrammeFactsDeps,
  portalId: PortalId,
  ids: ReadonlySet<string>,
  partnersOf: People['partnersOf'],
): Promise<readonly PartnerEvent[]> {
  return collect(deps, portalId, 'events', (record): PartnerEvent | null => {
    const event = deps.crm.programmeReading.event(record);
    if (event === null) return null;
    const companies = (record.links['companies'] ?? []).filter((id) => ids.has(id)) as PartnerId[];
    const people = (record.links['contacts'] ?? []).flatMap((id) => partnersOf.get(id) ?? []);
    return { ...event, partnerIds: [...new Set([...companies, ...people])] };
  });
}

/** What a customer's text names: partners by id, domain or name; what nobody answers to is left out. */
async function readIntegrations(
  { store, crm }: ProgrammeFactsDeps,
  portalId: PortalId,
  partners: readonly ProgrammePartner[],
): Promise<ProgrammeFacts['integrations']> {
  const texts = await store.companiesWith(portalId, crm.programmeReading.integrations);
  const index = partnerIndex(partners.map(({ profile }) => profile));
  const named = [...texts].map(([companyId, text]) => {
    const matches = text
      .split(';')
      .map((one) => index.match(one.trim()))
      .flatMap((match) => (match.kind === 'matched' ? [match.partnerId] : []));
    return [companyId, [...new Set(matches)]] as const;
  });
  return new Map(named);
}

type Read = Pick<ProgrammeFacts, 'partners' | 'integrations'>;

function missingOf(
  { partners, integrations }: Read,
  sources: ReadonlyMap<ProgrammeSource, { readonly missing: boolean; readonly lacks?: readonly string[] }>,
  certifications: string,
): readonly KpiSource[] {
  // Never read is not the same as read and empty.
  const isMissing = (source: ProgrammeSource): boolean => sources.get(source)?.missing ?? true;
  const none = (test: (partner: ProgrammePartner) => boolean): boolean => !partners.some(test);
  const says: Readonly<Partial<Record<KpiSource, boolean>>> = {
    registrations: isMissing('registrations'),
    agreements: none(
      ({ profile, programme }) => profile.agreement !== undefined || programme.agreementEnds.length > 0,
    ),
    certifications: isMissing('people') || (sources.get('people')?.lacks ?? []).includes(certifications),
    executives: none(({ people }) => people.some(({ isExecutive }) => isExecutive)),
    tickets: isMissing('tickets'),
    surveys: isMissing('surveys'),
    events: isMissing('events'),
    integrations: integrations.size === 0,
    stages: none(({ profile, programme }) => profile.stage !== null || programme.moves.length > 0),
  };
  return Object.entries(says).flatMap(([source, is]) => (is ? [source as KpiSource] : []));
}
