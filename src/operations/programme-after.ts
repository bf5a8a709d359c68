/** The partner programme from the facts that a sync has kept and the results that have passed by. */
import { refuseOverflow } from './attribute-facts.js';
import type { ComputeBasis, ComputeDeps } from './compute-deals.js';
import type { ProgrammeSums } from './programme-sums.js';
import { readProgrammeFacts } from './read-programme-facts.js';
import { workOutProgramme, type WorkedProgramme } from './work-out-programme.js';

/**
 * Works it out.
 * @param sums null where nothing is read for it: then nothing is published of it either.
 * @throws AppError `total_overflow`.
 */
export async function programmeAfter(
  { crm, store }: Pick<ComputeDeps, 'crm' | 'store'>,
  { account, asOf, policy }: Pick<ComputeBasis, 'account' | 'asOf' | 'policy'>,
  sums: ProgrammeSums | null,
): Promise<WorkedProgramme | null> {
  if (sums === null) return null;
  const { version: policyVersion, programme: settings } = policy;
  const facts = await readProgrammeFacts({ crm, store }, { account, asOf, policyVersion, settings });
  return refuseOverflow(() => workOutProgramme(facts, sums, settings));
}
