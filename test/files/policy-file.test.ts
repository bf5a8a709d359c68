import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { parsePolicy } from '../../src/files/policy-file.js';

const parse = (policy: unknown): Policy => parsePolicy(JSON.stringify(policy), 'policy.json');

function refusal(text: string): AppError {
  try {
    parsePolicy(text, 'policy.json');
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('a partial file', () => {
  it('is the defaults where it says nothing', () => expect(parse({})).toEqual(DEFAULT_POLICY));
  it('takes the defaults back whole', () => expect(parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY));
  it('may start with a byte order mark', () => expect(parsePolicy('\uFEFF{}', 'p')).toEqual(DEFAULT_POLICY));

  it.each<[string, unknown, unknown]>([
    [
      'objects merge key by key',
      { sourcing: { lookbackDays: 30 }, exclude: { sharedParent: false } },
      {
        ...DEFAULT_POLICY,
        sourcing: { ...DEFAULT_POLICY.sourcing, lookbackDays: 30 },
        exclude: { partnerIsCustomer: true, sharedParent: false },
      },
    ],
    [
      'lists replace',
      { sourcing: { kinds: ['referral'] }, buckets: { renewal: ['r'] } },
      {
        ...DEFAULT_POLICY,
        sourcing: { ...DEFAULT_POLICY.sourcing, kinds: ['referral'] },
        buckets: { renewal: ['r'], expansion: ['existingbusiness'] },
      },
    ],
    [
      'points replace',
      { influence: { points: { demo: 2 } } },
      { ...DEFAULT_POLICY, influence: { ...DEFAULT_POLICY.influence, points: { demo: 2 } } },
    ],
    ['kindWeights replace', { kindWeights: { demo: 2 } }, { ...DEFAULT_POLICY, kindWeights: { demo: 2 } }],
    [
      'single values replace',
      { version: 'acme-1', model: 'u_shaped', halfLifeDays: 7.5, lockDays: 0 },
      { ...DEFAULT_POLICY, version: 'acme-1', model: 'u_shaped', halfLifeDays: 7.5, lockDays: 0 },
    ],
    [
      'tiers merge key by key, and their levels replace',
      {
        programme: {
          tiers: {
            graceDays: 30,
            levels: [{ tier: 'gold', requirements: { wonDeals: 3, sourcedMinor: 1 } }],
          },
        },
      },
      {
        ...DEFAULT_POLICY,
        programme: {
          ...DEFAULT_POLICY.programme,
          tiers: {
            ...DEFAULT_POLICY.programme.tiers,
            graceDays: 30,
            levels: [{ tier: 'gold', requirements: { wonDeals: 3, sourcedMinor: 1 } }],
          },
        },
      },
    ],
    [
      'tags merge',
      { tags: { sourced: 'require_evidence' } },
      { ...DEFAULT_POLICY, tags: { sourced: 'require_evidence', influenced: 'trusted' } },
    ],
  ])('%s', (_name, file, policy) => expect(parse(file)).toEqual(policy));

  it('leaves the defaults as they are', () => {
    const before = structuredClone(DEFAULT_POLICY);
    parse({ influence: { points: { demo: 2 } }, sourcing: { kinds: [] } });
    expect(DEFAULT_POLICY).toEqual(before);
  });
});

describe('a bad file', () => {
  it.each<[string, unknown, string]>([
    [
      'an unknown key, with the nearest',
      { modell: 'linear' },
      'unknown key modell; the nearest known key is model',
    ],
    [
      'an unknown key inside',
      { sourcing: { lookback_days: 3 } },
      'unknown key sourcing.lookback_days; the nearest known key is sourcing.lookbackDays',
    ],
    [
      'an unknown kind of points',
      { influence: { points: { emial: 1 } } },
      'unknown key influence.points.emial; the nearest known key is influence.points.email',
    ],
    [
      'an unknown kind of weights',
      { kindWeights: { demos: 1 } },
      'unknown key kindWeights.demos; the nearest known key is kindWeights.demo',
    ],
    [
      'an unknown key of programme',
      { programme: { hygeine: {} } },
      'unknown key programme.hygeine; the nearest known key is programme.hygiene',
    ],
    [
      'an unknown key of its suggestions',
      { programme: { suggestions: { minscore: 3 } } },
      'unknown key programme.suggestions.minscore; the nearest known key is programme.suggestions.minScore',
    ],
    [
      'a score beyond 100',
      { programme: { suggestions: { minScore: 101 } } },
      'programme.suggestions.minScore is 101; it must be a whole number from 0 to 100',
    ],
    [
      'negative days of findings',
      { programme: { hygiene: { backDatedDays: -1 } } },
      'programme.hygiene.backDatedDays is -1; it must be 0 or more',
    ],
    [
      'an unknown key of tiers',
      { programme: { tiers: { graceDay: 3 } } },
      'unknown key programme.tiers.graceDay; the nearest known key is programme.tiers.graceDays',
    ],
    [
      'an unknown key of a level',
      { programme: { tiers: { levels: [{ tier: 'gold', requirements: {}, require: {} }] } } },
      'unknown key programme.tiers.levels.0.require; the nearest known key is programme.tiers.levels.0.requirements',
    ],
    [
      'an unknown requirement',
      { programme: { tiers: { levels: [{ tier: 'gold', requirements: { wondeals: 3 } }] } } },
      'unknown key programme.tiers.levels.0.requirements.wondeals; the nearest known key is programme.tiers.levels.0.requirements.wonDeals',
    ],
    [
      'a tier that is none',
      { programme: { tiers: { levels: [{ tier: 'diamond', requirements: {} }] } } },
      'programme.tiers.levels.0.tier must be one of registered, silver, gold, platinum',
    ],
    [
      'promotions at a time that there is none of',
      { programme: { tiers: { promotion: 'next_year' } } },
      'programme.tiers.promotion must be one of review',
    ],
    [
      'a higher tier that asks for less',
      {
        programme: {
          tiers: {
            levels: [
              { tier: 'silver', requirements: { wonDeals: 3 } },
              { tier: 'gold', requirements: { wonDeals: 2 } },
            ],
          },
        },
      },
      'programme.tiers.levels: gold asks for 2 wonDeals, and silver, which is lower, for 3',
    ],
    [
      'a model that is none',
      { model: 'markov' },
      'model must be one of first_touch, last_touch, linear, time_decay, u_shaped, w_shaped, weighted',
    ],
    ['a kind that is none', { sourcing: { kinds: ['referal'] } }, 'sourcing.kinds.0 must be one of'],
    [
      'trust that is none',
      { tags: { sourced: 'yes' } },
      'tags.sourced must be one of trusted, require_evidence',
    ],
    ['text for a number', { halfLifeDays: '30' }, 'halfLifeDays: expected number, received string'],
    ['a number beyond doubles', null, 'the policy: expected object, received null'],
    ['a list for an object', { sourcing: [] }, 'sourcing: expected object, received array'],
    ['null for a value', { model: null }, 'model must be one of'],
    ['a tag that sources', { sourcing: { kinds: ['tag'] } }, 'sourcing.kinds names tag'],
    ['negative days', { lockDays: -1 }, 'lockDays is -1; it must be 0 or more'],
    ['a half-life of 0', { halfLifeDays: 0 }, 'halfLifeDays is 0; it must be above 0'],
    ['points needed of 0', { influence: { minPoints: 0 } }, 'influence.minPoints is 0'],
    ['points below 0', { influence: { points: { demo: -1 } } }, 'influence.points.demo is -1'],
    ['weights below 0', { kindWeights: { demo: -1 } }, 'kindWeights.demo is -1'],
    ['a deal type in two buckets', { buckets: { expansion: ['renewal'] } }, 'deal type "renewal" twice'],
    ['no version', { version: '' }, 'version is empty'],
  ])('%s', (_name, file, problem) => {
    const error = refusal(JSON.stringify(file));
    expect(error.code).toBe('policy_invalid');
    expect(error.message).toContain('The policy policy.json is not valid: ');
    expect(error.message).toContain(problem);
  });

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['nothing', ''],
    ['a number that is infinite', '{"halfLifeDays": 1e999}'],
    ['__proto__', '{"__proto__": {"model": "linear"}}'],
    ['constructor', '{"constructor": 1}'],
    ['a key of every object inside', '{"kindWeights": {"toString": 1}}'],
  ])('refuses %s', (_name, text) => expect(refusal(text).code).toBe('policy_invalid'));

  it('says everything that is wrong with its shape at once', () => {
    const { message } = refusal(
      JSON.stringify({ modell: 1, lockDays: 'x', tags: { sourced: 1, sorced: 2 } }),
    );
    expect(message.split('\n').slice(1)).toHaveLength(4);
    for (const key of ['modell', 'lockDays', 'tags.sourced', 'tags.sorced']) expect(message).toContain(key);
  });

  it('says everything that its values violate at once', () => {
    const { message } = refusal(JSON.stringify({ version: '', lockDays: -1, halfLifeDays: 0 }));
    expect(message.split('\n').slice(1)).toHaveLength(3);
  });

  it('says at once what is wrong with its shape and what its values violate', () => {
    const { message } = refusal(JSON.stringify({ modell: 1, lockDays: -1 }));
    expect(message).toContain('modell');
    expect(message).toContain('lockDays is -1');
  });
});
