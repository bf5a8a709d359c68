/**
 * Full and incremental syncs by the built command line, on emulated portals in processes of their own and the embedded
 * database. Without options: 100,000 deals at a private app's real limit, then 1,000,000 at twenty times that.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from './machine.js';
import { table } from './measure.js';
import { figuresOf, isSweep, isWrite, requestsByRoute } from './sync-figures.js';
import { EmulatedPortal, type Limits } from './sync-portal.js';
import { environment, runSync, sizeOf } from './sync-run.js';

interface Scenario {
  readonly deals: number;
  readonly limits: Limits;
  /** How long every answer takes. */
  readonly latencyMs: number;
  /** How many deals change before each incremental sync. */
  readonly changes: readonly number[];
}

/** A private app's limits; a day is taken to be long enough for a portal of this size. */
const REAL = { per10s: 190, searchPerSecond: 5, perDay: 100_000_000 } as const;
const scaled = (times: number): Limits => ({ ...REAL, per10s: 190 * times, searchPerSecond: 5 * times });
const SCENARIOS: readonly Scenario[] = [
  { deals: 100_000, limits: REAL, latencyMs: 100, changes: [0, 100, 1_000, 10_000] },
  { deals: 1_000_000, limits: scaled(20), latencyMs: 0, changes: [] },
];
/** Beyond what an incremental sync looks back for search's lag: what the sync itself has written is not found again. */
const BEYOND_LAG_MS = 70 * 60_000;

const ROOT = path.join(import.meta.dirname, '..', '..');
const RESULTS = path.join(ROOT, 'bench', 'results', 'sync.json');

/** A built command line of its own: who works in the tree meanwhile does not change it. */
function builtCli(): string {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT, stdio: 'inherit' });
  const own = path.join(ROOT, 'bench', 'dist', `cli-${process.pid}`);
  mkdirSync(own, { recursive: true });
  cpSync(path.join(ROOT, 'dist'), path.join(own, 'dist'), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(own, 'package.json'));
  return path.join(own, 'dist', 'cli.js');
}

async function measured(cli: string, scenario: Scenario): Promise<Record<string, unknown>> {
  const { deals, limits, latencyMs, changes } = scenario;
  const home = mkdtempSync(path.join(tmpdir(), `bench-sync-${deals}-`));
  const portal = await EmulatedPortal.start(cli, home, deals, { limits, latencyMs });
  try {
    execFileSync(process.execPath, [cli, 'setup'], { cwd: home, env: environment(portal, home) });
    const run = await runSync(cli, portal, home);
    const full = figuresOf(run, limits, {
      contacts: await portal.count('contacts'),
      programme: await portal.programme(),
    });
    const data = path.join(home, 'postgres', 'data');
    const databaseMiB = {
      tables: Math.round(sizeOf(path.join(data, 'base')) / 2 ** 20),
      log: Math.round(sizeOf(path.join(data, 'pg_wal')) / 2 ** 20),
    };
    say(`${deals} deals, full: ${JSON.stringify({ ...full, databaseMiB })}`);
    const incremental: Record<string, unknown>[] = [];
    for (const [nth, changed] of changes.entries()) {
      await portal.advance(BEYOND_LAG_MS);
      await portal.changeDeals(changed, 1_000_000 + nth);
      const watched = await runSync(cli, portal, home);
      const { summary, tookMs, peakMiB, cpuSeconds } = watched;
      const routes = requestsByRoute(watched);
      const sum = (isCounted: (route: string) => boolean): number =>
        Object.entries(routes).reduce((all, [route, count]) => all + (isCounted(route) ? count : 0), 0);
      incremental.push({
        changed,
        computed: summary.computed,
        written: summary.writes.deals + summary.writes.partners,
        requests: summary.requests,
        sweep: sum(isSweep),
        writes: sum(isWrite),
        besideSweep: summary.requests - sum(isSweep),
        throttled: summary.throttled,
        seconds: Math.round(tookMs / 100) / 10,
        peakMiB,
        cpuSeconds,
        routes,
      });
      say(`${deals} deals, ${changed} changed: ${JSON.stringify(incremental.at(-1))}`);
    }
    return {
      machine: machine(),
      deals,
      limits,
      latencyMs,
      scaledLimits: limits.per10s / REAL.per10s,
      full,
      databaseMiB,
      incremental,
    };
  } finally {
    await portal.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Portals of other sizes keep the figures that they have. */
function keep(deals: number, figures: Record<string, unknown>): void {
  const known = existsSync(RESULTS)
    ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as { readonly portals?: Record<string, unknown> })
    : {};
  const portals = { ...known.portals, [deals]: figures };
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ name: 'sync', portals }, null, 2)}\n`);
}

/** The scenarios that are asked for: --deals 20000 [--times 10] [--latency 100] [--changes 0,100]. */
function asked(): readonly Scenario[] {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { deals: text, times: text, latency: text, changes: text } });
  if (values.deals === undefined) return SCENARIOS;
  const changes = (values.changes ?? '').split(',').filter((one) => one !== '');
  return [
    {
      deals: Number(values.deals),
      limits: scaled(Number(values.times ?? 1)),
      latencyMs: Number(values.latency ?? 0),
      changes: changes.map(Number),
    },
  ];
}

const cli = builtCli();
process.on('exit', () => rmSync(path.dirname(path.dirname(cli)), { recursive: true, force: true }));
for (const scenario of asked()) {
  const figures = await measured(cli, scenario);
  keep(scenario.deals, figures);
  const { full } = figures as { full: ReturnType<typeof figuresOf> };
  say(
    `\n${table([
      {
        deals: scenario.deals,
        'limit, 10 s': scenario.limits.per10s,
        requests: full.requests,
        'requests ÷ least': full.ratio,
        '429s': full.throttled,
        'limit used, reading': full.limitUse.reading.share,
        'limit used, writing': full.limitUse.writing.share,
        seconds: full.seconds.all,
        'peak MiB': full.peakMiB,
      },
    ])}\n`,
  );
}
