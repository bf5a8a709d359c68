/** Registrations and what partners do first: worked by hand. */
import { describe, expect, it } from '@jest/globals';
import type { RegistrationStatus } from '../../../src/domain/registration.js';
import {
  A,
  at,
  B,
  besideOf,
  core,
  deal,
  factsOf,
  moves,
  number,
  of,
  partner,
  registration,
} from './programme.js';

describe('registration conversion', () => {
  const each = (statuses: readonly (RegistrationStatus | null)[], decided: string | null = null) =>
    factsOf({ registrations: statuses.map((status) => registration(A, status, '2026-08-01', decided)) });

  it.each<
    [
      string,
      readonly (RegistrationStatus | null)[],
      string | null,
      readonly (number | null)[],
      readonly (number | null)[],
    ]
  >([
    [
      'won over approved: 4 of (3 approved, 1 lost, 4 won)',
      [
        'submitted',
        'submitted',
        'rejected',
        'rejected',
        'approved',
        'approved',
        'approved',
        'lost',
        'won',
        'won',
        'won',
        'won',
      ],
      null,
      [0.5, 4, 8, 12],
      [0.8, 8, 10],
    ],
    ['a converted one was approved', ['converted', 'won'], null, [0.5, 1, 2, 2], [1, 2, 2]],
    [
      'one that expired after a decision was approved',
      ['expired', 'won'],
      '2026-08-02',
      [0.5, 1, 2, 2],
      [1, 2, 2],
    ],
    ['one that expired unanswered was not', ['expired'], null, [null, 0, 0, 1], [null, 0, 0]],
    ['a status of nobody’s counts for nothing', [null, 'won'], null, [1, 1, 1, 2], [1, 1, 1]],
    ['none', [], null, [null, 0, 0, 0], [null, 0, 0]],
  ])('%s', (_, statuses, decided, expected, approval) => {
    const value = number('registration_conversion', each(statuses, decided));
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'approval_rate')).toEqual(approval);
    expect(besideOf(value, 'status_unknown')).toEqual(statuses.includes(null) ? [1] : null);
  });

  it('goes by the month of submission, in the portal’s time zone, whenever it was decided', () => {
    const registrations = [
      registration(A, 'won', '2026-07-31T23:59:59Z', '2026-09-30'),
      registration(A, 'approved', '2026-08-01T00:30:00Z'),
      registration(B, 'won', '2026-10-01T00:00:00Z'),
      registration(B, 'won', '2026-06-30T23:00:00Z'),
    ];
    const utc = number('registration_conversion', factsOf({ registrations }));
    expect(utc.beside.map(({ id }) => id)).toEqual([
      'approval_rate',
      'waiting',
      'submitted_2026-07',
      'submitted_2026-08',
    ]);
    expect([core(utc), besideOf(utc, 'submitted_2026-07'), besideOf(utc, 'submitted_2026-08')]).toEqual([
      [0.5, 1, 2, 2],
      [1, 1, 1],
      [0, 0, 1],
    ]);
    // In Berlin the first and second are both of August, and 30 June 23:00 UTC is 1 July.
    const berlin = factsOf({ registrations, timeZone: 'Europe/Berlin' });
    const period = { name: '2026-Q3', from: at('2026-06-30T22:00:00Z'), to: at('2026-09-30T22:00:00Z') };
    const there = number('registration_conversion', berlin, [], { period });
    expect([besideOf(there, 'submitted_2026-07'), besideOf(there, 'submitted_2026-08')]).toEqual([
      [1, 1, 1],
      [0.5, 1, 2],
    ]);
  });

  it('is that of a partner, or n/a without registrations to read', () => {
    const two = factsOf({
      partners: [partner(A), partner(B)],
      registrations: [registration(A, 'won'), registration(B, 'lost')],
    });
    expect(core(number('registration_conversion', two, [], { scope: of(A) }))).toEqual([1, 1, 1, 1]);
    const none = number('registration_conversion', factsOf({ missing: ['registrations'] }));
    expect([none.value, none.missing]).toEqual([null, ['registrations']]);
  });
});

describe('activation rate, within 90 days of signing', () => {
  // 90 days after 1 January 2026 is 1 April.
  it.each<[string, string | undefined, readonly string[], readonly string[], readonly (number | null)[]]>([
    ['a deal on the 90th day', '2026-01-01', ['2026-04-01'], [], [1, 1, 1, 1]],
    ['a deal a moment later', '2026-01-01', ['2026-04-01T00:00:00.001Z'], [], [0, 0, 1, 1]],
    ['a registration before a late deal', '2026-01-01', ['2026-06-01'], ['2026-02-01'], [1, 1, 1, 1]],
    ['a deal before signing', '2026-01-01', ['2025-12-01'], [], [1, 1, 1, 1]],
    ['nothing at all', '2026-01-01', [], [], [0, 0, 1, 1]],
    [
      'signed exactly 90 days before the last moment',
      '2026-07-02T23:59:59.999Z',
      ['2026-08-01'],
      [],
      [1, 1, 1, 1],
    ],
    ['signed less than 90 days ago is not asked yet', '2026-07-03', ['2026-08-01'], [], [null, 0, 0, 0]],
    [
      'over the leap day of 2024: 31 December 2023 and 90 days is 30 March',
      '2023-12-31',
      ['2024-03-30'],
      [],
      [1, 1, 1, 1],
    ],
    ['no signing date', undefined, ['2026-04-01'], [], [null, 0, 0, 0]],
  ])('%s', (_, signed, created, approvedOn, expected) => {
    const facts = factsOf({
      partners: [partner(A, signed === undefined ? {} : { signed })],
      registrations: approvedOn.map((day) => registration(A, 'approved', '2025-01-01', day)),
    });
    const deals = created.map((day) => deal({ status: 'open', created: day, influencing: [A] }));
    const value = number('activation_rate', facts, deals);
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'without_signature')).toEqual(signed === undefined ? [1] : null);
  });

  it('does not forget a partner that ended, and tells those of the period apart', () => {
    const ended = { moves: moves('activation_growth 2025-01-01', 'ended 2026-03-01') };
    const facts = factsOf({
      partners: [
        partner(A, { signed: '2026-01-01', programme: ended }),
        partner(B, { signed: '2026-05-01' }),
      ],
    });
    const value = number('activation_rate', facts, [deal({ created: '2026-05-02', sourcing: [B] })]);
    expect(core(value)).toEqual([0.5, 1, 2, 2]);
    // 1 May and 90 days is 30 July: B alone.
    expect(besideOf(value, 'of_the_period')).toEqual([1, 1, 1]);
  });

  it('an approved registration without a day of decision counts from its submission; a rejected one never', () => {
    const facts = factsOf({
      partners: [partner(A, { signed: '2026-01-01' }), partner(B, { signed: '2026-01-01' })],
      registrations: [
        registration(A, 'won', '2026-02-01'),
        registration(B, 'rejected', '2026-02-01', '2026-02-02'),
      ],
    });
    expect(core(number('activation_rate', facts))).toEqual([0.5, 1, 2, 2]);
  });

  it('takes a day of signature as a day of the portal', () => {
    // 1 January in New York begins at 05:00 UTC: its 90 days end on 1 April at 05:00 UTC.
    const facts = factsOf({ timeZone: 'America/New_York', partners: [partner(A, { signed: '2026-01-01' })] });
    const on = (created: string) =>
      number('activation_rate', facts, [deal({ created, sourcing: [A] })]).value;
    expect([on('2026-04-01T05:00:00Z'), on('2026-04-01T05:00:00.001Z')]).toEqual([1, 0]);
  });
});
