/** Retention, onboarding and renewals of partners: worked by hand. */
import { describe, expect, it } from '@jest/globals';
import type { AgreementEnd } from '../../../src/domain/partner-programme.js';
import { A, at, B, besideOf, C, core, factsOf, moves, number, partner, Q3 } from './programme.js';

describe('partner retention', () => {
  it.each<[string, readonly string[], readonly (number | null)[], number]>([
    ['stays', ['activation_growth 2026-01-01'], [1, 1, 1, 1], 0],
    [
      'ends inside the period',
      ['activation_growth 2026-01-01', 'ended 2026-09-30T23:59:59.999Z'],
      [0, 0, 1, 1],
      0,
    ],
    ['ends a moment after it', ['activation_growth 2026-01-01', 'ended 2026-10-01'], [1, 1, 1, 1], 0],
    ['ended before it', ['activation_growth 2026-01-01', 'ended 2026-06-30'], [null, 0, 0, 0], 0],
    ['joins in it', ['onboarding_enablement 2026-07-01'], [null, 0, 0, 0], 1],
    [
      'goes back before signing',
      ['onboarding_enablement 2026-01-01', 'negotiation_agreement 2026-08-01'],
      [0, 0, 1, 1],
      0,
    ],
    ['moves on', ['activation_growth 2026-01-01', 'optimization_renewal 2026-08-01'], [1, 1, 1, 1], 0],
  ])('%s', (_, written, expected, joined) => {
    const value = number(
      'partner_retention',
      factsOf({ partners: [partner(A, { programme: { moves: moves(...written) } })] }),
    );
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'joined')).toEqual([joined]);
  });

  it('leaves out partners without a history, and is n/a without stages at all', () => {
    const facts = factsOf({ partners: [partner(A), partner(B, { programme: { moves: [] } })] });
    const value = number('partner_retention', facts);
    expect([core(value), besideOf(value, 'without_stages')]).toEqual([[1, 1, 1, 1], [1]]);
    expect(number('partner_retention', { ...facts, missing: ['stages'] }).value).toBeNull();
  });
});

describe('time to onboarding', () => {
  it.each<[string, string | undefined, readonly string[], readonly (number | null)[], number]>([
    [
      '30 days',
      '2026-07-01',
      ['onboarding_enablement 2026-07-01', 'activation_growth 2026-07-31'],
      [30, null, null, 1],
      0,
    ],
    [
      'the first entry counts, not one after a step back',
      '2026-05-02',
      ['activation_growth 2026-07-01', 'onboarding_enablement 2026-07-02', 'activation_growth 2026-08-01'],
      [60, null, null, 1],
      0,
    ],
    ['onboarded before the period', '2026-01-01', ['activation_growth 2026-06-30'], [null, null, null, 0], 0],
    [
      'onboarded after it: still open',
      '2026-07-01',
      ['onboarding_enablement 2026-07-01', 'activation_growth 2026-10-01'],
      [null, null, null, 0],
      1,
    ],
    ['on its way', '2026-07-01', ['onboarding_enablement 2026-07-01'], [null, null, null, 0], 1],
    [
      'ended on its way',
      '2026-07-01',
      ['onboarding_enablement 2026-07-01', 'ended 2026-08-01'],
      [null, null, null, 0],
      0,
    ],
    ['signed after the period', '2026-10-01', ['onboarding_enablement 2026-09-01'], [null, null, null, 0], 0],
    [
      'was active before its signature was written',
      '2026-07-01',
      ['activation_growth 2026-01-01'],
      [null, null, null, 0],
      0,
    ],
    ['no signature', undefined, ['activation_growth 2026-08-01'], [null, null, null, 0], 0],
    [
      'over a leap day: 29 February 2028 is in 1 February to 1 March',
      '2028-02-01',
      ['activation_growth 2028-03-01'],
      [29, null, null, 1],
      0,
    ],
  ])('%s', (_, signed, written, expected, open) => {
    const year =
      signed?.startsWith('2028') === true
        ? { name: '2028', from: at('2028-01-01'), to: at('2029-01-01') }
        : Q3;
    const facts = factsOf({
      asOf: at('2029-06-01'),
      partners: [
        partner(A, { ...(signed === undefined ? {} : { signed }), programme: { moves: moves(...written) } }),
      ],
    });
    const value = number('time_to_onboarding', facts, [], { period: year });
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'open')).toEqual([open]);
  });

  it('is the median, with the age of those still open', () => {
    const on = (day: string) => ({
      signed: '2026-07-01',
      programme: { moves: moves(`activation_growth ${day}`) },
    });
    const facts = factsOf({
      partners: [
        partner(A, on('2026-07-31')),
        partner(B, on('2026-08-30')),
        partner(C, { signed: '2026-07-03', programme: { moves: moves('onboarding_enablement 2026-07-03') } }),
      ],
    });
    const value = number('time_to_onboarding', facts);
    // 30 and 60 days; from 3 July to the last moment of September 90.
    expect(core(value)).toEqual([45, null, null, 2]);
    expect(besideOf(value, 'median_open_age')![0]).toBeCloseTo(90, 6);
  });
});

