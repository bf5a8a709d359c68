/** Tasks of initiatives, written into the CRM: made on the partner company, or marked as completed. */
import { formatInstant } from '../domain/calendar.js';
import type { TaskWrite } from '../domain/task-write.js';
import { AppError, isAppError } from '../errors.js';
import type { ProgrammeCrm } from './programme-port.js';

type Make = Extract<TaskWrite, { kind: 'make' }>;

/**
 * Writes them.
 * @returns the ids of those that were made, by key.
 * @throws AppError `crm_refused` where the CRM refuses one, or makes it without its company.
 */
export async function writeTasks(
  crm: ProgrammeCrm,
  companyId: string,
  tasks: readonly TaskWrite[],
): Promise<ReadonlyMap<string, string>> {
  const completed = tasks.filter((task) => task.kind === 'complete');
  if (completed.length > 0) {
    const properties = { hs_task_status: 'COMPLETED' };
    const outcomes = await crm.update(
      'tasks',
      completed.map(({ recordId }) => ({ recordId, properties })),
    );
    const failed = outcomes.find((outcome) => outcome.kind === 'failed');
    if (failed?.kind === 'failed') throw refused('completing the task', failed.reason);
  }
  return make(
    crm,
    companyId,
    tasks.filter((task) => task.kind === 'make'),
  );
}

async function make(
  crm: ProgrammeCrm,
  companyId: string,
  tasks: readonly Make[],
): Promise<ReadonlyMap<string, string>> {
  if (tasks.length === 0) return new Map();
  const links = [{ to: 'companies', id: companyId }] as const;
  const { made, unlinked } = await crm.create(
    'tasks',
    tasks.map((task) => ({ key: task.key, properties: propertiesOf(task), links })),
  );
  const failed = made.find(({ kind }) => kind === 'failed');
  if (failed?.kind === 'failed') throw refused('the task', failed.reason);
  const [loose] = unlinked;
  if (loose !== undefined) {
    const title = tasks.find(({ key }) => key === loose)?.title ?? '';
    throw new AppError(
      'crm_refused',
      `HubSpot has made the task “${title}” and refused to associate it with the partner company.`,
      'Associate it there by hand, then add it to the plan as a task that exists.',
    );
  }
  return new Map(made.flatMap((one) => (one.kind === 'made' ? [[one.key, one.recordId] as const] : [])));
}

const propertiesOf = ({ title, note, dueAt, ownerId }: Make) => ({
  hs_task_subject: title,
  hs_task_body: note,
  hs_task_status: 'NOT_STARTED',
  hs_task_type: 'TODO',
  hs_timestamp: formatInstant(dueAt),
  hubspot_owner_id: ownerId,
});

const refused = (what: string, reason: string): AppError =>
  new AppError(
    'crm_refused',
    `HubSpot refused ${what}: ${reason}`,
    'Settle what it names with whoever administers HubSpot, then try again.',
  );

/**
 * The plan that is to name tasks which the CRM has made already.
 * @throws AppError of the same code, which says that they stand, so that nobody makes them twice.
 */
export async function unlessTasksStand(plan: Promise<void>): Promise<void> {
  try {
    await plan;
  } catch (error) {
    if (!isAppError(error)) throw error;
    throw new AppError(
      error.code,
      `HubSpot has made the task, and the plan could not be saved: ${error.message}`,
      'Add it to the objective as a task that HubSpot has already; do not add it anew.',
      { cause: error },
    );
  }
}
