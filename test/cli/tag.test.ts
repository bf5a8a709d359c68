/** `partnership tag`, as people run it, on an emulated portal. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { crmOf, dataOf, recordIdOf } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { endAll, files, removeFolders, run } from './command-line.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, deals: 20, faults: WIDE_LIMITS });
  await setUpPortal(crmOf(sandbox), { dryRun: false });
}, 60_000);
afterAll(async () => {
  await endAll();
  await sandbox.close();
  await removeFolders();
});

const tag = async (csv: string, ...options: readonly string[]) => {
  const { tags } = await files({ tags: csv });
  return run(['tag', '--file', tags, ...options], {
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_ACCESS_TOKEN: sandbox.accessToken,
  });
};

it('tells the effect, writes with --yes, and says which rows and deals it could not do', async () => {
  const deal = recordIdOf(sandbox.recordUrls.deal);
  const partner = recordIdOf(sandbox.recordUrls.partner);
  const links = () =>
    sandbox.portal.links
      .keys({ type: 'deals', id: deal }, { type: 'companies', id: partner })
      .map((key) => sandbox.portal.labels.get(key)?.label);
  const before = links();
  const good = `deal_id,partner_id,role,motion\n${deal},${partner},influenced,Co-sell\n`;
  const preview = await tag(good);
  expect([preview.code, preview.stderr]).toEqual([
    0,
    expect.stringMatching(/Nothing is written\. Write it: partnership tag --file \S+tags --yes/),
  ]);
  const name = sandbox.portal.records.getLive('deals', deal)?.properties.get('dealname');
  expect(preview.stderr).toContain(`tags line 2, “${name}”: `);
  expect(links()).toEqual(before);

  const bad = `${good}${deal},${partner},friend,\n99999999999,${partner},sourced,\n`;
  const told = await tag(bad);
  expect([told.code, told.stderr]).toEqual([1, expect.stringContaining('2 rows of 3 cannot be written.')]);
  expect(links()).toEqual(before);
  const { code, stdout, stderr } = await tag(bad, '--yes', '--json');
  expect(code).toBe(1);
  expect(stderr).toContain('role "friend": role_unknown (write sourced or influenced)');
  expect(stderr).toMatch(/tags line 4: The portal has no deal 99999999999\./);
  expect(stderr).toContain('2 rows of 3 could not be written.');
  expect(stderr).not.toContain('reload the page');
  const { rejected, parts } = JSON.parse(stdout) as {
    rejected: unknown[];
    parts: { saved: { records: { outcome: string }[] } }[];
  };
  expect(rejected).toHaveLength(1);
  expect(parts[0]?.saved.records.map(({ outcome }) => outcome)).toEqual(['changed', 'failed']);
  expect(links()).toContain('Partner influenced: co-sell');

  // Everything that could be done is done, and yet a row was left out.
  const aside = await tag(`${good}${deal},${partner},sourced,barter\n`, '--yes');
  expect(aside.code).toBe(1);
  expect(aside.stderr).toContain(
    'motion_unknown (write referral, resale, cosell, services, implementation, or leave it empty)',
  );

  const removed = await tag(`deal_id,partner_id,role,state\n${deal},${partner},,removed\n`, '--yes');
  expect(removed.code).toBe(0);
  expect(links()).not.toContain('Partner influenced: co-sell');
}, 60_000);

it('proposes what the file proposes, also where the tags of the portal count at once', async () => {
  const deal = recordIdOf(sandbox.recordUrls.deal);
  const partner = recordIdOf(sandbox.recordUrls.partner);
  await dataOf(sandbox).write('settings', { tagging: 'confirm' });
  const csv = `deal_id,partner_id,role,state\n${deal},${partner},influenced,proposed\n`;
  const { code, stdout } = await tag(csv, '--json');
  expect(code).toBe(0);
  const { parts } = JSON.parse(stdout) as { parts: { effect: { title: string } }[] };
  expect(parts[0]?.effect.title).toMatch(/^Propose /);
}, 60_000);
