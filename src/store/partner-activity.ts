/** Activities with partners, from what was seen of the portal: on the partner's company, or with one of its people. */
import { sql, type Kysely } from 'kysely';

import { formatInstant } from '../domain/calendar.js';
import { partnerId, type PartnerId, type PortalId } from '../domain/ids.js';
import type { ActivityType } from '../operations/crm-port.js';
import type {
  ActivityTime,
  PartnerContact,
  PartnerMeetingRecord,
} from '../operations/programme-store-port.js';
import { readProperties } from './seen-records.js';
import { readText, storeText } from './stored-text.js';
import type { Tables } from './tables.js';

/** Activity and partner, each pair once or more; a contact's executive mark comes with it. */
const pairs = (
  portalId: PortalId,
  type: ActivityType,
  partnerIds: readonly PartnerId[],
  people: readonly PartnerContact[],
) => sql`
  select from_id, to_id as partner_id, false as with_executive from partnership.seen_links
  where portal_id = ${storeText(portalId)} and from_type = ${type} and to_type = 'companies'
    and to_id = any(${partnerIds.map(storeText)}::text[])
  union all
  select link.from_id, person.partner_id, person.is_executive from unnest(
    ${people.map((one) => storeText(one.partnerId))}::text[],
    ${people.map((one) => storeText(one.contactId))}::text[],
    ${people.map((one) => one.isExecutive)}::boolean[]) as person (partner_id, contact_id, is_executive)
  join partnership.seen_links link
    on link.portal_id = ${storeText(portalId)} and link.from_type = ${type} and link.to_type = 'contacts'
      and link.to_id = person.contact_id`;

/** HubSpot writes instants in one form, of which the text sorts as the time does. */
const within = ({ property, from, to }: ActivityTime) => sql`
  seen.properties ->> ${property}::text >= ${from === null ? '' : formatInstant(from)}
    and (${to === null}::boolean or seen.properties ->> ${property}::text <= ${to === null ? '' : formatInstant(to)})`;

interface MeetingRow {
  record_id: string;
  partner_id: string;
  properties: string;
  with_executive: boolean;
}

/** Each meeting once a partner, in the order of meeting and partner. */
export async function partnerMeetings(
  db: Kysely<Tables>,
  portalId: PortalId,
  partnerIds: readonly PartnerId[],
  people: readonly PartnerContact[],
  time: ActivityTime,
): Promise<readonly PartnerMeetingRecord[]> {
  const { rows } = await sql<MeetingRow>`
    with pairs as (
      select from_id, partner_id, bool_or(with_executive) as with_executive
      from (${pairs(portalId, 'meetings', partnerIds, people)}) as each group by from_id, partner_id
    )
    select seen.record_id, partner_id, with_executive, seen.properties::text as properties
    from pairs join partnership.seen_records seen
      on seen.portal_id = ${storeText(portalId)} and seen.type = 'meetings' and seen.record_id = pairs.from_id
    where seen.gone is null and ${within(time)}
    order by seen.record_id, partner_id`.execute(db);
  return rows.map((row) => ({
    partnerId: partnerId(readText(row.partner_id)),
    record: { id: readText(row.record_id), archived: false, properties: readProperties(row.properties) },
    withExecutive: row.with_executive,
  }));
}

/** The text of the time of each partner's newest activity. */
export async function newestActivity(
  db: Kysely<Tables>,
  portalId: PortalId,
  type: ActivityType,
  partnerIds: readonly PartnerId[],
  people: readonly PartnerContact[],
  time: ActivityTime,
): Promise<ReadonlyMap<PartnerId, string>> {
  const { rows } = await sql<{ partner_id: string; newest: string }>`
    select partner_id, max(seen.properties ->> ${time.property}::text) as newest
    from (${pairs(portalId, type, partnerIds, people)}) as pairs
    join partnership.seen_records seen
      on seen.portal_id = ${storeText(portalId)} and seen.type = ${type} and seen.record_id = pairs.from_id
    where seen.gone is null and ${within(time)}
    group by partner_id`.execute(db);
  return new Map(rows.map((row) => [partnerId(readText(row.partner_id)), readText(row.newest)]));
}

/** Companies that are there and hold a value of a property. */
export async function companiesWith(
  db: Kysely<Tables>,
  portalId: PortalId,
  property: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ record_id: string; value: string }>`
    select record_id, properties ->> ${property}::text as value from partnership.seen_records
    where portal_id = ${storeText(portalId)} and type = 'companies' and gone is null
      and properties ? ${property}::text and properties ->> ${property}::text <> ''`.execute(db);
  return new Map(rows.map((row) => [readText(row.record_id), readText(row.value)]));
}
