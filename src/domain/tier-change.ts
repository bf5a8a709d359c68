/** Tiers that a person gives: an override with its reason, approver and end, and its end before that. */
import { dayCount, dayNumber, daysBetween, startOfDayNumber } from './due-day.js';
import { displayDay, instant, type Instant } from './calendar.js';
import { refusedChange, type ChangeContext, type ProgrammeVerdict } from './change-context.js';
import type { PartnerTier } from './partner.js';
import type { PartnerProgramme, TierRecord } from './partner-programme.js';
import { knownTier } from './tier-history.js';
import { tierName } from './tiers.js';

export type TierChangeAsked =
  | {
      readonly kind: 'override_tier';
      readonly tier: PartnerTier;
      readonly reason: string;
      /** Who approved it; null: whoever asks. */
      readonly approver: string | null;
      /** The first day on which it does not hold any more, at 00:00Z. */
      readonly until: Instant;
    }
  | { readonly kind: 'end_override' };

/** Judges it. */
export function applyTierChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  change: TierChangeAsked,
): ProgrammeVerdict {
  const { record } = knownTier(programme.tiers, context.profile.tier, context.now);
  return change.kind === 'override_tier'
    ? overridden(context, programme, record, change)
    : ended(context, programme, record);
}

type Override = Extract<TierChangeAsked, { readonly kind: 'override_tier' }>;

function overridden(
  context: ChangeContext,
  programme: PartnerProgramme,
  record: TierRecord,
  { tier, reason, until: day, approver: named }: Override,
): ProgrammeVerdict {
  const { name, now, timeZone, settings, profile } = context;
  const approver = named ?? context.by;
  const until = startOfDayNumber(dayNumber(day, 'UTC'), timeZone);
  const said = reason.trim();
  if (profile.stage === 'ended') {
    return refusedChange(
      `The partnership with ${name} has ended, so it holds no tier.`,
      'Move it to another stage first.',
    );
  }
  if (!settings.tiers.levels.some((level) => level.tier === tier)) {
    return refusedChange(
      `The policy has no tier ${tierName(tier)}.`,
      'Choose one of its tiers, or add it to programme.tiers.levels.',
    );
  }
  if (said === '') return refusedChange('An override has to say why.', 'Fill in the reason.');
  if (approver === null || approver.trim() === '') {
    return refusedChange('An override has to say who approved it.', 'Fill in who approved it.');
  }
  if (until <= now) {
    return refusedChange(
      `${displayDay(until, timeZone)} is no end: an override holds from now on, up to that day.`,
      'Choose a day that lies ahead.',
    );
  }
  const before = record.changes.at(-1)?.tier ?? null;
  const change = { tier, at: now, reason: `Override: ${said}`, by: approver };
  const tiers: TierRecord = {
    changes: before === tier ? record.changes : [...record.changes, change],
    warnedAt: null,
    override: { tier, reason: said, approver, until },
  };
  return {
    ...{ kind: 'changed', programme: { ...programme, tiers }, fields: { tier } },
    title: `Give ${name} ${tierName(tier)} by hand`,
    sentences: [
      `${name} holds ${tierName(tier)} until ${displayDay(until, timeZone)}, ${dayCount(daysBetween(now, until, timeZone))} from now, approved by ${approver}: ${said}`,
      ...(before === tier ? [] : [`It holds ${tierName(before)} now.`]),
      ...(record.warnedAt === null ? [] : ['Its warning ends.']),
      ...(record.override === null
        ? []
        : [
            `It takes the place of the override to ${tierName(record.override.tier)} until ${displayDay(record.override.until, timeZone)}.`,
          ]),
      'Until then no review changes it; afterwards the next one gives it what it has earned, without another grace.',
    ],
    needsConfirmation: true,
  };
}

function ended(
  { name, now, timeZone }: ChangeContext,
  programme: PartnerProgramme,
  record: TierRecord,
): ProgrammeVerdict {
  const { override } = record;
  if (override === null) {
    return refusedChange(
      `${name} has no override that could end.`,
      'Read the card again: somebody may have set the tier since.',
    );
  }
  if (override.until <= now) {
    return refusedChange(
      `The override of ${name} ended on ${displayDay(override.until, timeZone)}.`,
      'The next tier review gives it what it has earned: partnership tiers review --yes.',
    );
  }
  const tiers: TierRecord = { ...record, override: { ...override, until: instant(now) } };
  return {
    ...{ kind: 'changed', programme: { ...programme, tiers } },
    title: `End the override of ${name}`,
    sentences: [
      `The override of ${name} to ${tierName(override.tier)} ends now instead of on ${displayDay(override.until, timeZone)}.`,
      `It keeps ${tierName(override.tier)} until the next tier review, which gives it what it has earned, without a grace.`,
    ],
    needsConfirmation: true,
  };
}
