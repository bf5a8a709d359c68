import { describe, expect, it } from '@jest/globals';
import { DAY_MS, parseInstant, type Instant } from '../../src/domain/calendar.js';
import {
  DEFAULT_CHECKLISTS,
  stageAsOf,
  stageVerdict,
  stallOf,
  timeInStages,
  timeToOnboarding,
  type StageMove,
  type StageRequest,
} from '../../src/domain/lifecycle.js';
import type { PartnerStage } from '../../src/domain/partner.js';

const at = (day: string): Instant => parseInstant(day)!;
const all = new Set([
  ...Object.values(DEFAULT_CHECKLISTS)
    .flat()
    .map(({ id }) => id),
  'deals_reassigned',
]);
const ask = (request: Partial<StageRequest>): StageRequest => ({
  from: 'negotiation_agreement',
  to: 'onboarding_enablement',
  complete: all,
  reason: null,
  ...request,
});

describe('a move of a partner', () => {
  it.each<[string, Partial<StageRequest>]>([
    ['one stage forward with its checklist complete', {}],
    ['one stage back with a reason', { to: 'discovery_qualification', reason: 'The need is another' }],
    ['to ended from any stage', { from: 'activation_growth', to: 'ended', reason: 'Acquired' }],
    ['into the first stage', { from: null, to: 'discovery_qualification', complete: new Set() }],
    [
      'back to activation after a renewal',
      { from: 'optimization_renewal', to: 'activation_growth', reason: 'Renewed to 2028' },
    ],
  ])('%s is done', (_, request) => {
    expect(stageVerdict(DEFAULT_CHECKLISTS, ask(request))).toEqual({ kind: 'moves' });
  });

  it.each<[string, Partial<StageRequest>, string, readonly string[]]>([
    [
      'forward with an open item',
      { complete: new Set([...all].filter((id) => id !== 'agreement_signed')) },
      'checklist_open',
      ['Agreement signed, with its end date'],
    ],
    [
      'two stages forward, naming what is open too',
      { to: 'activation_growth', complete: new Set(['scope_agreed', 'commercial_terms']) },
      'more_than_one_stage',
      ['Agreement signed, with its end date'],
    ],
    [
      'two stages back',
      { from: 'activation_growth', to: 'negotiation_agreement', reason: 'x' },
      'more_than_one_stage',
      [],
    ],
    ['back without a reason', { to: 'discovery_qualification', reason: '  ' }, 'reason_missing', []],
    [
      'to ended with deals that nobody has taken over',
      { to: 'ended', reason: 'Acquired', complete: new Set() },
      'checklist_open',
      ['Open deals reassigned'],
    ],
    ['to ended without a reason', { to: 'ended' }, 'reason_missing', []],
    ['out of ended', { from: 'ended', to: 'optimization_renewal', reason: 'x' }, 'ended', []],
    ['to where it is', { to: 'negotiation_agreement' }, 'same_stage', []],
    ['from nowhere to the middle', { from: null }, 'not_the_first', []],
  ])('%s is refused', (_, request, why, missing) => {
    const verdict = stageVerdict(DEFAULT_CHECKLISTS, ask(request));
    expect(verdict).toMatchObject({ kind: 'refused', why });
    expect(verdict.kind === 'refused' && verdict.missing.map(({ label }) => label)).toEqual(missing);
  });
});

describe('the history of a partner', () => {
  const move = (stage: PartnerStage, day: string): StageMove => ({
    stage,
    at: at(day),
    reason: null,
    by: null,
  });
  const moves = [
    move('onboarding_enablement', '2026-03-01'),
    move('discovery_qualification', '2026-01-01'),
    move('negotiation_agreement', '2026-02-01'),
    move('negotiation_agreement', '2026-03-11'),
    move('onboarding_enablement', '2026-03-21'),
    move('activation_growth', '2026-05-01'),
  ];

  it('tells the stage of any date, whatever order it comes in', () => {
    const on = (day: string): PartnerStage | null => stageAsOf(moves, at(day));
    expect(['2025-12-31', '2026-01-31', '2026-03-05', '2026-03-11', '2026-06-01'].map(on)).toEqual([
      null,
      'discovery_qualification',
      'onboarding_enablement',
      'negotiation_agreement',
      'activation_growth',
    ]);
  });

  it('adds up every visit to a stage, up to the instant asked for', () => {
    expect(timeInStages(moves, at('2026-04-01'))).toEqual({
      discovery_qualification: 31 * DAY_MS,
      negotiation_agreement: (28 + 10) * DAY_MS,
      onboarding_enablement: (10 + 11) * DAY_MS,
    });
  });

  it('leaves out the last visit where the partner has left it and nobody knows when', () => {
    expect(timeInStages(moves, at('2026-06-01'), 'left')).toEqual({
      discovery_qualification: 31 * DAY_MS,
      negotiation_agreement: (28 + 10) * DAY_MS,
      onboarding_enablement: (10 + 41) * DAY_MS,
    });
    expect(timeInStages(moves.slice(0, 1), at('2026-06-01'), 'left')).toEqual({});
  });

  it('tells the days from signature to onboarded, or that it is not there yet', () => {
    expect(timeToOnboarding(moves, at('2026-02-20'))).toBe(70 * DAY_MS);
    expect(timeToOnboarding(moves.slice(0, 5), at('2026-02-20'))).toBeNull();
    // It was activated under an agreement before this one.
    expect(timeToOnboarding(moves, at('2026-05-02'))).toBeNull();
  });

  it.each<[string, string | null, string, number | null]>([
    ['nothing was done since it came into the stage', null, '2026-06-30', 60],
    ['the last activity is within the days', '2026-06-20', '2026-06-30', null],
    ['the last activity is older than the stage', '2026-04-01', '2026-06-30', 60],
    ['a day less than allowed', null, '2026-06-29', null],
  ])('stalls or not: %s', (_, activity, asOf, days) => {
    const stall = stallOf(
      { activation_growth: 60 },
      moves,
      activity === null ? null : at(activity),
      at(asOf),
    );
    expect(stall?.days ?? null).toBe(days);
  });

  it('does not stall in a stage without a limit, nor after the end', () => {
    expect(stallOf({}, moves, null, at('2030-01-01'))).toBeNull();
    expect(
      stallOf({ activation_growth: 1 }, [...moves, move('ended', '2026-07-01')], null, at('2030-01-01')),
    ).toBeNull();
  });
});
