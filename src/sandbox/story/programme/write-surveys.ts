import { SEED_NOW } from '../../clock.js';
import type { Person } from '../people.js';
import type { Random } from '../random.js';
import { DAY, HOUR, iso, type StoryWriter } from '../writer.js';
import { signedPartners, type ProgrammeCast } from './programme-cast.js';
import type { Escalation } from './write-tickets.js';

interface Answer {
  readonly type: 'NPS' | 'CSAT';
  readonly surveyId: string;
  readonly name: string;
  readonly at: number;
  readonly contact: { readonly id: string; readonly email: string };
  /** Null: it was sent, and nobody answered. */
  readonly value: number | null;
  readonly ticketId?: string;
}

const GROUPS = { NPS: [9, 7], CSAT: [4, 3] } as const;

function groupOf(type: Answer['type'], value: number): string {
  const [promoter, passive] = GROUPS[type];
  return value >= promoter ? 'PROMOTER' : value >= passive ? 'PASSIVE' : 'DETRACTOR';
}

const WORDS: Readonly<Record<string, string>> = {
  PROMOTER: 'Quick answers, and our people like to sell it.',
  DETRACTOR: 'We hear of changes from customers first.',
};

function writeAnswer(writer: StoryWriter, answer: Answer): void {
  const { type, value, contact, at } = answer;
  const group = value === null ? null : groupOf(type, value);
  const id = writer.record(
    'feedback_submissions',
    {
      hs_submission_name: `${answer.name} - ${contact.email}`,
      hs_survey_type: type,
      hs_survey_id: answer.surveyId,
      hs_survey_name: answer.name,
      hs_survey_channel: 'EMAIL',
      hs_submission_timestamp: iso(at),
      hs_value: value === null ? null : String(value),
      hs_response_group: group,
      hs_content: group === null ? null : (WORDS[group] ?? null),
      hs_contact_id: contact.id,
      hs_contact_email_rollup: contact.email,
    },
    at,
  );
  writer.link({ type: 'contacts', id: contact.id }, { type: 'feedback_submissions', id });
  if (answer.ticketId !== undefined) {
    writer.link({ type: 'tickets', id: answer.ticketId }, { type: 'feedback_submissions', id });
  }
}

const npsValue = (random: Random): number =>
  Number(random.weighted({ '10': 4, '9': 5, '8': 5, '7': 3, '6': 2, '4': 1, '2': 1 }));

/** People of partners that had signed by then. */
const peopleOf = (cast: ProgrammeCast, at: number): readonly Person[] =>
  signedPartners(cast).flatMap(({ story, course }) =>
    (course.agreement?.signed ?? Infinity) < at ? story.people : [],
  );

/** Two rounds of NPS among partners' people, half a year apart, and CSAT after what was escalated and settled. */
export function writeSurveys(
  writer: StoryWriter,
  random: Random,
  cast: ProgrammeCast,
  escalations: readonly Escalation[],
): void {
  for (const ago of [205, 24]) {
    for (const contact of peopleOf(cast, SEED_NOW - ago * DAY)) {
      const at = SEED_NOW - ago * DAY + random.between(0, 9 * 24) * HOUR;
      const value = random.chance(0.68) ? npsValue(random) : null;
      writeAnswer(writer, { type: 'NPS', surveyId: '71', name: 'Partner NPS', at, contact, value });
    }
  }
  for (const { ticketId, partner, contactId, closedAt } of escalations) {
    const contact = partner.story.people.find(({ id }) => id === contactId);
    if (closedAt === null || contact === undefined) continue;
    const value = random.chance(0.8) ? random.between(2, 5) : null;
    const at = Math.min(SEED_NOW, closedAt + 20 * HOUR);
    const survey = { type: 'CSAT', surveyId: '72', name: 'After an escalation' } as const;
    writeAnswer(writer, { ...survey, at, contact, value, ticketId });
  }
}
