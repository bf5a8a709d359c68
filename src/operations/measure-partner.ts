/** Reads what a partner's checklist is measured by: live, but for roles on deals, which the last sync published. */
import { wasApproved } from '../domain/approved-registration.js';
import { displayDay, parseInstant, type Instant } from '../domain/calendar.js';
import type { Measurement } from '../domain/checklist.js';
import { measureChecklist, type First } from '../domain/measure-checklist.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { PartnerProgramme } from '../domain/partner-programme.js';
import { partnerId } from '../domain/ids.js';
import { signedAt } from '../domain/numbers/active-partner.js';
import type { ProgrammePerson } from '../domain/programme-facts.js';
import type { Policy } from '../domain/policy.js';
import { isAppError, type ErrorCode } from '../errors.js';
import { dealsOfPartner } from './company-deals.js';
import type { Account, CompanyRecord, Crm, RawRecord } from './crm-port.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
import type { ProgrammeCrm, ProgrammeType } from './programme-port.js';
import { keptOf } from './registrations-kept.js';
import type { DealCondition } from './search-port.js';

/** What is known of a partner when its checklist is measured. */
export interface KnownPartner {
  readonly company: CompanyRecord;
  readonly account: Account;
  readonly profile: PartnerProfile;
  readonly programme: PartnerProgramme;
  readonly people: readonly ProgrammePerson[];
  readonly asOf: Instant;
}

/** Measures a partner's checklists, by item id: three rounds at most. */
export async function measurePartner(
  { crm, programme }: Pick<ShowProgrammeDeps, 'crm' | 'programme'>,
  known: KnownPartner,
  settings: Policy['programme'],
): Promise<ReadonlyMap<string, Measurement>> {
  const { company, account } = known;
  const isSynced = crm.publishedNumbers(company) !== null;
  const [jointActivity, registeredDeal, wonDeal, openDeals] = await Promise.all([
    firstActivity(programme, known),
    firstRegistration(programme, known),
    isSynced ? firstWon(crm, known) : NOT_SYNCED,
    isSynced ? countOpen(crm, company) : null,
  ]);
  const facts = { ...known, timeZone: account.timeZone, jointActivity, registeredDeal, wonDeal, openDeals };
  return measureChecklist(facts, settings);
}

const NOT_SYNCED: First = { kind: 'unknown', why: 'No sync has told yet which deals have a role of it.' };

const withStatus = (company: CompanyRecord, status: 'won' | 'open'): readonly (readonly DealCondition[])[] =>
  dealsOfPartner(partnerId(company.id)).map((conditions) => [...conditions, { kind: 'status', status }]);

async function firstWon(crm: Crm, { company, account }: KnownPartner): Promise<First> {
  const { records } = await crm.searchDeals({
    anyOf: withStatus(company, 'won'),
    order: { by: 'closed', direction: 'ascending' },
    ...{ offset: 0, limit: 1 },
  });
  const [deal] = records.flatMap((raw) => crm.publishedDeal(raw, account) ?? []);
  if (deal === undefined) return { kind: 'none' };
  const at = deal.closesAt;
  const day = at === null ? '' : `, won on ${displayDay(at, account.timeZone)}`;
  return { kind: 'found', at, what: `${deal.record.name ?? `deal ${deal.record.deal.id}`}${day}` };
}

async function countOpen(crm: Crm, company: CompanyRecord): Promise<number> {
  const { total } = await crm.searchDeals({
    anyOf: withStatus(company, 'open'),
    order: { by: 'id', direction: 'ascending' },
    ...{ offset: 0, limit: 1 },
  });
  return total;
}

