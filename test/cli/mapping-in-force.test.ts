/** Which mapping a command works with: a file of ops, else what is saved in the portal, else the built-in one. */
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { filedMapping, mappingWords } from '../../src/cli/mapping-in-force.js';
import { publishedWords, publishFiledMapping } from '../../src/cli/publish-mapping.js';
import { readConfig } from '../../src/config.js';
import { instant } from '../../src/domain/calendar.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { NO_PORTAL_DATA } from '../operations/no-portal-data.js';
import { crmOf, dataOf } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { testDatabase, type TestDatabase } from '../store/database.js';
import { buildCommandLine, endAll, files, removeFolders, run } from './command-line.js';

const FILE = path.resolve('examples/mappings/pipelines.json');
const OVERLAPS = path.resolve('examples/imports/crossbeam-overlaps.json');

let sandbox: Sandbox;
let database: TestDatabase;
let home: string;
let settings: Record<string, string>;
beforeAll(async () => {
  [sandbox, database] = await Promise.all([
    startSandbox({ port: 0, portal: 'pipelines', faults: WIDE_LIMITS }),
    testDatabase(),
    buildCommandLine(),
  ]);
  await setUpPortal(crmOf(sandbox), { dryRun: false });
  const { one } = await files({ one: '{}' });
  home = path.join(path.dirname(one), 'home');
  await mkdir(home);
  settings = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
    DATABASE_URL: database.databaseUrl,
    PARTNERSHIP_HOME: home,
  };
}, 60_000);
afterAll(async () => {
  await endAll();
  await Promise.all([sandbox.close(), database.close()]);
  await removeFolders();
});
beforeEach(() => rm(path.join(home, 'mapping.json'), { force: true }));

const save = (text: string): Promise<void> =>
  dataOf(sandbox).write('mapping', { text, savedAt: instant(sandbox.portal.now()), savedBy: null });
const header = async (more: Readonly<Record<string, string>> = {}): Promise<string> => {
  const { stderr } = await run(['sync', '--dry-run'], { ...settings, ...more });
  return stderr.split('\n').find((line) => line.startsWith('Partnership Manager')) ?? stderr;
};

describe('a command', () => {
  it('names no mapping where the built-in one holds', async () => {
    expect(await header()).not.toContain('mapping');
  });

  it('works with what is saved in the portal, before that with a file in the home, before that with one that is named', async () => {
    await save('{"version":"saved-1"}');
    expect(await header()).toContain('   mapping saved-1 (saved in the portal)   policy default-1');
    await copyFile(FILE, path.join(home, 'mapping.json'));
    expect(await header()).toContain('   mapping pipelines-1 (mapping.json)   policy');
    const { named } = await files({ named: '{"version":"named-1"}' });
    expect(await header({ PARTNERSHIP_MAPPING: named })).toContain(
      `   mapping named-1 (${path.basename(named)})   policy`,
    );
  });

  it('reads the portal by it', async () => {
    const { named } = await files({ named: await readFile(FILE, 'utf8') });
    const summary = async (more: Record<string, string>): Promise<{ readonly deals: number }> => {
      const { stdout } = await run(['sync', '--dry-run', '--json'], { ...settings, ...more });
      return JSON.parse(stdout) as { readonly deals: number };
    };
    const [mapped, plain] = [await summary({ PARTNERSHIP_MAPPING: named }), await summary({})];
    // The pipelines of leads and tests are in no number.
    expect(mapped.deals).toBeLessThan(plain.deals);
  });

  it.each([[['sync']], [['explain', '7']], [['setup']], [['worker', '--once']]])(
    '%s says at once, with its line, that a mapping does not hold, and asks the portal for nothing',
    async (args) => {
      const { bad } = await files({ bad: '{\n  "version": "bad-1",\n  "pipelnes": []\n}' });
      const before = await requests();
      const ended = await run(args, { ...settings, PARTNERSHIP_MAPPING: bad });
      expect([ended.code, ended.stdout]).toEqual([2, '']);
      expect(ended.stderr).toMatch(/line 3: pipelnes is an unknown key; the nearest known key is pipelines/);
      expect(await requests()).toBe(before);
    },
  );

  describe('names what the portal lacks', () => {
    const gone =
      '{\n  "version": "gone-1",\n  "customer": { "label": "End custmer" },\n  "pipelines": [{ "label": "Salez", "use": "count" }]\n}';
    const cases: readonly (readonly [
      string,
      (file: Awaited<ReturnType<typeof written>>) => readonly string[],
    ])[] = [
      ['sync', () => ['sync']],
      ['sync --dry-run', () => ['sync', '--dry-run']],
      ['sync --observe', () => ['sync', '--observe']],
      ['worker --once', () => ['worker', '--once']],
      ['whatif', ({ policy }) => ['whatif', '--policy', policy]],
      ['tag', ({ tags }) => ['tag', '--file', tags]],
      ['tag --yes', ({ tags }) => ['tag', '--file', tags, '--yes']],
      [
        'import --yes',
        ({ overlaps }) => ['import', 'overlaps', '--file', overlaps, '--columns', OVERLAPS, '--yes'],
      ],
      ['serve', () => ['serve', '--port', '0']],
    ];
    const written = () =>
      files({
        gone,
        policy: '{ "version": "stricter-1" }',
        tags: 'deal_id,partner_id,role,motion,state\n4100001,2100001,sourced,,confirmed\n',
        overlaps: 'Partner Name,Account Name,Account Website,Partner Population\nA,B,b.example,Customers\n',
      });
    it.each(cases)('%s says which line does, and writes nothing', async (_, argsOf) => {
      const named = await written();
      const before = await writes();
      const more = { PARTNERSHIP_MAPPING: named.gone, HUBSPOT_CLIENT_SECRET: 'secret' };
      const ended = await run(argsOf(named), { ...settings, ...more });
      expect([ended.code, ended.stdout]).toEqual([1, '']);
      expect(ended.stderr).toContain('mapping_outdated');
      expect(ended.stderr).toContain('line 3, customer.label');
      expect(ended.stderr).toContain('line 4, pipelines.0.label');
      expect(await writes()).toEqual(before);
    });
  });

  it('ends where what is saved cannot be read, and never works with the built-in one then', async () => {
    await save('{"amuont":{}}');
    const ended = await run(['sync'], settings);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toMatch(/mapping_invalid[\s\S]*saved in the portal[\s\S]*amuont/);
  });
});

