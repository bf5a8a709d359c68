/** Adopting a portal that was never made for this, as ops do it, command by command; and leaving it as it was. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { wholePortal } from '../operations/whole-portal.js';
import { testDatabase } from '../store/database.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { endAll, newFolder, removeFolders, run, type Ended } from './command-line.js';

const PORTALS = ['dropdown', 'object', 'contacts', 'pipelines'] as const;

/** On the embedded database, that every command starts and stops; the others are on a server that stays. */
const EMBEDDED = 'dropdown';

const opened: { close: () => Promise<void> }[] = [];
afterAll(async () => {
  await endAll();
  await Promise.all(opened.map((one) => one.close()));
  await removeFolders();
});

interface Ops {
  readonly sandbox: Sandbox;
  /** Runs a command that is to end well. */
  readonly does: (...args: readonly string[]) => Promise<Ended>;
  readonly home: string;
}

async function opsOf(portal: (typeof PORTALS)[number]): Promise<Ops> {
  const sandbox = await startSandbox({ port: 0, portal, faults: WIDE_LIMITS });
  opened.push(sandbox);
  const database = portal === EMBEDDED ? null : await testDatabase();
  if (database !== null) opened.push(database);
  const home = path.join(await newFolder(), 'home');
  const settings = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
    PARTNERSHIP_HOME: home,
    ...(database === null ? {} : { DATABASE_URL: database.databaseUrl }),
  };
  const does: Ops['does'] = async (...args) => {
    const ended = await run(args, settings);
    if (ended.code !== 0)
      throw new Error(`partnership ${args.join(' ')} ended with ${ended.code}\n${ended.stderr}`);
    return ended;
  };
  return { sandbox, does, home };
}

/** Won revenue by class, as a sync sums it up. */
const sums = ({ stdout }: Ended): unknown =>
  (JSON.parse(stdout) as { readonly lastTwelveMonths: Readonly<Record<string, number>> }).lastTwelveMonths;

// Beside each other: they mostly wait for the portal’s few searches a second.
it.concurrent.each(PORTALS)(
  'the portal %s is mapped, observed, compared, set up, synced and left, and then is what it was',
  async (name) => {
    const { sandbox, does, home } = await opsOf(name);
    const before = await wholePortal(sandbox);

    await does('map', '--yes');
    const mapping = JSON.parse(await readFile(path.join(home, 'mapping.json'), 'utf8')) as {
      version: string;
      baseline?: unknown;
    };
    await does('map', 'check');
    await does('setup', '--check');
    const observed = sums(await does('sync', '--observe', '--json'));
    // Only one of the four has ever said who brought a deal; the others have nothing to compare with, and are told so.
    expect(mapping.baseline !== undefined).toBe(name === 'dropdown');
    if (mapping.baseline === undefined) {
      await expect(does('report', '--variance')).rejects.toThrow(
        'there is no field of the portal to compare with',
      );
    } else {
      const { stdout } = await does('report', '--variance', '--format', 'csv');
      expect(stdout.split('\n').length).toBeGreaterThan(10);
    }
    expect(await wholePortal(sandbox)).toEqual(before);

    await does('setup');
    const synced = await does('sync', '--json');
    expect(synced.stderr).toContain(`mapping ${mapping.version}`);
    expect(sums(synced)).toEqual(observed);
    expect(await wholePortal(sandbox)).not.toEqual(before);
    await does('verify');

    const left = await does('uninstall', '--export', path.join(home, 'export'), '--yes');
    expect(left.stdout + left.stderr).toContain('the ledger with every result');
    expect(await wholePortal(sandbox)).toEqual(before);
  },
);
