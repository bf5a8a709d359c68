import type { RegistrationRecord } from '../domain/registration-record.js';
import { AppError } from '../errors.js';
import type { ProgrammeCrm } from './programme-port.js';
import type { KeptRegistration } from './registrations-kept.js';

/**
 * Writes what a registration is now, and associates deals that it has got.
 * @throws AppError `crm_refused` with HubSpot's reason, `programme_unreadable`, `programme_too_long`.
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
  if (outcome?.kind !== 'failed') return;
  throw new AppError(
    'crm_refused',
    `HubSpot did not take the decision on ${after.name}: ${outcome.reason}`,
    'Run partnership setup where a property is missing; then try again.',
  );
}

/** Who the prospect is stays as it was kept: what was looked up for the rules is the company's own to say. */
export const registrationToKeep = (
  before: RegistrationRecord,
  after: RegistrationRecord,
): RegistrationRecord => ({ ...after, prospect: before.prospect });
