/** What `partnership sync` is asked of the baseline, and what it says of it. */
import type { BaselineChange } from '../operations/baseline-in-force.js';
import type { LegacySummary, SyncSummary } from '../operations/sync-summary.js';
import { AppError } from '../errors.js';
import { many } from './many.js';
import { groupedAmount } from './totals-table.js';

export interface BaselineOptions {
  /** False: `--no-baseline`. */
  readonly baseline?: string | false;
  readonly since?: string;
}

/**
 * Reads the options.
 * @returns null where nothing is asked: what is kept stays.
 * @throws AppError `option_invalid` where one of the two stands alone.
 */
export function baselineChange({ baseline, since }: BaselineOptions): BaselineChange | null {
  if (baseline === false && since === undefined) return { kind: 'remove' };
  if (typeof baseline === 'string' && since !== undefined) return { kind: 'set', property: baseline, since };
  if (baseline === undefined && since === undefined) return null;
  throw new AppError(
    'option_invalid',
    baseline === false
      ? '--no-baseline takes the baseline away, and --since sets one: both at once is neither.'
      : since === undefined
        ? '--baseline names the property, and not from which day on our rules class deals.'
        : '--since names a day, and not the property that says the class of deals won before it.',
    'Give both: partnership sync --baseline deal_origin --since 2026-01-01 --dry-run. Without them the baseline that is kept stays.',
  );
}

/** Of the totals above, what the portal's own field says; nothing without a baseline. */
export function legacyLines({ legacy, homeCurrency }: SyncSummary): readonly string[] {
  if (legacy === null) return [];
  const { wonMinor, sourcedMinor, influencedMinor, directMinor } = legacy.lastTwelveMonths;
  const amount = (minor: number): string => groupedAmount(minor, homeCurrency);
  return [
    `  ${legacyWords(legacy)}`,
    wonMinor === 0
      ? '    in these twelve months: none'
      : `    in these twelve months: sourced ${amount(sourcedMinor)}, influenced ${amount(influencedMinor)}, direct ${amount(directMinor)}, together ${amount(wonMinor)}`,
    ...unsaidLines(legacy),
  ];
}

/** "Legacy: 31 deals won before 2026-01-01 have the class that deal_origin gives them". */
export const legacyWords = ({ deals, since, property }: LegacySummary): string =>
  `Legacy: ${many(deals, 'deal')} won before ${since} ${deals === 1 ? 'has' : 'have'} the class that ${property} gives ${deals === 1 ? 'it' : 'them'}`;

/** Deals that the field does not class. */
export const unsaidLines = ({ unsaid, property }: LegacySummary): readonly string[] =>
  unsaid === 0
    ? []
    : [
        `    of ${unsaid} more ${property} says nothing that the mapping names: our rules class ${unsaid === 1 ? 'it' : 'them'} (partnership doctor lists ${unsaid === 1 ? 'it' : 'them'})`,
      ];

/** What observe mode left undone. */
export const observeWords = ({ observed, dryRun, writes }: SyncSummary): readonly string[] =>
  !observed || dryRun
    ? []
    : [
        `  Observe mode: nothing was written to the portal. What this run looked at would change ${many(writes.deals, 'deal')} and ${many(writes.partners, 'partner')} there;`,
        '  the first sync without it publishes all that was worked out until then.',
      ];
