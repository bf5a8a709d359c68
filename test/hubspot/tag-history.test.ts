/** The deal properties that record tags: what is written is read back, and never more than fits. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import { TAG_DEEDS, type TagEvent } from '../../src/domain/tag-record.js';
import { MOTIONS, ROLES, TAG_STATES } from '../../src/domain/touch.js';
import { decodeRulings, encodeRulings } from '../../src/hubspot/rulings.js';
import { decodeTagHistory, encodeTagHistory } from '../../src/hubspot/tag-history.js';

const at = fc.integer({ min: 0, max: 4_000_000_000_000 }).map(instant);
const motion = fc.constantFrom(null, ...MOTIONS);
const id = fc.integer({ min: 1, max: 99_999 }).map((number) => partnerId(String(number)));
const event: fc.Arbitrary<TagEvent> = fc.record({
  at,
  by: fc.option(fc.string()),
  byKnown: fc.boolean(),
  what: fc.constantFrom(...TAG_DEEDS),
  partnerId: id,
  role: fc.constantFrom(...ROLES),
  motion,
  before: fc.option(
    fc.record({ role: fc.constantFrom(...ROLES), motion, state: fc.constantFrom(...TAG_STATES) }),
  ),
  reason: fc.option(fc.string()),
});

describe('the tag history of a deal', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 20 }), (events) => {
        expect(decodeTagHistory(encodeTagHistory(events))).toEqual(events);
      }),
    );
  });

  it('keeps the newest that fit into the property', () => {
    const [one] = fc.sample(event, 1);
    const events = Array.from({ length: 100 }, (_, place) => ({
      ...one!,
      at: instant(1_000 - place),
      reason: 'x'.repeat(1_000),
    }));
    const text = encodeTagHistory(events);
    const kept = decodeTagHistory(text) ?? [];
    expect(text.length).toBeLessThanOrEqual(60_100);
    expect(kept.length).toBeGreaterThan(40);
    expect(kept).toEqual(events.slice(0, kept.length));
  });

  it.each(['', '[]', '{"v":2,"events":[]}', 'typed by somebody', '{"v":1,"events":[{"what":"sold"}]}'])(
    'is not taken for empty where it reads %j',
    (text) => {
      expect(decodeTagHistory(text)).toBeNull();
    },
  );
});

it('rulings are read as they were written', () => {
  const ruling = fc.record({
    partnerId: id,
    role: fc.constantFrom(...ROLES),
    motion,
    reason: fc.string(),
    author: fc.string(),
    at,
  });
  fc.assert(
    fc.property(fc.array(ruling, { minLength: 1, maxLength: 5 }), (rulings) => {
      expect(decodeRulings(encodeRulings(rulings))).toEqual(rulings);
    }),
  );
});
