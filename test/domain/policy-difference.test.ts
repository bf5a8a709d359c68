/** What differs between two policies, and which settings gave a deal its other outcome. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classify } from '../../src/domain/classify.js';
import { outcomeOf } from '../../src/domain/counterfactual.js';
import type { DealFacts } from '../../src/domain/deal.js';
import { touchId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import {
  policyCauses,
  policyChanges,
  withSettings,
  type PolicyCause,
} from '../../src/domain/policy-difference.js';
import { compileRules } from '../../src/domain/rules.js';
import { ROLES, TAG_STATES, TOUCH_KINDS, type Tag, type Touch } from '../../src/domain/touch.js';
import { AS_OF, company, day, deal, directory, partner, policy, tag, touch } from './facts.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';

const keysOf = (to: Policy): readonly string[] => policyChanges(DEFAULT_POLICY, to).map(({ key }) => key);

describe('the settings that differ', () => {
  it('none of a policy and itself, whatever its version, or the order of its lists and keys', () => {
    const { kinds } = DEFAULT_POLICY.influence;
    const same = policy({
      version: 'other',
      influence: { kinds: kinds.toReversed(), points: { call: 0.5, email: 0.5 } },
    });
    expect(keysOf(same)).toEqual([]);
  });

  it.each<[string, Policy, readonly string[]]>([
    ['the value of a key', policy({ kindWeights: { demo: 2, email: 1 } }), ['kindWeights']],
    ['a key', policy({ kindWeights: { demo: 1, call: 2 } }), ['kindWeights']],
    ['one key less', policy({ kindWeights: { demo: 1 } }), ['kindWeights']],
    ['the order of keys', policy({ kindWeights: { email: 2, demo: 1 } }), []],
  ])('tell objects apart by %s', (_name, to, keys) => {
    const from = policy({ kindWeights: { demo: 1, email: 2 } });
    expect(policyChanges(from, to).map(({ key }) => key)).toEqual(keys);
  });

  it('in the order of the policy, with both values and the clause', () => {
    const to = policy({ sourcing: { lookbackDays: 90 }, influence: { points: {} }, model: 'u_shaped' });
    expect(policyChanges(DEFAULT_POLICY, to)).toEqual([
      { key: 'sourcing.lookbackDays', from: 180, to: 90, clause: 2 },
      { key: 'influence.points', from: { email: 0.5, call: 0.5 }, to: {}, clause: 6 },
      { key: 'model', from: 'linear', to: 'u_shaped', clause: null },
    ]);
  });

  it('those of the programme one by one, and the order in which numbers are shown', () => {
    const { numbers, alerts } = DEFAULT_PROGRAMME;
    const programme = {
      ...DEFAULT_POLICY.programme,
      numbers: { ...numbers, shown: numbers.shown.toReversed() },
      alerts: { ...alerts, on: alerts.on.toReversed(), lockDays: 7 },
    };
    expect(keysOf({ ...DEFAULT_POLICY, programme })).toEqual([
      'programme.numbers.shown',
      'programme.alerts.lockDays',
    ]);
  });

  it('every setting of the policy is told apart', () => {
    const other: Policy = {
      version: 'other',
      sourcing: { kinds: ['referral'], lookbackDays: 1, lateClaimDays: 1, coSourcing: 'split' },
      influence: { kinds: ['demo'], lookbackDays: 1, points: {}, minPoints: 2 },
      tags: { sourced: 'require_evidence', influenced: 'require_evidence' },
      model: 'weighted',
      halfLifeDays: 1,
      kindWeights: { demo: 2 },
      exclude: { partnerIsCustomer: false, sharedParent: false },
      lockDays: 1,
      buckets: { renewal: [], expansion: [] },
      programme: {
        suggestions: { minScore: 1, nearDays: 1, most: 1 },
        hygiene: { nearCloseDays: 1, backDatedDays: 1 },
        ...DEFAULT_PROGRAMME,
        tiers: { windowMonths: 1, graceDays: 1, promotion: 'review', levels: [] },
      },
    };
    const keys = keysOf(other);
    expect(keys.filter((key) => !key.startsWith('programme.'))).toHaveLength(18);
    expect(keys.filter((key) => key.startsWith('programme.')).length).toBeGreaterThan(0);
    expect(policyChanges(withSettings(DEFAULT_POLICY, other, keys), other)).toEqual([]);
    for (const key of keys) expect(keysOf(withSettings(DEFAULT_POLICY, other, [key]))).toEqual([key]);
  });
});

const said = ({ kind, changes }: PolicyCause): string =>
  `${kind}: ${changes.map(({ key }) => key).join(', ')}`;

interface Case {
  readonly name: string;
  readonly to: Policy;
  readonly touches?: readonly Touch[];
  readonly tags?: readonly Tag[];
  readonly customer?: DealFacts['deal']['customer'];
  readonly says: string;
}

describe('the settings that did it', () => {
  const rows: readonly Case[] = [
    {
      name: 'the customer may be a partner now',
      to: policy({ exclude: { partnerIsCustomer: false }, model: 'u_shaped' }),
      customer: company({ companyId: 'c7' }),
      touches: [touch('7', 'referral', day(-1))],
      says: 'alone: exclude.partnerIsCustomer',
    },
    {
      name: 'a shorter window for sourcing',
      to: policy({ sourcing: { lookbackDays: 90, lateClaimDays: 0 } }),
      touches: [touch('7', 'referral', day(-100))],
      says: 'alone: sourcing.lookbackDays',
    },
    {
      name: 'no late claims',
      to: policy({ sourcing: { lookbackDays: 90, lateClaimDays: 0 } }),
      touches: [touch('7', 'registration', day(3))],
      says: 'alone: sourcing.lateClaimDays',
    },
    {
      name: 'a shorter window for influence',
      to: policy({ influence: { lookbackDays: 10 } }),
      touches: [touch('7', 'meeting', day(-20))],
      says: 'alone: influence.lookbackDays',
    },
    {
      name: 'tags need evidence',
      to: policy({ tags: { sourced: 'require_evidence', influenced: 'require_evidence' } }),
      tags: [tag('7', 'sourced')],
      says: 'alone: tags.sourced',
    },
    {
      name: 'several share a deal',
      to: policy({ sourcing: { coSourcing: 'split' } }),
      touches: [touch('7', 'referral', day(-5)), touch('8', 'referral', day(-3))],
      says: 'alone: sourcing.coSourcing',
    },
    {
      name: 'more points',
      to: policy({ influence: { minPoints: 2, lookbackDays: 60 } }),
      touches: [touch('7', 'meeting', day(3))],
      says: 'alone: influence.minPoints',
    },
    {
      name: 'two settings, each of them enough',
      to: policy({ influence: { minPoints: 2, kinds: ['demo'] } }),
      touches: [touch('7', 'meeting', day(3))],
      says: 'alone: influence.kinds, influence.minPoints',
    },
    {
      name: 'two settings, neither of them enough; a third has no part in it',
      to: policy({
        sourcing: { kinds: ['registration'], lookbackDays: 300 },
        influence: { kinds: ['meeting'] },
        tags: { influenced: 'require_evidence' },
      }),
      touches: [touch('7', 'referral', day(-3))],
      says: 'together: sourcing.kinds, influence.kinds',
    },
  ];

  it('names no setting that can change no class', () => {
    const to = policy({ model: 'u_shaped', lockDays: 1, sourcing: { lookbackDays: 90 } });
    const facts = { deal: deal(), touches: [touch('7', 'referral', day(-3))], tags: [] };
    const comparison = { from: DEFAULT_POLICY, to, partners: directory(), asOf: AS_OF };
    expect(policyCauses([facts], comparison, outcomeOf).map(said)).toEqual(['alone: sourcing.lookbackDays']);
  });

  it.each(rows)('$name', ({ to, touches = [], tags = [], customer = null, says }) => {
    const facts = { deal: deal({ customer }), touches, tags };
    const partners = directory(partner('7', { companyId: 'c7' }));
    const [cause] = policyCauses([facts], { from: DEFAULT_POLICY, to, partners, asOf: AS_OF }, outcomeOf);
    expect(cause === undefined ? null : said(cause)).toBe(says);
  });

  it('applied to the first policy, they give the outcome of the second; without any of “together” they do not', () => {
    const touches = fc.array(
      fc.record({
        who: fc.constantFrom('7', '8'),
        kind: fc.constantFrom(...TOUCH_KINDS.filter((kind) => kind !== 'tag')),
        when: fc.integer({ min: -200, max: 95 }),
      }),
      { maxLength: 6 },
    );
    const tags = fc.array(
      fc.record({
        who: fc.constantFrom('7', '8'),
        role: fc.constantFrom(...ROLES),
        state: fc.constantFrom(...TAG_STATES),
      }),
      { maxLength: 2 },
    );
    const policies = fc
      .record({
        lookbackDays: fc.constantFrom(180, 30),
        lateClaimDays: fc.constantFrom(14, 0, 60),
        coSourcing: fc.constantFrom('earliest' as const, 'split' as const),
        influenceDays: fc.constantFrom(90, 5),
        minPoints: fc.constantFrom(1, 2),
        trust: fc.constantFrom('trusted' as const, 'require_evidence' as const),
      })
      .map(({ influenceDays, minPoints, trust, ...sourcing }) =>
        policy({ sourcing, influence: { lookbackDays: influenceDays, minPoints }, tags: { sourced: trust } }),
      );
    fc.assert(
      fc.property(touches, tags, policies, (some, tagged, to) => {
        const facts: DealFacts = {
          deal: deal(),
          touches: some.map(({ who, kind, when }, at) =>
            touch(who, kind, day(when), { id: touchId(String(at)) }),
          ),
          tags: tagged.map(({ who, role, state }) => tag(who, role, state)),
        };
        const under = (one: Policy): string =>
          outcomeOf(classify(facts, directory(), compileRules(one), AS_OF));
        fc.pre(under(DEFAULT_POLICY) !== under(to));
        const comparison = { from: DEFAULT_POLICY, to, partners: directory(), asOf: AS_OF };
        const [cause] = policyCauses([facts], comparison, outcomeOf);
        const keys = cause?.changes.map(({ key }) => key) ?? [];
        const withKeys = (kept: readonly string[]): string => under(withSettings(DEFAULT_POLICY, to, kept));
        if (cause?.kind === 'alone') for (const key of keys) expect(withKeys([key])).toBe(under(to));
        else {
          expect(withKeys(keys)).toBe(under(to));
          for (const key of keys) expect(withKeys(keys.filter((other) => other !== key))).not.toBe(under(to));
        }
      }),
      { numRuns: 300 },
    );
  });
});
