/** Writes what became of registrations by themselves, and says it; a dry run says it alone. */
import type { ImportRun } from './import-plan.js';
import type { ImportCrm } from './import-port.js';
import type { Store } from './ports.js';
import type { RegistrationStates } from './sync-summary.js';
import { changeRegistrations, type PlannedRegistration } from './write-registrations.js';

/** Said of what is to be written. */
export const statesPlanned = (planned: readonly PlannedRegistration[]): RegistrationStates => ({
  changed: planned.map(({ view: { recordId, name, by } }) => ({
    recordId: recordId ?? '',
    name,
    became: by ?? '',
  })),
  refused: [],
});

/** Each is written down before it is written, so that an undo of the run finds it. */
export async function writeStates(
  { imports, store }: { readonly imports?: ImportCrm; readonly store: Store },
  run: ImportRun,
  planned: readonly PlannedRegistration[],
): Promise<RegistrationStates> {
  if (imports === undefined || planned.length === 0) return statesPlanned([]);
  const { refused } = await changeRegistrations({ imports, store }, run, planned);
  const failed = new Set(refused.map(({ name }) => name));
  const { changed } = statesPlanned(planned);
  return { changed: changed.filter(({ name }) => !failed.has(name)), refused };
}
