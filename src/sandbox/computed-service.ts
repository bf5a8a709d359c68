import { TICKET_PIPELINES } from './ticket-pipelines.js';

const isClosed = (properties: ReadonlyMap<string, string>): boolean =>
  TICKET_PIPELINES.some(({ stages }) =>
    stages.some((stage) => stage.id === properties.get('hs_pipeline_stage') && stage.isClosed),
  );

/** Fills a date when something comes true, unless the same write names one, and takes it away when it is so no more. */
function dateOf(name: string, holds: boolean, properties: Map<string, string>, now: number): void {
  if (!holds) properties.delete(name);
  else if (!properties.has(name)) properties.set(name, new Date(now).toISOString());
}

/** When a ticket was closed, and how long it was open in milliseconds; both are gone once it is open again. */
export function computeClosing(properties: Map<string, string>, now: number): void {
  dateOf('closed_date', isClosed(properties), properties, now);
  const [closed, created] = ['closed_date', 'createdate'].map((name) =>
    Date.parse(properties.get(name) ?? ''),
  );
  if (closed === undefined || created === undefined || Number.isNaN(closed - created)) {
    properties.delete('time_to_close');
  } else properties.set('time_to_close', String(Math.max(0, closed - created)));
}

/** When a task was done. */
export function computeCompletion(properties: Map<string, string>, now: number): void {
  const isDone = properties.get('hs_task_status') === 'COMPLETED';
  dateOf('hs_task_completion_date', isDone, properties, now);
}
