/** Alerts as tasks or notes of the CRM: what is written, and on which records. */
import type { Alert, DueAlert } from '../domain/alerts.js';
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import { companyIdOf, type PartnerProfile } from '../domain/partner.js';
import { unlessStopped } from '../errors.js';
import { NOT_TRIED, type KeptAlert } from './alert-port.js';
import type { Lease } from './lease-port.js';
import type { Store } from './ports.js';
import type { NewProgrammeRecord, ProgrammeCrm, ProgrammeLink } from './programme-port.js';

export type AlertRecordType = 'tasks' | 'notes';

/** The property with an alert's text, of which the last line is its mark. */
export const BODY = { tasks: 'hs_task_body', notes: 'hs_note_body' } as const;
/** HubSpot's subject of a task is one line. */
const MOST_SUBJECT = 200;
/** As many are claimed at a time: a run that is stopped leaves no more in doubt. */
const AT_A_TIME = 20;

/** The last line of every alert, by which it is found again. */
export const alertMark = (key: string): string => `Partnership Manager · ${key}`;

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
export function linksOf(
  { record, partnerIds }: Pick<DueAlert, 'record' | 'partnerIds'>,
  { profiles }: AlertOwners,
): readonly ProgrammeLink[] {
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
