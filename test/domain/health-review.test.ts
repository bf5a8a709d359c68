import { describe, expect, it } from '@jest/globals';
import { displayDay } from '../../src/domain/calendar.js';
import { nextReviewAt, reviewQueue, reviewStanding } from '../../src/domain/health-review.js';
import type { HealthReview } from '../../src/domain/partner-programme.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';
import { at, factsOf, partnerOf } from './programme-sample.js';

const review = (heldOn: string, rest: Partial<HealthReview> = {}): HealthReview => ({
  ...{ heldAt: at(heldOn), decision: 'continue', note: null, nextAt: at('2026-11-20'), by: 'Sam Lee' },
  ...rest,
});
const basis = { settings: DEFAULT_PROGRAMME.cadence, asOf: at('2026-11-20T12:00:00Z'), timeZone: 'UTC' };
const signed = (day: string): Partial<PartnerProfile> => ({
  agreement: { signedAt: at(day), startsAt: null, endsAt: null },
});

describe('a health review', () => {
  it('counts from the day of signing as it is written, wherever the portal is', () => {
    const partner = partnerOf(signed('2026-02-10'), { reviews: [] });
    const standing = reviewStanding(partner, { ...basis, timeZone: 'America/New_York' });
    // Gold, every 90 days: 11 May, and in New York not the 10th.
    expect(standing).toMatchObject({ kind: 'reviewed', rhythm: { dueAt: at('2026-05-11T04:00:00Z') } });
  });

  it.each<[string, Partial<PartnerProfile>, readonly HealthReview[], string]>([
    ['is due on the day that the last one set', {}, [review('2026-08-22')], 'due 20 Nov 2026'],
    [
      'is overdue the day after',
      {},
      [review('2026-08-22', { nextAt: at('2026-11-19') })],
      'late 1, due 19 Nov 2026',
    ],
    ['keeps its day when the tier changes', { tier: 'silver' }, [review('2026-08-22')], 'due 20 Nov 2026'],
    ['keeps its day when the tier is taken away', { tier: null }, [review('2026-08-22')], 'due 20 Nov 2026'],
    [
      'takes the review held last, in whatever order they are kept',
      {},
      [review('2026-08-22'), review('2026-02-01', { nextAt: at('2026-03-01') })],
      'due 20 Nov 2026',
    ],
    ['is due an interval after signing before the first', signed('2026-09-01'), [], 'due 30 Nov 2026'],
    ['is due at once where nobody knows since when', {}, [], 'late 0'],
    ['is not due of a partner without a tier that was never reviewed', { tier: null }, [], 'no_tier'],
    ['is not due of a partner that ended', { stage: 'ended' }, [review('2026-01-01')], 'ended'],
    [
      'is a wind-down until the partnership has ended',
      {},
      [review('2026-10-01', { decision: 'wind_down' })],
      'winding_down',
    ],
  ])('%s', (_, profile, reviews, expected) => {
    const standing = reviewStanding(partnerOf(profile, { reviews }), basis);
    const said = (): string => {
      if (standing.kind !== 'reviewed') return standing.kind === 'none' ? standing.why : standing.kind;
      const { dueAt, isOverdue, daysOverdue } = standing.rhythm;
      const due = dueAt === null ? '' : `due ${displayDay(dueAt, 'UTC')}`;
      return isOverdue ? [`late ${daysOverdue}`, due].filter((part) => part !== '').join(', ') : due;
    };
    expect(said()).toBe(expected);
  });

  it.each([
    ['platinum', '18 Feb 2027'],
    ['silver', '19 May 2027'],
    ['registered', '20 Nov 2027'],
  ] as const)('of a %s partner is followed by one on %s', (tier, day) => {
    const next = nextReviewAt(tier, basis.asOf, basis);
    expect(next === null ? null : displayDay(next, 'UTC')).toBe(day);
  });

  it('of a partner without a tier has no interval', () => {
    expect(nextReviewAt(null, basis.asOf, basis)).toBeNull();
  });
});

describe('the queue of reviews', () => {
  const queue = (profile: Partial<PartnerProfile>, reviews: readonly HealthReview[]) =>
    reviewQueue(factsOf({ partners: [partnerOf(profile, { reviews })] }), DEFAULT_PROGRAMME);

  it.each<[string, string, boolean]>([
    ['2026-12-04', 'in two weeks', true],
    ['2026-12-05', 'in 15 days', false],
  ])('due on %s, %s, waits: %s', (day, _, waits) => {
    expect(queue({}, [review('2026-08-01', { nextAt: at(day) })]).length === 1).toBe(waits);
  });

  it('says when the last one was and what it decided', () => {
    expect(queue({}, [review('2026-08-01', { nextAt: at('2026-11-10'), decision: 'expand' })])).toEqual([
      {
        kind: 'review_due',
        partnerId: '7',
        record: { type: 'companies', id: '7' },
        text: 'Last reviewed on 1 Aug 2026 (expand); due on 10 Nov 2026, 10 days overdue. Hold the health review.',
        dueAt: at('2026-11-10'),
        overdue: true,
      },
    ]);
  });

  it('says how often a partner that was never reviewed is to be', () => {
    expect(queue(signed('2026-08-01'), []).map(({ text }) => text)).toEqual([
      'Never reviewed; Gold partners are reviewed every quarter; due on 30 Oct 2026, 21 days overdue. Hold the health review.',
    ]);
  });

  it('keeps a wind-down until somebody has carried it out', () => {
    const [item] = queue({}, [review('2026-10-01', { decision: 'wind_down' })]);
    expect(item?.overdue).toBe(true);
    expect(item?.text).toContain(
      'Wind-down decided on 1 Oct 2026, and the partnership has not ended. End the partnership',
    );
    expect(queue({ stage: 'ended' }, [review('2026-10-01', { decision: 'wind_down' })])).toEqual([]);
  });
});
