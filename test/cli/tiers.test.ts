/** `partnership tiers review`, as people run it. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { crmOf, PortalOnDatabase } from '../operations/portal.js';
import { endAll, files, removeFolders, run, type Ended } from './command-line.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 60 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await portal.sync();
}, 60_000);
afterAll(async () => {
  await endAll();
  await portal.close();
  await removeFolders();
});

const review = (...options: readonly string[]): Promise<Ended> => partnership('tiers', 'review', ...options);

const partnership = (...command: readonly string[]): Promise<Ended> =>
  run(command, {
    HUBSPOT_API_URL: portal.sandbox.url,
    HUBSPOT_ACCESS_TOKEN: portal.sandbox.accessToken,
    DATABASE_URL: portal.databaseUrl,
  });

it('shows what is decided for each partner, what is missing, and that nothing is written', async () => {
  const { code, stdout } = await review('--dry-run');
  expect(code).toBe(0);
  expect(stdout).toContain(
    'Tiers on 20 Nov 2026, policy default-1: achievements of 12 months, 90 days of grace\n',
  );
  expect(stdout).toMatch(/│ Contoso Partners +│ Silver +│ /);
  expect(stdout).toMatch(/: \w+ needs .*more partner-sourced revenue.* in the 12 months to 20 Nov 2026\./);
  expect(stdout).toMatch(/ {4}To keep its tier: /);
  const rows = stdout.split('\n').filter((line) => line.startsWith('│'));
  expect(Math.max(...rows.map(({ length }) => length))).toBeLessThanOrEqual(100);
  expect(stdout).toMatch(
    /Nothing is written\. Write tiers, warnings and histories of \d+ partners: partnership tiers review --yes/,
  );
  expect((await review()).stdout).toBe(stdout);
});

it('--policy shows who would move, and what is not measured', async () => {
  const levels = [
    { tier: 'registered', requirements: {} },
    { tier: 'silver', requirements: { wonDeals: 1 } },
    { tier: 'gold', requirements: { wonDeals: 1, certifiedPeople: 1 } },
  ];
  const { tried } = await files({
    tried: JSON.stringify({ version: 'tiers-2', programme: { tiers: { levels } } }),
  });
  const { code, stdout } = await review('--policy', tried);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /Under the tiers of policy tiers-2: \d+ of \d+ partners would earn another tier than under default-1/,
  );
  expect(stdout).toContain(
    'This portal tells nothing of certified people: nobody earns a tier that asks for it.',
  );
  const json = JSON.parse((await review('--policy', tried, '--json')).stdout) as {
    readonly asOf: string;
    readonly partners: readonly {
      readonly decision: { readonly endsAt?: string };
      readonly proposed: { readonly earned: string };
    }[];
  };
  expect(json.asOf).toMatch(/^2026-11-20T.*Z$/);
  expect(new Set(json.partners.map(({ proposed }) => proposed.earned))).toEqual(
    new Set(['registered', 'silver']),
  );
  for (const { decision } of json.partners) expect(decision.endsAt ?? '2027Z').toMatch(/^2027.*Z$/);
});

it('a policy whose tiers cannot be ends it before anything is read', async () => {
  const levels = [
    { tier: 'silver', requirements: { wonDeals: 3 } },
    { tier: 'gold', requirements: { wonDeals: 2 } },
  ];
  const { bad } = await files({ bad: JSON.stringify({ programme: { tiers: { levels } } }) });
  const { code, stdout, stderr } = await review('--policy', bad);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('gold asks for 2 wonDeals, and silver, which is lower, for 3');
});

it('--yes writes it, and undo takes it back; nothing else goes with --yes', async () => {
  const before = portal.snapshot();
  const { code, stdout } = await review('--yes');
  expect(code).toBe(0);
  const [, run] = /\d+ partners written\. Take it back: partnership undo (\S+)/.exec(stdout) ?? [];
  expect((await review()).stdout).toContain('Nothing is to be written: HubSpot has it all.');
  expect((await partnership('undo', run ?? '')).code).toBe(0);
  // A diff of a whole portal helps nobody.
  expect(portal.snapshot() === before).toBe(true);
  const refused = await review('--yes', '--as-of', '2026-01-01');
  expect([refused.code, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toContain('--yes and --as-of exclude each other');
});

it('--as-of shows the review of an earlier day, and decides nothing that the history does not know', async () => {
  const { code, stdout } = await review('--as-of', '2026-06-01T12:00:00Z');
  expect(code).toBe(0);
  expect(stdout).toContain('Tiers on 1 Jun 2026, policy default-1');
  expect(stdout).toMatch(/│ Contoso Partners +│ not known +│ /);
  expect(stdout).toContain('Nothing is written: it is the review of an earlier day.');
});
