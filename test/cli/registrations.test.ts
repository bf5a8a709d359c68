/** `partnership registrations`, as people run it: a file is submitted, listed, decided on and taken back. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { crmOf, PortalOnDatabase } from '../operations/portal.js';
import { endAll, files, removeFolders, run, type Ended } from './command-line.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 20 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
}, 60_000);
afterAll(async () => {
  await endAll();
  await portal.close();
  await removeFolders();
});

const registrations = (...options: readonly string[]): Promise<Ended> =>
  partnership('registrations', ...options);
const partnership = (...command: readonly string[]): Promise<Ended> =>
  run(command, {
    HUBSPOT_API_URL: portal.sandbox.url,
    HUBSPOT_ACCESS_TOKEN: portal.sandbox.accessToken,
    DATABASE_URL: portal.databaseUrl,
  });

const EXAMPLE = `${process.cwd()}/examples/registrations.csv`;

it('submits the example: told first, then written once; listed, approved and taken back', async () => {
  const told = await registrations('submit', '--from', EXAMPLE);
  expect([told.code, told.stdout]).toEqual([
    0,
    expect.stringMatching(/^registrations\.csv: 3 to submit, 0 refused/),
  ]);
  expect(told.stdout).toMatch(/waits: Contoso Partners registered Proseware Bikes earlier, on 18 Nov 2026/);
  expect(told.stdout).toMatch(/kept: Contoso Partners is a partner\./);
  expect(told.stderr).toMatch(
    /Nothing is written\. Write it: partnership registrations submit --from \S+ --yes/,
  );

  const done = await registrations('submit', '--from', EXAMPLE, '--yes', '--json');
  expect(done.code).toBe(0);
  const written = JSON.parse(done.stdout) as { done: { runId: string; created: number }; rows: unknown[] };
  expect([written.done.created, written.rows.length]).toEqual([3, 3]);

  const listed = await registrations('list', '--status', 'submitted');
  expect([listed.code, listed.stdout]).toEqual([0, expect.stringMatching(/^3 registrations\n/)]);
  const idOf = (words: string): string =>
    new RegExp(`^(\\d+) .*${words}`, 'm').exec(listed.stdout)?.[1] ?? 'none';
  const [first, second] = [idOf('Contoso Partners – Proseware'), idOf('Northwind Systems – Proseware')];
  const preview = await registrations('approve', second);
  expect([preview.code, preview.stderr]).toEqual([
    1,
    expect.stringContaining('1 registration cannot be decided.'),
  ]);
  const refused = await registrations('approve', second, '--yes');
  expect([refused.code, refused.stdout]).toEqual([
    1,
    expect.stringMatching(/refused: .* who came first is answered first/),
  ]);
  const approved = await registrations('approve', first, '--reason', 'known to us', '--yes');
  expect([approved.code, approved.stdout]).toEqual([0, expect.stringMatching(/Done: 1 changed\./)]);

  const named = await registrations('list', '--partner', 'contoso partners', '--status', 'approved');
  expect([named.code, named.stdout]).toEqual([
    0,
    expect.stringMatching(/^1 registration\n.*Contoso Partners/),
  ]);
  expect((await registrations('list', '--status', 'disputed')).stdout).toBe('0 registrations\n');
  const nobody = await registrations('list', '--partner', 'Contoso');
  expect([nobody.code, nobody.stderr]).toEqual([
    2,
    expect.stringMatching(
      /No partner with a registration is called "Contoso"; the nearest: Contoso Partners \(\d+\)/,
    ),
  ]);
  const reopened = await registrations('reopen', first, '--reason', 'a slip');
  expect([reopened.code, reopened.stdout]).toEqual([
    0,
    expect.stringMatching(/^1 registration to reopen\n.*: last decision taken back\n$/),
  ]);

  const [, run = ''] = /partnership undo (\S+)/.exec(approved.stdout) ?? [];
  expect((await partnership('undo', run)).code).toBe(0);
  expect((await registrations('list', '--status', 'submitted')).stdout).toMatch(/^3 registrations\n/);
}, 120_000);

it('sets a bad row aside with exit 1, and stops at a wrong column before the portal is asked', async () => {
  const text = 'partner,prospect_name,prospect_domain,amount,currency,expected_close,products,country\n';
  const { bad, wrong } = await files({
    bad: `${text}Contoso Partners,=cmd(),a.example,,,,,\nContoso Partners,Seaside,seaside.example,,,,,\n`,
    wrong: text.replace('country', 'counrty'),
  });
  const ended = await registrations('submit', '--from', bad, '--yes');
  expect(ended.code).toBe(1);
  expect(ended.stderr).toMatch(/line 2: prospect_name "=cmd\(\)": formula \(write it without/);
  expect(ended.stderr).toContain('1 row of the file could not be submitted; the rest is done.');
  expect(ended.stdout).toMatch(/submit Contoso Partners – Seaside/);
  const stopped = await run(['registrations', 'submit', '--from', wrong]);
  expect([stopped.code, stopped.stdout]).toEqual([2, '']);
  expect(stopped.stderr).toContain('no column “country”; the nearest is “counrty”');
}, 60_000);
