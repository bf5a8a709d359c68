/** Health reviews of a partner: at the interval that its tier sets, each with a decision and the day of the next (programme.md). */
import { displayDay, type Instant } from './calendar.js';
import { addDays, dayCount, daysBetween } from './due-day.js';
import type { HealthReview, ReviewDecision } from './partner-programme.js';
import type { PartnerTier } from './partner.js';
import type { ProgrammeFacts, ProgrammePartner } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';
import type { CadenceSettings, ProgrammeSettings } from './programme-settings.js';
import { everyWords, knownSince, rhythmOf, type NoRhythm, type Rhythm } from './rhythm.js';
import { tierName } from './tiers.js';

export const REVIEW_DECISION_NAMES: Readonly<Record<ReviewDecision, string>> = {
  continue: 'Continue',
  expand: 'Expand',
  renegotiate: 'Renegotiate',
  wind_down: 'Wind down',
};

/** What somebody has to do after a decision; null: nothing but the next review. */
export const DECISION_NEXT: Readonly<Record<ReviewDecision, string | null>> = {
  continue: null,
  expand: 'Add an objective to the joint plan for what is to grow.',
  renegotiate: 'Settle the new terms, and change them in the agreement.',
  wind_down:
    'End the partnership: move its partner lifecycle stage to Ended, with the reason and its open deals reassigned.',
};

export type ReviewStanding =
  | { readonly kind: 'none'; readonly why: NoRhythm; readonly last: HealthReview | null }
  | { readonly kind: 'reviewed'; readonly rhythm: Rhythm; readonly last: HealthReview | null }
  /** The last review decided to wind down, and the partnership has not ended. */
  | { readonly kind: 'winding_down'; readonly last: HealthReview };

interface ReviewBasis {
  readonly settings: CadenceSettings;
  readonly asOf: Instant;
  readonly timeZone: string;
}

/** The review that was held last; null before the first. */
export const lastReview = (reviews: readonly HealthReview[]): HealthReview | null =>
  reviews.reduce<HealthReview | null>(
    (last, review) => (last === null || review.heldAt >= last.heldAt ? review : last),
    null,
  );

/** When a partner's next health review is due: on the day that the last one set; before the first, an interval from when it is known. */
export function reviewStanding(
  partner: Pick<ProgrammePartner, 'profile' | 'programme'>,
  { settings, asOf, timeZone }: ReviewBasis,
): ReviewStanding {
  const { tier, stage } = partner.profile;
  const last = lastReview(partner.programme.reviews);
  if (stage === 'ended') return { kind: 'none', why: 'ended', last };
  if (last?.decision === 'wind_down') return { kind: 'winding_down', last };
  const everyDays = tier === null ? undefined : settings.reviewEveryDays[tier];
  // A day that a review has set holds, whatever becomes of the tier.
  if (everyDays === undefined && last === null) {
    return { kind: 'none', why: tier === null ? 'no_tier' : 'not_for_tier', last };
  }
  const rhythm = rhythmOf({
    everyDays: everyDays ?? 0,
    lastAt: last?.heldAt ?? null,
    since: knownSince(partner, timeZone),
    setFor: last?.nextAt ?? null,
    asOf,
    timeZone,
  });
  return { kind: 'reviewed', rhythm, last };
}

/**
 * The day of the review after one that is held now, by the tier's interval.
 * @returns null where the tier has none, so that somebody has to say when.
 */
export function nextReviewAt(
  tier: PartnerTier | null,
  heldAt: Instant,
  { settings, timeZone }: Omit<ReviewBasis, 'asOf'>,
): Instant | null {
  const days = tier === null ? undefined : settings.reviewEveryDays[tier];
  return days === undefined ? null : addDays(heldAt, days, timeZone);
}

/** Days before its day from which a review waits in the queue, so that it can be prepared. */
const REVIEW_LEAD_DAYS = 14;

/** Health reviews that are due within two weeks or overdue, and wind-downs that nobody has carried out. */
export function reviewQueue(facts: ProgrammeFacts, { cadence }: ProgrammeSettings): readonly QueueItem[] {
  const { asOf, timeZone } = facts;
  return facts.partners.flatMap((partner) => {
    const standing = reviewStanding(partner, { settings: cadence, asOf, timeZone });
    const { id, companyId, tier } = partner.profile;
    const item = {
      kind: 'review_due',
      partnerId: id,
      record: { type: 'companies', id: companyId ?? id },
    } as const;
    if (standing.kind === 'winding_down') {
      const { heldAt } = standing.last;
      const text = `Wind-down decided on ${displayDay(heldAt, timeZone)}, and the partnership has not ended. ${DECISION_NEXT.wind_down ?? ''}`;
      return [{ ...item, text, dueAt: heldAt, overdue: daysBetween(heldAt, asOf, timeZone) > 0 }];
    }
    if (standing.kind === 'none' || !isNear(standing.rhythm, asOf, timeZone)) return [];
    return [
      {
        ...item,
        text: dueWords(standing, tier, timeZone),
        dueAt: standing.rhythm.dueAt,
        overdue: standing.rhythm.isOverdue,
      },
    ];
  });
}

const isNear = ({ dueAt, isOverdue }: Rhythm, asOf: Instant, timeZone: string): boolean =>
  isOverdue || (dueAt !== null && daysBetween(asOf, dueAt, timeZone) <= REVIEW_LEAD_DAYS);

function dueWords(
  { last, rhythm }: Extract<ReviewStanding, { kind: 'reviewed' }>,
  tier: PartnerTier | null,
  timeZone: string,
): string {
  const held =
    last === null
      ? 'Never reviewed'
      : `Last reviewed on ${displayDay(last.heldAt, timeZone)} (${REVIEW_DECISION_NAMES[last.decision].toLowerCase()})`;
  const rule =
    last === null ? `; ${tierName(tier)} partners are reviewed ${everyWords(rhythm.everyDays)}` : '';
  const due = rhythm.dueAt === null ? '' : `; due on ${displayDay(rhythm.dueAt, timeZone)}`;
  const late = rhythm.daysOverdue === 0 ? '' : `, ${dayCount(rhythm.daysOverdue)} overdue`;
  return `${held}${rule}${due}${late}. Hold the health review.`;
}
