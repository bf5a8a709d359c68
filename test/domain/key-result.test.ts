import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import {
  keyResultPeriod,
  keyResultStanding,
  readTarget,
  targetWords,
  type KeyResultState,
} from '../../src/domain/key-result.js';
import { KPI_IDS, type KpiId, type KpiValue } from '../../src/domain/kpi.js';
import { at } from './programme-sample.js';

describe('a target', () => {
  it.each<[KpiId, string, string, number]>([
    ['sourced_revenue', '40000', 'USD', 4_000_000],
    ['sourced_revenue', '40,000.50', 'USD', 4_000_050],
    ['joint_pipeline', '40,000', 'JPY', 40_000],
    ['certification_completion', '25%', 'USD', 0.25],
    ['certification_completion', '100 %', 'USD', 1],
    ['registration_conversion', '12.5', 'USD', 0.125],
    ['executive_engagement', '2.5', 'USD', 2.5],
    ['support_tickets', '0.5', 'USD', 0.5],
    ['escalations', '0', 'USD', 0],
    ['time_to_onboarding', '45', 'USD', 45],
    ['partner_satisfaction', '-10', 'USD', -10],
  ])('of %s is read from “%s” in %s', (kpi, text, currency, target) => {
    expect(readTarget(kpi, text, currency)).toEqual({ kind: 'target', target });
  });

  it.each<[KpiId, string, string]>([
    ['sourced_revenue', '0', 'an amount above 0'],
    ['sourced_revenue', '-5', 'an amount above 0'],
    ['sourced_revenue', '40.000,00', 'an amount above 0'],
    ['sourced_revenue', '4,00', 'an amount above 0'],
    ['sourced_revenue', '1e9', 'an amount above 0'],
    ['sourced_revenue', '90071992547409.93', 'an amount above 0'],
    ['sourced_revenue', '25%', 'an amount above 0'],
    ['certification_completion', '0', 'a share above 0%'],
    ['certification_completion', '101%', 'a share above 0%'],
    ['executive_engagement', '-1', 'a number from 0'],
    ['escalations', '1.5', 'a whole number'],
    ['time_to_onboarding', '99999', 'a whole number of days'],
    ['partner_satisfaction', '101', 'a score from -100'],
    ['partner_satisfaction', '', 'a score from -100'],
    ['escalations', 'three', 'a whole number'],
  ])('of %s is refused as “%s”, saying what it takes', (kpi, text, why) => {
    const read = readTarget(kpi, text, 'USD');
    expect(read.kind === 'refused' ? read.why : read).toContain(why);
    expect(read.kind === 'refused' ? read.why : '').toContain(`“${text.trim()}”`);
  });

  it.each<[KpiId, number, string]>([
    ['sourced_revenue', 4_000_000, 'at least $40,000.00'],
    ['certification_completion', 0.125, 'at least 12.5%'],
    ['executive_engagement', 2, 'at least 2'],
    ['escalations', 2, 'at most 2'],
    ['time_to_onboarding', 1, 'at most 1 day'],
    ['support_tickets', 0.25, 'at most 0.25'],
    ['partner_satisfaction', 50, 'at least 50'],
  ])('of %s at %d reads as “%s”', (kpi, target, words) => {
    expect(targetWords({ kpi, target }, 'USD')).toBe(words);
  });

  it('can be set for each of the sixteen numbers', () => {
    for (const kpi of KPI_IDS) expect(readTarget(kpi, '5', 'USD').kind).toBe('target');
  });
});

const measured = (kpi: KpiId, value: number | null): KpiValue => ({
  ...{ id: kpi, value, numerator: null, denominator: null },
  ...{ n: 1, beside: [], missing: [], notes: [] },
});
const objective = { startsAt: at('2026-10-01T15:00:00Z') };
const standingOf = (kpi: KpiId, target: number, value: number | null, asOf: string) =>
  keyResultStanding(
    objective,
    { id: 'k', kpi, target, dueAt: at('2026-12-31') },
    value === null ? null : measured(kpi, value),
    { asOf: at(asOf), timeZone: 'UTC' },
  );

describe('a key result', () => {
  it.each<[string, KpiId, number, number | null, string, KeyResultState]>([
    ['reached before its day', 'sourced_revenue', 100, 100, '2026-11-01', 'reached'],
    ['as much of the target as of the time', 'sourced_revenue', 92, 46, '2026-11-16', 'under_way'],
    ['less of the target than of the time', 'sourced_revenue', 92, 45, '2026-11-16', 'behind'],
    ['still open on its day', 'sourced_revenue', 100, 99, '2026-12-31T23:59:59Z', 'behind'],
    ['late once its day is over', 'sourced_revenue', 100, 99, '2027-01-01', 'late'],
    ['reached, and stays so when its day is over', 'sourced_revenue', 100, 100, '2027-01-01', 'reached'],
    ['a share may stand anywhere on its way', 'certification_completion', 1, 0.1, '2026-12-30', 'under_way'],
    ['a share that its day finds short', 'certification_completion', 1, 0.9, '2027-01-01', 'late'],
    ['a score', 'partner_satisfaction', 50, -20, '2026-12-30', 'under_way'],
    ['at most: within, its day to come', 'escalations', 2, 2, '2026-12-30', 'under_way'],
    ['at most: more already', 'escalations', 2, 3, '2026-11-01', 'behind'],
    ['at most: within once its day is over', 'escalations', 2, 2, '2027-01-01', 'reached'],
    ['at most: more once its day is over', 'escalations', 2, 3, '2027-01-01', 'late'],
    ['at most none', 'escalations', 0, 0, '2027-01-01', 'reached'],
    ['not measured yet', 'sourced_revenue', 100, null, '2026-11-01', 'unmeasured'],
    ['never measured, its day over', 'sourced_revenue', 100, null, '2027-01-01', 'late'],
  ])('%s', (_, kpi, target, value, asOf, state) => {
    expect(standingOf(kpi, target, value, asOf).state).toBe(state);
  });

  it('whose source the portal lacks is not measured, and no zero', () => {
    const value = { ...measured('escalations', null), missing: ['tickets'] as const };
    const keyResult = { id: 'k', kpi: 'escalations', target: 2, dueAt: at('2026-12-31') } as const;
    const standing = keyResultStanding(objective, keyResult, value, {
      asOf: at('2026-11-01'),
      timeZone: 'UTC',
    });
    expect(standing).toMatchObject({ state: 'unmeasured', share: null, measured: { missing: ['tickets'] } });
  });

  it('is measured from the day its objective began to the end of its own, in the portal’s time zone', () => {
    const period = keyResultPeriod(objective, { dueAt: at('2026-12-31T08:00:00Z') }, 'America/New_York');
    expect(period.name).toBe('1 Oct 2026 to 31 Dec 2026');
    expect([period.from, period.to].map((ms) => formatInstant(ms as never))).toEqual([
      '2026-10-01T04:00:00.000Z',
      '2027-01-01T05:00:00.000Z',
    ]);
  });

  it('tells how much of the target and of the time is there', () => {
    expect(standingOf('sourced_revenue', 200, 50, '2026-11-16')).toMatchObject({
      share: 0.25,
      timeShare: 0.5,
      daysLeft: 45,
    });
    expect(standingOf('sourced_revenue', 200, 500, '2027-02-01')).toMatchObject({ share: 2.5, timeShare: 1 });
    expect(standingOf('sourced_revenue', 200, -50, '2026-11-16').share).toBe(0);
    expect(standingOf('escalations', 2, 1, '2026-11-16').share).toBeNull();
  });
});
