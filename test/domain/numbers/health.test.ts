/** A partner's health: each part by its formula, worked by hand, and what is left out. */
import { describe, expect, it } from '@jest/globals';
import { dealTally } from '../../../src/domain/numbers/deal-tally.js';
import { healthOf } from '../../../src/domain/numbers/health.js';
import {
  HEALTH_PARTS,
  HEALTH_PART_IDS,
  type HealthPartId,
} from '../../../src/domain/numbers/health-value.js';
import type { PartnerTier } from '../../../src/domain/partner.js';
import type { ProgrammeDeal, ProgrammeFacts } from '../../../src/domain/programme-facts.js';
import { DEFAULT_PROGRAMME, type ProgrammeSettings } from '../../../src/domain/programme-settings.js';
import { A, at, B, deal, factsOf, partner } from './programme.js';

const NOW = at('2026-10-01');
const settings: ProgrammeSettings = {
  ...DEFAULT_PROGRAMME,
  enablement: { required: [{ name: 'Sales', people: 4, types: [], tiers: [] }] },
};
const meeting = (day: string, held = true) => ({
  id: day,
  partnerId: A,
  at: at(day),
  held,
  withExecutive: false,
});
const survey = (score: number | null, sent = '2026-08-01') => ({
  id: sent,
  partnerId: A,
  kind: 'nps' as const,
  sentAt: at(sent),
  score,
});
const facts = (changes: Partial<ProgrammeFacts> = {}, tier: PartnerTier | null = null): ProgrammeFacts =>
  factsOf({ asOf: NOW, partners: [partner(A, { profile: { tier } })], ...changes });

const scoreOf = (
  id: HealthPartId,
  given: ProgrammeFacts,
  deals: readonly ProgrammeDeal[] = [],
  by = settings,
) => healthOf(given, dealTally().add(deals), by, A)!.parts.find((part) => part.id === id)?.score ?? null;

describe('engagement', () => {
  it.each<[string, PartnerTier | null, readonly ReturnType<typeof meeting>[], number]>([
    ['a gold partner met 30 days ago is in its cadence', 'gold', [meeting('2026-09-01')], 100],
    ['60 days ago: (90 − 60) ÷ 60', 'gold', [meeting('2026-08-02')], 50],
    ['90 days ago', 'gold', [meeting('2026-07-03')], 0],
    ['the last one counts', 'gold', [meeting('2025-01-01'), meeting('2026-09-01')], 100],
    ['one that was not held does not', 'gold', [meeting('2026-09-01', false)], 0],
    ['one to come does not', 'gold', [meeting('2026-10-02')], 0],
    ['a platinum partner is met every 14 days: (42 − 30) ÷ 28', 'platinum', [meeting('2026-09-01')], 43],
    ['no tier: 90 days, (270 − 180) ÷ 180', null, [meeting('2026-04-04')], 50],
    ['never met', null, [], 0],
  ])('%s', (_, tier, meetings, score) => {
    expect(scoreOf('engagement', facts({ meetings }, tier))).toBe(score);
  });
});

describe('revenue trend', () => {
  const credited = (closed: string, minor: number): ProgrammeDeal =>
    deal({ closed, sourcing: [A], minor, model: [[A, minor]] });
  it.each<[string, readonly ProgrammeDeal[], number | null]>([
    ['$300 after $100: 50 + 50 × 200 ÷ 400', [credited('2026-08-01', 300), credited('2026-01-01', 100)], 75],
    ['$100 after $300', [credited('2026-08-01', 100), credited('2026-01-01', 300)], 25],
    ['the same', [credited('2026-08-01', 100), credited('2026-01-01', 100)], 50],
    ['all of it lately', [credited('2026-08-01', 100)], 100],
    ['a refund counts as nothing', [credited('2026-08-01', -100), credited('2026-01-01', 100)], 0],
    ['none in twelve months: left out', [credited('2025-09-30', 100)], null],
    [
      'six months before 1 October is 1 April, which is lately',
      [credited('2026-04-01', 100), credited('2026-03-31T23:59:59.999Z', 100)],
      50,
    ],
    ['another partner’s', [deal({ sourcing: [B], model: [[B, 100]] })], null],
  ])('%s', (_, deals, score) => {
    expect(scoreOf('revenue_trend', facts(), deals)).toBe(score);
  });
});

