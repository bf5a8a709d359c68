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

const review = (...options: readonly string[]): Promise<Ended> =>
  run(['tiers', 'review', ...options], {
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
  expect(stdout).toMatch(/, to keep its tier: /);
  expect(stdout).toContain(
    'Warnings are not kept yet: the grace is counted from the day of this review, each time.',
  );
  expect(stdout).toContain('Nothing is written: a review only shows.');
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
  expect(stdout).toContain('Not measured here yet: certified people. Nobody earns a tier that asks for it.');
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
