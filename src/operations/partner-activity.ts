/** Meetings with partners, and when anybody last spoke with each: from what was seen of the portal. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId, PortalId } from '../domain/ids.js';
import type { PartnerMeeting, ProgrammePartner } from '../domain/programme-facts.js';
import type { PartnerContact } from './programme-store-port.js';
import type { ProgrammeFactsDeps } from './programme-read-deps.js';

export interface ActivityRequest {
  readonly portalId: PortalId;
  readonly asOf: Instant;
  /** Meetings before it are left out. */
  readonly since: Instant;
  readonly partnerIds: readonly PartnerId[];
  readonly contacts: readonly PartnerContact[];
}

/** Everybody who speaks for a partner. */
export const partnerContacts = (
  partners: readonly Pick<ProgrammePartner, 'profile' | 'people'>[],
): readonly PartnerContact[] =>
  partners.flatMap(({ profile, people }) =>
    people.map(({ contactId, isExecutive }) => ({ partnerId: profile.id, contactId, isExecutive })),
  );

/** Past ones, and those to come that nobody has called off. */
export async function readMeetings(
  { store, crm }: ProgrammeFactsDeps,
  { portalId, asOf, since, partnerIds, contacts }: ActivityRequest,
): Promise<readonly PartnerMeeting[]> {
  const time = { property: crm.programmeReading.activityTime, from: since, to: null };
  const found = await store.partnerMeetings(portalId, partnerIds, contacts, time);
  return found.flatMap(({ partnerId, record, withExecutive }): readonly PartnerMeeting[] => {
    const [activity] = crm.readActivity('meetings', record).records;
    if (activity === undefined) return [];
    const isOn = activity.outcome !== 'not_held';
    if (activity.at > asOf && !isOn) return [];
    return [{ id: record.id, partnerId, at: activity.at, held: isOn && activity.at <= asOf, withExecutive }];
  });
}

/** When each partner was last met, called or written to; partners with whom nobody did are left out. */
export async function lastActivities(
  { store, crm }: ProgrammeFactsDeps,
  { portalId, asOf, partnerIds, contacts }: ActivityRequest,
  meetings: readonly PartnerMeeting[],
): Promise<ReadonlyMap<PartnerId, Instant>> {
  const last = new Map<PartnerId, Instant>();
  const note = (partner: PartnerId, at: Instant | null): void => {
    if (at !== null && at > (last.get(partner) ?? -Infinity)) last.set(partner, at);
  };
  for (const { partnerId, at, held } of meetings) if (held) note(partnerId, at);
  const { activityTime: property, time: read } = crm.programmeReading;
  for (const type of ['calls', 'emails'] as const) {
    const time = { property, from: null, to: asOf };
    const newest = await store.newestActivity(portalId, type, partnerIds, contacts, time);
    for (const [partner, text] of newest) note(partner, read(text));
  }
  return last;
}
