/** How often to meet a partner, by its tier, and with whom; when it was last met and when it is to be met next (programme.md). */
import { displayDay, type Instant } from './calendar.js';
import { addDays, dayCount } from './due-day.js';
import { groupBy } from './group-by.js';
import type { PartnerTier } from './partner.js';
import type { PartnerMeeting, ProgrammeFacts, ProgrammePartner } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';
import type { CadenceSettings, ProgrammeSettings } from './programme-settings.js';
import { everyWords, knownSince, rhythmOf, type NoRhythm, type Rhythm } from './rhythm.js';
import { tierName } from './tiers.js';

/** Whom a meeting is with: anybody of the partner, or one of its executives. */
export type MeetingKind = 'anybody' | 'executives';

export type Cadence =
  | { readonly kind: 'none'; readonly why: NoRhythm }
  | {
      readonly kind: 'meets';
      readonly tier: PartnerTier;
      readonly rhythm: Rhythm;
      /** The next meeting that is booked; null where none is. */
      readonly nextAt: Instant | null;
      /** Overdue, and no meeting booked within one more interval: somebody has to book one. */
      readonly isToBook: boolean;
    };

interface CadenceBasis {
  readonly settings: CadenceSettings;
  readonly asOf: Instant;
  readonly timeZone: string;
}

const DAYS_OF = { anybody: 'meetEveryDays', executives: 'executivesEveryDays' } as const;

/**
 * Where a partner stands between its last meeting and its next. Only meetings that were held count as met; a meeting with an
 * executive counts as a meeting, too.
 * @param meetings of this partner, in any order.
 */
export function cadenceOf(
  partner: Pick<ProgrammePartner, 'profile' | 'programme'>,
  meetings: readonly Pick<PartnerMeeting, 'at' | 'held' | 'withExecutive'>[],
  kind: MeetingKind,
  { settings, asOf, timeZone }: CadenceBasis,
): Cadence {
  const { tier, stage } = partner.profile;
  if (stage === 'ended') return { kind: 'none', why: 'ended' };
  if (tier === null) return { kind: 'none', why: 'no_tier' };
  const everyDays = settings[DAYS_OF[kind]][tier];
  if (everyDays === undefined) return { kind: 'none', why: 'not_for_tier' };
  const of = meetings.filter((meeting) => kind === 'anybody' || meeting.withExecutive);
  const held = of.filter((meeting) => meeting.held && meeting.at <= asOf).map(({ at }) => at);
  const booked = of.filter(({ at }) => at > asOf).map(({ at }) => at);
  const lastAt = held.length === 0 ? null : latest(held);
  const nextAt = booked.length === 0 ? null : earliest(booked);
  const rhythm = rhythmOf({ everyDays, lastAt, since: knownSince(partner, timeZone), asOf, timeZone });
  const isBooked = nextAt !== null && nextAt < addDays(asOf, everyDays + 1, timeZone);
  return { kind: 'meets', tier, rhythm, nextAt, isToBook: rhythm.isOverdue && !isBooked };
}

const latest = (times: readonly Instant[]): Instant => times.reduce((a, b) => (a > b ? a : b));
const earliest = (times: readonly Instant[]): Instant => times.reduce((a, b) => (a < b ? a : b));

const QUEUED = {
  anybody: { queue: 'meeting_overdue', met: 'met', meeting: 'a meeting' },
  executives: {
    queue: 'executive_meeting_overdue',
    met: 'met with an executive',
    meeting: 'a meeting with one of its executives',
  },
} as const;

/** Partners that are to be met, and have no meeting booked: with anybody, and with their executives. */
export function meetingQueue(facts: ProgrammeFacts, { cadence }: ProgrammeSettings): readonly QueueItem[] {
  // A portal that lacks meetings has met nobody, which would be everybody's fault but ours.
  if (facts.missing.includes('meetings')) return [];
  const kinds: readonly MeetingKind[] = facts.missing.includes('executives')
    ? ['anybody']
    : ['anybody', 'executives'];
  const meetings = groupBy(facts.meetings, ({ partnerId }) => partnerId);
  const basis = { settings: cadence, asOf: facts.asOf, timeZone: facts.timeZone };
  return facts.partners.flatMap((partner) =>
    kinds.flatMap((kind) => {
      const standing = cadenceOf(partner, meetings.get(partner.profile.id) ?? [], kind, basis);
      return standing.kind === 'meets' && standing.isToBook
        ? [queueItem(partner, kind, standing, facts.timeZone)]
        : [];
    }),
  );
}

function queueItem(
  { profile }: ProgrammePartner,
  kind: MeetingKind,
  { tier, rhythm }: Extract<Cadence, { kind: 'meets' }>,
  timeZone: string,
): QueueItem {
  const { queue, met, meeting } = QUEUED[kind];
  const last =
    rhythm.lastAt === null ? `Never ${met}` : `Last ${met} on ${displayDay(rhythm.lastAt, timeZone)}`;
  const rule = `${tierName(tier)} partners are met${kind === 'executives' ? ' so' : ''} ${everyWords(rhythm.everyDays)}`;
  const late = rhythm.daysOverdue === 0 ? '' : `, ${dayCount(rhythm.daysOverdue)} overdue`;
  return {
    kind: queue,
    partnerId: profile.id,
    record: { type: 'companies', id: profile.companyId ?? profile.id },
    text: `${last}; ${rule}${late}. Book ${meeting}.`,
    dueAt: rhythm.dueAt,
    overdue: true,
  };
}
