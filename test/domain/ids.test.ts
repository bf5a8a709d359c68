import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareIds, dealId, partnerId, portalId, runId, touchId } from '../../src/domain/ids.js';

describe('compareIds', () => {
  it.each([
    ['digits by number, not by text', ['7', '10', '9'], ['7', '9', '10']],
    ['equal numbers by text', ['10', '010', '7'], ['7', '010', '10']],
    ['numbers with several zeros before them', ['10', '0007'], ['0007', '10']],
    ['zeros', ['0', '', '00', '1'], ['0', '00', '1', '']],
    ['numbers of any length', ['1'.repeat(40), '2'.repeat(39)], ['2'.repeat(39), '1'.repeat(40)]],
    ['digits before all others', ['a', '10', '-1', '1.5', 'B'], ['10', '-1', '1.5', 'B', 'a']],
    ['others by UTF-16 code unit', ['\uFB01', '\u{1F600}', 'é', 'z'], ['z', 'é', '\u{1F600}', '\uFB01']],
    ['digits of other scripts as text', ['٣', '3', 'a'], ['3', 'a', '٣']],
  ])('orders %s', (_name, ids, ordered) => expect(ids.toSorted(compareIds)).toEqual(ordered));

  const id = fc.oneof(
    fc.stringMatching(/^[0-9]{1,20}$/),
    fc.string({ maxLength: 4 }),
    fc.constantFrom('1', '01', '001'),
  );

  it('law: it is one total order', () => {
    fc.assert(
      fc.property(id, id, id, (a, b, c) => {
        expect(Math.sign(compareIds(a, b))).toBe(-Math.sign(compareIds(b, a)) + 0);
        expect(compareIds(a, b) === 0).toBe(a === b);
        if (compareIds(a, b) < 0 && compareIds(b, c) < 0) expect(compareIds(a, c)).toBeLessThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

it.each([portalId, dealId, partnerId, touchId, runId])('an id is the text itself', (id) => {
  expect(id('007')).toBe('007');
});
