/** What the page's script asks of the server that it came from. */
import type { PageView } from '../page-view.js';
import type { PropertyNames, PropertyValues, ServerlessOptions } from './wire.js';

/** The record that a page or a card stands on. */
export interface RecordRef {
  readonly objectTypeId: string;
  readonly recordId: string;
}

const post = async (path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { readonly message?: string };
  if (!response.ok) throw new Error(answer.message ?? `The portal answered ${response.status}.`);
  return answer;
};

interface FunctionAnswer {
  readonly status: 'SUCCESS' | 'ERROR';
  readonly response?: unknown;
  readonly message?: string;
}

/** Runs an app function, for a record or for none. @throws in the portal's words when it failed. */
export const runFunction = async (
  record: RecordRef | null,
  name: string,
  options: ServerlessOptions,
): Promise<unknown> => {
  const path = `/record/functions/${encodeURIComponent(name)}`;
  const answer = (await post(path, { ...options, ...(record ?? {}) })) as FunctionAnswer;
  if (answer.status === 'SUCCESS') return answer.response;
  throw new Error(answer.message ?? 'The function did not answer.');
};

export const fetchProperties = async (
  record: RecordRef,
  properties: PropertyNames,
): Promise<PropertyValues> => (await post('/record/properties', { ...record, properties })) as PropertyValues;

/** Changes properties of a record. @throws in the portal's words when it refused. */
export const saveProperties = (
  record: RecordRef,
  properties: Readonly<Record<string, string>>,
): Promise<unknown> => post('/record/edit', { ...record, properties });

/** Reads the view of the page one is on once more. */
export const readView = async (): Promise<PageView> => {
  const address = `${window.location.pathname}${window.location.search}`;
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  return (await response.json()) as PageView;
};
