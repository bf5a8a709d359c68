/** What a partner achieved in the window of its tiers, as part of the text of its programme: sums as short rows. */
import * as z from 'zod';
import { instant, type Instant } from '../domain/calendar.js';
import { ShareSums, shareWindow, type DatedShares } from '../domain/tier-shares.js';
import type { TierSnapshot } from '../domain/tier-snapshot.js';
import { DATED_MEASURES, type DatedSums } from '../domain/tier-window.js';

/** In the order of `DATED_MEASURES`. */
const row = z.tuple([z.number(), z.number(), z.number(), z.number()]);
type Row = z.infer<typeof row>;
/** When, and the same; unlike what leaves the window, it stays as it is from day to day. */
const datedRow = z.tuple([
  z.number().int().transform(instant),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
]);
type DatedRow = z.infer<typeof datedRow>;

/** Absent from what an earlier version published. */
export const SHARES = {
  leaving: z.array(row).optional(),
  lately: row.optional(),
  dated: z.array(datedRow).optional(),
};

const rowOf = (sums: DatedSums): Row => [
  sums.sourcedMinor,
  sums.influencedMinor,
  sums.wonDeals,
  sums.registrationsApproved,
];

const sumsOf = (values: Row): DatedSums =>
  Object.fromEntries(DATED_MEASURES.map((measure, column) => [measure, values[column] ?? 0])) as DatedSums;

/** Without `asOf`, which stands in the text once. */
export const tiersText = ({ windowMonths, achieved, shares, dated }: TierSnapshot): Tiers => ({
  ...{ windowMonths, achieved },
  ...(dated !== undefined
    ? { dated: dated.map((one): DatedRow => [one.at, ...rowOf(one)]) }
    : shares === null
      ? {}
      : { leaving: shares.leaving.map(rowOf), lately: rowOf(shares.lately) }),
});

interface Tiers extends Pick<TierSnapshot, 'windowMonths' | 'achieved'> {
  readonly leaving?: readonly Row[] | undefined;
  readonly lately?: Row | undefined;
  readonly dated?: readonly DatedRow[] | undefined;
}

/** As of when the text was written. */
export function tiersIn({ dated, ...tiers }: Tiers, asOf: Instant): TierSnapshot {
  const { windowMonths, achieved, leaving, lately } = tiers;
  if (dated === undefined) {
    const shares: DatedShares | null =
      leaving === undefined || lately === undefined
        ? null
        : { leaving: leaving.map(sumsOf), lately: sumsOf(lately) };
    return { asOf, windowMonths, achieved, shares };
  }
  const rows = dated.map(([at, ...row]) => ({ at, ...sumsOf(row) }));
  const sums = new ShareSums(shareWindow(asOf, windowMonths));
  for (const one of rows) sums.add(one.at, one);
  return { asOf, windowMonths, achieved, shares: sums.shares(), dated: rows };
}
