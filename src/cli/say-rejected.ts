import type { Rejection, RejectionReason } from '../files/rejection.js';

const SHOWN = 20;

/**
 * Says which cells set their rows aside: the first of them, and how many more there are.
 * @param hints what may stand in a cell that is bad for that reason.
 */
export function sayRejected(
  rejected: readonly Rejection[],
  say: (text: string) => void,
  hints: Partial<Readonly<Record<RejectionReason, string>>> = {},
): void {
  if (rejected.length === 0) return;
  const cells =
    rejected.length === 1 ? '1 bad cell; its row was' : `${rejected.length} bad cells; their rows were`;
  say(`${cells} set aside and in no number:\n`);
  for (const { file, line, column, value, reason } of rejected.slice(0, SHOWN)) {
    say(
      `  ${file} line ${line}: ${column === '' ? 'row' : column} ${JSON.stringify(value)}: ${reason}${hintOf(hints[reason])}\n`,
    );
  }
  if (rejected.length > SHOWN) say(`  … and ${rejected.length - SHOWN} more.\n`);
}

const hintOf = (hint: string | undefined): string => (hint === undefined ? '' : ` (write ${hint})`);
