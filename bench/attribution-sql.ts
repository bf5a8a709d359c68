/**
 * attribution.md in SQL, for the default policy over the tables `deals(deal, created, ends, status, amount, customer)`
 * and `touches(deal, partner, moment, kind, approved)`: class of every deal, and won deals by partner and month with
 * linear, time decay and u-shaped credit, split by largest remainder. Instants are milliseconds.
 */
import { DAY_MS } from '../src/domain/calendar.js';
import { KIND, STATUS } from '../src/domain/columns/portfolio-columns.js';
import { DEFAULT_POLICY } from '../src/domain/policy.js';
import type { TouchKind } from '../src/domain/touch.js';

const { sourcing, influence, halfLifeDays } = DEFAULT_POLICY;
const numbers = (kinds: readonly TouchKind[]): string => kinds.map((kind) => KIND[kind]).join(', ');
const points = Object.entries(influence.points)
  .map(([kind, worth]) => `WHEN ${KIND[kind as TouchKind]} THEN ${worth}::DOUBLE`)
  .join(' ');

/** Touches with what they count for (§3.1 to §3.3). */
const COUNTED = `
  SELECT deal, partner, moment, kind, sources
  FROM (
    SELECT t.deal, t.partner, t.moment, t.kind, d.created,
      t.kind IN (${numbers(sourcing.kinds)}) AND d.created - t.moment <= ${sourcing.lookbackDays * DAY_MS}
        AND t.moment - d.created <= CASE t.kind WHEN ${KIND.registration} THEN ${sourcing.lateClaimDays * DAY_MS} ELSE 0 END
        AS sources
    FROM touches t JOIN deals d ON d.deal = t.deal
    WHERE t.partner <> d.customer AND t.moment <= d.ends AND (t.kind <> ${KIND.registration} OR t.approved = 1)
  )
  WHERE sources
    OR (kind IN (${numbers(influence.kinds)}) AND created - moment <= ${influence.lookbackDays * DAY_MS})`;

/** Partners of a deal with what speaks for them (§3.5, §3.6). */
const PAIRS = `
  SELECT *, CASE WHEN first_registration IS NOT NULL THEN 3 WHEN first_sourcing IS NOT NULL THEN 1 ELSE 0 END
    AS strength
  FROM (
    SELECT deal, partner, count(*) AS n, min(moment) AS oldest, max(moment) AS newest,
      sum(CASE kind ${points} ELSE 1.0::DOUBLE END) >= ${influence.minPoints} AS influences,
      min(moment) FILTER (sources) AS first_sourcing,
      min(moment) FILTER (sources AND kind = ${KIND.registration}) AS first_registration
    FROM counted GROUP BY deal, partner
  )`;

/** An instant and a partner in one number, in their order: the fastest way to find the first and the last. */
const packed = (moment: string): string => `(${moment}) * 65536 + partner`;

/** The strongest claim, then the earliest, then the smaller partner. */
const SOURCES = `
  SELECT deal, CASE WHEN max(strength) = 3
      THEN min(${packed('first_registration')}) FILTER (strength = 3)
      ELSE min(${packed('first_sourcing')}) FILTER (strength = 1) END & 65535 AS partner
  FROM pairs WHERE strength > 0 GROUP BY deal`;

const PARTS = `
  SELECT p.deal, p.partner, p.n, p.oldest, p.newest, coalesce(p.partner = s.partner, false) AS is_source
  FROM pairs p LEFT JOIN sources s ON s.deal = p.deal
  WHERE p.strength > 0 OR p.influences`;

/** What the counting touches of a won deal's partners are like together (§5). */
const JOURNEYS = `
  SELECT p.deal, any_value(d.ends) AS ends, any_value(d.amount) AS amount, sum(n)::BIGINT AS n, max(newest) AS newest,
    min(${packed('oldest')}) & 65535 AS first, max(${packed('newest')}) & 65535 AS last
  FROM parts p JOIN deals d ON d.deal = p.deal WHERE d.status = ${STATUS.won} GROUP BY p.deal`;

