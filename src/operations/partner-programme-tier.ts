/** The tier on a partner's card: what it holds, what the next one needs, warning, override and history, in words. */
import { DAY_MS, displayDay, instant } from '../domain/calendar.js';
import { dayCount, daysBetween } from '../domain/due-day.js';
import type { TierRecord } from '../domain/partner-programme.js';
import { heldSince, knownTier } from '../domain/tier-history.js';
import type { TierSnapshot } from '../domain/tier-snapshot.js';
import { projectShares } from '../domain/tier-projection.js';
import { gapWords, measureWords, MEASURE_LABELS, projectionWords } from '../domain/tier-words.js';
import { gapsTo, nextLevel, TIER_MEASURES, tierName, type TierLevel } from '../domain/tiers.js';
import { dayOf } from './company-card-facts.js';
import type { Crm } from './crm-port.js';
import type { PublishedPartnerProgramme } from './published-programme-port.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import { tierProperty } from './tier-property.js';
import type { TierSection } from './views/programme-tier-view.js';

/** Puts a partner's tier in words. Achievements are those that the last sync published. */
export function tierSection(
  facts: PartnerProgrammeFacts,
  { mapping, publishedProgramme }: Pick<Crm, 'mapping' | 'publishedProgramme'>,
): TierSection {
  const { basics, profile, programme } = facts;
  const { tiers: settings } = basics.inForce.policy.programme;
  const { record, adopted } = knownTier(programme.tiers, profile.tier, basics.asOf);
  const heldIn = tierProperty({ mapping });
  const isEnded = profile.stage === 'ended';
  const level = isEnded ? null : levelAhead(facts, record);
  const theirs = heldIn.kind === 'theirs' ? heldIn.property : null;
  return {
    headline: headlineOf(facts, record, adopted !== null),
    notices: noticesOf(facts, record, adopted !== null),
    ...progressOf(facts, level, publishedProgramme(basics.company, basics.asOf)),
    choices:
      isEnded || theirs !== null
        ? []
        : settings.levels.map(({ tier }) => ({ value: tier, label: tierName(tier) })),
    hasOverride: record.override !== null && record.override.until > basics.asOf,
    history: programme.tiers.changes
      .toSorted((a, b) => b.at - a.at)
      .map(({ tier, at, reason, by }) => ({
        day: dayOf(basics, at),
        tier: tierName(tier),
        who: by ?? 'Not known',
        why: reason ?? 'Was there before',
      })),
    setIn:
      theirs === null
        ? null
        : `The tier is kept in the portal’s own “${theirs}”: set it there. The history here follows.`,
  };
}

function headlineOf({ basics, profile }: PartnerProgrammeFacts, record: TierRecord, isNew: boolean): string {
  if (profile.tier === null) return 'It holds no tier.';
  const since = isNew ? null : heldSince(record);
  if (since === null) return `${tierName(profile.tier)}. Since when is not known.`;
  const { timeZone } = basics.account;
  const days = daysBetween(since, basics.asOf, timeZone);
  return `${tierName(profile.tier)} since ${dayOf(basics, since)}, ${days === 0 ? 'today' : dayCount(days)}.`;
}

function noticesOf(
  { basics, programme }: PartnerProgrammeFacts,
  record: TierRecord,
  isNew: boolean,
): readonly string[] {
  const { timeZone } = basics.account;
  const { warnedAt, override } = record;
  const { graceDays } = basics.inForce.policy.programme.tiers;
  const day = (at: number): string => displayDay(instant(at), timeZone);
  const endsAt = warnedAt === null ? null : warnedAt + graceDays * DAY_MS;
  return [
    ...(isNew && programme.tiers.changes.length > 0
      ? ['Somebody set this tier in HubSpot. The next tier review or change here adds it to the history.']
      : []),
    ...(endsAt === null || warnedAt === null
      ? []
      : [
          endsAt <= basics.asOf
            ? `Warned on ${day(warnedAt)}; the grace ended on ${day(endsAt)}: the next tier review takes the tier away, unless it is earned again.`
            : `Warned on ${day(warnedAt)}: it keeps the tier until ${day(endsAt)}, and longer if it has earned it again by then.`,
        ]),
    ...(override === null
      ? []
      : [
          `${tierName(override.tier)} by hand, approved by ${override.approver}, ${override.until <= basics.asOf ? `ended on ${day(override.until)}: the next tier review gives it what it has earned` : `until ${day(override.until)}`}: ${override.reason}`,
        ]),
  ];
}

/** The one above, or its own where it may lose that. */
function levelAhead({ basics, profile }: PartnerProgrammeFacts, { warnedAt }: TierRecord): TierLevel | null {
  const { tiers } = basics.inForce.policy.programme;
  const own = warnedAt === null ? undefined : tiers.levels.find(({ tier }) => tier === profile.tier);
  return own ?? nextLevel(tiers, profile.tier);
}

type Progress = Pick<TierSection, 'next' | 'progress' | 'progressNote'>;

function progressOf(
  { basics }: PartnerProgrammeFacts,
  level: TierLevel | null,
  published: Pick<PublishedPartnerProgramme, 'asOf' | 'tiers'> | null,
): Progress {
  const snapshot = published?.tiers ?? null;
  const { account, inForce } = basics;
  const { windowMonths } = inForce.policy.programme.tiers;
  if (level === null) return { next: null, progress: [], progressNote: 'There is no tier above.' };
  if (snapshot === null || snapshot.windowMonths !== windowMonths) {
    const progressNote = 'What it has achieved is known after the next sync.';
    return { next: null, progress: [], progressNote };
  }
  const { homeCurrency, timeZone } = account;
  const words = { homeCurrency, timeZone, asOf: snapshot.asOf, windowMonths };
  const gaps = gapsTo(level, snapshot.achieved);
  return {
    next: [gapWords(level, gaps, words), projectedDay(level, snapshot, timeZone)]
      .filter((sentence) => sentence !== '')
      .join(' '),
    progress: TIER_MEASURES.flatMap((measure) => {
      const needed = level.requirements[measure];
      if (needed === undefined) return [];
      return {
        label: MEASURE_LABELS[measure],
        has: measureWords(measure, snapshot.achieved[measure], homeCurrency),
        needs: measureWords(measure, needed, homeCurrency),
        isMet: !gaps.some((gap) => gap.measure === measure),
      };
    }),
    progressNote: `As the sync of ${dayOf(basics, published?.asOf ?? snapshot.asOf)} knew it, policy ${inForce.policy.version}.`,
  };
}

/** As `partnership tiers review` says it; nothing of what an earlier version published. */
function projectedDay(level: TierLevel, { shares, achieved, ...on }: TierSnapshot, timeZone: string): string {
  if (shares === null) return '';
  const { certifiedPeople, satisfaction } = achieved;
  return projectionWords(
    projectShares(level, shares, { ...on, measures: { certifiedPeople, satisfaction } }),
    timeZone,
  );
}
