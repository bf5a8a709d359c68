/** What a partner achieved in the window of its tiers, as part of the text of its programme: sums as short rows. */
import * as z from 'zod';
import type { DatedShares } from '../domain/tier-shares.js';
import type { TierSnapshot } from '../domain/tier-snapshot.js';
import { DATED_MEASURES, type DatedSums } from '../domain/tier-window.js';

/** In the order of `DATED_MEASURES`. */
const row = z.tuple([z.number(), z.number(), z.number(), z.number()]);
type Row = z.infer<typeof row>;

/** Absent from what an earlier version published. */
export const SHARES = { leaving: z.array(row).optional(), lately: row.optional() };

const rowOf = (sums: DatedSums): Row => [
  sums.sourcedMinor,
  sums.influencedMinor,
  sums.wonDeals,
  sums.registrationsApproved,
];

const sumsOf = (values: Row): DatedSums =>
  Object.fromEntries(DATED_MEASURES.map((measure, column) => [measure, values[column] ?? 0])) as DatedSums;

/** Without `asOf`, which stands in the text once. */
export const tiersText = ({ windowMonths, achieved, shares }: TierSnapshot): Tiers => ({
  ...{ windowMonths, achieved },
  ...(shares === null ? {} : { leaving: shares.leaving.map(rowOf), lately: rowOf(shares.lately) }),
});

interface Tiers extends Pick<TierSnapshot, 'windowMonths' | 'achieved'> {
  readonly leaving?: readonly Row[] | undefined;
  readonly lately?: Row | undefined;
}

export function tiersIn({ windowMonths, achieved, leaving, lately }: Tiers): Omit<TierSnapshot, 'asOf'> {
  const shares: DatedShares | null =
    leaving === undefined || lately === undefined
      ? null
      : { leaving: leaving.map(sumsOf), lately: sumsOf(lately) };
  return { windowMonths, achieved, shares };
}
