/** What a period's close keeps: its totals as reported, with a hash that chains to the close before. */
import { formatInstant, type Instant } from './calendar.js';
import { canonicalJson } from './canonical-json.js';
import { groupBy } from './group-by.js';
import { compareIds, type PartnerId, type PortalId } from './ids.js';
import type { Bucket } from './credit.js';
import type { Digest, LedgerEntry, Pool } from './ledger.js';
import {
  dealsWithoutHomeAmount,
  homeSum,
  policyVersionsOf,
  revenueLines,
  revenueOrigins,
  type RevenueLine,
  type RevenueOrigins,
} from './ledger-sums.js';
import type { Month } from './period.js';

/** Credit of one partner in one pool and bucket, home currency, minor units. */
export interface PartnerLine {
  readonly partnerId: PartnerId;
  readonly bucket: Bucket;
  readonly pool: Exclude<Pool, 'revenue'>;
  readonly model: string | null;
  readonly homeMinor: number;
  /** True in the pool `influence`: never to be totalled over partners. */
  readonly notAdditive: boolean;
}

/** The totals of a period as they were reported when it closed. */
export interface Snapshot {
  readonly portalId: PortalId;
  readonly period: Month;
  /** Which close of the portal it is, from 1. */
  readonly ordinal: number;
  /** ISO 8601. */
  readonly closedAt: string;
  readonly homeCurrency: string;
  readonly timeZone: string;
  readonly policyVersions: readonly string[];
  readonly entries: number;
  /** Digest of the ids of the period's entries, sorted. */
  readonly entriesHash: string;
  readonly revenue: readonly RevenueLine[];
  /** The same apart, by what says the class; absent where nothing is legacy. */
  readonly origins?: RevenueOrigins;
  readonly partners: readonly PartnerLine[];
  readonly dealsWithoutHomeAmount: number;
  /** Null on the first. */
  readonly previousHash: string | null;
}

export interface PeriodClose {
  readonly snapshot: Snapshot;
  /** Digest of the snapshot, which holds the hash before it. */
  readonly hash: string;
  readonly recordedAt: Instant;
}

export interface Closing {
  readonly portalId: PortalId;
  readonly period: Month;
  readonly recordedAt: Instant;
  readonly homeCurrency: string;
  readonly timeZone: string;
  /** The close before; null on the first. */
  readonly previous: PeriodClose | null;
}

/**
 * Takes the snapshot of a period.
 * @param posted every entry that is posted in the period.
 */
export function closeOf(posted: readonly LedgerEntry[], closing: Closing, digest: Digest): PeriodClose {
  const { portalId, period, recordedAt, homeCurrency, timeZone, previous } = closing;
  const origins = revenueOrigins(posted);
  const snapshot: Snapshot = {
    portalId,
    period,
    ordinal: (previous?.snapshot.ordinal ?? 0) + 1,
    closedAt: formatInstant(recordedAt),
    homeCurrency,
    timeZone,
    policyVersions: policyVersionsOf(posted),
    entries: posted.length,
    entriesHash: digest(
      posted
        .map((entry) => entry.id)
        .sort()
        .join('\n'),
    ),
    revenue: revenueLines(posted),
    ...(origins === null ? {} : { origins }),
    partners: partnerLines(posted),
    dealsWithoutHomeAmount: dealsWithoutHomeAmount(posted),
    previousHash: previous?.hash ?? null,
  };
  return { snapshot, hash: snapshotHash(snapshot, digest), recordedAt };
}

export const snapshotHash = (snapshot: Snapshot, digest: Digest): string => digest(canonicalJson(snapshot));

/** Credits by partner, bucket, pool and model; in the order of partner ids. A sum of 0 stays: it was posted. */
export function partnerLines(entries: readonly LedgerEntry[]): readonly PartnerLine[] {
  const credits = entries.filter((entry) => entry.partnerId !== null);
  const groups = groupBy(credits, ({ partnerId, bucket, pool, model }) =>
    JSON.stringify([partnerId, bucket, pool, model]),
  );
  return [...groups.values()]
    .flatMap((group): readonly PartnerLine[] => {
      const [first] = group;
      if (first?.partnerId == null || first.pool === 'revenue') return [];
      const { partnerId, bucket, pool, model } = first;
      const homeMinor = homeSum(group, `${pool} of ${partnerId}`);
      return [{ partnerId, bucket, pool, model, homeMinor, notAdditive: pool === 'influence' }];
    })
    .sort(
      (a, b) =>
        compareIds(a.partnerId, b.partnerId) ||
        compareText(a.bucket, b.bucket) ||
        compareText(poolName(a), poolName(b)),
    );
}

const poolName = ({ pool, model }: PartnerLine): string => `${pool} ${model ?? ''}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
