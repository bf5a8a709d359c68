/**
 * Tasks of alerts that are over: completed by us, unless somebody has changed, completed or deleted them. Then they are theirs, and
 * are never looked at again.
 */
import { formatInstant, parseInstant, type Instant } from '../domain/calendar.js';
import type { KeptAlert } from './alert-port.js';
import type { AlertWriting } from './alert-records.js';
import type { ProgrammeCrm } from './programme-port.js';
import type { PropertyValues } from './record-port.js';
import { unlessStopped } from '../errors.js';

/** `settled`: what it was about is done or gone. `overtaken`: a nearer step of the same matter is told now. */
export type OverBecause = 'settled' | 'overtaken';

export interface OverAlert {
  readonly kept: KeptAlert;
  readonly because: OverBecause;
}

export interface OverTask extends OverAlert {
  /** What somebody did to it, such as "changed its due date"; null where it is as we have made it. */
  readonly theirs: string | null;
  /** A run that was stopped has completed it already. */
  readonly isDone: boolean;
}

/** What became of the task of an alert that is over; of a dry run, what would. */
export interface OverLine {
  readonly key: string;
  readonly taskId: string;
  readonly title: string;
  readonly because: OverBecause;
  readonly theirs: string | null;
  /** Why HubSpot did not complete it; the next run tries again. */
  readonly problem: string | null;
}

const COMPARED: readonly (readonly [property: string, what: string])[] = [
  ['hs_task_subject', 'title'],
  ['hs_task_body', 'text'],
  ['hs_timestamp', 'due date'],
  ['hs_task_type', 'type'],
  ['hs_task_priority', 'priority'],
  ['hubspot_owner_id', 'assignee'],
];
const PROPERTIES = ['hs_task_status', ...COMPARED.map(([property]) => property)];

/** Looks at the tasks of alerts that are over. */
export async function overTasks(
  programme: ProgrammeCrm,
  over: readonly OverAlert[],
): Promise<readonly OverTask[]> {
  const ids = over.flatMap(({ kept }) => (kept.made === null ? [] : [kept.made.id]));
  if (ids.length === 0) return [];
  const found = new Map((await programme.byId('tasks', PROPERTIES, ids)).map((raw) => [raw.id, raw]));
  return over.flatMap((one) => {
    const { made, wrote, task } = one.kept;
    if (made === null || wrote === null) return [];
    const now = found.get(made.id)?.properties;
    const isDone = task === 'closing' && now?.['hs_task_status'] === 'COMPLETED';
    return [{ ...one, isDone, theirs: now === undefined ? 'deleted it' : doneBy(wrote, now, isDone) }];
  });
}

/** What a person did to a task. Example: "changed its due date and its assignee" */
function doneBy(wrote: PropertyValues, now: PropertyValues, isDone: boolean): string | null {
  const status = now['hs_task_status'];
  if (status === 'COMPLETED' && !isDone) return 'completed it';
  const changed = COMPARED.flatMap(([property, what]) =>
    plain(property, wrote[property]) === plain(property, now[property]) ? [] : [`its ${what}`],
  );
  const all = [...changed, ...(isDone || status === wrote['hs_task_status'] ? [] : ['its status'])];
  return all.length === 0 ? null : `changed ${all.join(' and ')}`;
}

/** As HubSpot may write the same otherwise: instants, and the markup around a text. */
function plain(property: string, value: string | null | undefined): string {
  const text = value ?? '';
  if (property === 'hs_timestamp') {
    const at = parseInstant(text);
    return at === null ? text : formatInstant(at);
  }
  return property === 'hs_task_body'
    ? text
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&nbsp;', ' ')
        .replaceAll('&amp;', '&')
        .replaceAll(/\s+/g, ' ')
        .trim()
    : text;
}

/** As many are completed at a time: a run that is stopped leaves no more in doubt. */
const AT_A_TIME = 20;

/** Completes those that are as we have made them; each is kept as `closing` before, and with its end after. */
export async function completeTasks(
  writing: Pick<AlertWriting, 'store' | 'programme' | 'portalId' | 'lease' | 'now' | 'stop'>,
  over: readonly OverTask[],
): Promise<readonly OverLine[]> {
  const { store, portalId, now } = writing;
  const theirs = over.filter((one) => one.theirs !== null);
  await store.keepAlerts(
    portalId,
    theirs.map(({ kept }) => ({ ...kept, task: 'left', taskEndedAt: now })),
  );
  const ours = over.filter((one) => one.theirs === null);
  const lines = theirs.map((one) => overLine(one));
  for (let at = 0; at < ours.length; at += AT_A_TIME) {
    unlessStopped(writing.stop);
    lines.push(...(await completeSome(writing, ours.slice(at, at + AT_A_TIME), now)));
  }
  return lines;
}

async function completeSome(
  { store, programme, portalId, lease }: Parameters<typeof completeTasks>[0],
  over: readonly OverTask[],
  now: Instant,
): Promise<readonly OverLine[]> {
  await store.requireLease(portalId, lease);
  await store.keepAlerts(
    portalId,
    over.map(({ kept }) => ({ ...kept, task: 'closing' })),
  );
  const updates = over.flatMap(({ kept: { made }, isDone }) =>
    made === null || isDone ? [] : [{ recordId: made.id, properties: { hs_task_status: 'COMPLETED' } }],
  );
  const outcomes = new Map(
    (updates.length === 0 ? [] : await programme.update('tasks', updates)).map((one) => [one.recordId, one]),
  );
  const ends = over.map((one) => {
    const outcome = outcomes.get(one.kept.made?.id ?? '');
    return { one, problem: outcome?.kind === 'failed' ? outcome.reason : null };
  });
  await store.keepAlerts(
    portalId,
    ends.map(({ one: { kept }, problem }) =>
      problem === null ? { ...kept, task: 'closed', taskEndedAt: now } : { ...kept, task: 'open' },
    ),
  );
  return ends.map(({ one, problem }) => overLine(one, problem));
}

export const overLine = ({ kept, because, theirs }: OverTask, problem: string | null = null): OverLine => ({
  ...{ key: kept.key, taskId: kept.made?.id ?? '', title: kept.wrote?.['hs_task_subject'] ?? kept.key },
  ...{ because, theirs, problem },
});
