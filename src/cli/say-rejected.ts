import type { Rejection } from '../files/rejection.js';

const SHOWN = 20;

/** Says which cells set their rows aside: the first of them, and how many more there are. */
export function sayRejected(rejected: readonly Rejection[], say: (text: string) => void): void {
  if (rejected.length === 0) return;
  const cells =
    rejected.length === 1 ? '1 bad cell; its row was' : `${rejected.length} bad cells; their rows were`;
  say(`${cells} set aside and in no number:\n`);
  for (const { file, line, column, value, reason } of rejected.slice(0, SHOWN)) {
    say(`  ${file} line ${line}: ${column === '' ? 'row' : column} ${JSON.stringify(value)}: ${reason}\n`);
  }
  if (rejected.length > SHOWN) say(`  … and ${rejected.length - SHOWN} more.\n`);
}
