import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import { cadenceOf, meetingQueue, type Cadence, type MeetingKind } from '../../src/domain/cadence.js';
import { partnerId } from '../../src/domain/ids.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import type { PartnerMeeting } from '../../src/domain/programme-facts.js';
import { compareQueue } from '../../src/domain/programme-queue.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';
import { everyWords } from '../../src/domain/rhythm.js';
import { at, factsOf, partnerOf } from './programme-sample.js';

const meeting = (day: string, rest: Partial<PartnerMeeting> = {}): PartnerMeeting => ({
  ...{ id: day, partnerId: partnerId('7'), at: at(day), held: true, withExecutive: false },
  ...rest,
});
const booked = (day: string, withExecutive = false): PartnerMeeting =>
  meeting(day, { held: false, withExecutive });

const standing = (
  profile: Partial<PartnerProfile>,
  meetings: readonly PartnerMeeting[],
  kind: MeetingKind = 'anybody',
  timeZone = 'UTC',
): Cadence =>
  cadenceOf(partnerOf(profile), meetings, kind, {
    settings: DEFAULT_PROGRAMME.cadence,
    asOf: at('2026-11-20T12:00:00Z'),
    timeZone,
  });

/** "due day, overdue by, next, to book" */
const said = (cadence: Cadence): string => {
  if (cadence.kind === 'none') return cadence.why;
  const { rhythm, nextAt, isToBook } = cadence;
  const day = (value: typeof nextAt): string => (value === null ? '-' : formatInstant(value).slice(0, 10));
  return `${day(rhythm.dueAt)} ${rhythm.isOverdue ? `late ${rhythm.daysOverdue}` : 'in time'} next ${day(nextAt)}${isToBook ? ', book' : ''}`;
};

describe('the cadence of meetings', () => {
  it.each<[string, Partial<PartnerProfile>, readonly PartnerMeeting[], string]>([
    ['gold, every 30 days, met 30 days ago', {}, [meeting('2026-10-21')], '2026-11-20 in time next -'],
    ['met 31 days ago', {}, [meeting('2026-10-20')], '2026-11-19 late 1 next -, book'],
    ['platinum, every 2 weeks', { tier: 'platinum' }, [meeting('2026-11-06')], '2026-11-20 in time next -'],
    ['silver, every quarter', { tier: 'silver' }, [meeting('2026-08-01')], '2026-10-30 late 21 next -, book'],
    [
      'the last of several counts',
      {},
      [meeting('2026-11-02'), meeting('2026-08-01')],
      '2026-12-02 in time next -',
    ],
    [
      'one that was not held does not count',
      {},
      [meeting('2026-11-02', { held: false })],
      '- late 0 next -, book',
    ],
    [
      'overdue, and booked in time',
      {},
      [meeting('2026-09-01'), booked('2026-11-24')],
      '2026-10-01 late 50 next 2026-11-24',
    ],
    [
      'overdue, booked on the last day of one more interval',
      {},
      [meeting('2026-09-01'), booked('2026-12-20T23:00:00Z')],
      '2026-10-01 late 50 next 2026-12-20',
    ],
    [
      'overdue, and booked too late to help',
      {},
      [meeting('2026-09-01'), booked('2026-12-21')],
      '2026-10-01 late 50 next 2026-12-21, book',
    ],
    [
      'never met, signed',
      { agreement: { signedAt: at('2026-11-01'), startsAt: null, endsAt: null } },
      [],
      '2026-12-01 in time next -',
    ],
    ['never met, known since nobody knows when', {}, [], '- late 0 next -, book'],
    ['a partner without a tier', { tier: null }, [meeting('2020-01-01')], 'no_tier'],
    ['a partner that ended', { stage: 'ended' }, [meeting('2020-01-01')], 'ended'],
  ])('%s', (_, profile, meetings, expected) => {
    expect(said(standing(profile, meetings))).toBe(expected);
  });

  it.each<[string, Partial<PartnerProfile>, readonly PartnerMeeting[], string]>([
    [
      'only meetings with executives count',
      {},
      [meeting('2026-11-01'), meeting('2026-03-01', { withExecutive: true })],
      '2026-08-28 late 84 next -, book',
    ],
    [
      'a booked meeting without them does not help',
      {},
      [meeting('2026-03-01', { withExecutive: true }), booked('2026-11-22')],
      '2026-08-28 late 84 next -, book',
    ],
    ['silver partners have no cadence with executives', { tier: 'silver' }, [], 'not_for_tier'],
  ])('with executives: %s', (_, profile, meetings, expected) => {
    expect(said(standing(profile, meetings, 'executives'))).toBe(expected);
  });

  it('turns overdue when the day is over in the portal’s time zone, not in UTC', () => {
    const met = [meeting('2026-10-21T12:00:00Z')];
    const when = (asOf: string): string =>
      said(
        cadenceOf(partnerOf(), met, 'anybody', {
          settings: DEFAULT_PROGRAMME.cadence,
          asOf: at(asOf),
          timeZone: 'America/Los_Angeles',
        }),
      );
    expect(when('2026-11-21T07:59:59Z')).toBe('2026-11-20 in time next -');
    expect(when('2026-11-21T08:00:00Z')).toBe('2026-11-20 late 1 next -, book');
  });

  it.each([
    [14, 'every 2 weeks'],
    [30, 'every month'],
    [90, 'every quarter'],
    [45, 'every 45 days'],
    [365, 'every year'],
  ])('every %d days reads as %s', (days, words) => {
    expect(everyWords(days)).toBe(words);
  });
});

