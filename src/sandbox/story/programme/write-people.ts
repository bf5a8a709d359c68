import { SEED_NOW } from '../../clock.js';
import type { PartnerPlan } from '../partner-list.js';
import type { StoryPartner } from '../partners.js';
import type { Random } from '../random.js';
import { DAY, type StoryWriter } from '../writer.js';
import { dateText, type Course } from './partner-course.js';

const CERTIFICATIONS = ['Platform Essentials', 'Platform Implementation', 'Partner Sales'] as const;

/** One line: its name, when it was gained, and until when it holds; some have run out. */
function lineOf(random: Random, name: string, from: number): string {
  const since = from + random.between(10, 330) * DAY;
  const years = random.pick([1, 2]);
  const until = random.chance(0.85) ? `; ${dateText(since + years * 365 * DAY)}` : '';
  return `${name}; ${dateText(Math.min(since, SEED_NOW))}${until}`;
}

/** Gives a partner's people their certifications; one of those of a larger partner decides. Returns who does. */
export function writePartnerPeople(
  writer: StoryWriter,
  random: Random,
  { people }: StoryPartner,
  { plan, course }: { readonly plan: PartnerPlan; readonly course: Course },
): ReadonlySet<string> {
  const executive = plan.tier === 'registered' || plan.stage === 'ended' ? undefined : people.at(-1);
  for (const person of people) {
    const signed = course.agreement?.signed;
    const held = signed === undefined ? [] : random.sample(CERTIFICATIONS, random.below(3));
    const lines = held.map((name) => lineOf(random, name, signed ?? SEED_NOW));
    writer.amend('contacts', person.id, {
      ...(lines.length > 0 && { partnership_certifications: lines.join('\n') }),
      ...(person === executive && { partnership_executive: 'true' }),
    });
  }
  return new Set(executive === undefined ? [] : [executive.id]);
}
