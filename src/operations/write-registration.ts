import type { RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import type { ProgrammeCrm } from './programme-port.js';
import type { PropertyValues, RawRecord } from './record-port.js';
import { crossedWords, registrationPlace } from './registration-saves.js';
import type { KeptRegistration } from './registrations-kept.js';
import { settleSaves } from './settle-saves.js';

/**
 * Writes what a registration is now, and associates deals that it has got.
 * @throws AppError `crm_refused` with HubSpot's reason, `programme_unreadable`, `programme_too_long`; `effect_outdated`
 *   where somebody else decided at the same time, whose decision stands.
 */
export async function writeRegistration(
  programme: ProgrammeCrm,
  { raw, record: before }: KeptRegistration,
  after: RegistrationRecord,
): Promise<void> {
  const fresh = after.dealIds.filter((id) => !before.dealIds.includes(id));
  // First the link: a conversion without a deal would be one that nobody can follow.
  if (fresh.length > 0) {
    await programme.link(
      'registrations',
      raw.id,
      fresh.map((id) => ({ to: 'deals' as const, id })),
    );
  }
  const properties = programme.registrations.changes(raw, registrationToKeep(before, after));
  if (Object.keys(properties).length === 0) return;
  const [outcome] = await programme.update('registrations', [{ recordId: raw.id, properties }]);
  if (outcome?.kind !== 'failed') {
    await requireKept(programme, { raw, name: after.name, properties, isLinked: fresh.length > 0 });
    return;
  }
  throw new AppError(
    'crm_refused',
    `HubSpot did not take the decision on ${after.name}: ${outcome.reason}`,
    'Run partnership setup where a property is missing; then try again.',
  );
}

interface Decided {
  readonly raw: RawRecord;
  readonly name: string;
  readonly properties: PropertyValues;
  /** Whether it got a deal besides. */
  readonly isLinked: boolean;
}

/** @throws AppError `effect_outdated` where the decision is not the one that stands, or nobody can tell. */
async function requireKept(
  programme: ProgrammeCrm,
  { raw, name, properties, isLinked }: Decided,
): Promise<void> {
  const { registrations: format } = programme;
  const place = registrationPlace(format, {
    versions: (names, ids) => programme.versions('registrations', names, ids),
    update: (updates) => programme.update('registrations', updates),
  });
  const before = raw.properties[format.decisionsProperty] || null;
  const settled = await settleSaves(place, [{ recordId: raw.id, before, written: properties }]);
  const crossed = crossedWords(format, settled.get(raw.id));
  if (crossed === null) return;
  const deal = isLinked ? ' The deal stays associated with it in HubSpot.' : '';
  throw new AppError('effect_outdated', `${name}: ${crossed.message}${deal}`, crossed.next);
}

/** Who the prospect is stays as it was kept: what was looked up for the rules is the company's own to say. */
export const registrationToKeep = (
  before: RegistrationRecord,
  after: RegistrationRecord,
): RegistrationRecord => ({ ...after, prospect: before.prospect });
