/** The five parts of a partner's health: each 0 to 100, or left out with the reason. Formulas: HEALTH_PARTS. */
import type { Instant } from '../calendar.js';
import { KPI_SOURCES, type KpiBeside, type KpiSource } from '../kpi.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { CADENCE, engagementScore, SINCE_MEETING, USUAL_CADENCE_DAYS, wholeScore } from './aged-health.js';
import { certificationsOf } from './certification-completion.js';
import { STATUS_CODES } from './deal-columns.js';
import { beside, besideAge, quotient } from './kpi-value.js';
import { agesAt, lastMoment, missingOf, type GroupedFacts } from './number-context.js';
import { tierHeld } from './number-scope.js';
import { satisfactionOf } from './partner-satisfaction.js';
import { creditedTo } from './revenue-per-partner.js';
import { eachDeal } from './scoped-deals.js';

/** Facts of the last twelve months. */
export interface HealthContext extends GroupedFacts {
  readonly halfYearAgo: Instant;
}

export type PartOutcome =
  | { readonly kind: 'part'; readonly score: number; readonly inputs: readonly KpiBeside[] }
  | { readonly kind: 'left_out'; readonly why: string };

const part = (score: number, inputs: readonly KpiBeside[]): PartOutcome => ({
  kind: 'part',
  score: wholeScore(score),
  inputs,
});
const leftOut = (why: string): PartOutcome => ({ kind: 'left_out', why });

/** Null where the source is there. */
function without(context: HealthContext, source: KpiSource): PartOutcome | null {
  return missingOf(context, source).length === 0 ? null : leftOut(`The portal lacks ${KPI_SOURCES[source]}.`);
}

/**
 * Engagement: 100 × (3c − d) ÷ 2c between one and three cadences, 100 before and 0 after; d: days since the last held
 * meeting, c: days of the tier's cadence. 0 where no meeting was ever held. Example: Gold meets every 30 days; 60 days ago → 50.
 */
export function engagementPart(context: HealthContext, partner: ProgrammePartner): PartOutcome {
  const missing = without(context, 'meetings');
  if (missing !== null) return missing;
  const at = lastMoment(context);
  const tier = tierHeld(partner, at);
  const { meetEveryDays } = context.settings.cadence;
  const cadence = (tier === null ? undefined : meetEveryDays[tier]) ?? USUAL_CADENCE_DAYS;
  const last = (context.meetings.get(partner.profile.id) ?? [])
    .filter((meeting) => meeting.held && meeting.at <= at)
    .reduce((latest, meeting) => Math.max(latest, meeting.at), -Infinity);
  const since = Number.isFinite(last) ? last : null;
  const days = besideAge(SINCE_MEETING, 'Days since the last held meeting', since, agesAt(context));
  return part(engagementScore(days.value, cadence), [
    days,
    beside(CADENCE, 'Days of the cadence', 'days', cadence),
  ]);
}

/**
 * Revenue trend: 50 + 50 × (a − b) ÷ (a + b); a: credited revenue of the last six months, b: of the six before; below 0 counts
 * as 0. Left out where there is neither. Example: $300 after $100 → 75; $100 after $300 → 25.
 */
export function revenueTrendPart(context: HealthContext, { profile: { id } }: ProgrammePartner): PartOutcome {
  const missing = without(context, 'deals');
  if (missing !== null) return missing;
  const { period, end, halfYearAgo, deals } = context;
  const middle = halfYearAgo;
  const before = creditedTo(deals, id, { period, end: middle });
  const lately = creditedTo(deals, id, { period: { ...period, from: middle }, end });
  const [a, b] = [Math.max(0, lately), Math.max(0, before)];
  if (a + b === 0)
    return leftOut('No revenue was credited to it in the last 12 months, so there is no trend.');
  return part(50 + (50 * (a - b)) / (a + b), [
    beside('credited_lately', 'Credited revenue of the last 6 months', 'money', lately),
    beside('credited_before', 'Credited revenue of the 6 months before', 'money', before),
  ]);
}

/**
 * Pipeline: open deals with a role over what was won with a role in the last twelve months, × 100, at most 100; 100 where
 * there is pipeline and nothing was won, 0 without pipeline. Example: $50 open, $200 won → 25.
 */
export function pipelinePart(context: HealthContext, { profile: { id } }: ProgrammePartner): PartOutcome {
  const missing = without(context, 'deals');
  if (missing !== null) return missing;
  const { deals: columns, period, end } = context;
  const sums = { open: 0, won: 0, deals: 0 };
  eachDeal(columns, new Set([id]), (deal) => {
    const minor = columns.amount[deal] ?? NaN;
    const closed = columns.closed[deal] ?? NaN;
    if (Number.isNaN(minor)) return;
    if (columns.status[deal] === STATUS_CODES.open) {
      sums.open += minor;
      sums.deals += 1;
    } else if (columns.status[deal] === STATUS_CODES.won && closed >= period.from && closed < end) {
      sums.won += minor;
    }
  });
  const { open, won, deals } = sums;
  const score = open <= 0 ? 0 : won <= 0 ? 100 : (100 * open) / won;
  return part(score, [
    beside('open_pipeline', 'Open pipeline with a role', 'money', open),
    beside('open_deals', 'Open deals', 'count', deals),
    beside('won_with_role', 'Won with a role in the last 12 months', 'money', won),
  ]);
}

/** Enablement: required certifications held over required, × 100; left out where none is asked for. Example: 3 of 4 → 75. */
export function enablementPart(context: HealthContext, partner: ProgrammePartner): PartOutcome {
  const missing = without(context, 'certifications');
  if (missing !== null) return missing;
  const { settings, facts } = context;
  const [held, asked] = certificationsOf(partner, settings.enablement.required, {
    at: lastMoment(context),
    timeZone: facts.timeZone,
  });
  const share = quotient([held, asked], 100);
  if (share === null) return leftOut('The policy asks no certification of it.');
  return part(share, [
    beside('held', 'Required certifications held', 'count', held),
    beside('required', 'Required certifications', 'count', asked),
  ]);
}

/** Satisfaction of the last twelve months: (NPS + 100) ÷ 2, or CSAT; left out without an answer. Example: NPS 20 → 60. */
export function satisfactionPart(context: HealthContext, { profile: { id } }: ProgrammePartner): PartOutcome {
  const missing = without(context, 'surveys');
  if (missing !== null) return missing;
  const { period, end, settings } = context;
  const kind = settings.numbers.satisfaction;
  const surveys = (context.surveys.get(id) ?? []).filter(
    (survey) => survey.kind === kind && survey.sentAt >= period.from && survey.sentAt < end,
  );
  const { ratio, scores } = satisfactionOf(surveys, kind);
  const score = quotient(ratio, 100);
  if (score === null) return leftOut('Nobody answered a survey in the last 12 months.');
  return part(kind === 'nps' ? (score + 100) / 2 : score, [
    beside('score', kind === 'nps' ? 'NPS' : 'CSAT', 'score', score),
    beside('answers', 'Answers', 'count', scores.length),
  ]);
}
