/**
 * kill −9 in the middle of a posting, which is many units of work, and of a period close: the ledger verifies, no deal
 * is half posted, and nothing is doubled.
 */
import { afterEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { groupBy } from '../../src/domain/group-by.js';
import { portalId, type PortalId } from '../../src/domain/ids.js';
import { closePeriod } from '../../src/operations/close-period.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { month } from '../domain/ledger-facts.js';
import { OwnStore } from '../store/own-store.js';
import { killPrograms, startProgram } from '../store/program.js';
import { Dice } from '../differential/dice.js';
import { CLOCK, postRun, SECOND_RUN } from '../operations/ledger-run.js';
import { postedLedger } from '../store/read-store.js';
import { EVERYTHING } from './share.js';

const SEED = Number(process.env.LEDGER_KILL_SEED ?? 1);
/** `npm run test:faults` kills at more points. */
const KILLS = EVERYTHING ? 50 : 10;
/** Processes at a time: starting one is most of the work. */
const AT_ONCE = 4;

const own = OwnStore.open('kills');
afterEach(killPrograms);

type Work = 'post' | 'close';
/** What the program says when it was left alive. */
interface Said {
  readonly begins: number;
  readonly queries: number;
}

async function runToDeath(work: Work, portal: PortalId, dieAt = 0, when = ''): Promise<string> {
  const child = await startProgram('post-and-die', [
    own.database.databaseUrl,
    portal,
    work,
    String(dieAt),
    when,
  ]);
  const [said, complaint, [code, signal]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ]);
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`post-and-die ended with ${code}: ${complaint}`);
  return signal ?? said;
}

const finish: Readonly<Record<Work, (portal: PortalId) => Promise<unknown>>> = {
  post: (portal) => postRun(own.store, portal, 2, SECOND_RUN),
  close: (portal) =>
    closePeriod(
      { store: own.store, clock: CLOCK },
      { portalId: portal, period: month('2026-08'), through: true },
    ),
};

/** The ledger without what differs from portal to portal: what is posted of each deal, and the closes. */
interface Told {
  readonly deals: Readonly<Record<string, readonly string[]>>;
  readonly closes: readonly unknown[];
}

async function booksOf(portal: PortalId): Promise<Told> {
  const { entries, closes } = await postedLedger(own.store, portal);
  const deals = [...groupBy(entries, (entry) => entry.dealId)].map(([dealId, own]) => [
    dealId,
    own
      .map(({ ordinal, pool, model, partnerId, amountMinor, postedPeriod, reason }) =>
        [ordinal, pool, model, partnerId, amountMinor, postedPeriod, reason].join(' '),
      )
      .toSorted(),
  ]);
  return {
    deals: Object.fromEntries(deals) as Told['deals'],
    closes: closes.map(({ snapshot: { period, entries: count, revenue, partners } }) => [
      period,
      count,
      revenue,
      partners,
    ]),
  };
}

/** Each deal is as it was or as it will be, and so are all closes together. @returns how many deals are done. */
function expectWholeUnits(found: Told, before: Told, expected: Told): number {
  expect([before.closes, expected.closes]).toContainEqual(found.closes);
  const ids = new Set([...Object.keys(found.deals), ...Object.keys(expected.deals)]);
  let done = 0;
  for (const id of ids) {
    const [is, was, will] = [found.deals[id], before.deals[id], expected.deals[id]];
    expect([was, will]).toContainEqual(is);
    done += Number(JSON.stringify(is) !== JSON.stringify(was));
  }
  return done;
}

async function untouched(name: string): Promise<PortalId> {
  const portal = portalId(name);
  await postRun(own.store, portal, 1);
  return portal;
}

test.each(['post', 'close'] as const)(
  `killed in the middle of a %s, at ${KILLS} points (LEDGER_KILL_SEED=${SEED})`,
  async (work) => {
    const whole = await untouched(`${work}-whole`);
    const { begins, queries } = JSON.parse(await runToDeath(work, whole)) as Said;
    expect(begins).toBeGreaterThan(0);
    const dice = new Dice(SEED);
    const points = Array.from({ length: KILLS }, (_, place) => ({
      place,
      dieAt: dice.whole(begins, queries),
      when: dice.pick(['before', 'sent', 'after']),
    }));
    const expected = await booksOf(whole);
    const changes = expectWholeUnits(expected, await booksOf(await untouched(`${work}-before`)), expected);
    const landed: number[] = [];
    const kill = async ({ place, dieAt, when }: (typeof points)[number]): Promise<void> => {
      const portal = await untouched(`${work}-${place}`);
      const before = await booksOf(portal);
      await runToDeath(work, portal, dieAt, when);
      landed.push(expectWholeUnits(await booksOf(portal), before, expected));
      expect((await verifyLedger({ store: own.store, clock: CLOCK }, portal)).violations).toEqual([]);
      await finish[work](portal);
      expect(await booksOf(portal)).toEqual(expected);
      await finish[work](portal);
      expect(await booksOf(portal)).toEqual(expected);
      expect(await verifyLedger({ store: own.store, clock: CLOCK }, portal)).toMatchObject({
        violations: [],
        pendingDeals: 0,
      });
    };
    const left = [...points];
    const workers = Array.from({ length: AT_ONCE }, async () => {
      for (let point = left.pop(); point !== undefined; point = left.pop()) await kill(point);
    });
    await Promise.all(workers);
    // Points before the first commit, after the last, and, where there are several units, in between.
    const between = landed.filter((deals) => deals > 0 && deals < changes).length;
    if (work === 'post') expect(between).toBeGreaterThan(0);
    process.stderr.write(
      `${work}: ${KILLS} kills at queries ${begins} to ${queries}, ${between} between units, seed ${SEED}\n`,
    );
  },
  300_000,
);
