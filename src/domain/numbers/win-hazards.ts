/**
 * How deals are won and lost as they age, learnt from a portal's own history: of each age the wins and losses a day of open
 * deals (piecewise constant competing hazards). The stages that deals went through are not kept, so age stands in for them:
 * docs/adr/0034-numbers.md.
 */
import { DAY_MS } from '../calendar.js';
import { CLASS_CODES, STATUS_CODES, type DealColumns } from './deal-columns.js';
import type { WinRateOfAge } from './forecast-value.js';

/** Where an age begins, in days; the last has no end. */
export const AGE_DAYS = [0, 30, 60, 90, 120, 180, 270, 365] as const;

/** As many deals of an age as all deals together are worth, against what was seen of a group at that age. */
export const PRIOR_DEALS = 10;

const DEALS_WITH = 0;
const DEALS_WITHOUT = 1;
const GROUPS = 2;

/** What a day brings to an open deal of an age. */
interface Hazard {
  readonly win: number;
  readonly loss: number;
}

export interface WinHistory {
  /** Deals with a partner, and deals without, closed within the history. */
  readonly closed: { readonly withPartner: number; readonly without: number };
  /** Null where too few of them are there to learn from. */
  readonly hazards: WinHazards | null;
}

export interface WinHazards {
  /** A row an age. */
  readonly withPartner: readonly Hazard[];
  readonly without: readonly Hazard[];
  readonly rates: {
    readonly withPartner: readonly WinRateOfAge[];
    readonly without: readonly WinRateOfAge[];
  };
}

/** Wins, losses and days at risk, by group and age. */
interface Counts {
  readonly won: Float64Array;
  readonly lost: Float64Array;
  readonly days: Float64Array;
}

/**
 * Learns from what was known at an instant: deals closed later are open then, deals created later are not there. Only days
 * and ends from `from` on count. A deal closed on an unknown day, or before it was created, teaches nothing.
 * @param least deals that have to have closed.
 */
export function learnWinHazards(
  columns: DealColumns,
  { from, at, least }: { readonly from: number; readonly at: number; readonly least: number },
): WinHistory {
  const counts = countExits(columns, from, at);
  const sum = (values: Float64Array, group: number): number =>
    values.subarray(group * AGE_DAYS.length, (group + 1) * AGE_DAYS.length).reduce((a, b) => a + b, 0);
  const closed = {
    withPartner: sum(counts.won, DEALS_WITH) + sum(counts.lost, DEALS_WITH),
    without: sum(counts.won, DEALS_WITHOUT) + sum(counts.lost, DEALS_WITHOUT),
  };
  if (closed.withPartner + closed.without < least) return { closed, hazards: null };
  const pooled = pooledHazards(counts);
  // All exits on the days on which deals were created: no day at risk, so nothing to divide by.
  if (pooled === null) return { closed, hazards: null };
  const of = (group: number): readonly Hazard[] =>
    pooled.map((prior, age) => shrunk(counts, group * AGE_DAYS.length + age, prior));
  const [withPartner, without] = [of(DEALS_WITH), of(DEALS_WITHOUT)];
  const rates = {
    withPartner: ratesOf(withPartner, counts, DEALS_WITH),
    without: ratesOf(without, counts, DEALS_WITHOUT),
  };
  return { closed, hazards: { withPartner, without, rates } };
}

function countExits(
  { length, created, closed, status, dealClass }: DealColumns,
  from: number,
  at: number,
): Counts {
  const cells = GROUPS * AGE_DAYS.length;
  const [won, lost, days] = [new Float64Array(cells), new Float64Array(cells), new Float64Array(cells)];
  for (let deal = 0; deal < length; deal += 1) {
    const start = created[deal]!;
    const isOpenNow = status[deal] === STATUS_CODES.open;
    const exit = isOpenNow ? Infinity : closed[deal]!;
    if (start > at || Number.isNaN(exit) || exit < start || exit < from) continue;
    const group = (dealClass[deal] === CLASS_CODES.direct ? DEALS_WITHOUT : DEALS_WITH) * AGE_DAYS.length;
    const until = (Math.min(exit, at) - start) / DAY_MS;
    const since = Math.max(0, (from - start) / DAY_MS);
    for (let age = ageOf(since); age <= ageOf(until); age += 1)
      days[group + age]! += Math.max(0, Math.min(until, endOf(age)) - Math.max(since, AGE_DAYS[age]!));
    if (exit > at) continue;
    if (status[deal] === STATUS_CODES.won) won[group + ageOf(until)]! += 1;
    else lost[group + ageOf(until)]! += 1;
  }
  return { won, lost, days };
}

const endOf = (age: number): number => AGE_DAYS[age + 1] ?? Infinity;

function ageOf(days: number): number {
  let age = AGE_DAYS.length - 1;
  while (age > 0 && AGE_DAYS[age]! > days) age -= 1;
  return age;
}

/** Of each age over all deals, drawn towards that of all ages together. */
function pooledHazards({ won, lost, days }: Counts): readonly Hazard[] | null {
  const all = {
    won: new Float64Array(AGE_DAYS.length),
    lost: new Float64Array(AGE_DAYS.length),
    days: new Float64Array(AGE_DAYS.length),
  };
  for (let cell = 0; cell < won.length; cell += 1) {
    const age = cell % AGE_DAYS.length;
    all.won[age]! += won[cell]!;
    all.lost[age]! += lost[cell]!;
    all.days[age]! += days[cell]!;
  }
  const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  const atRisk = total(all.days);
  if (atRisk === 0) return null;
  const whole = { win: total(all.won) / atRisk, loss: total(all.lost) / atRisk };
  return AGE_DAYS.map((_, age) => shrunk(all, age, whole));
}

/**
 * (wins + those of the prior) ÷ (days + those of the prior), the prior worth as many days as PRIOR_DEALS deals take at its
 * pace: with no deal of its own a group has the prior's rate, with a hundred its own by nine tenths.
 */
function shrunk({ won, lost, days }: Counts, cell: number, prior: Hazard): Hazard {
  const priorDays = PRIOR_DEALS / (prior.win + prior.loss);
  const atRisk = days[cell]! + priorDays;
  return {
    win: (won[cell]! + prior.win * priorDays) / atRisk,
    loss: (lost[cell]! + prior.loss * priorDays) / atRisk,
  };
}

const ratesOf = (hazards: readonly Hazard[], { won, lost }: Counts, group: number): readonly WinRateOfAge[] =>
  AGE_DAYS.map((fromDays, age) => ({
    fromDays,
    toDays: AGE_DAYS[age + 1] ?? null,
    won: won[group * AGE_DAYS.length + age]!,
    lost: lost[group * AGE_DAYS.length + age]!,
    winShare: winProbability(hazards, fromDays, Infinity),
  }));

/**
 * How likely an open deal of an age is to be won within some days (Infinity: ever). Example: a win and a loss each 0.01 a day
 * at every age → 0.5 ever; within 50 days 0.5 × (1 − e^−1) = 0.316.
 */
export function winProbability(hazards: readonly Hazard[], ageDays: number, withinDays: number): number {
  const until = ageDays + withinDays;
  let [won, open] = [0, 1];
  for (let age = ageOf(ageDays); age < hazards.length && AGE_DAYS[age]! < until; age += 1) {
    const { win, loss } = hazards[age]!;
    const days = Math.min(until, endOf(age)) - Math.max(ageDays, AGE_DAYS[age]!);
    const stays = Math.exp(-(win + loss) * days);
    won += (open * (1 - stays) * win) / (win + loss);
    open *= stays;
  }
  return won;
}
