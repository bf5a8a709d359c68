/** A portal as the API tells it: every property, group, label, record and association, but for when it was changed. */
import { fetchSend } from '../../src/hubspot/fetch-send.js';
import type { Sandbox } from '../../src/sandbox/index.js';

const RECORD_TYPES = [
  ...(['deals', 'companies', 'contacts', 'meetings', 'calls', 'emails'] as const),
  ...(['notes', 'tasks', 'tickets', 'feedback_submissions'] as const),
] as const;
const PAIRS = [
  ['deals', 'companies'],
  ['companies', 'deals'],
  ['deals', 'contacts'],
  ['contacts', 'companies'],
  ['deals', 'meetings'],
  ['deals', 'calls'],
  ['deals', 'emails'],
  ['companies', 'notes'],
  ['companies', 'tasks'],
  ['companies', 'meetings'],
  ['tickets', 'companies'],
  ['feedback_submissions', 'contacts'],
] as const;

interface Listed {
  readonly results: readonly { readonly id: string; readonly properties: Record<string, string | null> }[];
  readonly paging?: { readonly next?: { readonly after: string } };
}

/** Property names of HubSpot's that change with every write. */
const MODIFIED: ReadonlySet<string> = new Set(['hs_lastmodifieddate', 'lastmodifieddate']);

/**
 * One line a thing, sorted, so that a comparison names what differs.
 */
export async function wholePortal(sandbox: Pick<Sandbox, 'url' | 'accessToken'>): Promise<readonly string[]> {
  const send = fetchSend(sandbox.url, sandbox.accessToken, 30_000);
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const { status, text } = await send(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  };
  const lines: string[] = [];
  const add = (what: string, value: unknown): number => lines.push(`${what} ${JSON.stringify(value)}`);
  const schemas = await call<{ results: { name: string; objectTypeId: string }[] }>(
    'GET',
    '/crm-object-schemas/2026-09/schemas',
  );
  for (const schema of schemas.results) add('schema', schema);
  const archived = await call<{ results: unknown[] }>(
    'GET',
    '/crm-object-schemas/2026-09/schemas?archived=true',
  );
  for (const schema of archived.results) add('deleted schema', schema);
  const ofObjects = schemas.results.map(({ objectTypeId }) => [objectTypeId, 'companies'] as const);
  const types = [...RECORD_TYPES, ...schemas.results.map(({ objectTypeId }) => objectTypeId)];
  for (const type of types) {
    const found = await call<{ results: { name: string }[] }>('GET', `/crm/properties/2026-09/${type}`);
    for (const property of found.results) add(`property ${type}`, property);
    const groups = await call<{ results: unknown[] }>('GET', `/crm/properties/2026-09/${type}/groups`);
    for (const group of groups.results) add(`group ${type}`, group);
    const ids: string[] = [];
    for (let after: string | undefined = '0'; after !== undefined;) {
      const names = found.results.map(({ name }) => name).join(',');
      const page: Listed = await call(
        'GET',
        `/crm/objects/2026-09/${type}?limit=100&after=${after}&properties=${names}`,
      );
      for (const { id, properties } of page.results) {
        ids.push(id);
        add(
          `record ${type} ${id}`,
          Object.entries(properties).filter(([name, value]) => value !== null && !MODIFIED.has(name)),
        );
      }
      after = page.paging?.next?.after;
    }
    for (const [from, to] of [...PAIRS, ...ofObjects].filter(([one]) => one === type)) {
      const labels = await call<{ results: unknown[] }>(
        'GET',
        `/crm/associations/2026-09/${from}/${to}/labels`,
      );
      for (const label of labels.results) add(`label ${from} ${to}`, label);
      for (let at = 0; at < ids.length; at += 1000) {
        const inputs = ids.slice(at, at + 1000).map((id) => ({ id }));
        const read = await call<{ results: unknown[] }>(
          'POST',
          `/crm/associations/2026-09/${from}/${to}/batch/read`,
          { inputs },
        );
        for (const link of read.results) add(`association ${from} ${to}`, link);
      }
    }
  }
  return lines.toSorted();
}
