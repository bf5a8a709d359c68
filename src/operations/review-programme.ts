/** The review of the whole partner programme: everything of it finished, nothing left to add up (programme.md). */
import { BUCKETS, type Bucket } from '../domain/deal-class.js';
import { groupBy } from '../domain/group-by.js';
import { compareIds } from '../domain/ids.js';
import { KPI_IDS, type KpiPeriod } from '../domain/kpi.js';
import { contextOf, groupFacts } from '../domain/numbers/number-context.js';
import { healthOver } from '../domain/numbers/health.js';
import { revenueByMonth } from '../domain/numbers/month-revenue.js';
import { partnerLeague, type PartnerSums } from '../domain/numbers/partner-league.js';
import { BUCKET_LABELS, wonRevenue, type WonRevenue } from '../domain/numbers/won-revenue.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES } from '../domain/partner.js';
import { exact } from '../domain/portfolio.js';
import { MinorSum } from '../domain/money.js';
import { QUEUE_KINDS } from '../domain/programme-queue.js';
import { refuseOverflow } from './attribute-facts.js';
import { homeComparison, homeForecast } from './home-forecast.js';
import { homeHealth } from './home-health.js';
import { queueOf } from './programme-queue-items.js';
import { readReview, type ReviewDeps, type ReviewFacts, type ReviewRequest } from './read-review.js';
import { reviewNumbers } from './review-numbers.js';
import { reviewItem } from './review-queue.js';
import { tierMoves } from './review-tier-moves.js';
import { reviewTiers, type TierReviewReport } from './review-tiers.js';
import type { LeagueRow, ProgrammeReview, ReviewFact, ReviewRevenue } from './review-model.js';

/** Partners on the page; the rest is one line there, and all of them are in CSV and JSON. */
const LEAGUE_SHOWN = 40;
const MONTHS = 12;
const MOST_ITEMS = 30;

/**
 * Works the review out.
 * @throws AppError as `readReview`.
 */
export async function reviewProgramme(deps: ReviewDeps, request: ReviewRequest): Promise<ProgrammeReview> {
  const review = await readReview(deps, request);
  const { policy } = review;
  const tiers = await reviewTiers(deps, {
    ...{ policy, proposed: null },
    ...(request.asOf === null ? {} : { asOf: request.asOf }),
  });
  return refuseOverflow(() => programmeOf(review, tiers));
}

function programmeOf(review: ReviewFacts, tiers: TierReviewReport): ProgrammeReview {
  const { worked, sums, lastMonth, asOf, account, facts, period, previous } = review;
  const { summary } = worked;
  const won = wonIn(review, period);
  return {
    ...{ kind: 'programme-review', basis: review.basis, notices: review.notices, missing: facts.missing },
    revenue: revenueLines(won),
    previousRevenue: revenueLines(wonIn(review, previous)),
    withoutHomeAmount: won.withoutHomeAmount,
    months: revenueByMonth(sums.tally, null, {
      ...{ last: lastMonth, count: MONTHS, timeZone: account.timeZone, asOf },
    }),
    numbers: reviewNumbers(review, { kind: 'all' }, KPI_IDS),
    partners: partnersOf(review),
    ...leagueOf(review),
    forecast: summary.forecast,
    forecastWords: homeForecast(summary),
    comparison: summary.comparison,
    comparisonWords: homeComparison(summary),
    health: healthList(review),
    queue: queueIn(review),
    tiers: tierMoves(tiers),
  };
}

const wonIn = ({ facts, sums, policy }: ReviewFacts, period: KpiPeriod): WonRevenue =>
  wonRevenue(contextOf(groupFacts(facts, sums.tally, policy.programme, period), { kind: 'all' }));

/** A line a bucket and all together; each total is added up by itself, and a bug would show as a difference. */
function revenueLines({ sourced, influenced, direct, all }: WonRevenue): readonly ReviewRevenue[] {
  const line = (bucket: Bucket | 'all', of: (lines: WonRevenue['all']) => number): ReviewRevenue => ({
    bucket,
    label: bucket === 'all' ? 'All' : BUCKET_LABELS[bucket],
    ...{ sourcedMinor: of(sourced), influencedMinor: of(influenced), directMinor: of(direct) },
    totalMinor: of(all),
  });
  const lines = [
    ...BUCKETS.map((bucket) => line(bucket, ({ byBucket }) => byBucket[bucket])),
    line('all', ({ total }) => total),
  ];
  for (const { label, sourcedMinor, influencedMinor, directMinor, totalMinor } of lines) {
    if (sourcedMinor + influencedMinor + directMinor !== totalMinor)
      throw new Error(`${label}: sourced + influenced + direct is not the total`);
  }
  return lines;
}