const DECAY = `
  SELECT c.deal, c.partner,
    sum(pow(2::DOUBLE, -(j.newest - c.moment)::DOUBLE / ${halfLifeDays * DAY_MS})) AS time_decay
  FROM counted c JOIN journeys j ON j.deal = c.deal JOIN parts p ON p.deal = c.deal AND p.partner = c.partner
  GROUP BY c.deal, c.partner`;

const WEIGHTS = `
  SELECT p.deal, p.partner, p.is_source, j.ends, j.amount, p.n AS linear, y.time_decay,
    p.n + CASE WHEN j.n > 2 THEN (2 * j.n - 5) * ((p.partner = j.first)::INTEGER + (p.partner = j.last)::INTEGER)
      ELSE 0 END AS u_shaped
  FROM parts p JOIN journeys j ON j.deal = p.deal JOIN decay y ON y.deal = p.deal AND y.partner = p.partner`;

const floors = (model: string): string =>
  `(abs(amount) * ${model}) // sum(${model}) OVER deal AS ${model}_floor,
   (abs(amount) * ${model}) % (sum(${model}) OVER deal) AS ${model}_rest`;

const FLOORS = `
  SELECT deal, partner, is_source, ends, amount, ${floors('linear')}, ${floors('u_shaped')},
    floor(abs(amount) * (time_decay / (sum(time_decay) OVER deal))) AS time_decay_floor,
    abs(amount) * (time_decay / (sum(time_decay) OVER deal)) AS time_decay_exact
  FROM weights WINDOW deal AS (PARTITION BY deal)`;

const share = (model: string, rest: string): string =>
  `sign(amount) * (${model}_floor + (row_number() OVER (PARTITION BY deal ORDER BY ${rest} DESC, partner)
     <= abs(amount) - sum(${model}_floor) OVER (PARTITION BY deal))::INTEGER)::BIGINT AS ${model}`;

const SHARES = `
  SELECT deal, partner, is_source, ends, amount, ${share('linear', 'linear_rest')}, ${share('u_shaped', 'u_shaped_rest')},
    ${share('time_decay', 'time_decay_exact - time_decay_floor')}
  FROM floors`;

const MONTHS = `
  SELECT partner, year(t) * 12 + month(t) - 1 AS month, count(*) AS deals,
    sum(CASE WHEN is_source THEN amount ELSE 0 END)::BIGINT AS sourced,
    sum(CASE WHEN is_source THEN 0 ELSE amount END)::BIGINT AS influence,
    sum(linear)::BIGINT AS linear, sum(time_decay)::BIGINT AS time_decay, sum(u_shaped)::BIGINT AS u_shaped
  FROM (SELECT *, make_timestamp(ends * 1000) AS t FROM shares)
  GROUP BY partner, month ORDER BY partner, month`;

const CLASSES = `
  SELECT d.deal, CASE WHEN bool_or(p.is_source) THEN 2 WHEN count(p.partner) > 0 THEN 1 ELSE 0 END AS class
  FROM deals d LEFT JOIN parts p ON p.deal = d.deal GROUP BY d.deal`;

/** What is run, one statement after the other; the last two make the answers. */
export const STATEMENTS: readonly string[] = [
  `CREATE OR REPLACE TEMP TABLE counted AS ${COUNTED}`,
  `CREATE OR REPLACE TEMP TABLE pairs AS ${PAIRS}`,
  `CREATE OR REPLACE TEMP TABLE parts AS WITH sources AS (${SOURCES}) ${PARTS}`,
  `CREATE OR REPLACE TEMP TABLE journeys AS ${JOURNEYS}`,
  `CREATE OR REPLACE TEMP TABLE classes AS ${CLASSES}`,
  `CREATE OR REPLACE TEMP TABLE months AS WITH decay AS (${DECAY}), weights AS (${WEIGHTS}), floors AS (${FLOORS}),
     shares AS (${SHARES}) ${MONTHS}`,
];