describe('the queue of meetings', () => {
  it('says when the partner was last met, how often it is to be, and what to do', () => {
    const meetings = [meeting('2026-10-01'), meeting('2026-03-01', { withExecutive: true })];
    expect(meetingQueue(factsOf({ meetings }), DEFAULT_PROGRAMME)).toEqual([
      {
        kind: 'meeting_overdue',
        partnerId: '7',
        record: { type: 'companies', id: '7' },
        text: 'Last met on 1 Oct 2026; Gold partners are met every month, 20 days overdue. Book a meeting.',
        dueAt: at('2026-10-31'),
        overdue: true,
      },
      {
        kind: 'executive_meeting_overdue',
        partnerId: '7',
        record: { type: 'companies', id: '7' },
        text: 'Last met with an executive on 1 Mar 2026; Gold partners are met so every half-year, 84 days overdue. Book a meeting with one of its executives.',
        dueAt: at('2026-08-28'),
        overdue: true,
      },
    ]);
  });

  it('is empty of a portal whose meetings cannot be read, and of executives where nobody is marked as one', () => {
    expect(meetingQueue(factsOf({ missing: ['meetings'] }), DEFAULT_PROGRAMME)).toEqual([]);
    const kinds = meetingQueue(factsOf({ missing: ['executives'] }), DEFAULT_PROGRAMME).map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['meeting_overdue']);
  });

  it('counts another partner’s meetings for that one alone', () => {
    const partners = [partnerOf(), partnerOf({ id: partnerId('9'), companyId: '9' })];
    const meetings = [meeting('2026-11-10', { withExecutive: true })];
    const queue = meetingQueue(factsOf({ partners, meetings }), DEFAULT_PROGRAMME);
    expect(queue.map((item) => `${item.partnerId} ${item.kind}`)).toEqual([
      '9 meeting_overdue',
      '9 executive_meeting_overdue',
    ]);
  });

  it('puts what was never done before what is overdue since a day', () => {
    const partners = [partnerOf(), partnerOf({ id: partnerId('9'), companyId: '9' })];
    const meetings = [meeting('2026-01-10')];
    const queue = meetingQueue(factsOf({ partners, meetings, missing: ['executives'] }), DEFAULT_PROGRAMME);
    expect(queue.toSorted(compareQueue).map((item) => item.partnerId)).toEqual(['9', '7']);
  });
});
