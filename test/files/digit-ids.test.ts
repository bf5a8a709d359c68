import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DigitNumbers, DigitSet } from '../../src/files/digit-ids.js';
import { InternedIds } from '../../src/files/interned-ids.js';
import { SeenTouches } from '../../src/files/seen-touches.js';

const MOST = 999_999_999_999_999;
/** Ids side by side, far apart, and such as share all but their high bits. */
const id = fc.oneof(
  fc.nat(40),
  fc.nat(6000),
  fc.integer({ min: 0, max: MOST }),
  fc.nat(3000).map((high) => high * 2 ** 36),
  fc.constantFrom(0, 1, 15, 16, MOST, MOST - 1),
);
const ids = fc.array(id, { maxLength: 3000, size: 'max' });

describe('ids of digits', () => {
  it('are in a set once they were added, and no other is', () => {
    fc.assert(
      fc.property(ids, fc.array(id), (added, asked) => {
        const set = new DigitSet();
        const expected = new Set<number>();
        const isNew = added.map((one) => set.add(one));
        expect(isNew).toEqual(added.map((one) => expected.size < expected.add(one).size));
        const all = [...added, ...asked];
        expect(all.map((one) => set.has(one))).toEqual(all.map((one) => expected.has(one)));
      }),
      { numRuns: 50 },
    );
  });

  it('have the number that they were given, wherever they lie', () => {
    fc.assert(
      fc.property(ids, fc.array(id), (added, asked) => {
        const numbers = new DigitNumbers();
        const expected = new Map<number, number>();
        for (const one of added) {
          if (expected.has(one)) continue;
          numbers.set(one, expected.size);
          expected.set(one, expected.size);
        }
        const all = [...added, ...asked];
        expect(all.map((one) => numbers.find(one))).toEqual(all.map((one) => expected.get(one) ?? -1));
      }),
      { numRuns: 50 },
    );
  });
});

describe('ids of any text', () => {
  const text = fc.oneof(
    id.map(String),
    fc.constantFrom(
      '007',
      '7',
      '0',
      '00',
      '-1',
      '+1',
      '1.0',
      ' 1',
      '١',
      '9007199254740993',
      '999999999999999',
    ),
    fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 20 }),
  );

  it('are one if and only if their texts are', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 200 }), (texts) => {
        const ids = new InternedIds();
        const seen = new SeenTouches();
        const expected = new Map<string, number>();
        for (const one of texts) {
          const known = expected.get(one);
          expect(ids.findText(one)).toBe(known ?? -1);
          expect(seen.has(one)).toBe(known !== undefined);
          if (known === undefined) expected.set(one, expected.size);
          expect(ids.numberText(one)).toBe(expected.get(one));
          seen.add(one);
        }
        expect(ids.length).toBe(expected.size);
        for (const [one, number] of expected) expect(ids.text(number)).toBe(one);
      }),
    );
  });
});
