import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import {
  isTakenToo,
  orderOfSave,
  valueToStand,
  type PropertyVersion,
} from '../../src/domain/crossed-save.js';

/** "A:1 B:2" reads: A was written at 1, then B at 2. A history "AB" was written by somebody who had read "A". */
const versions = (text: string): readonly PropertyVersion[] =>
  text
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const [value = '', at] = one.split(':');
      return { value: value === '-' ? null : value, at: instant(Number(at)) };
    })
    .toReversed();
const knows = (newer: string | null, older: string | null): boolean => (newer ?? '').startsWith(older ?? '');
const order = (text: string, before: string | null, after: string) =>
  orderOfSave(versions(text), { before, after, knows });

describe('a save', () => {
  it.each([
    ['is the first over what it read', 'A:1 AC:2', 'A', 'AC', 'first'],
    ['is the first over nothing', 'C:1', null, 'C', 'first'],
    ['is the first over what was emptied', 'A:1 -:2 C:3', null, 'C', 'first'],
    ['is the first where another came over it later', 'A:1 AC:2 AB:3', 'A', 'AC', 'first'],
    ['is the first over what an undo brought back', 'A:1 AB:2 A:3 AC:4', 'A', 'AC', 'first'],
    ['is the first where a late one set it back', 'A:1 AB:5 AC:9 AB:12', 'A', 'AB', 'first'],
    ['is the first where that was undone', 'A:1 AB:5 AC:9 AB:12 A:15', 'A', 'AB', 'first'],
    ['is not the same one of before that was undone', 'A:1 AC:2 A:3 AB:4 AC:5', 'A', 'AC', 'AB'],
    ['is the first of a value that comes again', 'yes:1 no:5 yes:9', 'no', 'yes', 'first'],
    ['is late where another wrote over what it read', 'A:1 AB:2 AC:3', 'A', 'AC', 'AB'],
    ['is late where another wrote over nothing before', 'B:1 C:2', null, 'C', 'B'],
    ['is late after two, the second of which knew the first', 'A:1 AB:2 ABD:3 AC:4', 'A', 'AC', 'ABD'],
    ['is late after two, the second of which is late itself', 'A:1 AB:2 AD:3 AC:4', 'A', 'AC', 'AB'],
    ['is late where what it read is kept no more', 'AB:2 AC:3', 'A', 'AC', 'AB'],
    ['is unknown where it is not there', 'A:1 AB:2', 'A', 'AC', 'unknown'],
  ])('%s', (_, text, before, after, expected) => {
    const found = order(text, before, after);
    expect(found.kind === 'late' ? found.standing.value : found.kind).toBe(expected);
  });

  it('that is late sets back what is its own still, and tells what somebody else wrote too', () => {
    const late = order('A:1 AB:5 AC:9', 'A', 'AC');
    if (late.kind !== 'late') throw new Error('it is not late');
    const back = (text: string) => [
      isTakenToo(versions(text), late),
      valueToStand(versions(text), late, 'ours'),
    ];
    expect(back('old:1 theirs:5 ours:9')).toEqual([true, 'theirs']);
    expect(back('old:1 ours:9')).toEqual([false, 'old']);
    expect(back('same:5')).toEqual([true, undefined]);
    expect(back('ours:9')).toEqual([false, null]);
    expect(back('old:1 ours:9 later:12')).toEqual([false, undefined]);
    // HubSpot holds what we wrote in words of its own, or with an instant of its own.
    expect(back('old:1 OURS:9')).toEqual([false, 'old']);
    expect(back('old:1 ours:10')).toEqual([false, 'old']);
  });

  it.each([
    ['old:1 theirs:5 ours:5', true],
    ['old:1 ours:5 theirs:5', true],
    ['old:1 ours:5', false],
  ])('of the same instant as another knows what both wrote: %s', (text, taken) => {
    const late = order('A:1 AB:5 AC:5', 'A', 'AC');
    if (late.kind !== 'late') throw new Error('it is not late');
    expect(isTakenToo(versions(text), late)).toBe(taken);
  });
});