function partnersOf({ facts: { partners } }: ReviewFacts): ProgrammeReview['partners'] {
  const counted = (names: Readonly<Record<string, string>>, of: 'stage' | 'tier'): readonly ReviewFact[] =>
    [...Object.entries(names), [null, 'Not said'] as const].flatMap(([key, label]) => {
      const many = partners.filter(({ profile }) => profile[of] === key).length;
      return many === 0 ? [] : [{ label, value: String(many) }];
    });
  return {
    total: partners.length,
    byStage: counted(PARTNER_STAGES, 'stage'),
    byTier: counted(PARTNER_TIERS, 'tier'),
  };
}

type League = Pick<ProgrammeReview, 'league' | 'leagueShown' | 'leagueRest'>;

function leagueOf({ facts, sums, policy, period, asOf }: ReviewFacts): League {
  const sumsOf = partnerLeague(sums.tally, { from: period.from, to: period.to, asOf });
  const health = healthOver(facts, sums.tally, policy.programme);
  const league = facts.partners
    .map((partner): LeagueRow => {
      const { id, name, type, tier, stage, managerId } = partner.profile;
      return {
        ...{ partnerId: id, name: name ?? `Partner ${id}` },
        type: type === null ? null : PARTNER_TYPES[type],
        tier: tier === null ? null : PARTNER_TIERS[tier],
        stage: stage === null ? null : PARTNER_STAGES[stage],
        manager: managerId === null ? null : (facts.owners?.get(managerId) ?? null),
        ...sumsOf(id),
        health: health(partner).score,
      };
    })
    .sort(
      (a, b) =>
        b.creditedMinor - a.creditedMinor ||
        b.openSourcedMinor - a.openSourcedMinor ||
        compareIds(a.partnerId, b.partnerId),
    );
  const rest = league.slice(LEAGUE_SHOWN);
  return {
    league,
    leagueShown: Math.min(LEAGUE_SHOWN, league.length),
    leagueRest: rest.length === 0 ? null : { partners: rest.length, ...together(rest) },
  };
}

const SUMMED = [
  'sourcedMinor',
  'influencedMinor',
  'creditedMinor',
  'wonDeals',
  'lostDeals',
  'openDeals',
  'openSourcedMinor',
  'openInfluencedMinor',
] as const satisfies readonly (keyof PartnerSums)[];

/** Influenced amounts and deals of several partners are not additive: whoever shows them says so or leaves them out. */
const together = (rows: readonly PartnerSums[]): PartnerSums =>
  Object.fromEntries(
    SUMMED.map((name) => {
      const sum = new MinorSum();
      for (const row of rows) sum.add(row[name]);
      return [name, exact(sum.total(), name)];
    }),
  ) as unknown as PartnerSums;

function healthList({ worked: { summary } }: ReviewFacts): ProgrammeReview['health'] {
  const { columns, rows, formulas, note } = homeHealth(summary);
  return {
    ...{ total: summary.healthPartners, columns, formulas, note },
    rows: rows.map(({ name, score, cells, leftOut }) => ({ partner: name, score, cells, leftOut })),
  };
}

function queueIn({ facts, policy }: ReviewFacts): ProgrammeReview['queue'] {
  const items = queueOf(facts, policy.programme);
  const names = new Map(facts.partners.map(({ profile: { id, name } }) => [id, name ?? `Partner ${id}`]));
  const byKind = [...groupBy(items, ({ kind }) => kind)]
    .map(([kind, { length: total }]) => ({ kind, label: QUEUE_KINDS[kind], total }))
    .sort((a, b) => b.total - a.total || (a.label < b.label ? -1 : 1));
  return {
    ...{ total: items.length, byKind, more: Math.max(0, items.length - MOST_ITEMS) },
    overdue: items.filter(({ overdue }) => overdue).length,
    items: items.slice(0, MOST_ITEMS).map((one) => reviewItem(one, names.get(one.partnerId) ?? '')),
  };
}
