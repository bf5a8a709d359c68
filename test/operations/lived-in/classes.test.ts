/** Four portals that were never made for us: the class of their deals is the one that was worked out by hand. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../../src/domain/policy.js';
import { parseMapping } from '../../../src/files/mapping-file.js';
import { hubspotCrm } from '../../../src/hubspot/hubspot-crm.js';
import { setUpPortal } from '../../../src/operations/set-up-portal.js';
import { syncPortal, type SyncSummary } from '../../../src/operations/sync-portal.js';
import type { PortalName } from '../../../src/sandbox/index.js';
import { PortalOnDatabase, transportTo } from '../portal.js';
import { DROPDOWN_CLASSES } from './dropdown-classes.js';
import { CONTACT_CLASSES, OBJECT_CLASSES, PIPELINE_CLASSES } from './telling-classes.js';

const MAPPINGS = {
  dropdown: 'dropdown.json',
  object: 'custom-object.json',
  contacts: 'contacts.json',
  pipelines: 'pipelines.json',
} as const;

interface Synced {
  readonly on: PortalOnDatabase;
  readonly summary: SyncSummary;
  /** By deal name; a deal that is in no number has none. */
  readonly classes: ReadonlyMap<string, string>;
  readonly names: readonly string[];
}

async function syncLivedIn(portal: keyof typeof MAPPINGS, seed: number): Promise<Synced> {
  const file = `examples/mappings/${MAPPINGS[portal]}`;
  const mapping = parseMapping(await readFile(file, 'utf8'), file);
  const on = await PortalOnDatabase.open({ portal: portal satisfies PortalName, seed });
  const crm = hubspotCrm(transportTo(on.sandbox), undefined, mapping);
  await setUpPortal(crm, { dryRun: false });
  const request = { policy: DEFAULT_POLICY, dryRun: false };
  const summary = await syncPortal({ ...on.deps(), crm }, request, () => undefined);
  const nameOf = new Map(
    [...on.sandbox.portal.records.list('deals')].map(({ id, properties }) => [
      id,
      properties.get('dealname') ?? '',
    ]),
  );
  const classes = new Map<string, string>();
  for await (const page of on.store.eachResult(portalId(String(on.sandbox.portalId)))) {
    for (const result of page) classes.set(nameOf.get(result.dealId) ?? '', result.class);
  }
  return { on, summary, classes, names: [...nameOf.values()] };
}

const expectedOf = (rows: readonly (readonly [string, string | null, string])[]) =>
  new Map(rows.flatMap(([name, expected]) => (expected === null ? [] : [[name, expected] as const])));

describe.each([7, 8])('the portal dropdown, seed %d', (seed) => {
  let synced: Synced | undefined;
  beforeAll(async () => {
    synced = await syncLivedIn('dropdown', seed);
  });
  afterAll(() => synced?.on.close());

  it('has each of its deals in the table, and no other', () => {
    expect(DROPDOWN_CLASSES.map(([name]) => name).sort()).toEqual([...(synced?.names ?? [])].sort());
  });

  it('gives every deal the class that was worked out by hand', () => {
    const differing = DROPDOWN_CLASSES.filter(([name, expected]) => synced?.classes.get(name) !== expected);
    expect(differing.map(([name, , why]) => [name, synced?.classes.get(name), why])).toEqual([]);
    expect(synced?.classes.size).toBe(DROPDOWN_CLASSES.length);
  });
});

describe.each([
  ['object', OBJECT_CLASSES],
  ['contacts', CONTACT_CLASSES],
  ['pipelines', PIPELINE_CLASSES],
] as const)('the portal %s', (portal, rows) => {
  let synced: Synced | undefined;
  beforeAll(async () => {
    synced = await syncLivedIn(portal, 7);
  });
  afterAll(() => synced?.on.close());

  it('gives the hand-made deals the classes that were worked out by hand', () => {
    const told = new Set(rows.map(([name]) => name));
    const found = new Map([...(synced?.classes ?? [])].filter(([name]) => told.has(name)));
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expectedOf(rows)));
  });
});