describe('agreement renewal rate', () => {
  const end = (
    day: string,
    outcome: AgreementEnd['outcome'],
    valueMinor: number | null = null,
  ): AgreementEnd => ({
    ...{ endedAt: at(day), outcome, valueMinor, decidedAt: at(day), by: null },
  });
  it.each<[string, readonly AgreementEnd[], string | undefined, readonly (number | null)[]]>([
    ['renewed', [end('2026-07-01', 'renewed')], '2027-07-01', [1, 1, 1, 1]],
    ['renewed under changed terms', [end('2026-09-30', 'changed')], undefined, [1, 1, 1, 1]],
    ['ended', [end('2026-08-01', 'ended')], '2026-08-01', [0, 0, 1, 1]],
    ['past its end without a word: due, not renewed', [], '2026-08-01', [0, 0, 1, 1]],
    [
      'of another period',
      [end('2026-06-30', 'renewed'), end('2026-10-01', 'ended')],
      undefined,
      [null, 0, 0, 0],
    ],
    [
      'decided twice: the later word stands',
      [end('2026-08-01', 'ended'), { ...end('2026-08-01', 'renewed'), decidedAt: at('2026-09-01') }],
      undefined,
      [1, 1, 1, 1],
    ],
    ['no agreement', [], undefined, [null, 0, 0, 0]],
  ])('%s', (_, agreementEnds, ends, expected) => {
    const facts = factsOf({
      partners: [partner(A, { ...(ends === undefined ? {} : { ends }), programme: { agreementEnds } })],
    });
    expect(core(number('renewal_rate', facts))).toEqual(expected);
  });

  it('is told by value too, of those that have one in the home currency', () => {
    const euro = {
      noticeDays: null,
      renewsItself: false,
      value: { minor: 5, currency: 'EUR' },
      document: null,
      compliance: {},
    };
    const facts = factsOf({
      partners: [
        partner(A, { programme: { agreementEnds: [end('2026-08-01', 'renewed', 30_000)] } }),
        partner(B, { programme: { agreementEnds: [end('2026-08-01', 'ended', 10_000)] } }),
        partner(C, { ends: '2026-08-31', programme: { terms: euro } }),
      ],
    });
    const value = number('renewal_rate', facts);
    expect(core(value)).toEqual([1 / 3, 1, 3, 3]);
    expect([
      besideOf(value, 'by_value'),
      besideOf(value, 'without_value'),
      besideOf(value, 'undecided'),
    ]).toEqual([[0.75, 30_000, 40_000], [1], [1]]);
  });

  it('says how many are due within 30, 60 and 90 days of its end', () => {
    // From the last moment of September: 30 October, 29 November and 29 December are the last days.
    const days = ['2026-10-30', '2026-10-31', '2026-11-29', '2026-11-30', '2026-12-29', '2026-12-30'];
    const partners = days.map((ends, place) => partner(`${200 + place}` as typeof A, { ends }));
    const gone = partner(A, {
      ends: '2026-10-05',
      programme: { moves: moves('activation_growth 2025-01-01', 'ended 2026-09-01') },
    });
    const value = number('renewal_rate', factsOf({ partners: [...partners, gone] }));
    expect(['due_30', 'due_60', 'due_90'].map((id) => besideOf(value, id))).toEqual([[1], [3], [5]]);
  });

  it('takes the end as a day of the portal: 1 October is of the fourth quarter in New York too', () => {
    const facts = factsOf({ timeZone: 'America/New_York', partners: [partner(A, { ends: '2026-10-01' })] });
    const there = { name: '2026-Q3', from: at('2026-07-01T04:00:00Z'), to: at('2026-10-01T04:00:00Z') };
    expect(core(number('renewal_rate', facts, [], { period: there }))).toEqual([null, 0, 0, 0]);
  });
});
