/** A year of a partner programme, played day by day on the emulated portal; docs/a-year.md explains the report at its end. */
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../src/domain/calendar.js';
import { partnerId } from '../../../src/domain/ids.js';
import { KPI_IDS } from '../../../src/domain/kpi.js';
import type { RevenueRow } from '../../../src/domain/ledger-report.js';
import { ProgrammeSums } from '../../../src/operations/programme-sums.js';
import { reportLedger } from '../../../src/operations/report-ledger.js';
import { tierAchievements } from '../../../src/operations/tier-achievements.js';
import { verifyLedger } from '../../../src/operations/verify-ledger.js';
import { dataOf } from '../portal.js';
import { BY_HAND } from './by-hand.js';
import { FIRST_QUARTER } from './first-quarter.js';
import { factsOf, numbers, play } from './play.js';
import { YEAR, dealsOf, yearReport } from './report.js';
import { SECOND_HALF } from './second-half.js';
import { SECOND_QUARTER } from './second-quarter.js';
import { localInstant, POLICY, TIME_ZONE, YearPortal } from './year-portal.js';

const GOLDEN = 'test/operations/programme-year/golden/a-year.txt';

let portal: YearPortal;
beforeAll(async () => {
  portal = await YearPortal.open(localInstant('2027-01-04', '08:00'));
}, 60_000);
afterAll(() => portal.close());

describe('a year of the programme', () => {
  it.each(
    [...FIRST_QUARTER, ...SECOND_QUARTER, ...SECOND_HALF].map(
      (event) => [event.on, event.what, event] as const,
    ),
  )('%s %s', async (_on, _what, event) => play(portal, event), 60_000);
});

describe('at the end of the year', () => {
  it.each(KPI_IDS)('%s is what was worked out by hand', async (id) => {
    const found = (await numbers(portal, YEAR)).find((number) => number.id === id);
    const { value, of, n, beside } = BY_HAND[id];
    expect(found).toMatchObject({ n, ...(of === undefined ? {} : { numerator: of[0], denominator: of[1] }) });
    closeTo(found?.value ?? null, value);
    const told = new Map(found?.beside.map((one) => [one.id, one.value]));
    for (const [name, expected] of Object.entries(beside)) closeTo(told.get(name) ?? null, expected);
  });

  it('sourced, influenced and direct are all that was won, to the cent', async () => {
    const won = (await dealsOf(portal)).filter(({ status }) => status === 'won');
    const sum = (some: typeof won): number =>
      some.reduce((total, one) => total + (one.homeAmountMinor ?? 0), 0);
    const of = (name: string): number => sum(won.filter((one) => one.class === name));
    expect([of('sourced'), of('influenced'), of('direct'), sum(won)]).toEqual([
      7_492_000, 1_200_000, 2_499_999, 11_191_999,
    ]);
  });

  it('every approval counts for a tier on its day, that of what expired too, in a review as in a sync', async () => {
    const sums = new ProgrammeSums(POLICY, localInstant('2028-01-01', '00:30'));
    const published = sums.tierSnapshots(await factsOf(portal));
    const reviewed = await tierAchievements(portal.on.store, portal.portalId);
    const counted = ['alder', 'birch', 'cedar', 'dogwood'].map((key) => {
      const id = partnerId(portal.id(key));
      const approved = reviewed.ofPartner.get(id)?.filter((one) => one.registrationsApproved > 0) ?? [];
      return [
        published.get(id)?.achieved.registrationsApproved,
        ...approved.map(({ at }) => dayOf(at, TIME_ZONE)),
      ];
    });
    expect(counted).toEqual([
      [1, '2027-03-15'],
      [1, '2027-05-04'],
      [1, '2027-02-02'],
      [1, '2027-05-11'],
    ]);
  });

  it('the books keep March as it was reported, and post the refund in June', async () => {
    expect(await sourcedByMonth(portal, 'posted')).toEqual({
      ...{ '2027-03': 3_000_000, '2027-04': 4_000_000, '2027-06': -600_000, '2027-10': 1_092_000 },
    });
    expect(await sourcedByMonth(portal, 'effective')).toEqual({
      ...{ '2027-03': 2_400_000, '2027-04': 4_000_000, '2027-10': 1_092_000 },
    });
    const { clock, store } = portal.syncDeps();
    expect((await verifyLedger({ clock, store }, portal.portalId)).violations).toEqual([]);
  });

  it('who looks after partners is told of those that have not ended, the worst first', async () => {
    const { programme } = await dataOf(portal.on.sandbox).read(['programme']);
    expect(programme?.health.map(({ name, score }) => [name, score])).toEqual([
      ['Alder Systems', 41],
      ['Birch Cloud', 48],
      ['Dogwood Labs', 51],
    ]);
    expect(programme?.healthPartners).toBe(3);
  });

  // After a wanted change: UPDATE_GOLDEN=1 npm run test:unit -- test/operations/programme-year; then docs/a-year.md.
  it('the report reads as it is explained', async () => {
    const text = await yearReport(portal);
    if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(GOLDEN, text);
    expect(text).toBe(await readFile(GOLDEN, 'utf8'));
  });
});

async function sourcedByMonth(
  year: YearPortal,
  basis: 'posted' | 'effective',
): Promise<Readonly<Record<string, number>>> {
  const request = { portalId: year.portalId, period: 'all', by: 'month', basis, knownAt: null } as const;
  const { rows } = await reportLedger(year.syncDeps(), request);
  return Object.fromEntries(
    (rows as readonly RevenueRow[]).flatMap(({ key, sourcedMinor }) =>
      sourcedMinor !== 0 ? [[key, sourcedMinor]] : [],
    ),
  );
}

function closeTo(found: number | null, expected: number | null): void {
  if (expected === null || found === null) expect(found).toBe(expected);
  else expect(found).toBeCloseTo(expected, 9);
}
