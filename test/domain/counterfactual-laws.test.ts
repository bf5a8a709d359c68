/** Laws of the search for the nearest change. A failure prints the seed and the path that repeat it. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../src/domain/calendar.js';
import { NEAR_MS, type ClassifiedDeal } from '../../src/domain/candidate-changes.js';
import { classify } from '../../src/domain/classify.js';
import { counterfactualOf, outcomeOf } from '../../src/domain/counterfactual.js';
import { applyChange, type DealChange } from '../../src/domain/deal-change.js';
import type { DealFacts } from '../../src/domain/deal.js';
import { touchId } from '../../src/domain/ids.js';
import { ROLES, TAG_STATES, TOUCH_KINDS } from '../../src/domain/touch.js';
import { AS_OF, classified, company, day, deal, policy, tag, touch } from './facts.js';

const IDS = ['7', '07', '10', 'a'] as const;
const REAL_KINDS = TOUCH_KINDS.filter((kind) => kind !== 'tag');
const touches = fc
  .array(
    fc.record({
      who: fc.constantFrom(...IDS),
      kind: fc.constantFrom(...REAL_KINDS),
      when: fc.integer({ min: -205 * 24, max: 100 * 24 }),
      status: fc.constantFrom('approved', 'submitted'),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ who, kind, when, status }, index) =>
      touch(who, kind, day(when / 24), { id: touchId(String(index)), status }),
    ),
  );
const tags = fc.array(
  fc
    .record({
      who: fc.constantFrom(...IDS),
      role: fc.constantFrom(...ROLES),
      state: fc.constantFrom(...TAG_STATES),
    })
    .map(({ who, role, state }) => tag(who, role, state)),
  { maxLength: 3 },
);
const scenario = fc.record({
  touches,
  tags,
  coSourcing: fc.constantFrom('earliest' as const, 'split' as const),
  trust: fc.constantFrom('trusted' as const, 'require_evidence' as const),
  minPoints: fc.constantFrom(0.5, 1, 2.5),
  closed: fc.option(fc.integer({ min: -20, max: 90 })),
  customer: fc.constantFrom(null, company({ companyId: 'a' })),
});
type Scenario = Readonly<
  Omit<typeof scenario extends fc.Arbitrary<infer T> ? T : never, 'touches' | 'tags'>
> &
  Pick<DealFacts, 'touches' | 'tags'>;

function classifiedScenario({
  coSourcing,
  trust,
  minPoints,
  closed,
  customer,
  ...rest
}: Scenario): ClassifiedDeal {
  const closing = closed === null ? { status: 'open' as const, closedAt: null } : { closedAt: day(closed) };
  return classified(
    { deal: deal({ ...closing, customer }), ...rest },
    policy({ sourcing: { coSourcing }, tags: { sourced: trust }, influence: { minPoints } }),
  );
}

describe('laws', () => {
  it('applied, it changes class or sourcing partner, to what it says', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const before = classifiedScenario(one);
        const found = counterfactualOf(before);
        fc.pre(found !== null);
        const after = classifiedScenario({ ...one, ...applyChange(before.facts, found.change) });
        expect(outcomeOf(after.classification)).not.toBe(outcomeOf(before.classification));
        expect(after.classification).toMatchObject(found.becomes);
      }),
      { numRuns: 400 },
    );
  });

  it('it changes one thing: the deal itself, and all other touches and tags, stay', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const { facts } = classifiedScenario(one);
        const found = counterfactualOf(classifiedScenario(one));
        fc.pre(found !== null);
        const after = applyChange(facts, found.change);
        expect(after.deal).toBe(facts.deal);
        const touched = after.touches.filter((each) => !facts.touches.includes(each));
        expect(touched.length).toBeLessThanOrEqual(1);
        expect(Math.abs(after.touches.length - facts.touches.length)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });

  it('the order of the input does not matter, nor does a second search', () => {
    fc.assert(
      fc.property(scenario, fc.infiniteStream(fc.integer({ min: 0, max: 1e6 })), (one, dice) => {
        const shuffled = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((each) => [dice.next().value, each] as const)
            .sort(([a], [b]) => a - b)
            .map(([, each]) => each);
        const found = counterfactualOf(classifiedScenario(one));
        const other = { ...one, touches: shuffled(one.touches), tags: shuffled(one.tags) };
        expect(counterfactualOf(classifiedScenario(other))).toEqual(found);
        expect(counterfactualOf(classifiedScenario(one))).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  it('a shorter move of the same touch the same way changes nothing: three days are three days', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const before = classifiedScenario(one);
        const found = counterfactualOf(before);
        fc.pre(found !== null);
        const { change } = found;
        if (change.kind !== 'touch_moved') return;
        const { touch: moved, to } = change;
        const unitMs = [86_400_000, 3_600_000, 60_000].find((ms) => (to - moved.at) % ms === 0) ?? 1000;
        const shorter = instant(to - Math.sign(to - moved.at) * unitMs);
        fc.pre(shorter !== moved.at);
        const after = classify(
          applyChange(before.facts, { ...change, to: shorter }),
          before.partners,
          before.rules,
          AS_OF,
        );
        expect(outcomeOf(after)).toBe(outcomeOf(before.classification));
      }),
      { numRuns: 500 },
    );
  });

  it('none is missed: where every touch, tag and bound is tried, nothing changes a deal of which nothing is said', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const before = classifiedScenario(one);
        fc.pre(counterfactualOf(before) === null);
        const { facts, partners, rules, classification } = before;
        for (const change of everyChange(before)) {
          const after = classify(applyChange(facts, change), partners, rules, AS_OF);
          expect([change, outcomeOf(after)]).toEqual([change, outcomeOf(classification)]);
        }
      }),
      { numRuns: 400 },
    );
  });
});

/** Without a thought for what could matter: the search leaves out what it holds to be alike. */
function everyChange({ facts, rules, classification }: ClassifiedDeal): readonly DealChange[] {
  const { createdAt, closedAt } = facts.deal;
  const bounds = [
    createdAt - rules.sourcingLookbackMs,
    createdAt - rules.influenceLookbackMs,
    createdAt,
    createdAt + rules.lateClaimMs,
    closedAt ?? AS_OF,
    ...classification.claims.map((claim) => claim.at),
  ].flatMap((bound) => [bound - 1, bound, bound + 1].map(instant));
  return [
    ...facts.touches.flatMap((touch): readonly DealChange[] => [
      { kind: 'touch_removed', touch },
      { kind: 'registration_approved', touch },
      ...bounds
        .filter((to) => to <= AS_OF && Math.abs(to - touch.at) <= NEAR_MS)
        .map((to): DealChange => ({ kind: 'touch_moved', touch, to })),
    ]),
    ...facts.tags.flatMap((tag): readonly DealChange[] => [
      { kind: 'tag_removed', tag },
      ...(tag.state === 'proposed' ? [{ kind: 'tag_confirmed' as const, tag }] : []),
    ]),
  ];
}
