/** Uninstalling: what was there before the set-up is there again, to the last value; what was ours is exported first. */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { exportColumns, ExportFolder } from '../../src/files/export-folder.js';
import { hubspotRemover } from '../../src/hubspot/remove-schema.js';
import { OBJECTS } from '../../src/hubspot/schema.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { surveyOurs } from '../../src/operations/survey-ours.js';
import { uninstallPortal, type UninstallRequest } from '../../src/operations/uninstall-portal.js';
import { withLease } from '../../src/operations/with-lease.js';
import { crmOf, dataOf, PortalOnDatabase, transportTo, type Tamper } from './portal.js';
import { bound, codeOf, intoFolder, rows } from './exported.js';
import { runProgramme } from './run-programme.js';
import { wholePortal } from './whole-portal.js';

/** Each with a history of its own, and nothing of ours. */
const LIVED_IN = ['dropdown', 'object', 'contacts', 'pipelines'] as const;

let portal: PortalOnDatabase;
const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'partnership-export-'));
  folders.push(folder);
  return folder;
};
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const remover = (tamper?: Tamper) => hubspotRemover(transportTo(portal.sandbox, tamper));
const id = () => portalId(String(portal.sandbox.portalId));

const uninstall = (request: Partial<UninstallRequest> = {}, tamper?: Tamper, stop?: AbortSignal) =>
  uninstallPortal(
    { remover: remover(tamper), store: portal.store, stop },
    { portalId: id(), openExport: null, forget: false, ...request },
  );

async function exportTo(folder: string): Promise<ExportFolder> {
  const { items } = await remover().find();
  const objects = Object.fromEntries(
    OBJECTS.map(({ name, properties }) => [name, properties.map((one) => one.name)]),
  );
  const head = { portalId: id(), exportedAt: '2026-11-20T17:00:00Z' };
  return ExportFolder.open(folder, head, exportColumns(items, objects));
}

/** A sync that publishes its summary into the portal as well. */
const syncPublishing = () =>
  syncPortal(
    { ...portal.deps(), data: dataOf(portal.sandbox) },
    { policy: DEFAULT_POLICY, full: false, dryRun: false, plan: null },
    () => undefined,
  );

function emptyOurValues(): void {
  for (const type of ['deals', 'companies'] as const)
    for (const { properties } of portal.sandbox.portal.records.list(type))
      for (const name of [...properties.keys()])
        if (name.startsWith('partnership_')) (properties as Map<string, string>).delete(name);
}

describe.each(LIVED_IN)('the portal %s, once we are gone', (name) => {
  beforeEach(async () => {
    portal = await PortalOnDatabase.open({ portal: name });
  });
  afterEach(() => portal.close());

  it('is what it was before set-up and sync, value by value, label by label', async () => {
    const before = await wholePortal(portal.sandbox);
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await syncPublishing();
    const during = await wholePortal(portal.sandbox);
    expect(during.some((line) => line.includes('partnership_class'))).toBe(true);
    const { removed, refused, survey } = await uninstall();
    expect(refused).toEqual([]);
    expect(removed).toEqual(survey.items);
    expect(await wholePortal(portal.sandbox)).toEqual(before);
    expect((await remover().find()).items).toEqual([]);
  });
});

describe('a portal in which people ran their partner programme', () => {
  beforeEach(async () => {
    portal = await PortalOnDatabase.open({ portal: 'pipelines' });
    portal.asBuilt = true;
  });
  afterEach(() => portal.close());

  it('is what it was before set-up once we are gone, and the export holds what they had entered', async () => {
    const before = await wholePortal(portal.sandbox);
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    const partner = await runProgramme(portal);
    await portal.sync();
    const company = new Map(portal.sandbox.portal.records.get('companies', partner)?.properties);
    const entered = [
      ...['partnership_type', 'partnership_stage', 'partnership_stage_history', 'partnership_joint_plan'],
      ...['partnership_agreement_notice_days', 'partnership_programme', 'partnership_health'],
    ];
    expect(entered.filter((name) => (company.get(name) ?? '') === '')).toEqual([]);

    const folder = await newFolder();
    const sink = await exportTo(folder);
    const { refused } = await uninstall({ openExport: intoFolder(sink) });
    expect(refused).toEqual([]);
    expect(await wholePortal(portal.sandbox)).toEqual(before);
    expect((await remover().find()).items).toEqual([]);
    const exported = (await rows(path.join(folder, 'companies.ndjson'))).find((one) => one.id === partner);
    for (const name of entered) expect([name, exported?.[name]]).toEqual([name, company.get(name)]);
    const [registration] = await rows(path.join(folder, 'partner_registration.ndjson'));
    expect(registration).toMatchObject({
      ...{ partnership_partner_id: partner, partnership_status: 'approved' },
      partnership_decisions: expect.stringMatching(/submitted.+approved/),
    });
  }, 60_000);
});

