/** Meetings with a partner on its card: the last, the next, and whether somebody has to book one; live from the CRM. */
import type { Instant } from '../domain/calendar.js';
import { cadenceOf, type Cadence, type MeetingKind } from '../domain/cadence.js';
import { addDays, dayCount } from '../domain/due-day.js';
import { everyWords, type NoRhythm } from '../domain/rhythm.js';
import { tierName } from '../domain/tiers.js';
import { dayOf, type CompanyBasics } from './company-card-facts.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { CadenceRow, CadenceSection, RhythmState } from './views/programme-rhythm-view.js';
import { whereAllowed } from './where-allowed.js';

/** A meeting as HubSpot has it. */
interface Meeting {
  readonly id: string;
  readonly at: Instant;
  readonly title: string | null;
  readonly held: boolean;
  /** Executives of the partner among its attendees, by name. */
  readonly executives: readonly string[];
  readonly withExecutive: boolean;
}

/** Newer ones alone: a cadence looks at the last. */
const MOST_READ = 200;
const MOST_SHOWN = 8;
const PROPERTIES = [
  'hs_timestamp',
  'hs_meeting_title',
  'hs_meeting_outcome',
  'hs_createdate',
  'hs_activity_type',
];

/** Reads the meetings and puts the cadence in words. */
export async function cadenceSection(
  deps: Pick<ShowProgrammeDeps, 'programme' | 'crm'>,
  facts: PartnerProgrammeFacts,
): Promise<CadenceSection> {
  const meetings = await whereAllowed(() => readMeetings(deps, facts));
  const { basics } = facts;
  const { headline, notices, rows } = cadenceWords(facts, meetings ?? []);
  const shown = (meetings ?? []).toSorted((a, b) => b.at - a.at);
  return {
    headline,
    notices: [
      ...(meetings === null
        ? [
            'HubSpot does not let this app read meetings, so the last and the next are not known. All else works.',
          ]
        : []),
      ...notices,
    ],
    rows: meetings === null ? [] : rows,
    meetings: shown.slice(0, MOST_SHOWN).map((meeting) => meetingRow(basics, meeting)),
    more: shown.length > MOST_SHOWN ? `${shown.length - MOST_SHOWN} older meetings in HubSpot` : null,
  };
}

/** The cadence over meetings that were read: live ones on the card, those of the last sync in a review. */
export function cadenceWords(
  facts: Pick<PartnerProgrammeFacts, 'basics' | 'profile' | 'programme' | 'people'>,
  meetings: Parameters<typeof cadenceOf>[1],
): Pick<CadenceSection, 'headline' | 'notices' | 'rows'> {
  const { basics, people } = facts;
  const standing = (kind: MeetingKind): Cadence =>
    cadenceOf(facts, meetings, kind, {
      settings: basics.inForce.policy.programme.cadence,
      asOf: basics.asOf,
      timeZone: basics.account.timeZone,
    });
  const [anybody, executives] = [standing('anybody'), standing('executives')];
  const hasExecutives = people.some(({ isExecutive }) => isExecutive);
  const asksExecutives = executives.kind === 'meets';
  const rows = [
    ...(anybody.kind === 'meets' ? [rowOf(basics, 'With the partner', anybody)] : []),
    ...(asksExecutives && hasExecutives ? [rowOf(basics, 'With its executives', executives)] : []),
  ];
  return {
    headline: headlineOf(facts, anybody, executives),
    notices:
      asksExecutives && !hasExecutives
        ? [
            'No contact of this partner is marked as an executive: mark one under Enablement, and meetings with executives are followed, too.',
          ]
        : [],
    rows,
  };
}

