/** kill −9 in the middle of a posting and of a period close: nothing is half posted, nothing is doubled. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { portalId, type PortalId } from '../../src/domain/ids.js';
import { closePeriod } from '../../src/operations/close-period.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { month } from '../domain/ledger-facts.js';
import { testDatabase, type TestDatabase } from '../store/database.js';
import { killPrograms, startProgram } from '../store/program.js';
import { Dice } from '../differential/dice.js';
import { CLOCK, postRun } from './ledger-run.js';

const SEED = Number(process.env.LEDGER_KILL_SEED ?? Date.now() % 1_000_000);
const KILLS = 50;
/** Processes at a time: starting one is most of the work. */
const AT_ONCE = 4;

let database: TestDatabase;
let store: OpenedStore;
beforeAll(async () => {
  database = await testDatabase();
  store = await openStore({ databaseUrl: database.databaseUrl, home: '' });
});
afterEach(killPrograms);
afterAll(async () => {
  await store.close();
  await database.close();
});

type Work = 'post' | 'close';
/** What the program says when it was left alive. */
interface Said {
  readonly begins: number;
  readonly queries: number;
}

async function runToDeath(work: Work, portal: PortalId, dieAt = 0, when = ''): Promise<string> {
  const child = await startProgram('post-and-die', [database.databaseUrl, portal, work, String(dieAt), when]);
  const [said, complaint, [code, signal]] = await Promise.all([
    text(child.stdout!),
    text(child.stderr!),
    once(child, 'exit') as Promise<[number | null, string | null]>,
  ]);
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`post-and-die ended with ${code}: ${complaint}`);
  return signal ?? said;
}

const finish: Readonly<Record<Work, (portal: PortalId) => Promise<unknown>>> = {
  post: (portal) => postRun(store, portal, 2),
  close: (portal) =>
    closePeriod({ store, clock: CLOCK }, { portalId: portal, period: month('2026-08'), through: true }),
};

/** The ledger without what differs from portal to portal, and the hash of each snapshot's content. */
async function booksOf(portal: PortalId): Promise<unknown> {
  const { entries, closes } = await store.postedLedger(portal, null);
  return {
    entries: entries
      .map(({ dealId, ordinal, pool, partnerId, amountMinor, postedPeriod, reason }) =>
        [dealId, ordinal, pool, partnerId, amountMinor, postedPeriod, reason].join(' '),
      )
      .toSorted(),
    closes: closes.map(({ snapshot }) => [
      snapshot.period,
      snapshot.entries,
      snapshot.revenue,
      snapshot.partners,
    ]),
  };
}

async function untouched(name: string): Promise<PortalId> {
  const portal = portalId(name);
  await postRun(store, portal, 1);
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
    let landed = 0;
    const kill = async ({ place, dieAt, when }: (typeof points)[number]): Promise<void> => {
      const portal = await untouched(`${work}-${place}`);
      const before = await booksOf(portal);
      await runToDeath(work, portal, dieAt, when);
      const found = await booksOf(portal);
      // All or nothing: a transaction that was under way is gone, one that was done is whole.
      expect([before, expected]).toContainEqual(found);
      landed += Number(JSON.stringify(found) === JSON.stringify(expected));
      expect((await verifyLedger({ store, clock: CLOCK }, portal)).violations).toEqual([]);
      await finish[work](portal);
      expect(await booksOf(portal)).toEqual(expected);
      await finish[work](portal);
      expect(await booksOf(portal)).toEqual(expected);
      expect((await verifyLedger({ store, clock: CLOCK }, portal)).violations).toEqual([]);
    };
    const left = [...points];
    const workers = Array.from({ length: AT_ONCE }, async () => {
      for (let point = left.pop(); point !== undefined; point = left.pop()) await kill(point);
    });
    await Promise.all(workers);
    process.stderr.write(
      `${work}: ${KILLS} kills at queries ${begins} to ${queries}, ${landed} after the commit, seed ${SEED}\n`,
    );
  },
  240_000,
);
