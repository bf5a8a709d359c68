/** `explain` and `whatif`, as people run them: words and JSON on stdout, the rest on stderr, exit codes. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DealExplanation } from '../../src/operations/explain-deal.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { WhatIf } from '../../src/operations/what-if.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { crmOf, recordIdOf } from '../operations/portal.js';
import { buildCommandLine, endAll, files, newFolder, removeFolders, run } from './command-line.js';

let sandbox: Sandbox;
let settings: Record<string, string>;
let deal: string;
beforeAll(async () => {
  [sandbox] = await Promise.all([startSandbox({ port: 0, deals: 10 }), buildCommandLine()]);
  await setUpPortal(crmOf(sandbox), { dryRun: false });
  settings = { HUBSPOT_API_URL: sandbox.url, HUBSPOT_ACCESS_TOKEN: sandbox.accessToken };
  deal = recordIdOf(sandbox.recordUrls.deal);
}, 60_000);
afterAll(async () => {
  await endAll();
  await sandbox.close();
  await removeFolders();
});

/** Exactly one line of JSON, and nothing else. */
function json(stdout: string): unknown {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}

describe('explain', () => {
  it('tells why, what would have changed it, the windows and the policy', async () => {
    const { code, stdout, stderr } = await run(['explain', deal], settings);
    expect([code, stderr]).toEqual([0, '']);
    for (const words of [
      `(deal ${deal})`,
      'Northwind Systems (Gold) sourced this deal.',
      'Without the tag of Northwind Systems as sourced, Adatum Resale would be the sourcing partner.',
      'For sourcing: registration and referral from 19 Mar 2026',
      'policy default-1',
      'It locks on 4 Dec 2026 at the latest.',
    ])
      expect(stdout).toContain(words);
  });

  it('--json is the explanation and nothing else', async () => {
    const { code, stdout, stderr } = await run(['explain', deal, '--json'], settings);
    expect([code, stderr]).toEqual([0, '']);
    const explanation = json(stdout) as DealExplanation;
    expect(explanation).toMatchObject({
      dealId: deal,
      class: 'sourced',
      sourcingPartnerIds: ['2100001'],
      policyVersion: 'default-1',
      locksAt: '2026-12-04T15:10:00.000Z',
    });
  });

  it.each([
    ['a deal that is not there', ['explain', '404404404'], 1, 'record_not_found'],
    ['no record ID', ['explain', 'northwind'], 2, 'digits only'],
    ['nothing', ['explain'], 2, 'missing required argument'],
  ])('of %s is refused', async (_, args, code, words) => {
    const ended = await run(args, settings);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toContain(words);
  });

  it('without a token is wrong use', async () => {
    expect(await run(['explain', deal])).toMatchObject({ code: 2, stdout: '' });
  });

  it('of a portal that does not answer is an outage', async () => {
    const ended = await run(['explain', deal], { ...settings, HUBSPOT_API_URL: 'http://127.0.0.1:9' });
    expect([ended.code, ended.stdout]).toEqual([3, '']);
  }, 60_000);
});

const STRICT = '{"version":"strict-1","tags":{"sourced":"require_evidence"}}';

describe('whatif', () => {
  it('shows the settings, the totals and the deals that change', async () => {
    const { strict } = await files({ strict: STRICT });
    const { code, stdout, stderr } = await run(['whatif', '--policy', strict], settings);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing was written');
    for (const words of [
      'Policy default-1 → strict-1, over 10 deals',
      'tags.sourced: "trusted" → "require_evidence" (rule 4)',
      'Won, partner-sourced',
      'Influenced (not additive)',
      'of them their class.',
      'Glenrock Home & Garden – Juniper Platform (4100002)',
    ])
      expect(stdout).toContain(words);
  });

  it('--json is the comparison and nothing else; no database is opened, no file written', async () => {
    const { strict } = await files({ strict: STRICT });
    const home = path.join(await newFolder(), 'home');
    const { code, stdout } = await run(['whatif', '--policy', strict, '--json'], {
      ...settings,
      PARTNERSHIP_HOME: home,
    });
    expect(code).toBe(0);
    const result = json(stdout) as WhatIf;
    expect(result.policyVersion).toEqual({ before: 'default-1', after: 'strict-1' });
    expect(result.asOf).toMatch(/Z$/);
    const glenrock = result.changedDeals.find(({ dealId }) => dealId === '4100002');
    expect(glenrock).toMatchObject({ before: { class: 'sourced' }, after: { class: 'direct' } });
    expect(glenrock?.cause?.changes).toEqual([
      { key: 'tags.sourced', from: 'trusted', to: 'require_evidence', clause: 4 },
    ]);
    await expect(readdir(home)).rejects.toThrow('ENOENT');
  });

  it('the policy in force is that of PARTNERSHIP_POLICY; one name for two policies is said', async () => {
    const { strict, loose } = await files({ strict: STRICT, loose: '{"version":"strict-1"}' });
    const ended = await run(['whatif', '--policy', loose], { ...settings, PARTNERSHIP_POLICY: strict });
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain('tags.sourced: "require_evidence" → "trusted" (rule 4)');
    expect(ended.stderr).toContain('give the new one a version of its own');
  });

  it('a policy that changes nothing is said to', async () => {
    const { same } = await files({ same: '{"version":"same-1"}' });
    const ended = await run(['whatif', '--policy', same], settings);
    expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('No setting differs')]);
  });

  it.each([
    ['no policy', [], "required option '--policy <file>'"],
    ['a file that is not there', ['--policy', 'nowhere.json'], 'file_unreadable'],
  ])('%s is wrong use', async (_, args, words) => {
    const ended = await run(['whatif', ...args], settings);
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain(words);
  });

  it('a policy with an unknown key is refused before the portal is asked', async () => {
    const { wrong } = await files({ wrong: '{"sourcing":{"lookbackDay":3}}' });
    const ended = await run(['whatif', '--policy', wrong], {
      ...settings,
      HUBSPOT_API_URL: 'http://127.0.0.1:9',
    });
    expect([ended.code, ended.stdout]).toEqual([2, '']);
    expect(ended.stderr).toContain('sourcing.lookbackDays');
  });
});
