/** Two decisions on one registration in the same instant: the first stands, and whoever came later is told (ADR 0039). */
import type { RegistrationFormat } from './registration-port.js';
import type { SavePlace, SettledSave } from './settle-saves.js';
import { spokenName } from './spoken-name.js';

/** Where decisions are saved: they never go together, since each was judged by the state that it found. */
export const registrationPlace = (
  format: RegistrationFormat,
  reach: Pick<SavePlace, 'versions' | 'update'>,
): SavePlace => ({
  ...reach,
  history: format.decisionsProperty,
  knows: (newer, older) => {
    const known = format.decisionsIn(older);
    return JSON.stringify(format.decisionsIn(newer).slice(0, known.length)) === JSON.stringify(known);
  },
});

/** What is said of a decision that is not the one that stands; null of one that is. */
export function crossedWords(
  format: Pick<RegistrationFormat, 'decisionsIn'>,
  settled: SettledSave | undefined,
): { readonly message: string; readonly next: string } | null {
  if (settled === undefined || settled.kind === 'kept') return null;
  if (settled.kind === 'unconfirmed') {
    return {
      message: `the decision was written; whether somebody else decided at the same time is not known: ${settled.why}`,
      next: 'Look at its decisions before you decide anew.',
    };
  }
  const by = format.decisionsIn(settled.to).at(-1)?.by ?? null;
  return {
    message: `${by === null ? 'A sync' : spokenName(by)} decided on it at the same time. That stands; what you decided was not kept.`,
    next: 'Look at it again, then decide anew where that is still right.',
  };
}
