/** What starts ends, and leaves nothing behind; what was killed comes up again. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { newHome, processesOf, removeHomes, until } from '../store/embedded/home.js';
import { endAll, removeFolders, run, start } from './command-line.js';

afterEach(async () => {
  await endAll();
  await removeHomes();
});
afterAll(removeFolders);

const UP_TO_DATE = 'nothing: the portal is up to date';
const READY = /For a sales rep\s+(http\S+)/;

/** "partner-sourced 1,240,300.00 …" → the amounts, in minor units. */
const amounts = (text: string): Record<string, bigint> =>
  Object.fromEntries(
    [...text.matchAll(/^ +(partner-sourced|partner-influenced|direct|total) +([\d,.-]+)/gm)].map(
      ([, name = '', amount = '']) => [name, BigInt(amount.replace(/[,.]/g, ''))],
    ),
  );

/** Of a database in this home, wherever its data lies. */
const survivors = (home: string): readonly number[] => {
  const place = path.join(home, 'postgres', 'place');
  return [home, ...(existsSync(place) ? [readFileSync(place, 'utf8').trim()] : [])].flatMap(processesOf);
};

describe('sandbox', () => {
  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('%s ends it, with a connection open', async (signal) => {
    const portal = await start(['sandbox', '--port', '0', '--deals', '5', '--json']);
    const { url } = JSON.parse(await portal.says('\n')) as { url: string };
    await fetch(`${url}/__sandbox__/clock`);
    const ended = await portal.stop(signal);
    expect([ended.code, ended.signal, ended.stderr]).toEqual([130, null, '']);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('start', () => {
  it('once sets up, syncs and ends; killed with −9 it comes up again with nothing lost', async () => {
    const home = await newHome();
    const settings = { PARTNERSHIP_HOME: home };

    const once = await run(['start', '--once', '--port', '0'], settings);
    expect([once.code, once.stderr]).toEqual([0, expect.stringContaining('set up')]);
    const first = amounts(once.stdout);
    expect(first['partner-sourced']! + first['partner-influenced']! + first.direct!).toBe(first.total);
    expect(first.total).toBeGreaterThan(0n);
    expect(survivors(home)).toEqual([]);

    const killed = await start(['start', '--port', '0'], settings);
    await killed.says(READY);
    expect((await killed.stop('SIGKILL')).stderr).toContain(UP_TO_DATE);

    const again = await start(['start', '--port', '0'], settings);
    const words = await again.says(READY);
    expect(amounts(words)).toEqual(first);
    const [, deal = ''] = READY.exec(words) ?? [];
    expect((await fetch(deal)).status).toBe(200);

    // Other commands find its portal, and its database, by the home alone; a second one does not start.
    const synced = await run(['sync', '--json'], settings);
    expect(JSON.parse(synced.stdout)).toMatchObject({
      writes: { deals: 0, partners: 0 },
      results: { stored: 0 },
    });
    const second = await run(['start', '--port', '0'], settings);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toMatch(/Error \(home_in_use\): .+\n  Next: .+\n$/);
    expect((await fetch(deal)).status).toBe(200);

    const ended = await again.stop('SIGINT');
    expect([ended.code, ended.signal]).toEqual([130, null]);
    expect(ended.stderr).toContain(UP_TO_DATE);
    expect(survivors(home)).toEqual([]);
    expect(await run(['sync'], settings)).toMatchObject({ code: 2, stdout: '' });
  }, 60_000);

  it('SIGINT in the middle of the first sync ends it, and the next one goes on from there', async () => {
    const home = await newHome();
    const settings = { PARTNERSHIP_HOME: home };
    const cut = await start(['start', '--port', '0'], settings);
    // Set up and reading: the state of the portal is there, and the database runs.
    await until(() => survivors(home).length > 0);
    const ended = await cut.stop('SIGINT');
    expect([ended.code, ended.signal]).toEqual([130, null]);
    expect(survivors(home)).toEqual([]);
    expect((await run(['start', '--once', '--port', '0'], settings)).code).toBe(0);
    expect(survivors(home)).toEqual([]);
  }, 60_000);
});
