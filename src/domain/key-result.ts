/** Key results of a joint plan: one of the programme's numbers, a target and a day. Progress is measured, never typed (programme.md). */
import { assertNever } from './assert-never.js';
import { displayDay, type Instant } from './calendar.js';
import { currencyExponent } from './currencies.js';
import { addDays, daysBetween, isPast } from './due-day.js';
import { KPIS, type KpiId, type KpiPeriod, type KpiUnit, type KpiValue } from './kpi.js';
import { displayMoney, parseAmount } from './money.js';
import type { KeyResult, Objective } from './partner-programme.js';

/** Numbers of which less is better: their target is a most, and is reached only once the day is over. */
const AT_MOST: ReadonlySet<KpiId> = new Set(['escalations', 'time_to_onboarding', 'support_tickets']);

const isAtMost = (kpi: KpiId): boolean => AT_MOST.has(kpi);

/** How a target is typed and shown. */
export type TargetForm = Exclude<KpiUnit, 'ratio'> | 'percent';

export function targetForm(kpi: KpiId): TargetForm {
  const { unit } = KPIS[kpi];
  return unit === 'ratio' ? 'percent' : unit;
}

type ReadTarget =
  { readonly kind: 'target'; readonly target: number } | { readonly kind: 'refused'; readonly why: string };

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** What a target has to be, as people read it. */
export const TARGET_ASKED: Readonly<Record<TargetForm, string>> = {
  money: 'an amount above 0, such as 40000 or 40,000.00',
  percent: 'a share above 0% and up to 100%, such as 25%',
  rate: 'a number from 0 to 1,000, such as 2 or 0.5',
  count: 'a whole number from 0 to 1,000,000',
  days: 'a whole number of days from 0 to 3,650',
  score: 'a score from -100 to 100',
};

/**
 * Reads a target as somebody types it, into the number's own unit. Examples: "40,000" of money in USD → 4000000 minor units;
 * "25%" or "25" of a share → 0.25.
 */
export function readTarget(kpi: KpiId, text: string, homeCurrency: string): ReadTarget {
  const form = targetForm(kpi);
  const typed = text.trim().replace(/\s*%$/, form === 'percent' ? '' : '%');
  const plain = GROUPED.test(typed) ? typed.replaceAll(',', '') : typed;
  const target = NUMBER.test(plain) ? valueOf(form, plain, homeCurrency) : null;
  return target === null
    ? {
        kind: 'refused',
        why: `“${text.trim()}” is no target for ${KPIS[kpi].label}: it takes ${TARGET_ASKED[form]}`,
      }
    : { kind: 'target', target };
}

function valueOf(form: TargetForm, plain: string, homeCurrency: string): number | null {
  const value = Number(plain);
  const within = (least: number, most: number): number | null =>
    value >= least && value <= most ? value : null;
  const whole = (most: number): number | null => (Number.isInteger(value) ? within(0, most) : null);
  switch (form) {
    case 'money': {
      const read = parseAmount(plain, currencyExponent(homeCurrency) ?? 2);
      return read.kind === 'amount' && read.minor > 0 ? read.minor : null;
    }
    case 'percent':
      return value > 0 && value <= 100 ? value / 100 : null;
    case 'rate':
      return within(0, 1_000);
    case 'count':
      return whole(1_000_000);
    case 'days':
      return whole(3_650);
    case 'score':
      return within(-100, 100);
    default:
      return assertNever(form);
  }
}

const DIGITS = { maximumFractionDigits: 1 } as const;

/** A value of a number as people read it. Examples: "$40,000.00", "25%", "12 days", "3". */
export function kpiWords(kpi: KpiId, value: number, homeCurrency: string): string {
  const form = targetForm(kpi);
  switch (form) {
    case 'money':
      return displayMoney(Math.round(value), homeCurrency);
    case 'percent':
      return `${(value * 100).toLocaleString('en-US', DIGITS)}%`;
    case 'days':
      return `${value.toLocaleString('en-US', DIGITS)} ${value === 1 ? 'day' : 'days'}`;
    case 'rate':
    case 'count':
    case 'score':
      return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
    default:
      return assertNever(form);
  }
}

/** "at least $40,000.00", "at most 2" */
export const targetWords = (
  { kpi, target }: Pick<KeyResult, 'kpi' | 'target'>,
  homeCurrency: string,
): string => `${isAtMost(kpi) ? 'at most' : 'at least'} ${kpiWords(kpi, target, homeCurrency)}`;

/** What a key result is measured over: from the day on which its objective began to the end of the day on which it is due. */
export function keyResultPeriod(
  { startsAt }: Pick<Objective, 'startsAt'>,
  { dueAt }: Pick<KeyResult, 'dueAt'>,
  timeZone: string,
): KpiPeriod {
  return {
    name: `${displayDay(startsAt, timeZone)} to ${displayDay(dueAt, timeZone)}`,
    from: addDays(startsAt, 0, timeZone),
    to: addDays(dueAt, 1, timeZone),
  };
}

/** `behind`: less of the target than of the time, or more than the most already. `late`: its day is over, and it is not reached. */
export type KeyResultState = 'late' | 'behind' | 'unmeasured' | 'under_way' | 'reached';

export interface KeyResultStanding {
  readonly keyResult: KeyResult;
  readonly state: KeyResultState;
  /** Null where it was not measured yet, or a source is missing. */
  readonly measured: KpiValue | null;
  /** How much of the target is there, 1 is all of it; null where a share says nothing: scores, and numbers of which less is better. */
  readonly share: number | null;
  /** How much of the time is gone, from 0 to 1. */
  readonly timeShare: number;
  /** Calendar days to its day; negative once that is over. */
  readonly daysLeft: number;
}

/** How a key result stands at an instant. @param measured its number over `keyResultPeriod`; null: not measured yet. */
export function keyResultStanding(
  objective: Pick<Objective, 'startsAt'>,
  keyResult: KeyResult,
  measured: KpiValue | null,
  { asOf, timeZone }: { readonly asOf: Instant; readonly timeZone: string },
): KeyResultStanding {
  const { kpi, target, dueAt } = keyResult;
  const value = measured?.value ?? null;
  const period = keyResultPeriod(objective, keyResult, timeZone);
  const timeShare = Math.min(1, Math.max(0, (asOf - period.from) / (period.to - period.from)));
  const isShare = targetForm(kpi) !== 'score' && !isAtMost(kpi) && target > 0;
  const share = value === null || !isShare ? null : Math.max(0, value / target);
  const standing = { value, target, share, timeShare, isOver: isPast(dueAt, asOf, timeZone) };
  return {
    keyResult,
    state: stateOf(kpi, standing),
    measured,
    share,
    timeShare,
    daysLeft: daysBetween(asOf, dueAt, timeZone),
  };
}

interface Measured {
  readonly value: number | null;
  readonly target: number;
  readonly share: number | null;
  readonly timeShare: number;
  readonly isOver: boolean;
}

function stateOf(kpi: KpiId, { value, target, share, timeShare, isOver }: Measured): KeyResultState {
  if (value === null) return isOver ? 'late' : 'unmeasured';
  if (isAtMost(kpi)) {
    if (value > target) return isOver ? 'late' : 'behind';
    return isOver ? 'reached' : 'under_way';
  }
  if (value >= target) return 'reached';
  if (isOver) return 'late';
  // Only sums grow with time; a share or a score may stand anywhere on its way.
  const { unit } = KPIS[kpi];
  return (unit === 'money' || unit === 'count') && share !== null && share < timeShare
    ? 'behind'
    : 'under_way';
}
