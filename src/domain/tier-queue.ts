/** Partners that may lose their tier, and overrides that end soon, for whoever runs the programme. */
import { DAY_MS, displayDay, instant, type Instant } from './calendar.js';
import type { Policy } from './policy.js';
import { lastTier } from './partner-programme.js';
import type { ProgrammeFacts, ProgrammePartner } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';
import { tierName } from './tiers.js';

/** An override is told of so many days before its end. */
const OVERRIDE_DAYS = 30;

type Facts = Pick<ProgrammeFacts, 'partners' | 'asOf' | 'timeZone'>;

/** Partners that ended are at no risk any more. */
export const tierQueue = (
  { partners, asOf, timeZone }: Facts,
  { tiers: { graceDays } }: Pick<Policy['programme'], 'tiers'>,
): readonly QueueItem[] =>
  partners.flatMap((partner) =>
    partner.profile.stage === 'ended' ? [] : itemsOf(partner, { graceDays, asOf, timeZone }),
  );

interface QueueBasis {
  readonly graceDays: number;
  readonly asOf: Instant;
  readonly timeZone: string;
}

function itemsOf(
  { profile, programme: { tiers } }: ProgrammePartner,
  { graceDays, asOf, timeZone }: QueueBasis,
): readonly QueueItem[] {
  const name = profile.name ?? profile.id;
  const { warnedAt, override } = tiers;
  const item = (text: string, dueAt: Instant): QueueItem => ({
    kind: 'tier_at_risk',
    partnerId: profile.id,
    record: { type: 'companies', id: profile.id },
    text,
    dueAt,
    overdue: dueAt <= asOf,
  });
  const day = (at: Instant): string => displayDay(at, timeZone);
  if (override !== null) {
    if (override.until - asOf > OVERRIDE_DAYS * DAY_MS) return [];
    const ends = override.until <= asOf ? 'ended' : 'ends';
    return [
      item(
        `The override of ${name} to ${tierName(override.tier)} ${ends} on ${day(override.until)}: give it another one, or let the next tier review decide.`,
        override.until,
      ),
    ];
  }
  if (warnedAt === null) return [];
  const endsAt = instant(warnedAt + graceDays * DAY_MS);
  const tier = tierName(profile.tier ?? lastTier(tiers));
  return [
    item(
      endsAt <= asOf
        ? `The grace of ${name} ended on ${day(endsAt)}: the next tier review takes ${tier} away, unless it has earned it again.`
        : `${name} loses ${tier} on ${day(endsAt)}, unless it has earned it again by then; its card says what is missing.`,
      endsAt,
    ),
  ];
}
