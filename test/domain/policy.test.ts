import { describe, expect, it } from '@jest/globals';
import {
  bucketOf,
  DEFAULT_POLICY,
  policyViolations,
  STRICT_POLICY,
  type Policy,
} from '../../src/domain/policy.js';
import { policy } from './facts.js';

const { sourcing, influence } = DEFAULT_POLICY;

describe('policyViolations', () => {
  it('finds none in the defaults', () => expect(policyViolations(DEFAULT_POLICY)).toEqual([]));

  it.each<[string, Partial<Policy>, RegExp]>([
    ['no version', { version: '' }, /^version is empty/],
    [
      'a tag that sources',
      { sourcing: { ...sourcing, kinds: ['tag' as 'referral'] } },
      /^sourcing\.kinds names tag/,
    ],
    [
      'negative days of sourcing',
      policy({ sourcing: { lookbackDays: -1 } }),
      /^sourcing\.lookbackDays is -1/,
    ],
    [
      'negative days of late claims',
      policy({ sourcing: { lateClaimDays: -0.5 } }),
      /^sourcing\.lateClaimDays is -0\.5/,
    ],
    [
      'negative days of influence',
      policy({ influence: { lookbackDays: -2 } }),
      /^influence\.lookbackDays is -2/,
    ],
    ['negative days of the lock', { lockDays: -1 }, /^lockDays is -1/],
    ['a half-life of 0', { halfLifeDays: 0 }, /^halfLifeDays is 0; it must be above 0/],
    ['a half-life below 0', { halfLifeDays: -3 }, /^halfLifeDays is -3/],
    ['no points needed', policy({ influence: { minPoints: 0 } }), /^influence\.minPoints is 0/],
    [
      'points below 0',
      { influence: { ...influence, points: { email: -0.5 } } },
      /^influence\.points\.email is -0\.5/,
    ],
    ['weights below 0', { kindWeights: { demo: -1 } }, /^kindWeights\.demo is -1/],
    [
      'a deal type in two buckets',
      { buckets: { renewal: ['x', 'r'], expansion: ['r'] } },
      /deal type "r" twice/,
    ],
  ])('names %s', (_name, changes, sentence) => {
    const violations = policyViolations({ ...DEFAULT_POLICY, ...changes });
    expect(violations).toHaveLength(1);
    expect(violations[0]).toMatch(sentence);
  });

  it('names them all at once', () => {
    const bad: Policy = { ...DEFAULT_POLICY, version: '', halfLifeDays: 0, lockDays: -1 };
    expect(policyViolations(bad)).toHaveLength(3);
  });

  it.each<[string, Partial<Policy>]>([
    [
      'days of 0',
      policy({ sourcing: { lookbackDays: 0, lateClaimDays: 0 }, influence: { lookbackDays: 0 } }),
    ],
    ['fractions of days', policy({ sourcing: { lookbackDays: 0.25 } })],
    ['points and weights of 0', policy({ influence: { points: { email: 0 } }, kindWeights: { email: 0 } })],
    ['no kinds at all', { sourcing: { ...sourcing, kinds: [] }, influence: { ...influence, kinds: [] } }],
  ])('takes %s', (_name, changes) => {
    expect(policyViolations({ ...DEFAULT_POLICY, ...changes })).toEqual([]);
  });
});

it('the strict policy differs from the defaults in late claims and the trust in sourced tags alone', () => {
  expect(policyViolations(STRICT_POLICY)).toEqual([]);
  expect(STRICT_POLICY).toEqual(
    policy({ version: 'strict-1', sourcing: { lateClaimDays: 0 }, tags: { sourced: 'require_evidence' } }),
  );
});

describe('bucketOf', () => {
  it.each([
    ['renewal', 'renewal'],
    ['existingbusiness', 'expansion'],
    ['newbusiness', 'new'],
    ['Renewal', 'new'],
    [' renewal', 'new'],
    [null, 'new'],
  ])('%j is %s', (dealType, bucket) => expect(bucketOf(dealType, DEFAULT_POLICY)).toBe(bucket));
});
