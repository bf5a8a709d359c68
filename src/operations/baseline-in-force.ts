/** Which baseline a sync works under: the one that is kept, unless the request sets another or takes it away. */
import { startOfDay, type Baseline } from '../domain/baseline.js';
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { MappedBaseline, Mapping } from '../domain/mapping.js';
import { AppError } from '../errors.js';
import type { Account } from './crm-port.js';

/** What is asked of the baseline; `remove` lets the rules class every deal again. */
export type BaselineChange = ({ readonly kind: 'set' } & Baseline) | { readonly kind: 'remove' };

export interface BaselineInForce {
  readonly baseline: Baseline | null;
  /** The first instant of its day in the portal's time zone. */
  readonly legacyBefore: Instant | null;
}

/**
 * Resolves the baseline of a sync, before anything is read.
 * @param kept what an earlier sync has kept; null where there is none.
 * @param change null: what is kept stays.
 * @throws AppError `baseline_refused` where the mapping does not name its property, or its day is none or lies ahead.
 */
export function baselineInForce(
  kept: Baseline | null,
  change: BaselineChange | null,
  { mapping, account, now }: { readonly mapping: Mapping; readonly account: Account; readonly now: Instant },
): BaselineInForce {
  if (change?.kind === 'remove') return NONE;
  const baseline = change === null ? kept : { property: change.property, since: change.since };
  if (baseline === null) return NONE;
  if (mapping.baseline?.property !== baseline.property) {
    throw change === null
      ? keptIsGone(baseline, mapping.baseline)
      : notMapped(baseline.property, mapping.baseline);
  }
  const legacyBefore = startOfDay(baseline.since, account.timeZone);
  if (legacyBefore === null) {
    throw new AppError(
      'baseline_refused',
      `${JSON.stringify(baseline.since)} is no day.`,
      'Give the first day that our rules class, as YYYY-MM-DD: --since 2026-01-01.',
    );
  }
  if (legacyBefore > now) {
    throw new AppError(
      'baseline_refused',
      `${baseline.since} lies ahead: it begins at ${formatInstant(legacyBefore)} in ${account.timeZone}, and now is ${formatInstant(now)}.`,
      'Give a day up to today: what is won from then on, our rules class.',
    );
  }
  return { baseline, legacyBefore };
}

const NONE: BaselineInForce = { baseline: null, legacyBefore: null };

function notMapped(property: string, mapped: MappedBaseline | null): AppError {
  return mapped === null
    ? new AppError(
        'baseline_refused',
        `The mapping names no baseline, so that nobody knows what the values of ${property} mean; nothing was read.`,
        `Name it in the mapping: "baseline": {"property": "${property}", "values": {"Partner sourced": "sourced"}}, then run the command again.`,
      )
    : new AppError(
        'baseline_refused',
        `The mapping's baseline is ${mapped.property}, and not ${property}; nothing was read.`,
        `Run partnership sync --baseline ${mapped.property} --since with the day, or name ${property} in the mapping.`,
      );
}

const keptIsGone = ({ property, since }: Baseline, mapped: MappedBaseline | null): AppError =>
  new AppError(
    'baseline_refused',
    `Deals won before ${since} have the class that ${property} gave them, and the mapping ${mapped === null ? 'names no baseline any more' : `names ${mapped.property} now`}; nothing was read.`,
    `Put ${property} back in the mapping${mapped === null ? '' : `, or set the new one with partnership sync --baseline ${mapped.property} --since ${since} --dry-run first`}, or let our rules class every deal with partnership sync --no-baseline --dry-run first.`,
  );
