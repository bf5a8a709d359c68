/** Laws that hold for any portfolio. A failure prints the seed and the path that repeat it. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributeDeal } from '../../src/domain/attribute-deal.js';
import type { CreditPools, DealResult, PartnerCredits } from '../../src/domain/credit.js';
import { DEAL_MODELS } from '../../src/domain/deal-model.js';
import type { DealFacts } from '../../src/domain/deal.js';
import { compareIds, dealId, touchId } from '../../src/domain/ids.js';
import type { Partner } from '../../src/domain/partner.js';
import type { Policy } from '../../src/domain/policy.js';
import { compileRules, dealAsOf } from '../../src/domain/rules.js';
import { ROLES, TAG_STATES, TOUCH_KINDS, type TouchKind } from '../../src/domain/touch.js';
import { attributeFacts } from '../../src/operations/attribute-facts.js';
import { AS_OF, company, day, deal, directory, partner, policy, tag, touch } from './facts.js';

const RUNS = { numRuns: 300 };
const PARTNER_IDS = ['7', '07', '10', '9', 'a', 'B'] as const;
const COMPANIES = ['c1', 'c2', null] as const;

const partners = fc
  .tuple(
    ...PARTNER_IDS.map(() =>
      fc.record({ companyId: fc.constantFrom(...COMPANIES), parentId: fc.constantFrom('c9', 'a', null) }),
    ),
  )
  .map((records) => records.map((one, index) => partner(PARTNER_IDS[index] ?? '', one)));

const policies: fc.Arbitrary<Policy> = fc
  .record({
    coSourcing: fc.constantFrom('earliest' as const, 'split' as const),
    trust: fc.constantFrom('trusted' as const, 'require_evidence' as const),
    kinds: fc.subarray([...TOUCH_KINDS]),
    minPoints: fc.constantFrom(0.5, 1, 2.5),
    halfLifeDays: fc.constantFrom(0.5, 30, 365),
    weight: fc.constantFrom(0, 0.1, 3),
  })
  .map(({ coSourcing, trust, kinds, minPoints, halfLifeDays, weight }) =>
    policy({
      sourcing: { coSourcing },
      influence: { kinds, minPoints },
      tags: { sourced: trust },
      halfLifeDays,
      kindWeights: { demo: weight, tag: weight },
    }),
  );

const REAL_KINDS = TOUCH_KINDS.filter((kind): kind is Exclude<TouchKind, 'tag'> => kind !== 'tag');
const touches = fc
  .array(
    fc.record({
      who: fc.constantFrom(...PARTNER_IDS),
      kind: fc.constantFrom(...REAL_KINDS),
      when: fc.integer({ min: -200, max: 110 }),
      status: fc.constantFrom('approved', 'rejected'),
    }),
    { maxLength: 12 },
  )
  .map((all) =>
    all.map(({ who, kind, when, status }, index) =>
      touch(who, kind, day(when), { id: touchId(String(index)), status }),
    ),
  );
const tags = fc.array(
  fc
    .record({
      who: fc.constantFrom(...PARTNER_IDS),
      role: fc.constantFrom(...ROLES),
      state: fc.constantFrom(...TAG_STATES),
    })
    .map(({ who, role, state }) => tag(who, role, state)),
  { maxLength: 5 },
);
const amounts = fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.maxSafeInteger());
const facts: fc.Arbitrary<DealFacts> = fc
  .record({
    amountMinor: amounts,
    homeAmountMinor: fc.option(amounts),
    status: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
    closed: fc.integer({ min: -40, max: 100 }),
    customer: fc.constantFrom(
      null,
      company({ companyId: 'c1' }),
      company({ companyId: 'c8', parentCompanyId: 'c9' }),
    ),
    touches,
    tags,
  })
  .map(({ amountMinor, homeAmountMinor, status, closed, customer, ...rest }) => ({
    deal: deal({
      amountMinor,
      homeAmountMinor,
      status,
      customer,
      currency: homeAmountMinor === amountMinor ? 'USD' : 'EUR',
      closedAt: status === 'open' ? null : day(closed),
    }),
    ...rest,
  }));

const scenario = fc.record({ facts, partners, policy: policies });
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function attribute({ facts: one, partners: known, policy: under }: Scenario): DealResult {
  return attributeDeal(one, {
    rules: compileRules(under),
    models: DEAL_MODELS,
    partners: directory(...known),
    asOf: AS_OF,
    homeCurrency: 'USD',
  }).result;
}

const sumOf = (credits: PartnerCredits): bigint =>
  [...credits.values()].reduce((sum, one) => sum + BigInt(one), 0n);
const poolsOf = (result: DealResult): readonly (readonly [number | null, CreditPools])[] => [
  [result.amountMinor, result.credits],
  [result.homeAmountMinor, result.homeCredits],
];

describe('laws of one deal', () => {
  it('the source pool sums to the amount of a sourced deal that is not lost, else to 0', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const result = attribute(one);
        for (const [amount, pools] of poolsOf(result)) {
          const carries = result.class === 'sourced' && result.status !== 'lost';
          expect(sumOf(pools.source)).toBe(carries ? BigInt(amount ?? 0) : 0n);
        }
      }),
      RUNS,
    );
  });

  it('every model’s pool sums to the amount, or is empty', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const result = attribute(one);
        for (const [amount, pools] of poolsOf(result)) {
          for (const credits of pools.model.values()) {
            if (credits.size > 0) expect(sumOf(credits)).toBe(BigInt(amount ?? 0));
            if (result.class === 'direct' || result.status === 'lost') expect(credits.size).toBe(0);
          }
        }
      }),
      RUNS,
    );
  });

  it('every influencing partner has the whole amount, and nobody else', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const result = attribute(one);
        const { amountMinor, influencingPartnerIds, status } = result;
        const whole =
          amountMinor === 0 || status === 'lost' ? [] : influencingPartnerIds.map((id) => [id, amountMinor]);
        expect([...result.credits.influence]).toEqual(whole);
      }),
      RUNS,
    );
  });

  it('nobody both sources and influences; ids are distinct and in order; the class follows from them', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const { sourcingPartnerIds: sources, influencingPartnerIds: influencers, ...result } = attribute(one);
        const all = [...sources, ...influencers];
        expect(new Set(all).size).toBe(all.length);
        expect(sources).toEqual(sources.toSorted(compareIds));
        expect(influencers).toEqual(influencers.toSorted(compareIds));
        const expected = sources.length > 0 ? 'sourced' : influencers.length > 0 ? 'influenced' : 'direct';
        expect(result.class).toBe(expected);
        if (one.policy.sourcing.coSourcing === 'earliest') expect(sources.length).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('only partners with a role have credit', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const result = attribute(one);
        const withRole = new Set([...result.sourcingPartnerIds, ...result.influencingPartnerIds]);
        const credited = [...result.credits.model.values()].flatMap((credits) => [...credits.keys()]);
        expect(credited.filter((id) => !withRole.has(id))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('the order of touches, tags and partners does not matter', () => {
    const shuffled = scenario.chain((one) =>
      fc.record({
        one: fc.constant(one),
        touches: fc.shuffledSubarray([...one.facts.touches], { minLength: one.facts.touches.length }),
        tags: fc.shuffledSubarray([...one.facts.tags], { minLength: one.facts.tags.length }),
        partners: fc.shuffledSubarray<Partner>(one.partners, { minLength: one.partners.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ one, ...order }) => {
        const other = {
          ...one,
          partners: order.partners,
          facts: { ...one.facts, touches: order.touches, tags: order.tags },
        };
        expect(attribute(other)).toEqual(attribute(one));
      }),
      RUNS,
    );
  });

  it('asking twice gives the same, and changes nothing that was given', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const before = structuredClone(one);
        const first = attribute(one);
        expect(attribute(one)).toEqual(first);
        expect(one).toEqual(before);
        const repeated = { ...one, facts: { ...one.facts, tags: [...one.facts.tags, ...one.facts.tags] } };
        expect(attribute(repeated)).toEqual(first);
      }),
      RUNS,
    );
  });

  it('a negated amount gives negated credits', () => {
    const negate = (amount: number): number => (amount === 0 ? 0 : -amount);
    const negated = (credits: PartnerCredits) => new Map([...credits].map(([id, one]) => [id, negate(one)]));
    fc.assert(
      fc.property(scenario, (one) => {
        const mirrored: Scenario = {
          ...one,
          facts: {
            ...one.facts,
            deal: { ...one.facts.deal, amountMinor: negate(one.facts.deal.amountMinor) },
          },
        };
        const plus = attribute(one).credits;
        const minus = attribute(mirrored).credits;
        expect(minus.source).toEqual(negated(plus.source));
        expect(minus.influence).toEqual(negated(plus.influence));
        for (const [model, credits] of plus.model) expect(minus.model.get(model)).toEqual(negated(credits));
      }),
      RUNS,
    );
  });

  it('what is after as-of changes nothing', () => {
    const later = fc.array(fc.constantFrom(...PARTNER_IDS), { maxLength: 3 });
    fc.assert(
      fc.property(scenario, later, (one, who) => {
        const unknown = who.map((id, index) => touch(id, 'referral', day(300 + index)));
        const more = { ...one, facts: { ...one.facts, touches: [...one.facts.touches, ...unknown] } };
        expect(attribute(more)).toEqual(attribute(one));
      }),
      RUNS,
    );
  });
});

describe('laws of a portfolio', () => {
  const portfolios = fc.record({ all: fc.array(facts, { maxLength: 8 }), partners, policy: policies });

  function add(all: readonly DealFacts[], known: readonly Partner[], under: Policy, reverse: boolean) {
    const portfolio = all.flatMap((one, index): DealFacts[] => {
      const seen = dealAsOf({ ...one.deal, id: dealId(String(index)) }, AS_OF);
      // Amounts near the bound are refused together; that law is of the totals, not of this one.
      const small = (amount: number): number => amount % 1e6;
      if (seen === null) return [];
      const homeAmountMinor = seen.homeAmountMinor === null ? null : small(seen.homeAmountMinor);
      return [{ ...one, deal: { ...seen, amountMinor: small(seen.amountMinor), homeAmountMinor } }];
    });
    const context = {
      rules: compileRules(under),
      models: DEAL_MODELS,
      partners: directory(...known),
      asOf: AS_OF,
      homeCurrency: 'USD',
    };
    const { totals, partners: each } = attributeFacts(reverse ? portfolio.toReversed() : portfolio, context);
    return { totals, partners: each };
  }

  it('sourced + influenced + direct = won, whatever the deals and their order', () => {
    fc.assert(
      fc.property(portfolios, ({ all, partners: known, policy: under }) => {
        const totals = add(all, known, under, false);
        const { sourcedMinor, influencedMinor, directMinor, wonMinor } = totals.totals;
        expect(sourcedMinor + influencedMinor + directMinor).toBe(wonMinor);
        expect(add(all, known, under, true)).toEqual(totals);
      }),
      { numRuns: 100 },
    );
  });

  it('partners’ sourced revenue and pipeline add up to the totals', () => {
    fc.assert(
      fc.property(portfolios, ({ all, partners: known, policy: under }) => {
        const { partners: each, totals } = add(all, known, under, false);
        const sum = (of: (one: (typeof each)[number]) => number): number =>
          each.reduce((total, one) => total + of(one), 0);
        expect(sum((one) => one.sourcedMinor)).toBe(totals.sourcedMinor);
        expect(sum((one) => one.sourcedPipelineMinor)).toBe(totals.sourcedPipelineMinor);
      }),
      { numRuns: 100 },
    );
  });
});
