/**
 * A review of every partner's tier: what was achieved, what is decided and written, what is missing and when it comes. DuckDB
 * beside it does the first step alone, on data that is loaded already: sums over the window and the tier earned.
 */
import { DuckDBDataChunk, DOUBLE, INTEGER } from '@duckdb/node-api';
import { DAY_MS, instant } from '../src/domain/calendar.js';
import { PARTNER_TIERS, type PartnerTier } from '../src/domain/partner.js';
import { knownTier, recordAfter } from '../src/domain/tier-history.js';
import { NOT_MEASURED } from '../src/domain/tier-measures.js';
import { standingOf } from '../src/domain/tier-standing.js';
import { monthsFrom, type Achievement } from '../src/domain/tier-window.js';
import { decisionWords, gapWords, projectionWords } from '../src/domain/tier-words.js';
import { DEFAULT_TIERS, tierName } from '../src/domain/tiers.js';
import { numbersOf, openDuckDb } from './duckdb.js';
import { random } from './generate.js';
import { measure, report } from './measure.js';
import { benchOptions } from './options.js';

const { deals, partners, runs, seed } = benchOptions({ deals: 200_000, partners: 2_000 });
const NOW = instant(Date.UTC(2026, 10, 20));
const TIERS = Object.keys(PARTNER_TIERS) as readonly PartnerTier[];

const roll = random(seed);
const all = Array.from({ length: deals }, () => ({
  partner: Math.floor(roll() * partners),
  at: instant(NOW - Math.floor(roll() * 730 * DAY_MS)),
  sourcedMinor: Math.floor(roll() * 1_000_000),
}));
const achievements: readonly Achievement[][] = Array.from({ length: partners }, () => []);
for (const { partner, at, sourcedMinor } of all) {
  achievements[partner]?.push({
    at,
    sourcedMinor,
    influencedMinor: 0,
    wonDeals: 1,
    registrationsApproved: 0,
  });
}
const records = achievements.map((_, place) => ({
  changes: [
    { tier: TIERS[place % TIERS.length] ?? null, at: instant(NOW - 400 * DAY_MS), reason: null, by: null },
  ],
  warnedAt: place % 7 === 0 ? instant(NOW - 91 * DAY_MS) : null,
  override: null,
}));

/** As `partnership tiers review` works it out, with every sentence that it prints. */
function reviewAll(): readonly (PartnerTier | null)[] {
  const words = { homeCurrency: 'USD', timeZone: 'America/New_York', asOf: NOW, windowMonths: 12 };
  return records.map((record, place) => {
    const known = knownTier(record, TIERS[place % TIERS.length] ?? null, NOW);
    const achieved = { achievements: achievements[place] ?? [], measures: NOT_MEASURED };
    const standing = standingOf(DEFAULT_TIERS, known.held, achieved, NOW);
    recordAfter(known.record, standing, { asOf: NOW, policyVersion: 'bench' });
    decisionWords(standing.decision, standing.held, words.timeZone);
    if (standing.next !== null) {
      gapWords(standing.next.level, standing.next.gaps, words);
      projectionWords(standing.next.projection, words.timeZone);
    }
    return standing.earned;
  });
}

const db = await openDuckDb();
await db.run('CREATE TABLE won(partner INTEGER, moment DOUBLE, sourced DOUBLE)');
const appender = await db.createAppender('won');
for (let start = 0; start < all.length; start += 2048) {
  const part = all.slice(start, start + 2048);
  const chunk = DuckDBDataChunk.create([INTEGER, DOUBLE, DOUBLE], part.length);
  chunk.setColumns([
    part.map(({ partner }) => partner),
    part.map(({ at }) => at),
    part.map(({ sourcedMinor }) => sourcedMinor),
  ]);
  appender.appendDataChunk(chunk);
}
appender.closeSync();

const cases = DEFAULT_TIERS.levels
  .toReversed()
  .map(
    ({ tier, requirements: { sourcedMinor = 0, wonDeals = 0 } }) =>
      `WHEN sum(sourced) >= ${sourcedMinor} AND count(*) >= ${wonDeals} THEN ${TIERS.indexOf(tier)}`,
  )
  .join(' ');
const SQL = `SELECT partner, CASE ${cases} END FROM won
  WHERE moment > ${monthsFrom(NOW, -12)} AND moment <= ${NOW} GROUP BY partner ORDER BY partner`;
const inSql = () => numbersOf(db, SQL);

// The same tiers, or the times say nothing.
const earned = reviewAll();
const [places = [], found = []] = await inSql();
const different = [...places].filter((place, row) => earned[place] !== TIERS[found[row] ?? -1]).length;
if (different > 0) throw new Error(`DuckDB has another tier for ${different} partners`);

const timings = await measure(
  [
    { name: 'the whole review', run: reviewAll },
    { name: 'DuckDB, sums and tier earned alone', run: inSql },
  ],
  runs,
);
const counts = Object.fromEntries(
  [null, ...TIERS].map((tier) => [tierName(tier), earned.filter((one) => one === tier).length]),
);
report(
  'tiers',
  { deals, partners, seed, counts, timings },
  timings.map((one) => ({ review: one.name, 'median ms': one.medianMs, 'fastest ms': one.fastestMs })),
);
