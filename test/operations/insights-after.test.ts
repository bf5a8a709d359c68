/** What is left of suggestions and findings once somebody changed a tag, before the next sync. */
import { describe, expect, it } from '@jest/globals';
import type { HygieneFinding } from '../../src/domain/hygiene.js';
import { partnerId, touchId } from '../../src/domain/ids.js';
import type { Suggestion } from '../../src/domain/suggestion.js';
import type { TagEvent } from '../../src/domain/tag-record.js';
import { insightsAfter } from '../../src/operations/insights-after.js';
import { day, tag, touch } from '../domain/facts.js';
import { requestOf, type Scene } from '../domain/surroundings.js';

const suggestion = (id: string): Suggestion => ({
  partnerId: partnerId(id),
  role: 'influenced',
  score: 50,
  reasons: [{ kind: 'customer', deals: 2, won: 2, dealIds: [] }],
});
const backDated: HygieneFinding = {
  code: 'back_dated_touch',
  ...{ partnerId: partnerId('9'), touchId: touchId('meeting-1'), touchKind: 'meeting', touches: 1 },
  ...{ at: day(3), recordedAt: day(40) },
};
const stale: HygieneFinding = { code: 'influenced_without_touch', partnerId: partnerId('9') };
const BEFORE = {
  kind: 'read',
  insights: { suggestions: [suggestion('7'), suggestion('8')], findings: [stale, backDated] },
} as const;
const late: TagEvent = {
  ...{ at: day(90), by: null, byKnown: false, what: 'confirmed', partnerId: partnerId('7') },
  ...{ role: 'influenced', motion: null, before: null, reason: null },
};

const after = (scene: Scene, history: readonly TagEvent[] | null = []) =>
  insightsAfter({
    ...requestOf(scene),
    record: { insights: BEFORE, dismissals: [] },
    history,
  });

describe('after a tag', () => {
  it('its partner is suggested no more, and the others are', () => {
    expect(after({ tags: [tag('7', 'influenced')] })?.suggestions).toEqual([suggestion('8')]);
  });

  it('findings are those of the facts as they are now', () => {
    expect(after({ tags: [tag('7', 'influenced')] }, [late])?.findings.map(({ code }) => code)).toEqual([
      'tagged_near_close',
      'influenced_without_touch',
    ]);
  });

  it('what only activities tell stays while its partner is on the deal', () => {
    expect(after({ touches: [touch('9', 'meeting', day(3))] })?.findings).toEqual([backDated]);
    expect(after({})?.findings).toEqual([]);
  });

  it('what cannot be read is left as it is', () => {
    const record = { insights: { kind: 'unreadable' }, dismissals: [] } as const;
    expect(insightsAfter({ ...requestOf({}), record, history: null })).toBeNull();
  });
});
