import { SEED_NOW } from '../../clock.js';
import type { Random } from '../random.js';
import { DAY, HOUR, iso, type StoryWriter } from '../writer.js';
import { isLarge, type ProgrammePartner } from './programme-cast.js';

const SUBJECTS = [
  'Joint webinar for the autumn launch',
  'Case study with a shared customer',
  'Account mapping of the top 50',
  'Train two more people on Juniper Platform',
  'Listing in their marketplace',
  'Co-branded battle card',
  'Plan next year’s campaign budget',
] as const;

const QUARTER = '2026-10-01T00:00:00.000Z';
const YEAR_END = '2026-12-31T00:00:00.000Z';

/** Writes the initiatives agreed with a partner as tasks on it: done, to come, and some late. Returns their ids. */
function writeTasks(writer: StoryWriter, random: Random, partner: ProgrammePartner): readonly string[] {
  const count = isLarge(partner) ? random.between(2, 4) : random.between(0, 2);
  return random.sample(SUBJECTS, count).map((subject) => {
    const created = SEED_NOW - random.between(40, 120) * DAY;
    const isDone = random.chance(0.4);
    const due = SEED_NOW + (isDone ? -random.between(5, 38) : random.between(-18, 45)) * DAY;
    const done = Math.min(SEED_NOW, due + random.between(-4, 5) * DAY);
    const id = writer.record(
      'tasks',
      {
        hs_task_subject: subject,
        hs_task_status: isDone ? 'COMPLETED' : random.pick(['NOT_STARTED', 'IN_PROGRESS', 'WAITING']),
        hs_task_priority: random.pick(['LOW', 'MEDIUM', 'HIGH']),
        hs_task_completion_date: isDone ? iso(done) : null,
        hs_timestamp: iso(due),
        hubspot_owner_id: partner.managerId,
      },
      created,
      isDone ? done : created,
    );
    writer.link({ type: 'companies', id: partner.story.id }, { type: 'tasks', id });
    return id;
  });
}

/** Writes tasks, notes, and what a partner of the upper tiers means to reach this quarter. */
export function writePlan(writer: StoryWriter, random: Random, partner: ProgrammePartner): void {
  const tasks = writeTasks(writer, random, partner);
  const { id } = partner.story;
  if (random.chance(0.5)) {
    const at = SEED_NOW - random.between(3, 60) * DAY - 2 * HOUR;
    const body = `${partner.story.name}: agreed on the plan for the quarter, minutes are in the folder.`;
    const given = { hs_note_body: body, hs_timestamp: iso(at), hubspot_owner_id: partner.managerId };
    const note = writer.record('notes', given, at);
    writer.link({ type: 'companies', id }, { type: 'notes', id: note });
  }
  if (!isLarge(partner)) return;
  const objective = {
    id: `objective-${id}`,
    title: `Grow with ${partner.story.name} this quarter`,
    startsAt: QUARTER,
    keyResults: [
      {
        ...{ id: `result-${id}-1`, kpi: 'sourced_revenue', dueAt: YEAR_END },
        // In US cents.
        target: random.between(4, 16) * 1_000_000,
      },
      { id: `result-${id}-2`, kpi: 'certification_completion', target: 0.8, dueAt: YEAR_END },
    ],
    initiatives: tasks.map((recordId) => ({ kind: 'task', recordId })),
    closedAt: null,
  };
  writer.amend('companies', id, { partnership_joint_plan: JSON.stringify({ v: 1, value: [objective] }) });
}