interface Counters {
  readonly total: number;
  readonly requests: Readonly<Record<string, number>>;
}

const counters = async (): Promise<Counters> => {
  const answer = await fetch(new URL('/__sandbox__/counters', sandbox.url));
  return (await answer.json()) as Counters;
};
const requests = async (): Promise<number> => (await counters()).total;
/** Requests that do not only read, by route. */
const writes = async (): Promise<readonly unknown[]> =>
  Object.entries((await counters()).requests).filter(
    ([route]) => !/^GET|\/search$|\/batch\/read$/.test(route),
  );

describe('what setup saves in the portal', () => {
  const clock = { now: () => instant(7) };
  const filed = (file: string | null) => {
    const env = { PARTNERSHIP_HOME: home, ...(file === null ? {} : { PARTNERSHIP_MAPPING: file }) };
    const found = filedMapping(readConfig(env, home));
    if (found === null) throw new Error('there is no mapping file');
    return { mapping: found.mapping, from: 'file', savedAt: null, filed: found } as const;
  };

  it('is the file’s mapping, once, and again where it has changed', async () => {
    const portal = { data: dataOf(sandbox), clock, mapping: filed(FILE) };
    expect(await publishFiledMapping(portal, { dryRun: true })).toBe('would_save');
    expect((await dataOf(sandbox).read(['mapping'])).mapping?.text).not.toContain('pipelines-1');
    expect(await publishFiledMapping(portal, { dryRun: false })).toBe('saved');
    expect(await publishFiledMapping(portal, { dryRun: false })).toBe('same');
    const { mapping } = await dataOf(sandbox).read(['mapping']);
    expect(mapping).toMatchObject({ savedAt: 7, savedBy: null });
    expect(JSON.parse(mapping?.text ?? '')).toEqual(JSON.parse(await readFile(FILE, 'utf8')));
    const { other } = await files({ other: '{"version":"other-1"}' });
    const changed = { ...portal, mapping: filed(other) };
    expect(await publishFiledMapping(changed, { dryRun: false })).toBe('saved');
  });

  it('is nothing where no file holds, and said where the portal has no place', async () => {
    const mapping = filed(FILE);
    const none = { data: dataOf(sandbox), clock, mapping: { ...mapping, filed: null } };
    expect(await publishFiledMapping(none, { dryRun: false })).toBeNull();
    const placeless = { data: NO_PORTAL_DATA, clock, mapping };
    const published = await publishFiledMapping(placeless, { dryRun: false });
    expect(published).toBe('no_place');
    expect(publishedWords('a-1', published)).toContain('build the cards with PARTNERSHIP_MAPPING');
  });

  it('is called by its file’s name in headers', () => {
    expect(mappingWords(filed(FILE))).toBe('mapping pipelines-1 (pipelines.json)');
  });
});
