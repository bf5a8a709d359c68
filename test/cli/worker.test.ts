/** `worker`, as people run it: it syncs, answers what was asked for on the home page, and ends when it is told to. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { crmOf, dataOf } from '../operations/portal.js';
import { buildCommandLine, endAll, newFolder, removeFolders, run, start } from './command-line.js';

let sandbox: Sandbox;
let settings: Record<string, string>;
beforeAll(async () => {
  [sandbox] = await Promise.all([startSandbox({ port: 0, deals: 10 }), buildCommandLine()]);
  await setUpPortal(crmOf(sandbox), { dryRun: false });
  settings = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
    PARTNERSHIP_HOME: await newFolder(),
  };
}, 60_000);
afterAll(async () => {
  await endAll();
  await sandbox.close();
  await removeFolders();
});

const ask = () =>
  dataOf(sandbox).write('asked', {
    kind: 'dry_run',
    askedAt: instant(sandbox.portal.now()),
    askedBy: 'Dana Lind',
    answer: null,
  });

const answerNow = async () => (await dataOf(sandbox).read(['asked'])).asked?.answer ?? null;

describe('worker', () => {
  it('--once answers the dry run that was asked for with a plan that can be applied, then syncs', async () => {
    await ask();
    const { code, stdout } = await run(['worker', '--once', '--json'], settings);
    expect(code).toBe(0);
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.map(({ kind }) => kind)).toEqual(['answered', 'synced']);
    const answer = await answerNow();
    expect(answer?.planHash).toBe(lines[0]!['planHash']);
    expect(answer?.sentences[0]).toMatch(
      /^A sync under policy default-1 would write .* values on .* records/,
    );
    expect((await dataOf(sandbox).read(['summary'])).summary?.deals).toBe(10);
  }, 60_000);

  it('--once sends alerts where they are asked for, each once', async () => {
    const alerted = async () => {
      const { code, stdout } = await run(['worker', '--once', '--json', '--alerts', '24h'], settings);
      const lines = stdout.trimEnd().split('\n');
      expect([code, lines.length]).toEqual([0, 2]);
      return JSON.parse(lines[1]!) as { kind: string; sent: number; text: string };
    };
    const first = await alerted();
    expect(first).toMatchObject({ kind: 'alerted', text: expect.stringMatching(/^sent \d+ alerts?/) });
    expect(first.sent).toBeGreaterThan(0);
    expect(await alerted()).toMatchObject({ sent: 0 });
  }, 60_000);

  it('works on until it is stopped, and ends well', async () => {
    await ask();
    const worker = await start(['worker', '--every', '1h'], settings);
    await worker.says(/synced/);
    expect((await answerNow())?.sentences[0]).toMatch(/^Nothing would be written/);
    const { code, signal } = await worker.stop('SIGINT');
    expect([code, signal]).toEqual([130, null]);
  }, 60_000);

  it.each(['0m', 'soon', '5'])('--every %s is refused', async (every) => {
    const { code, stderr } = await run(['worker', '--every', every], settings);
    expect(code).toBe(2);
    expect(stderr).toContain('such as 60m');
  });
});