async function readMeetings(
  { programme, crm }: Pick<ShowProgrammeDeps, 'programme' | 'crm'>,
  { basics, people }: PartnerProgrammeFacts,
): Promise<readonly Meeting[]> {
  const contacts = people.map(({ contactId }) => contactId);
  const [ofCompany, ofPeople] = await Promise.all([
    programme.linked('companies', 'meetings', [basics.company.id]),
    contacts.length === 0
      ? new Map<string, readonly string[]>()
      : programme.linked('contacts', 'meetings', contacts),
  ]);
  const ids = [...new Set([...(ofCompany.get(basics.company.id) ?? []), ...[...ofPeople.values()].flat()])];
  const newest = ids.toSorted((a, b) => Number(b) - Number(a)).slice(0, MOST_READ);
  const records = newest.length === 0 ? [] : await programme.byId('meetings', PROPERTIES, newest);
  const executivesOf = (id: string): readonly string[] =>
    people
      .filter(({ contactId, isExecutive }) => isExecutive && (ofPeople.get(contactId) ?? []).includes(id))
      .map(({ name }) => name ?? 'An executive');
  return records.flatMap((raw): readonly Meeting[] => {
    const [activity] = crm.readActivity('meetings', raw).records;
    if (activity === undefined || (activity.outcome === 'not_held' && activity.at > basics.asOf)) return [];
    const executives = executivesOf(raw.id);
    const held = activity.outcome !== 'not_held' && activity.at <= basics.asOf;
    return [
      {
        id: raw.id,
        at: activity.at,
        title: activity.title,
        held,
        executives,
        withExecutive: executives.length > 0,
      },
    ];
  });
}

const NONE: Readonly<Record<NoRhythm, string>> = {
  no_tier: 'A partner without a tier has no cadence of meetings.',
  ended: 'The partnership has ended: nothing is to be met.',
  not_for_tier: 'The policy names no cadence of meetings for this tier.',
};

function headlineOf(
  { profile }: Pick<PartnerProgrammeFacts, 'profile'>,
  anybody: Cadence,
  executives: Cadence,
): string {
  const who = `${tierName(profile.tier)} partners`;
  const often = (cadence: Cadence): string =>
    cadence.kind === 'meets' ? everyWords(cadence.rhythm.everyDays) : '';
  if (anybody.kind === 'meets') {
    const too = executives.kind === 'meets' ? `, and with an executive ${often(executives)}` : '';
    return `${who} are met ${often(anybody)}${too}.`;
  }
  return executives.kind === 'meets'
    ? `${who} are met with an executive ${often(executives)}.`
    : NONE[anybody.why];
}

function rowOf(
  basics: CompanyBasics,
  who: string,
  { rhythm, nextAt, isToBook }: Extract<Cadence, { kind: 'meets' }>,
): CadenceRow {
  const { lastAt, dueAt, isOverdue, daysOverdue, everyDays } = rhythm;
  return {
    who,
    every: everyWords(everyDays),
    last: lastAt === null ? 'Never' : dayOf(basics, lastAt),
    next: nextAt === null ? 'None booked' : dayOf(basics, nextAt),
    due:
      dueAt === null
        ? 'Now: it was never met'
        : isOverdue
          ? `Overdue since ${dayOf(basics, addDays(dueAt, 1, basics.account.timeZone))} (${dayCount(daysOverdue)})`
          : `Due on ${dayOf(basics, dueAt)}`,
    state: stateOf(isOverdue, isToBook),
  };
}

function stateOf(isOverdue: boolean, isToBook: boolean): RhythmState {
  if (isToBook) return { text: 'Book a meeting', variant: 'danger' };
  return isOverdue
    ? { text: 'Overdue, booked', variant: 'warning' }
    : { text: 'In time', variant: 'success' };
}

const meetingRow = (
  basics: CompanyBasics,
  { id, at, title, held, executives }: Meeting,
): CadenceSection['meetings'][number] => ({
  id,
  day: dayOf(basics, at),
  title: title ?? 'A meeting without a title',
  who: executives.length === 0 ? '' : executives.join(', '),
  outcome: held ? 'Held' : at > basics.asOf ? 'Booked' : 'Not held',
});