describe('pipeline', () => {
  const open = (minor: number | null): ProgrammeDeal => deal({ status: 'open', minor, influencing: [A] });
  it.each<[string, readonly ProgrammeDeal[], number]>([
    ['$50 open, $200 won', [open(50), deal({ sourcing: [A], minor: 200 })], 25],
    ['more open than won: 100 at most', [open(500), deal({ sourcing: [A], minor: 200 })], 100],
    [
      'open, and nothing won in twelve months',
      [open(1), deal({ sourcing: [A], minor: 200, closed: '2025-09-30' })],
      100,
    ],
    ['nothing open', [deal({ sourcing: [A], minor: 200 })], 0],
    ['without a home amount it is no amount', [open(null)], 0],
    ['nothing at all', [], 0],
  ])('%s', (_, deals, score) => {
    expect(scoreOf('pipeline', facts(), deals)).toBe(score);
  });
});

it('enablement is the share of required certifications held', () => {
  const person = (name: string) => ({
    contactId: name,
    name,
    isExecutive: false,
    certifications: [{ name: 'Sales', since: at('2026-01-01'), until: null }],
  });
  const given = facts({ partners: [partner(A, { people: ['x', 'y', 'z'].map(person) })] });
  expect(scoreOf('enablement', given)).toBe(75);
  expect(scoreOf('enablement', given, [], DEFAULT_PROGRAMME)).toBeNull();
});

it('satisfaction is NPS from 0 to 100, or CSAT, of twelve months', () => {
  const csat = { ...settings, numbers: { ...settings.numbers, satisfaction: 'csat' as const } };
  // One promoter of two less no detractor: 50, which is 75 of 100.
  expect(scoreOf('satisfaction', facts({ surveys: [survey(10), survey(8), survey(0, '2025-09-30')] }))).toBe(
    75,
  );
  expect(scoreOf('satisfaction', facts({ surveys: [survey(null)] }))).toBeNull();
  expect(
    scoreOf(
      'satisfaction',
      facts({
        surveys: [
          { ...survey(4), kind: 'csat' },
          { ...survey(1), kind: 'csat' },
        ],
      }),
      [],
      csat,
    ),
  ).toBe(50);
});

describe('health', () => {
  it('is the weighted mean of what there is; weights of what is left out go to the others', () => {
    // Engagement 100 (25) and pipeline 25 (20): (2,500 + 500) ÷ 45 = 66.7.
    const given = facts(
      { meetings: [meeting('2026-09-01')], missing: ['certifications', 'surveys'] },
      'gold',
    );
    const deals = [
      deal({ status: 'open', minor: 50, influencing: [A] }),
      deal({ influencing: [A], minor: 200 }),
    ];
    const health = healthOf(given, dealTally().add(deals), settings, A)!;
    expect(health.score).toBe(67);
    expect(health.parts.map(({ id, score, weight }) => [id, score, Number(weight.toFixed(2))])).toEqual([
      ['engagement', 100, 55.56],
      ['pipeline', 25, 44.44],
    ]);
    expect(health.leftOut).toEqual([
      {
        id: 'revenue_trend',
        why: 'No revenue was credited to it in the last 12 months, so there is no trend.',
      },
      { id: 'enablement', why: 'The portal lacks certifications on contacts.' },
      { id: 'satisfaction', why: 'The portal lacks feedback submissions.' },
    ]);
  });

  it('shows what each formula was fed with', () => {
    const health = healthOf(facts({ meetings: [meeting('2026-09-01')] }, 'gold'), dealTally(), settings, A)!;
    expect(health.parts[0]?.inputs.map(({ id, unit, value }) => [id, unit, value])).toEqual([
      ['days_since_meeting', 'days', 30],
      ['cadence_days', 'days', 30],
    ]);
  });

  it('is n/a where every part is left out, and of nobody null', () => {
    const none = facts({ missing: ['meetings', 'deals', 'certifications', 'surveys'] });
    expect(healthOf(none, dealTally(), settings, A)).toMatchObject({ score: null, parts: [] });
    expect(healthOf(none, dealTally(), settings, B)).toBeNull();
  });

  it('has weights that make a hundred', () => {
    expect(HEALTH_PART_IDS.reduce((sum, id) => sum + HEALTH_PARTS[id].weight, 0)).toBe(100);
  });
});
