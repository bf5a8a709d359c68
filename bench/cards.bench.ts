/**
 * Cards and pages: rounds of calls and own work of each that is read, size and cold load of every function, size of every
 * bundle, and time to content in Chromium where HubSpot takes 50 ms a call. On the demo portal, by what `npm run build` makes.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contentTimes, startBrowser, type Content } from './card-content.js';
import type { Ran } from './card-rounds.program.js';
import { cardSizes, functionSizes } from './card-sizes.js';
import { report, table } from './measure.js';
import { EmulatedPortal } from './sync-portal.js';
import { environment, runSync } from './sync-run.js';

const ROOT = path.join(import.meta.dirname, '..', '..');
const LATENCY_MS = 50;
const RUNS = 30;
const LOADS = 3;
const DEALS = 400;
const WIDE = { per10s: 1_000_000, searchPerSecond: 1_000_000, perDay: 100_000_000 } as const;

/** A build of its own: who works in the tree meanwhile does not change it. */
function built(): string {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, stdio: 'inherit' });
  const own = path.join(ROOT, 'bench', 'dist', `cards-${process.pid}`);
  mkdirSync(own, { recursive: true });
  cpSync(path.join(ROOT, 'dist'), path.join(own, 'dist'), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(own, 'package.json'));
  return own;
}

const idOf = (address = ''): string => address.slice(address.lastIndexOf('/') + 1);

/** What each page asks for first; a function that is not there yet is left out. */
function readsOf({ recordUrls }: EmulatedPortal, functions: readonly string[]) {
  const deal = idOf(recordUrls['deal']);
  const reads = [
    { name: 'deal-card', parameters: { dealId: deal }, recordId: deal },
    { name: 'deal-sidebar', parameters: { dealId: deal }, recordId: deal },
    ...['partner', 'customer'].map((kind) => {
      const companyId = idOf(recordUrls[kind]);
      return { name: 'company-card', parameters: { companyId }, recordId: companyId };
    }),
    { name: 'home', parameters: {}, recordId: null },
    { name: 'settings', parameters: {}, recordId: null },
  ];
  return reads.filter(({ name }) => functions.includes(name));
}

const p95 = (times: readonly number[]): number =>
  Math.round((times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN) * 10) / 10;

async function contents(portal: EmulatedPortal): Promise<readonly { card: Content; page: Content }[]> {
  const browser = await startBrowser();
  if (browser === null) {
    process.stderr.write('No Chromium (CHROMIUM_PATH): time to content is not measured.\n');
    return [];
  }
  try {
    const measured: { card: Content; page: Content }[] = [];
    for (const [name, url] of Object.entries(portal.recordUrls)) {
      measured.push(await contentTimes(browser, { name, url, runs: LOADS }));
    }
    return measured;
  } finally {
    await browser.close();
  }
}

const own = built();
const home = mkdtempSync(path.join(tmpdir(), 'bench-cards-'));
const cli = path.join(own, 'dist', 'cli.js');
const portal = await EmulatedPortal.start(cli, home, DEALS, { limits: WIDE, latencyMs: 0 });
try {
  execFileSync(process.execPath, [cli, 'setup'], { cwd: home, env: environment(portal, home) });
  await runSync(cli, portal, home);
  await portal.setLatency(LATENCY_MS);
  const folder = path.join(own, 'dist', 'functions');
  const functions = functionSizes(folder);
  const cards = cardSizes(path.join(own, 'dist', 'cards'));
  const asked = readsOf(
    portal,
    functions.map(({ name }) => name),
  );
  const ran = JSON.parse(
    execFileSync(process.execPath, [path.join(import.meta.dirname, 'card-rounds.program.js')], {
      input: JSON.stringify({ folder, runs: RUNS, asked }),
      env: { ...process.env, PRIVATE_APP_ACCESS_TOKEN: portal.accessToken, HUBSPOT_API_URL: portal.url },
      encoding: 'utf8',
    }),
  ) as readonly Ran[];
  const reads = ran.map(({ name, ok, rounds, requests, ownMs, cpuMs }) => ({
    name: ok ? name : `${name} (refused)`,
    rounds,
    requests,
    ownP95Ms: p95(ownMs),
    cpuP95Ms: p95(cpuMs),
  }));
  const content = await contents(portal);
  const deal = reads.find(({ name }) => name === 'deal-card');
  const dealContent = content.find(({ card }) => card.name === 'deal');
  const largest = functions[0];
  const slowest = functions.toSorted((a, b) => b.coldLoadMs - a.coldLoadMs)[0];
  process.stdout.write(`\n${table(reads)}\n\n${table(functions.map((one) => ({ ...one })))}\n`);
  process.stdout.write(`\n${table(cards.map((one) => ({ ...one })))}\n`);
  process.stdout.write(
    `\n${table(content.map(({ card, page }) => ({ 'time to content, ms': card.name, card: card.medianMs, 'with the page around it': page.medianMs })))}\n`,
  );
  report('cards', { latencyMs: LATENCY_MS, deals: DEALS, runs: RUNS, reads, functions, cards, content }, [
    { bar: 'deal card: rounds of calls', measured: deal?.rounds ?? '', 'at least': '3', goal: '2' },
    { bar: 'deal card: own compute p95, ms', measured: deal?.ownP95Ms ?? '', 'at least': '20', goal: '5' },
    {
      bar: `largest function, kB (${largest?.name ?? ''})`,
      measured: largest?.kB ?? '',
      'at least': '600',
      goal: '150',
    },
    {
      bar: `slowest cold load, ms (${slowest?.name ?? ''})`,
      measured: slowest?.coldLoadMs ?? '',
      'at least': '150',
      goal: '40',
    },
    {
      bar: `largest card gzipped, kB (${cards[0]?.name ?? ''})`,
      measured: cards[0]?.gzippedKB ?? '',
      'at least': '40',
      goal: '20',
    },
    {
      bar: 'deal card: time to content at 50 ms a call, ms',
      measured: dealContent?.card.medianMs ?? '',
      'at least': '1000',
      goal: '400',
    },
  ]);
} finally {
  await portal.stop();
  rmSync(home, { recursive: true, force: true });
  rmSync(own, { recursive: true, force: true });
}
