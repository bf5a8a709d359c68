/** Health reviews on a partner's card: when the next is due, what it is held over, and what was decided. */
import { dayOf as calendarDay } from '../domain/calendar.js';
import { dayCount, daysBetween } from '../domain/due-day.js';
import {
  DECISION_NEXT,
  nextReviewAt,
  REVIEW_DECISION_NAMES,
  reviewStanding,
  type ReviewStanding,
} from '../domain/health-review.js';
import { HEALTH_PARTS, type PartnerHealth } from '../domain/numbers/health-value.js';
import { REVIEW_DECISIONS, type ReviewDecision } from '../domain/partner-programme.js';
import { everyWords, type NoRhythm } from '../domain/rhythm.js';
import { tierName } from '../domain/tiers.js';
import { dayOf } from './company-card-facts.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { ReviewsSection, RhythmState } from './views/programme-rhythm-view.js';

/** Puts the health reviews in words. @param health as the last sync worked it out; null before that. */
export function reviewsSection(facts: PartnerProgrammeFacts, health: PartnerHealth | null): ReviewsSection {
  const { basics, programme, profile } = facts;
  const { asOf, account, inForce } = basics;
  const settings = inForce.policy.programme.cadence;
  const standing = reviewStanding(facts, { settings, asOf, timeZone: account.timeZone });
  const next = nextReviewAt(profile.tier, asOf, { settings, timeZone: account.timeZone });
  const everyDays = profile.tier === null ? undefined : settings.reviewEveryDays[profile.tier];
  const last = standing.kind === 'none' && standing.why === 'ended' ? null : standing.last;
  return {
    ...headlineOf(facts, standing),
    nextStep: last === null ? null : DECISION_NEXT[last.decision],
    health:
      health === null || health.score === null
        ? null
        : `Health ${health.score} of 100 as of ${dayOf(basics, health.asOf)}.`,
    parts: (health?.parts ?? [])
      .toSorted((a, b) => a.score - b.score)
      .map(({ id, score }) => `${HEALTH_PARTS[id].label} ${Math.round(score)} of 100`),
    decisions: REVIEW_DECISIONS.map((id) => ({
      ...{ id, label: REVIEW_DECISION_NAMES[id], needsNote: id !== 'continue', says: SAYS[id] },
    })),
    nextByTier:
      next === null || everyDays === undefined
        ? null
        : `${dayOf(basics, next)}, ${everyWords(everyDays)} for ${tierName(profile.tier)} partners`,
    today: calendarDay(asOf, account.timeZone),
    canHold: profile.stage !== 'ended',
    history: programme.reviews
      .toSorted((a, b) => b.heldAt - a.heldAt)
      .map(({ heldAt, decision, note, nextAt, by }) => ({
        day: dayOf(basics, heldAt),
        decision: REVIEW_DECISION_NAMES[decision],
        note: note ?? '',
        next: decision === 'wind_down' ? '' : dayOf(basics, nextAt),
        who: by ?? 'Not known',
      })),
  };
}

const SAYS: Readonly<Record<ReviewDecision, string>> = {
  continue: 'Go on as agreed.',
  expand: 'Do more together; put it into the joint plan.',
  renegotiate: 'Change the terms; the agreement follows.',
  wind_down: 'Prepare the end. The partnership ends only when its stage is moved to Ended.',
};

const NONE: Readonly<Record<NoRhythm, string>> = {
  no_tier: 'A partner without a tier has no interval of health reviews. One can be held at any time.',
  ended: 'The partnership has ended: no health review is due.',
  not_for_tier: 'The policy names no interval of health reviews for this tier. One can be held at any time.',
};

function headlineOf(
  { basics }: PartnerProgrammeFacts,
  standing: ReviewStanding,
): { readonly headline: string; readonly state: RhythmState | null } {
  if (standing.kind === 'none') return { headline: NONE[standing.why], state: null };
  if (standing.kind === 'winding_down') {
    return {
      headline: `The review of ${dayOf(basics, standing.last.heldAt)} decided to wind down, and the partnership has not ended.`,
      state: { text: 'Winding down', variant: 'danger' },
    };
  }
  const { dueAt, isOverdue, daysOverdue } = standing.rhythm;
  if (dueAt === null) {
    return { headline: 'This partner was never reviewed.', state: { text: 'Overdue', variant: 'danger' } };
  }
  const day = dayOf(basics, dueAt);
  if (isOverdue) {
    const headline = `The health review was due on ${day}, ${dayCount(daysOverdue)} ago.`;
    return { headline, state: { text: 'Overdue', variant: 'danger' } };
  }
  const days = daysBetween(basics.asOf, dueAt, basics.account.timeZone);
  const when = days === 0 ? 'today' : `on ${day}, in ${dayCount(days)}`;
  return {
    headline: `The next health review is due ${when}.`,
    state: { text: 'In time', variant: 'success' },
  };
}
