import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { partnerId, touchId } from '../../src/domain/ids.js';
import { compareTouches } from '../../src/domain/columns/build-columns.js';
import { TOUCH_KINDS, type Touch } from '../../src/domain/touch.js';
import { decodeTouches, encodeTouches, withoutAsOf } from '../../src/hubspot/published-touches.js';
import { AS_OF, day, DEAL, touch } from '../domain/facts.js';

/** What was read; a test that meets anything else fails. */
function read(text: string) {
  const decoded = decodeTouches(text, DEAL);
  if (decoded.kind !== 'read') throw new Error(`the touches are ${decoded.kind}`);
  return decoded;
}

const touches = fc.uniqueArray(
  fc
    .record({
      id: fc.string({ minLength: 1, maxLength: 8 }),
      who: fc.constantFrom('7', '9', '10'),
      when: fc.integer({ min: -400, max: 400 }),
      kind: fc.constantFrom(...TOUCH_KINDS),
      title: fc.option(fc.string({ unit: 'grapheme', maxLength: 30 })),
    })
    .map(({ id, who, when, kind, title }): Touch => ({
      ...touch(who, kind, day(when)),
      id: touchId(id),
      status: null,
      title,
    })),
  { maxLength: 20, selector: (one) => one.id },
);

describe('published touches', () => {
  it('law: come back as they were, newest first', () => {
    fc.assert(
      fc.property(touches, (all) => {
        // Subjects of emails are not published: who may read a deal may not be who may read its mail.
        const published = all.map((one) => (one.kind === 'email' ? { ...one, title: null } : one));
        expect(read(encodeTouches(all, AS_OF))).toEqual({
          kind: 'read',
          asOf: AS_OF,
          older: 0,
          touches: published.toSorted((a, b) => compareTouches(b, a)),
        });
      }),
    );
  });

  it('law: the order in which they are read does not matter, though two partners share an activity', () => {
    const sharing = touches.map((all) => all.flatMap((one) => [one, { ...one, partnerId: partnerId('99') }]));
    const shuffled = sharing.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(encodeTouches(other, AS_OF)).toBe(encodeTouches(all, AS_OF));
      }),
    );
  });

  it('stay below 64 kB: the newest that fit, and the number of the rest', () => {
    const title = 'é"\\'.repeat(60);
    const many = Array.from({ length: 2000 }, (_, index) => ({
      ...touch('7', 'meeting', day(index)),
      title,
    }));
    const text = encodeTouches(many, AS_OF);
    expect(text.length).toBeLessThanOrEqual(65_536);
    const decoded = read(text);
    expect(decoded.touches[0]?.at).toBe(day(1999));
    expect(decoded.touches.length + decoded.older).toBe(2000);
    expect(decoded.older).toBeGreaterThan(0);
  });

  it('have titles cut, whatever character stands there', () => {
    const title = `${'x'.repeat(119)}😀 and more`;
    const [one] = read(encodeTouches([{ ...touch('7', 'call', day(1)), title }], AS_OF)).touches;
    expect(one?.title?.length).toBeLessThanOrEqual(120);
    expect(one?.title?.startsWith('x'.repeat(119))).toBe(true);
  });

  it('are compared without as-of', () => {
    const all = [touch('7', 'call', day(1))];
    expect(withoutAsOf(encodeTouches(all, AS_OF))).toBe(withoutAsOf(encodeTouches(all, day(3))));
    expect(withoutAsOf(encodeTouches(all, AS_OF))).not.toBe(withoutAsOf(encodeTouches([], AS_OF)));
  });

  it.each<[string, string]>([
    ['text', 'garbage'],
    ['cut JSON', '{"v":1,"asOf":"2026-10-01","touches":['],
    ['null', 'null'],
    ['a list', '[]'],
    ['another version', '{"v":2,"asOf":"2026-10-01","touches":[]}'],
    ['an as-of that is none', '{"v":1,"asOf":"now","touches":[]}'],
    [
      'an unknown kind',
      '{"v":1,"asOf":"2026-10-01","touches":[{"id":"1","partner":"7","at":"2026-01-01","kind":"dance"}]}',
    ],
    [
      'one instant that is none',
      '{"v":1,"asOf":"2026-10-01","touches":[{"id":"1","partner":"7","at":"x","kind":"demo"}]}',
    ],
  ])('that are %s are unreadable, never none', (_name, text) =>
    expect(decodeTouches(text, DEAL)).toEqual({ kind: 'unreadable' }),
  );

  it('that are not there are none', () => {
    expect(decodeTouches(null, DEAL)).toEqual({ kind: 'none' });
  });

  it('keep that a meeting has no outcome', () => {
    const one = { ...touch('7', 'meeting', day(1)), outcomeMissing: true as const };
    expect(read(encodeTouches([one], AS_OF)).touches).toEqual([one]);
  });
});
