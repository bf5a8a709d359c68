/** Campaigns, answers and meetings with executives: worked by hand. */
import { describe, expect, it } from '@jest/globals';
import type { PartnerMeeting, Survey } from '../../../src/domain/programme-facts.js';
import { DEFAULT_PROGRAMME } from '../../../src/domain/programme-settings.js';
import { A, at, B, besideOf, C, core, factsOf, moves, number, of, partner } from './programme.js';

describe('campaign participation', () => {
  const event = (id: string, day: string, ...partnerIds: readonly (typeof A)[]) => ({
    ...{ id, name: null, at: at(day), kind: 'event' as const, partnerIds },
  });
  it('counts a partner once, those active within the period, and events of it', () => {
    const facts = factsOf({
      partners: [
        partner(A),
        partner(B),
        partner(C, { programme: { moves: moves('activation_growth 2024-01-01', 'ended 2025-01-01') } }),
      ],
      events: [
        event('1', '2026-07-01', A, A),
        event('2', '2026-08-01', A),
        event('3', '2026-09-30T23:59:59Z', A, C),
        event('4', '2026-10-01', B),
      ],
    });
    const value = number('campaign_participation', facts);
    // A in three, B in none of the quarter's; C ended the year before.
    expect(core(value)).toEqual([0.5, 1, 2, 2]);
    expect([besideOf(value, 'events'), besideOf(value, 'median')]).toEqual([[3], [1.5]]);
    expect(core(number('campaign_participation', facts, [], { scope: of(C) }))).toEqual([null, 0, 0, 0]);
  });
  it('is n/a without events to read', () => {
    expect(number('campaign_participation', factsOf({ missing: ['events'] })).missing).toEqual(['events']);
  });
});

describe('partner satisfaction', () => {
  const survey = (score: number | null, changes: Partial<Survey> = {}): Survey => ({
    ...{ id: `${score}`, partnerId: A, kind: 'nps', sentAt: at('2026-08-01'), score },
    ...changes,
  });
  const csat = {
    ...DEFAULT_PROGRAMME,
    numbers: { ...DEFAULT_PROGRAMME.numbers, satisfaction: 'csat' as const },
  };

  it.each<
    [string, 'nps' | 'csat', readonly (number | null)[], readonly (number | null)[], readonly number[]]
  >([
    [
      'NPS: 10 and 9 promote, 7 and 8 neither, 6 and 0 detract',
      'nps',
      [10, 9, 8, 7, 6],
      [20, 1, 5, 5],
      [1, 5, 5],
    ],
    ['NPS may be −100', 'nps', [0, 6], [-100, -2, 2, 2], [1, 2, 2]],
    ['who did not answer is in the response rate', 'nps', [10, 9, 7, 3, null], [25, 1, 4, 4], [0.8, 4, 5]],
    ['CSAT: 4 and 5 are satisfied', 'csat', [5, 4, 3, 1], [50, 2, 4, 4], [1, 4, 4]],
    ['an answer off its scale is left out', 'csat', [5, 6, 0], [100, 1, 1, 1], [1, 1, 1]],
    ['nobody answered', 'nps', [null], [null, 0, 0, 0], [0, 0, 1]],
  ])('%s', (_, kind, scores, expected, rate) => {
    const facts = factsOf({
      partners: [partner(A)],
      surveys: scores.map((score) => survey(score, { kind })),
    });
    const value = number('partner_satisfaction', facts, [], kind === 'csat' ? { settings: csat } : {});
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'response_rate')).toEqual(rate);
  });

  it('is of the kind that the policy names, sent in the period, of partners', () => {
    const surveys = [
      survey(10),
      survey(1, { kind: 'csat' }),
      survey(0, { sentAt: at('2026-10-01') }),
      survey(0, { partnerId: C }),
    ];
    expect(core(number('partner_satisfaction', factsOf({ partners: [partner(A)], surveys })))).toEqual([
      100, 1, 1, 1,
    ]);
  });
  it('is n/a without surveys to read', () => {
    expect(number('partner_satisfaction', factsOf({ missing: ['surveys'] })).missing).toEqual(['surveys']);
  });
});

describe('executive engagement', () => {
  const meeting = (day: string, changes: Partial<PartnerMeeting> = {}): PartnerMeeting => ({
    ...{ id: day, partnerId: A, at: at(day), held: true, withExecutive: true },
    ...changes,
  });
  const meetings = [
    meeting('2026-07-01'),
    meeting('2026-09-30T23:59:59Z'),
    meeting('2026-08-01', { held: false }),
    meeting('2026-08-02', { withExecutive: false }),
    meeting('2026-10-01'),
    meeting('2025-12-01'),
    meeting('2026-08-03', { partnerId: C }),
  ];
  const facts = factsOf({
    partners: [
      partner(A),
      partner(B),
      partner(C, { programme: { moves: moves('discovery_qualification 2026-01-01') } }),
    ],
    meetings,
  });

  it.each<[string, string, string, string, readonly (number | null)[]]>([
    [
      'a quarter: two held meetings, two active partners',
      '2026-Q3',
      '2026-07-01',
      '2026-10-01',
      [1, 2, 2, 2],
    ],
    ['a month is a third of a quarter', '2026-07', '2026-07-01', '2026-08-01', [1.5, 1, 2 / 3, 2]],
    ['a year is four, over or not: 3 of 2 × 4', 'year', '2025-11-01', '2026-11-01', [0.5, 4, 8, 2]],
  ])('%s', (_, name, from, to, expected) => {
    const value = number('executive_engagement', facts, [], { period: { name, from: at(from), to: at(to) } });
    expect(core(value)).toEqual(expected);
  });

  it('says who was met, and each quarter of a longer period', () => {
    expect(besideOf(number('executive_engagement', facts), 'partners_met')).toEqual([0.5, 1, 2]);
    const year = number('executive_engagement', facts, [], {
      period: { name: 'y', from: at('2025-10-01'), to: at('2026-10-01') },
    });
    expect(year.beside.slice(2).map(({ id, value }) => [id, value])).toEqual([
      ['meetings_2025-Q4', 1],
      ['meetings_2026-Q3', 2],
    ]);
    expect(number('executive_engagement', facts).beside).toHaveLength(2);
  });
  it('names both sources that it lacks', () => {
    const missing = number('executive_engagement', factsOf({ missing: ['executives', 'meetings'] }));
    expect([missing.value, missing.missing]).toEqual([null, ['meetings', 'executives']]);
  });
});
