/** Saves what a change writes on a partner company, and looks whether somebody else saved at the same time (ADR 0039). */
import { EMPTY_PROGRAMME, MOST_LOG_ENTRIES, type ProgrammeLogEntry } from '../domain/partner-programme.js';
import { AppError } from '../errors.js';
import type { CompanyRecord, PropertyValues } from './crm-port.js';
import type { ChangeProgrammeDeps } from './programme-deps.js';
import type { WriteOutcome } from './record-port.js';
import { settleSaves, type SavePlace } from './settle-saves.js';
import { spokenName } from './spoken-name.js';

type Deps = Pick<ChangeProgrammeDeps, 'crm' | 'programme'>;

/**
 * Two changes of one partner that touch different things are both done, and its log gets both; of two that touch the same
 * the first stands.
 * @throws AppError `effect_outdated` where the change is not the one that stands, or nobody can tell; `crm_refused`.
 */
export async function saveProgramme(
  deps: Deps,
  company: Pick<CompanyRecord, 'id' | 'programme'>,
  properties: PropertyValues,
): Promise<void> {
  const { programmeLog } = deps.programme;
  refuseFailed(await update(deps, [{ recordId: company.id, properties }]));
  const before = company.programme[programmeLog] || null;
  const save = { recordId: company.id, before, written: properties };
  const settled = (await settleSaves(placeOf(deps), [save])).get(company.id);
  if (settled === undefined || settled.kind === 'kept') return;
  if (settled.kind === 'unconfirmed') {
    throw new AppError(
      'effect_outdated',
      `The change was written; whether somebody else saved at the same time is not known: ${settled.why}`,
      'Load the card anew and look at it before you save again.',
    );
  }
  const by = logIn(deps, settled.to).at(-1)?.by ?? null;
  throw new AppError(
    'effect_outdated',
    `${by === null ? 'Somebody' : spokenName(by)} changed the same at the same time. That stands; what you saved was not kept.`,
    'Look at it again, then save where that is still right.',
  );
}

/** @throws AppError `crm_refused` with HubSpot's reason. */
export function refuseFailed(outcomes: readonly WriteOutcome[]): void {
  const failed = outcomes.find((outcome) => outcome.kind === 'failed');
  if (failed?.kind !== 'failed') return;
  throw new AppError(
    'crm_refused',
    `HubSpot refused the change: ${failed.reason}`,
    'Settle what it names with whoever administers HubSpot, then try again.',
  );
}

async function update(
  { crm }: Deps,
  updates: Parameters<SavePlace['update']>[0],
): Promise<readonly WriteOutcome[]> {
  const all: WriteOutcome[] = [];
  await crm.update('companies', updates, (outcomes) => {
    all.push(...outcomes);
    return Promise.resolve();
  });
  return all;
}

/** No currency is needed to read a log. */
const ANY_CURRENCY = 'USD';

const logIn = ({ crm, programme }: Deps, text: string | null): readonly ProgrammeLogEntry[] =>
  crm.partnerProgramme({ programme: { [programme.programmeLog]: text } }, ANY_CURRENCY).programme.log;

function placeOf(deps: Deps): SavePlace {
  const { crm, programme } = deps;
  const nobody = { id: '', name: null, programme: {} };
  return {
    history: programme.programmeLog,
    versions: (names, ids) => programme.versions('companies', names, ids),
    update: (updates) => update(deps, updates),
    knows: (newer, older) => {
      const last = logIn(deps, older).at(-1);
      return last === undefined || logIn(deps, newer).some((one) => isSame(one, last));
    },
    together: (older, newer) => {
      const held = logIn(deps, older);
      const more = logIn(deps, newer).filter((one) => !held.some((other) => isSame(one, other)));
      const log = [...held, ...more].toSorted((a, b) => a.at - b.at).slice(-MOST_LOG_ENTRIES);
      return (
        crm.programmeChanges(nobody, { ...EMPTY_PROGRAMME, log }, ANY_CURRENCY)[programme.programmeLog] ??
        null
      );
    },
  };
}

const isSame = (one: ProgrammeLogEntry, other: ProgrammeLogEntry): boolean =>
  one.at === other.at && one.by === other.by && one.text === other.text;
