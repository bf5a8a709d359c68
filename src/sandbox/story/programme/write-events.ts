import { SEED_NOW } from '../../clock.js';
import type { Random } from '../random.js';
import { HOUR, iso, type StoryWriter } from '../writer.js';
import { signedPartners, type ProgrammeCast } from './programme-cast.js';

interface EventPlan {
  readonly name: string;
  readonly type: string;
  readonly at: string;
  readonly hours: number;
  /** How many of the partners take part. */
  readonly partners: number;
  readonly cancelled?: true;
}

const EVENTS: readonly EventPlan[] = [
  {
    name: 'Partner kick-off',
    type: 'CONFERENCE',
    at: '2026-01-21T14:00:00.000Z',
    hours: 7,
    partners: 14,
  },
  {
    name: 'Webinar: Juniper Flow for resellers',
    type: 'WEBINAR',
    at: '2026-03-11T16:00:00.000Z',
    hours: 1,
    partners: 5,
  },
  {
    name: 'Integration workshop',
    type: 'WORKSHOP',
    at: '2026-05-19T13:00:00.000Z',
    hours: 4,
    partners: 4,
  },
  {
    name: 'Summer road show, Leeds',
    type: 'ROADSHOW',
    at: '2026-07-08T09:00:00.000Z',
    hours: 6,
    partners: 3,
    cancelled: true,
  },
  {
    name: 'Juniper Summit',
    type: 'CONFERENCE',
    at: '2026-09-23T13:00:00.000Z',
    hours: 9,
    partners: 11,
  },
  {
    name: 'Webinar: security questions answered',
    type: 'WEBINAR',
    at: '2026-10-28T16:00:00.000Z',
    hours: 1,
    partners: 6,
  },
  {
    name: 'Planning day for next year',
    type: 'WORKSHOP',
    at: '2026-12-09T10:00:00.000Z',
    hours: 5,
    partners: 8,
  },
];

/** Events of the year with the partners who took part, or mean to, and one or two people of each. */
export function writeEvents(writer: StoryWriter, random: Random, cast: ProgrammeCast): void {
  for (const plan of EVENTS) {
    const starts = Date.parse(plan.at);
    const ends = starts + plan.hours * HOUR;
    const partners = random.sample(signedPartners(cast), plan.partners);
    const people = partners.flatMap(({ story }) => random.sample(story.people, random.between(1, 2)));
    const isOver = ends < SEED_NOW && plan.cancelled === undefined;
    const id = writer.record(
      'marketing_events',
      {
        hs_event_name: plan.name,
        hs_event_type: plan.type,
        hs_event_organizer: 'Juniper Works',
        hs_start_datetime: plan.at,
        hs_end_datetime: iso(ends),
        hs_event_cancelled: String(plan.cancelled === true),
        hs_event_completed: String(isOver),
        hs_registrations: String(people.length),
        hs_attendees: isOver ? String(people.length) : null,
      },
      starts - 45 * 24 * HOUR,
      ends,
    );
    const event = { type: 'marketing_events', id } as const;
    for (const { story } of partners) writer.link({ type: 'companies', id: story.id }, event);
    for (const person of people) writer.link({ type: 'contacts', id: person.id }, event);
  }
}
