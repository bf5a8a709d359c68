import type { Instant } from '../domain/calendar.js';
import type { Digest } from '../domain/ledger.js';
import type { MoveContext } from '../domain/registration-moves.js';
import type { Actor } from './actor.js';
import type { Account, Crm } from './crm-port.js';
import type { InForce } from './in-force.js';
import type { Clock } from './ports.js';
import type { ProgrammeCrm } from './programme-port.js';

/** What shows registrations. */
export interface ShowRegistrationDeps {
  readonly crm: Crm;
  readonly programme: ProgrammeCrm;
  readonly clock: Clock;
  readonly inForce: () => Promise<InForce>;
  readonly actor: Actor;
}

/** What makes and decides them. */
export interface RegistrationDeps extends ShowRegistrationDeps {
  /** Names what was previewed. */
  readonly digest: Digest;
}

/** What is the same for all registrations that are looked at together. */
export interface RegistrationBasis {
  readonly account: Account;
  readonly inForce: InForce;
  readonly now: Instant;
}

/** Reads it. */
export async function registrationBasis({
  crm,
  inForce,
  clock,
}: Pick<ShowRegistrationDeps, 'crm' | 'inForce' | 'clock'>): Promise<RegistrationBasis> {
  const [account, force] = await Promise.all([crm.account(), inForce()]);
  return { account, inForce: force, now: clock.now() };
}

/** Within which a person decides; null: a sync does. */
export const moveContext = (
  { account, inForce: { policy }, now }: RegistrationBasis,
  by: string | null,
): MoveContext => ({
  settings: policy.programme.registrations,
  timeZone: account.timeZone,
  policyVersion: policy.version,
  ...{ now, by },
});