/** Records of a type that are associated with a company or some contacts; null where the portal does not have the type. */
async function linkedRecords(
  programme: ProgrammeCrm,
  { company, people = [] }: Pick<KnownPartner, 'company'> & Partial<Pick<KnownPartner, 'people'>>,
  type: ProgrammeType,
  properties: readonly string[],
): Promise<readonly RawRecord[] | null> {
  const contacts = people.map(({ contactId }) => contactId);
  try {
    const [ofCompany, ofPeople] = await Promise.all([
      programme.linked('companies', type, [company.id]),
      contacts.length === 0 ? NOTHING : programme.linked('contacts', type, contacts),
    ]);
    const ids = [...new Set([...ofCompany.values(), ...ofPeople.values()].flat())];
    return ids.length === 0 ? [] : await programme.byId(type, properties, ids);
  } catch (error) {
    if (isAppError(error) && NOT_THERE.has(error.code)) return null;
    throw error;
  }
}

const NOTHING: ReadonlyMap<string, readonly string[]> = new Map();

/** The portal has no such type, or the token may not read it. */
const NOT_THERE: ReadonlySet<ErrorCode> = new Set(['crm_refused', 'scope_missing']);

const CANCELLED = new Set(['CANCELED', 'CANCELLED', 'NO_SHOW', 'RESCHEDULED']);

interface Dated {
  readonly at: Instant;
  readonly what: string;
}

/**
 * A meeting that was held since the day on which the agreement was signed, as the portal counts days, or a campaign or event:
 * one that the partner's company has a part in, or one of its people, whom alone HubSpot often names. What was done before was
 * not done together.
 */
async function firstActivity(programme: ProgrammeCrm, known: KnownPartner): Promise<First> {
  const { account, asOf } = known;
  const [meetings, events] = await Promise.all([
    linkedRecords(programme, known, 'meetings', ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_outcome']),
    linkedRecords(programme, known, 'marketing_events', ['hs_event_name', 'hs_start_datetime']),
  ]);
  if (meetings === null) {
    return { kind: 'unknown', why: 'Meetings cannot be read here: tick it off by hand.' };
  }
  const day = (at: Instant): string => displayDay(at, account.timeZone);
  const dated = [
    ...meetings
      .filter(({ properties }) => !CANCELLED.has(properties['hs_meeting_outcome'] ?? ''))
      .flatMap((raw) => datedOf(raw, 'hs_timestamp', 'hs_meeting_title', 'a meeting')),
    ...(events ?? []).flatMap((raw) => datedOf(raw, 'hs_start_datetime', 'hs_event_name', 'an event')),
  ];
  const since = signedAt(known, account.timeZone);
  const [first] = dated
    .filter(({ at }) => at <= asOf && (since === null || at >= since))
    .toSorted((a, b) => a.at - b.at);
  return first === undefined
    ? { kind: 'none' }
    : { kind: 'found', at: first.at, what: `${first.what}, on ${day(first.at)}` };
}

function datedOf(
  { properties }: RawRecord,
  time: string,
  title: string,
  otherwise: string,
): readonly Dated[] {
  const at = parseInstant(properties[time] ?? '');
  const name = properties[title]?.trim() ?? '';
  return at === null ? [] : [{ at, what: name === '' ? otherwise : `“${name}”` }];
}

async function firstRegistration(programme: ProgrammeCrm, known: KnownPartner): Promise<First> {
  const { company, account } = known;
  const { properties } = programme.registrations;
  const records = await linkedRecords(programme, { company }, 'registrations', properties);
  if (records === null) {
    return { kind: 'unknown', why: 'This portal keeps no registrations: tick it off by hand.' };
  }
  const [first] = records
    .flatMap((raw) => keptOf(programme, raw)?.record ?? [])
    .filter((record) => record.partnerId === company.id && wasApproved(record))
    .toSorted((a, b) => a.submittedAt - b.submittedAt);
  if (first === undefined) return { kind: 'none' };
  const { submittedAt: at, prospect } = first;
  const name = prospect.name?.trim() ?? '';
  const what = name === '' ? 'a registration' : `“${name}”`;
  return { kind: 'found', at, what: `${what}, submitted on ${displayDay(at, account.timeZone)}` };
}
