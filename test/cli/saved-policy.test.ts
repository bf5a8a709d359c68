/** The policy that was saved on the settings page holds for every command; a file of ops goes before it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import type { DealExplanation } from '../../src/operations/explain-deal.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';
import type { WhatIf } from '../../src/operations/what-if.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { crmOf, dataOf, recordIdOf } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { testDatabase, type TestDatabase } from '../store/database.js';
import { buildCommandLine, endAll, files, removeFolders, run } from './command-line.js';

const STRICT = '{"version":"strict-1","tags":{"sourced":"require_evidence"}}';

let sandbox: Sandbox;
let database: TestDatabase;
let settings: Record<string, string>;
let deal: string;
beforeAll(async () => {
  [sandbox, database] = await Promise.all([
    startSandbox({ port: 0, deals: 10, faults: WIDE_LIMITS }),
    testDatabase(),
    buildCommandLine(),
  ]);
  await setUpPortal(crmOf(sandbox), { dryRun: false });
  settings = {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
    DATABASE_URL: database.databaseUrl,
  };
  deal = recordIdOf(sandbox.recordUrls.deal);
}, 60_000);
afterAll(async () => {
  await endAll();
  await Promise.all([sandbox.close(), database.close()]);
  await removeFolders();
});

const save = (text: string) =>
  dataOf(sandbox).write('policy', {
    text,
    savedAt: instant(sandbox.portal.now()),
    savedBy: null,
    before: [],
  });

describe('a policy saved on the settings page', () => {
  beforeEach(() => save(STRICT));

  it('explains a deal, with its version', async () => {
    const { stdout } = await run(['explain', deal, '--json'], settings);
    expect(JSON.parse(stdout) as DealExplanation).toMatchObject({ policyVersion: 'strict-1' });
  });

  it('is what another policy is compared with', async () => {
    const { loose } = await files({ loose: '{"version":"loose-1"}' });
    const { stdout, stderr } = await run(['whatif', '--policy', loose, '--json'], settings);
    expect((JSON.parse(stdout) as WhatIf).policyVersion).toEqual({ before: 'strict-1', after: 'loose-1' });
    expect(stderr).toContain('In force: policy strict-1 (settings page)');
  });

  it('syncs, works every deal out anew when it changes, and says where it is from', async () => {
    const first = await run(['sync', '--json'], settings);
    expect(first.stderr).toContain('policy strict-1 (settings page)');
    const before = JSON.parse(first.stdout) as SyncSummary;
    expect(before.policyVersion).toBe('strict-1');
    const idle = JSON.parse((await run(['sync', '--json'], settings)).stdout) as SyncSummary;
    await save('{"version":"loose-1"}');
    const after = JSON.parse((await run(['sync', '--json'], settings)).stdout) as SyncSummary;
    expect([idle.computed, after.computed]).toEqual([0, before.computed]);
    expect(after.policyVersion).toBe('loose-1');
    expect(after.lastTwelveMonths).not.toEqual(before.lastTwelveMonths);
  });

  it('gives way to the file of PARTNERSHIP_POLICY', async () => {
    const { file } = await files({ file: '{"version":"file-1"}' });
    const ended = await run(['sync', '--dry-run'], { ...settings, PARTNERSHIP_POLICY: file });
    expect([ended.code, ended.stderr]).toEqual([
      0,
      expect.stringContaining('policy file-1 (PARTNERSHIP_POLICY)'),
    ]);
  });

  it('that cannot be read is said, and nothing is computed under the defaults', async () => {
    await save('{"modle":"linear"}');
    for (const args of [['sync'], ['explain', deal]]) {
      const ended = await run(args, settings);
      expect([ended.code, ended.stdout]).toEqual([2, '']);
      expect(ended.stderr).toMatch(/policy_invalid[\s\S]*saved on the settings page[\s\S]*modle/);
    }
  });
});
