/** Saves what a change writes on people of a partner, and looks whether somebody else saved the same at once (ADR 0039). */
import { AppError, isAppError } from '../errors.js';
import type { ProgrammeCrm } from './programme-port.js';
import type { PropertyValues, RecordUpdate } from './record-port.js';
import { refuseFailed } from './save-programme.js';
import { settleSaves, type SavePlace } from './settle-saves.js';

/** What people's properties held when they were read, by contact id. */
export type HeldByPeople = ReadonlyMap<string, PropertyValues>;

/**
 * Two changes of one list of certifications never go together: each wrote all of it.
 * @returns what is to be told once all else is saved: whether it crossed another save is not known. Null: it did not.
 * @throws AppError `effect_outdated` where somebody else's stands, and ours is taken back; `crm_refused`.
 */
export async function savePeople(
  programme: Pick<ProgrammeCrm, 'update' | 'versions'>,
  people: readonly RecordUpdate[],
  held: HeldByPeople,
): Promise<AppError | null> {
  if (people.length === 0) return null;
  refuseFailed(await programme.update('contacts', people));
  let doubt: AppError | null = null;
  for (const { recordId, properties } of people) {
    for (const [property, value] of Object.entries(properties)) {
      const before = held.get(recordId)?.[property] || null;
      const save = { recordId, before, written: { [property]: value } };
      const settled = (await settleSaves(placeOf(programme, property, before), [save])).get(recordId);
      if (settled?.kind === 'gave_way') throw lost();
      if (settled?.kind === 'unconfirmed') doubt = unconfirmed(settled.why);
    }
  }
  return doubt;
}

/**
 * What is saved on the partner once its people are.
 * @throws AppError of the same code, which says that what was changed of the person stands.
 */
export async function unlessPeopleStand(saving: Promise<void>): Promise<void> {
  try {
    await saving;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new AppError(
      error.code,
      `What you changed of the person is saved; the partner’s log has no entry of it: ${error.message}`,
      'Look at the person; do not save it again.',
      { cause: error },
    );
  }
}

const lost = (): AppError =>
  new AppError(
    'effect_outdated',
    'Somebody changed the same of this person at the same time. That stands; what you saved was not kept.',
    'Look at it again, then save where that is still right.',
  );

const unconfirmed = (why: string): AppError =>
  new AppError(
    'effect_outdated',
    `The change was written; whether somebody else changed the same of this person at the same time is not known: ${why}`,
    'Load the card anew and look at it before you save again.',
  );

/** No entry says who had read what: whoever wrote a list that has all that another changed had read the other. */
function placeOf(
  programme: Pick<ProgrammeCrm, 'update' | 'versions'>,
  property: string,
  before: string | null,
): SavePlace {
  const read = linesOf(before);
  return {
    history: property,
    versions: (names, ids) => programme.versions('contacts', names, ids),
    update: (updates) => programme.update('contacts', updates),
    knows: (newer, older) => {
      const [then, now] = [linesOf(older), linesOf(newer)];
      return (
        [...then].every((line) => read.has(line) || now.has(line)) &&
        [...read].every((line) => then.has(line) || !now.has(line))
      );
    },
  };
}

const linesOf = (text: string | null): ReadonlySet<string> =>
  new Set((text ?? '').split(/\r?\n/).filter((line) => line.trim() !== ''));
