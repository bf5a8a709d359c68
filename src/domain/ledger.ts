/**
 * The ledger's words (attribution.md §6): entries that are only ever added; a correction is a reversal and a new entry.
 */
import { isLegacyLine } from './baseline.js';
import type { Instant } from './calendar.js';
import type { Bucket, DealClass } from './credit.js';
import type { DealId, PartnerId, PortalId } from './ids.js';
import type { Month } from './period.js';

export const POOLS = ['revenue', 'source', 'influence', 'model'] as const;
/** `revenue` is the deal's amount by class, with no partner; the others are the pools of attribution.md §4. */
export type Pool = (typeof POOLS)[number];

/** Why an entry was posted. Each is explained in docs/ledger.md. */
export const REASONS = [
  'opening',
  'won',
  'won_late',
  'correction',
  'adjustment',
  'refund',
  'left_won',
  'deleted',
  'set_aside',
  'merged',
] as const;
export type Reason = (typeof REASONS)[number];

/** What a won deal says about one pool and partner: content, before it is posted. Amounts are integer minor units. */
export interface LedgerLine {
  readonly dealId: DealId;
  /** Null in the pool `revenue`. */
  readonly partnerId: PartnerId | null;
  readonly pool: Pool;
  /** Null outside the pool `model`. */
  readonly model: string | null;
  /** The deal's class, in the pool `revenue` alone: sourced + influenced + direct = total holds from these lines. */
  readonly class: DealClass | null;
  readonly bucket: Bucket;
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeCurrency: string;
  /** Null where a foreign deal has no amount in the home currency. */
  readonly homeAmountMinor: number | null;
  /** The month of the close date, in the portal's time zone. */
  readonly effectivePeriod: Month;
  readonly closedAt: Instant;
  readonly policyVersion: string;
  /** Touches by id, tags as `tag:<partner>:<role>:<state>`, what a field said as `legacy:<property>=<value>`; sorted. */
  readonly evidenceIds: readonly string[];
}

/** A line with where and why it is posted. Its id is the digest of `entryContent`. */
export interface NewEntry extends LedgerLine {
  readonly portalId: PortalId;
  /** Which posting of the deal this is, from 1: a state that comes back after a reversal is another entry. */
  readonly ordinal: number;
  /** The period whose books it is in. */
  readonly postedPeriod: Month;
  readonly reason: Reason;
  /** The entry that this one replaces or adds to. */
  readonly adjustsId: string | null;
  /** The entry that this one takes back. */
  readonly reversesId: string | null;
}

export interface LedgerEntry extends NewEntry {
  readonly id: string;
  readonly recordedAt: Instant;
}

/** Hash of a text, as hex. Passed in, since the domain imports nothing. */
export type Digest = (text: string) => string;

/** What the id of an entry is the digest of: everything but when it was recorded. */
export const entryContent = (entry: NewEntry): string =>
  JSON.stringify([
    entry.portalId,
    entry.ordinal,
    entry.postedPeriod,
    entry.reason,
    entry.adjustsId,
    entry.reversesId,
    ...lineValues(entry),
  ]);

/** What two postings of one line must have in common to be the same, in one text. */
export const lineContent = (line: LedgerLine): string => JSON.stringify(lineValues(line));

const lineValues = (line: LedgerLine): readonly unknown[] => [
  ...moneyValues(line),
  line.closedAt,
  line.policyVersion,
  line.evidenceIds,
];

/**
 * What of a line is money: who gets how much, where it shows. The rest says how that came about. Legacy lines show
 * apart, so that one that comes to be legacy, or no longer is, moves even where its amounts do not.
 */
export const moneyContent = (line: LedgerLine): string =>
  JSON.stringify([...moneyValues(line), ...(isLegacyLine(line) ? ['legacy'] : [])]);

const moneyValues = (line: LedgerLine): readonly unknown[] => [
  line.dealId,
  line.pool,
  line.model,
  line.partnerId,
  line.class,
  line.bucket,
  line.currency,
  line.amountMinor,
  line.homeCurrency,
  line.homeAmountMinor,
  line.effectivePeriod,
];

/** Which of a deal's lines it is: a deal has one a pool, model and partner. */
export const lineKey = ({ pool, model, partnerId }: LedgerLine): string =>
  JSON.stringify([pool, model, partnerId]);

/** The entries that stand: neither reversed nor reversals themselves. In the order given. */
export function standingEntries(entries: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const reversed = new Set(entries.map((entry) => entry.reversesId));
  return entries.filter((entry) => entry.reversesId === null && !reversed.has(entry.id));
}

/** The entries as they were known at an instant. */
export const knownAt = (entries: readonly LedgerEntry[], at: Instant): readonly LedgerEntry[] =>
  entries.filter((entry) => entry.recordedAt <= at);

/** Minor units, negated; never −0. */
export const negated = (minor: number): number => (minor === 0 ? 0 : -minor);
