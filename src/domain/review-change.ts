/** A health review that is held: its decision, and the day of the next. */
import { displayDay, type Instant } from './calendar.js';
import { refusedChange, type ChangeContext, type ProgrammeVerdict } from './change-context.js';
import { daysBetween, parseDay } from './due-day.js';
import { DECISION_NEXT, lastReview, nextReviewAt, REVIEW_DECISION_NAMES } from './health-review.js';
import type { HealthReview, PartnerProgramme, ReviewDecision } from './partner-programme.js';
import { everyWords } from './rhythm.js';
import { tierName } from './tiers.js';

export interface ReviewChange {
  readonly kind: 'hold_review';
  readonly decision: ReviewDecision;
  readonly note: string | null;
  /** When it was held, `YYYY-MM-DD`; null: today. */
  readonly heldOn: string | null;
  /** The day of the next; null: by the interval of the tier. */
  readonly nextOn: string | null;
}

const LONGEST_NOTE = 2_000;

/** Judges a health review that somebody has held. */
export function applyReviewChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  asked: ReviewChange,
): ProgrammeVerdict {
  const { profile, name, by, timeZone } = context;
  if (profile.stage === 'ended') {
    return refusedChange(
      `The partnership with ${name} has ended, so there is nothing to review.`,
      'Review another partner.',
    );
  }
  const note = asked.note?.trim() ?? '';
  if (note.length > LONGEST_NOTE) {
    return refusedChange(
      `The note has ${note.length.toLocaleString('en-US')} characters; it takes at most ${LONGEST_NOTE.toLocaleString('en-US')}.`,
      'Shorten it, or keep the long version in a note on the company.',
    );
  }
  if (note === '' && asked.decision !== 'continue') {
    return refusedChange(
      `“${REVIEW_DECISION_NAMES[asked.decision]}” needs a note: it changes something for ${name}.`,
      'Say why in a sentence: it is kept with the review.',
    );
  }
  const held = heldAt(context, programme, asked.heldOn);
  if (held.kind === 'refused') return held;
  const next = nextAt(context, asked, held.at);
  if (next.kind === 'refused') return next;
  const review: HealthReview = {
    heldAt: held.at,
    decision: asked.decision,
    note: note === '' ? null : note,
    nextAt: next.at,
    by,
  };
  const after = DECISION_NEXT[asked.decision];
  return {
    kind: 'changed',
    programme: { ...programme, reviews: [...programme.reviews, review] },
    title: `Health review of ${name}: ${REVIEW_DECISION_NAMES[asked.decision].toLowerCase()}`,
    sentences: [
      `The health review of ${name} of ${displayDay(held.at, timeZone)} decides: ${REVIEW_DECISION_NAMES[asked.decision].toLowerCase()}.`,
      asked.decision === 'wind_down'
        ? 'Nothing else changes by itself: the partner keeps its stage, tier and credit until the partnership is ended.'
        : `The next one is on ${displayDay(next.at, timeZone)}${next.rule}.`,
      ...(after === null ? [] : [`Next step: ${after}`]),
    ],
    needsConfirmation: true,
  };
}

type Refused = Extract<ProgrammeVerdict, { kind: 'refused' }>;
const refused = (message: string, next: string): Refused => ({ kind: 'refused', message, next });

/** A review is neither of the future nor before the one before it. */
function heldAt(
  { now, timeZone, name }: ChangeContext,
  { reviews }: PartnerProgramme,
  text: string | null,
): { readonly kind: 'held'; readonly at: Instant } | Refused {
  const at = text === null ? now : parseDay(text, timeZone);
  if (at === null)
    return refused(`“${text ?? ''}” is no day.`, 'Choose the day on which the review was held.');
  if (daysBetween(now, at, timeZone) > 0) {
    return refused(
      `The review of ${name} cannot have been held on ${displayDay(at, timeZone)}: that day is still to come.`,
      'Choose the day on which it was held.',
    );
  }
  const last = lastReview(reviews);
  if (last !== null && daysBetween(last.heldAt, at, timeZone) < 0) {
    return refused(
      `${name} was reviewed on ${displayDay(last.heldAt, timeZone)} already, which is after ${displayDay(at, timeZone)}.`,
      'Choose a day after the last review.',
    );
  }
  // Of today is now, so that two reviews of a day keep their order.
  return { kind: 'held', at: daysBetween(at, now, timeZone) === 0 ? now : at };
}

function nextAt(
  { settings, profile, timeZone }: ChangeContext,
  { nextOn, decision }: ReviewChange,
  held: Instant,
): { readonly kind: 'next'; readonly at: Instant; readonly rule: string } | Refused {
  const byTier = nextReviewAt(profile.tier, held, { settings: settings.cadence, timeZone });
  if (nextOn === null) {
    const days = profile.tier === null ? undefined : settings.cadence.reviewEveryDays[profile.tier];
    if (byTier !== null && days !== undefined) {
      const rule = `: ${tierName(profile.tier)} partners are reviewed ${everyWords(days)}`;
      return { kind: 'next', at: byTier, rule };
    }
    // What winds down has no next review.
    if (decision === 'wind_down') return { kind: 'next', at: held, rule: '' };
    const who = profile.tier === null ? 'a partner without a tier' : `${tierName(profile.tier)} partners`;
    return refused(
      `The policy names no interval of reviews for ${who}.`,
      'Say on which day the next review is to be.',
    );
  }
  const at = parseDay(nextOn, timeZone);
  if (at === null) return refused(`“${nextOn}” is no day.`, 'Choose the day of the next review.');
  if (daysBetween(held, at, timeZone) <= 0) {
    return refused(
      `The next review cannot be on ${displayDay(at, timeZone)}: this one is of ${displayDay(held, timeZone)}.`,
      'Choose a later day.',
    );
  }
  return { kind: 'next', at, rule: ', as set here' };
}
