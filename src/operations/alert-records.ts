/** Alerts as tasks or notes of the CRM: what is written, and how one is found again that a stopped run may have made. */
import type { Alert, DueAlert } from '../domain/alerts.js';
import { formatInstant, instant, type Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import { companyIdOf, type PartnerProfile } from '../domain/partner.js';
import { isAppError, unlessStopped } from '../errors.js';
import { NOT_TRIED, type KeptAlert } from './alert-port.js';
import type { Lease } from './lease-port.js';
import type { Store } from './ports.js';
import type { NewProgrammeRecord, ProgrammeCrm, ProgrammeLink } from './programme-port.js';

export type AlertRecordType = 'tasks' | 'notes';

const BODY = { tasks: 'hs_task_body', notes: 'hs_note_body' } as const;
/** HubSpot's subject of a task is one line. */
const MOST_SUBJECT = 200;
/** How much earlier than our claim HubSpot's clock may say that a record was made. */
const CLOCKS_APART_MS = 10 * 60_000;
/** As many are claimed at a time: a run that is stopped leaves no more in doubt. */
const AT_A_TIME = 20;

/** The last line of every alert, by which it is found again. */
const alertMark = (key: string): string => `Partnership Manager · ${key}`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Whose partner it is, and who owns the records that alerts stand on. */
export interface AlertOwners {
  readonly profiles: ReadonlyMap<PartnerId, PartnerProfile>;
  /** Owner id by "deals 12". */
  readonly ofRecord: ReadonlyMap<string, string>;
}

/** The partner manager of the first partner that has one, else the record's owner, else that of the partner's company. */
export function ownerOf(
  { record, partnerIds }: DueAlert,
  { profiles, ofRecord }: AlertOwners,
): string | null {
  const partners = partnerIds.flatMap((id) => profiles.get(id) ?? []);
  const manager = partners.find(({ managerId }) => managerId !== null)?.managerId ?? null;
  const owners = [
    ofRecord.get(`${record.type} ${record.id}`),
    ...partners.map((one) => ofRecord.get(`companies ${companyIdOf(one)}`)),
  ];
  return manager ?? owners.find((one) => one !== undefined) ?? null;
}

/** A registration's alert stands on its partner too, where partner managers look. */
function linksOf({ record, partnerIds }: DueAlert, { profiles }: AlertOwners): readonly ProgrammeLink[] {
  const companies = partnerIds.map((id) => {
    const profile = profiles.get(id);
    return { to: 'companies', id: profile === undefined ? id : companyIdOf(profile) } as const;
  });
  const all = record.type === 'registrations' ? companies : [];
  return [...all, { to: record.type, id: record.id }];
}

/** The record that is made of an alert. */
function alertRecord(
  type: AlertRecordType,
  alert: Alert,
  owners: AlertOwners,
  now: Instant,
): NewProgrammeRecord {
  const { key, title, text, dueAt, overdue } = alert;
  const ownerId = ownerOf(alert, owners);
  const lines = [...(type === 'notes' ? [title] : []), text, alertMark(key)];
  const body = lines.map((line) => `<p>${escaped(line)}</p>`).join('');
  const owner = ownerId === null ? {} : { hubspot_owner_id: ownerId };
  const links = linksOf(alert, owners);
  if (type === 'notes') {
    return { key, links, properties: { hs_timestamp: formatInstant(now), hs_note_body: body, ...owner } };
  }
  const properties = {
    hs_timestamp: formatInstant(dueAt ?? now),
    hs_task_subject: title.length > MOST_SUBJECT ? `${title.slice(0, MOST_SUBJECT - 1)}…` : title,
    hs_task_body: body,
    hs_task_status: 'NOT_STARTED',
    hs_task_type: 'TODO',
    hs_task_priority: overdue ? 'HIGH' : 'MEDIUM',
  };
  return { key, links, properties: { ...properties, ...owner } };
}

/**
 * Of alerts that an earlier run said it would make, those that it did make: on their records, or, where it was stopped before
 * they were associated, among what was made since.
 * @returns the record's id by key.
 */
export async function madeBefore(
  programme: ProgrammeCrm,
  type: AlertRecordType,
  claimed: readonly { readonly due: DueAlert; readonly kept: KeptAlert }[],
): Promise<ReadonlyMap<string, string>> {
  if (claimed.length === 0) return new Map();
  const found = new Map<string, string>();
  const types = [...new Set(claimed.map(({ due }) => due.record.type))];
  const near: string[] = [];
  for (const from of types) {
    const ids = claimed.flatMap(({ due: { record } }) => (record.type === from ? [record.id] : []));
    const linked = await programme.linked(from, type, ids);
    near.push(...[...linked.values()].flat());
  }
  const since = instant(Math.min(...claimed.map(({ kept }) => kept.claimedAt)) - CLOCKS_APART_MS);
  const records = [
    ...(await programme.byId(type, [BODY[type]], [...new Set(near)])),
    ...(await programme.madeSince(type, [BODY[type]], since)),
  ];
  for (const { due } of claimed) {
    const mark = `${alertMark(due.key)}</p>`;
    const own = records.find(({ properties }) => (properties[BODY[type]] ?? '').includes(mark));
    if (own !== undefined) found.set(due.key, own.id);
  }
  return found;
}

export interface AlertWriting {
  readonly store: Store;
  readonly programme: ProgrammeCrm;
  readonly portalId: PortalId;
  readonly lease: Lease;
  readonly now: Instant;
  readonly stop: AbortSignal | undefined;
  readonly type: AlertRecordType;
  readonly owners: AlertOwners;
}

/** What became of one alert in the CRM. */
export interface AlertEnd {
  readonly kept: KeptAlert;
  /** Made, and not associated with its record. */
  readonly unlinked: boolean;
}

/** Keeps what a stopped run has made as made, and puts it on its record, where that was still to be done. */
export async function keepFound(
  { store, programme, portalId, type, owners }: AlertWriting,
  due: readonly DueAlert[],
  kept: ReadonlyMap<string, KeptAlert>,
  madeIds: ReadonlyMap<string, string>,
): Promise<void> {
  for (const one of due) {
    const [id, claim] = [madeIds.get(one.key), kept.get(one.key)];
    if (id === undefined || claim === undefined) continue;
    try {
      await programme.link(type, id, linksOf(one, owners));
    } catch (error) {
      // The record went, or the portal allows no such association: the task is there all the same.
      if (!isAppError(error) || error.code !== 'crm_refused') throw error;
    }
    await store.keepAlerts(portalId, [{ ...claim, crm: 'sent', made: { type, id } }]);
  }
}

/** An alert that is to be made, with how its message stands. */
export interface ToWrite extends Pick<KeptAlert, 'webhook'> {
  readonly alert: Alert;
  readonly delivery?: KeptAlert['delivery'] | undefined;
}

/** Makes the records of alerts: each is kept as claimed before, and with its end after. */
export async function writeAlerts(
  writing: AlertWriting,
  alerts: readonly ToWrite[],
): Promise<readonly AlertEnd[]> {
  const ends: AlertEnd[] = [];
  for (let at = 0; at < alerts.length; at += AT_A_TIME) {
    unlessStopped(writing.stop);
    ends.push(...(await writeSome(writing, alerts.slice(at, at + AT_A_TIME))));
  }
  return ends;
}

async function writeSome(
  { store, programme, portalId, lease, now, type, owners }: AlertWriting,
  alerts: readonly ToWrite[],
): Promise<readonly AlertEnd[]> {
  const records = alerts.map(({ alert }) => alertRecord(type, alert, owners, now));
  const claims = alerts.map(({ alert: { key, kind, record }, webhook, delivery = NOT_TRIED }, place) => ({
    ...{ key, kind, record, webhook, delivery, claimedAt: now, reason: null },
    ...({ crm: 'claimed', made: null, wrote: records[place]?.properties ?? null } as const),
    ...({ task: 'open', taskEndedAt: null, settledAt: null } as const),
  }));
  await store.requireLease(portalId, lease);
  await store.keepAlerts(portalId, claims);
  const { made, unlinked } = await programme.create(type, records);
  const ends = claims.map((claim): AlertEnd => {
    const end = made.find(({ key }) => key === claim.key);
    const kept: KeptAlert =
      end?.kind === 'made'
        ? { ...claim, crm: 'sent', made: { type, id: end.recordId } }
        : { ...claim, crm: 'failed', reason: end?.reason ?? 'HubSpot’s answer does not mention it' };
    return { kept, unlinked: unlinked.includes(claim.key) };
  });
  await store.keepAlerts(
    portalId,
    ends.map(({ kept }) => kept),
  );
  return ends;
}