describe('a portal that never knew us', () => {
  beforeEach(async () => {
    portal = await PortalOnDatabase.open({ portal: 'dropdown' });
  });
  afterEach(() => portal.close());

  it('can be set up once more, and the next sync publishes everything anew', async () => {
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await portal.sync();
    const published = portal.snapshot();
    await uninstall();
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    // HubSpot may give a property back with its old values; ours are then emptied by hand, as a new portal has none.
    emptyOurValues();
    await portal.sync();
    expect(portal.snapshot()).toBe(published);
  });

  it('keeps the ledger, unless it is to be forgotten', async () => {
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await portal.sync();
    await uninstall();
    expect((await portal.store.listRuns(id(), 10)).length).toBeGreaterThan(0);
    await uninstall({ forget: true });
    expect(await portal.store.listRuns(id(), 10)).toEqual([]);
    expect(await portal.store.knownPortals()).toEqual([]);
  });
});

describe('a portal of the demo', () => {
  beforeEach(async () => {
    portal = await PortalOnDatabase.open({ deals: 40 });
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await syncPublishing();
  });
  afterEach(() => portal.close());

  it('a dry run counts what would go, and writes nothing', async () => {
    const before = await wholePortal(portal.sandbox);
    const asked: string[] = [];
    const survey = await surveyOurs(
      remover(({ method, path: one }) => {
        if (method !== 'GET' && !one.endsWith('/batch/read')) asked.push(`${method} ${one}`);
        return null;
      }),
      await remover().find(),
      null,
      undefined,
    );
    expect(asked).toEqual([]);
    expect(await wholePortal(portal.sandbox)).toEqual(before);
    const { records } = portal.sandbox.portal;
    const holding = (name: string): number =>
      [...records.list('deals')].filter((one) => (one.properties.get(name) ?? '') !== '').length;
    for (const name of ['partnership_class', 'partnership_referral_partner'])
      expect(survey.properties.find((one) => one.name === name)?.records).toBe(holding(name));
    expect(survey.taggedDeals).toBeGreaterThan(0);
    expect(Object.values(survey.labels).reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(
      survey.taggedDeals,
    );
    expect(survey.objects).toMatchObject({ partnership_data: 1 });
  });

  it('exports every value by record and every label by deal, with companies by name', async () => {
    const folder = await newFolder();
    const sink = await exportTo(folder);
    const values = new Map(
      [...portal.sandbox.portal.records.list('deals')].map((one) => [one.id, new Map(one.properties)]),
    );
    const { survey } = await uninstall({ openExport: intoFolder(sink) });
    const deals = await rows(path.join(folder, 'deals.ndjson'));
    expect(deals).toHaveLength(survey.deals.withValues);
    for (const { id: dealId, name, ...ours } of deals) {
      const held = values.get(dealId ?? '');
      expect(held?.get('dealname')).toBe(name);
      for (const [property, value] of Object.entries(ours)) expect(held?.get(property)).toBe(value);
    }
    const tags = await rows(path.join(folder, 'tags.ndjson'));
    expect(tags).toHaveLength(Object.values(survey.labels).reduce((sum, one) => sum + one, 0));
    expect(tags[0]).toMatchObject({ deal_id: expect.any(String), label: expect.stringMatching(/artner/) });
    expect(tags.every((tag) => (tag.company_name ?? '') !== '')).toBe(true);
    expect(await rows(path.join(folder, 'partnership_data.ndjson'))).toHaveLength(1);
    const csv = await readFile(path.join(folder, 'deals.csv'), 'utf8');
    expect(csv.split('\n')[0]).toMatch(/^id,name,partnership_class,/);
    const manifest = JSON.parse(await readFile(path.join(folder, 'export.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ format: 'partnership-export', portalId: id() });
  });

  it('a name that a spreadsheet would run is harmless in the CSV, and exact in the JSON lines', async () => {
    const [deal] = [...portal.sandbox.portal.records.list('deals')].filter(
      (one) => (one.properties.get('partnership_class') ?? '') !== '',
    );
    const formula = '=HYPERLINK("http://x","y")';
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${deal?.id}`, {
      properties: { dealname: formula },
    });
    const folder = await newFolder();
    const sink = await exportTo(folder);
    await surveyOurs(remover(), await remover().find(), sink, undefined);
    await sink.finish({});
    expect(await readFile(path.join(folder, 'deals.csv'), 'utf8')).toContain(
      `"'=HYPERLINK(""http://x"",""y"")"`,
    );
    const names = (await rows(path.join(folder, 'deals.ndjson'))).map(({ name }) => name);
    expect(names).toContain(formula);
  });

  it('stopped at any step, it goes on when it is run again, and exports what is left beside the first', async () => {
    const before = (await remover().find()).items.length;
    const folder = await newFolder();
    const stop = new AbortController();
    let removals = 0;
    const first = await exportTo(folder);
    const stopping: Tamper = ({ method }) => {
      if (method === 'DELETE' && (removals += 1) === 10) stop.abort();
      return null;
    };
    await expect(uninstall({ openExport: intoFolder(first) }, stopping, stop.signal)).rejects.toMatchObject({
      code: 'interrupted',
    });
    expect((await remover().find()).items).toHaveLength(before - 10);
    const second = await exportTo(folder);
    expect(second.folder).toBe(path.join(folder, 'rest-1'));
    const { refused } = await uninstall({ openExport: intoFolder(second) });
    expect(refused).toEqual([]);
    expect((await remover().find()).items).toEqual([]);
    expect(existsSync(path.join(folder, 'export.json'))).toBe(true);
    expect(existsSync(path.join(folder, 'rest-1', 'export.json'))).toBe(true);
  });

  it('an export that fails removes nothing', async () => {
    const { items } = await remover().find();
    const sink = {
      ...bound(await exportTo(await newFolder())),
      finish: () => Promise.reject(new Error('disk full')),
    };
    await expect(uninstall({ openExport: () => Promise.resolve(sink) })).rejects.toThrow('disk full');
    expect((await remover().find()).items).toEqual(items);
  });

  it('never runs while a sync does', async () => {
    const refusal = await withLease(portal.store, id(), 'sync', () => codeOf(uninstall()));
    expect(refusal).toBe('lease_held');
    expect((await remover().find()).items.length).toBeGreaterThan(0);
  });

  it('what HubSpot does not let go is told, and everything else goes', async () => {
    const { refused } = await uninstall({}, ({ method, path: one }) =>
      method === 'DELETE' && one.endsWith('/partnership_class')
        ? {
            status: 400,
            header: () => null,
            text: JSON.stringify({ message: 'is used in 2 workflows', category: 'VALIDATION_ERROR' }),
          }
        : null,
    );
    // Its group cannot go before it.
    expect(refused.map(({ kind, objectType, name }) => `${kind} ${objectType} ${name}`)).toEqual([
      'property deals partnership_class',
      'group deals partnership',
    ]);
    expect(refused[0]?.reason).toContain('is used in 2 workflows');
    expect((await remover().find()).items.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'property partnership_class',
      'group partnership',
    ]);
  });

  it('a folder with other files in it is refused before anything is read', async () => {
    const folder = await newFolder();
    await writeFile(path.join(folder, 'taxes.xlsx'), '');
    expect(await codeOf(exportTo(folder))).toBe('export_folder_taken');
  });
});

describe('what only has a name of ours', () => {
  beforeEach(async () => {
    portal = await PortalOnDatabase.open({ portal: 'dropdown' });
  });
  afterEach(() => portal.close());

  it('stays: a property in another group, a label without our inverse, a group with their property', async () => {
    const theirs = { type: 'string', fieldType: 'text', groupName: 'dealinformation' };
    const properties = '/crm/properties/2026-09/deals';
    await portal.call('POST', properties, { ...theirs, name: 'partnership_credits', label: 'Who gets what' });
    const labels = '/crm/associations/2026-09/deals/companies/labels';
    await portal.call('POST', labels, { name: 'their_sourced', label: 'Partner sourced' });
    const before = await wholePortal(portal.sandbox);
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await portal.sync();
    await portal.call('POST', properties, {
      ...theirs,
      name: 'our_own_score',
      label: 'Score',
      groupName: 'partnership',
    });
    const { survey } = await uninstall();
    expect(survey.kept.map(({ kind, label, why }) => `${kind} ${label}: ${why}`)).toEqual([
      expect.stringMatching(/^property Partner credit: it was not made by/),
      'group Partnership: it holds “Score”',
      expect.stringMatching(/^label Partner sourced: it was not made by/),
    ]);
    const after = await wholePortal(portal.sandbox);
    // Only what they made since differs, and what the sync wrote into the property that they had before.
    const isTheirs = (line: string): boolean =>
      /our_own_score|group deals .*partnership|"partnership_credits"/.test(line);
    expect(after.filter((line) => !isTheirs(line))).toEqual(before.filter((line) => !isTheirs(line)));
  });
});
