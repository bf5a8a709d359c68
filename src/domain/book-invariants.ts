/** The invariants of closed months: attribution.md §6. */
import type { PortalId } from './ids.js';
import type { Violation } from './invariants.js';
import type { Digest, LedgerEntry } from './ledger.js';
import { closeOf, snapshotHash, type PeriodClose } from './period-close.js';
import { addMonths } from './period.js';

export interface CloseEvidence {
  readonly portalId: PortalId;
  /** Every entry in the books of the month. */
  readonly posted: readonly LedgerEntry[];
  /** The close before; null on the first. */
  readonly previous: PeriodClose | null;
  readonly digest: Digest;
}

/** Checks one close against the entries of its month and the close before. */
export function checkClose(
  { snapshot, hash, recordedAt }: PeriodClose,
  { portalId, posted, previous, digest }: CloseEvidence,
): readonly Violation[] {
  const { period, homeCurrency, timeZone } = snapshot;
  const again = closeOf(posted, { portalId, period, recordedAt, homeCurrency, timeZone, previous }, digest);
  const broken: string[] = [];
  if (snapshotHash(snapshot, digest) !== hash) broken.push('its snapshot is not what its hash says');
  if (again.hash !== hash) broken.push('its entries or the close before it are not those of its snapshot');
  if (previous !== null && addMonths(previous.snapshot.period, 1) !== period)
    broken.push(`was closed after ${previous.snapshot.period}, which is not the month before it`);
  const late = posted.filter((entry) => entry.recordedAt > recordedAt);
  broken.push(...late.map((entry) => `entry ${entry.id} was posted in it after its close`));
  const subject = `period ${period}`;
  return [
    ...(snapshot.portalId === portalId
      ? []
      : [{ invariant: 'portals_are_apart', subject, detail: `was closed for portal ${snapshot.portalId}` }]),
    ...broken.map((detail) => ({ invariant: 'chain_holds', subject, detail })),
  ];
}
