import { SEED_NOW } from '../../clock.js';
import { writeActivity } from '../activities.js';
import { workingTime } from '../deal-plan.js';
import type { Random } from '../random.js';
import { DAY, HOUR, type StoryWriter } from '../writer.js';
import { isLarge, type ProgrammePartner } from './programme-cast.js';

interface Meeting {
  readonly title: string;
  readonly at: number;
  readonly contactIds: readonly string[];
  readonly outcome: string;
}

function write(writer: StoryWriter, partner: ProgrammePartner, meeting: Meeting): void {
  const { id } = partner.story;
  writeActivity(writer, {
    ...meeting,
    kind: 'meetings',
    ownerId: partner.managerId,
    dealIds: [],
    companyIds: [id],
    activityType: 'Business review',
    enteredAt: Math.min(meeting.at, SEED_NOW) - 70 * HOUR,
  });
}

/** Writes what was held with a partner's people and no deal, some of it with its executive, and what is to come. */
export function writeMeetings(writer: StoryWriter, random: Random, partner: ProgrammePartner): void {
  const { name, people } = partner.story;
  const all = people.map(({ id }) => id);
  const executives = [...partner.executiveIds];
  const others = all.filter((id) => !partner.executiveIds.has(id));
  const day = (low: number, high: number): number =>
    workingTime(random, SEED_NOW + random.between(low, high) * DAY);
  const add = (title: string, at: number, contactIds: readonly string[], outcome = 'COMPLETED'): void =>
    write(writer, partner, { title, at, contactIds, outcome });
  if (random.chance(0.7)) add(`Partner check-in: ${name}`, day(-75, -6), others.slice(0, 2));
  if (!isLarge(partner)) return;
  if (random.chance(0.6)) add(`Executive review with ${name}`, day(-85, -8), executives);
  if (random.chance(0.25)) add(`Executive review with ${name}`, day(-60, -8), executives, 'CANCELED');
  if (random.chance(0.5)) add(`Quarterly planning: ${name}`, day(4, 30), all.slice(0, 2), 'SCHEDULED');
}
