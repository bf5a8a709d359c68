/** The journal of the ledger: a row for every unit of work that recorded anything, chained by hash. */
import type { Instant } from './calendar.js';
import type { PortalId } from './ids.js';
import type { Digest } from './ledger.js';

const JOURNAL_PARTS = ['entries', 'facts', 'closes', 'aliases'] as const;
export type JournalPartName = (typeof JOURNAL_PARTS)[number];

/** Rows of one kind that a unit recorded. */
export interface JournalPart {
  readonly count: number;
  /** Digest of what they are, in an order of their own; empty where there are none. */
  readonly hash: string;
}

export interface JournalContent {
  readonly portalId: PortalId;
  /** From 1, without a gap. */
  readonly ordinal: number;
  /** Later than that of the row before. */
  readonly recordedAt: Instant;
  /** As of when the run computed that this unit is of; null where it was of none. */
  readonly asOf: Instant | null;
  readonly parts: Readonly<Record<JournalPartName, JournalPart>>;
  /** Null on the first. */
  readonly previousHash: string | null;
}

export interface JournalRow extends JournalContent {
  readonly hash: string;
}

/** What the hash of a row is the digest of. */
export const journalContent = ({
  portalId,
  ordinal,
  recordedAt,
  asOf,
  parts,
  previousHash,
}: JournalContent): string =>
  [
    portalId,
    ordinal,
    recordedAt,
    asOf ?? '',
    ...JOURNAL_PARTS.flatMap((name) => [parts[name].count, parts[name].hash]),
    previousHash ?? '',
  ].join('\n');

export const journalRow = (content: JournalContent, digest: Digest): JournalRow => ({
  ...content,
  hash: digest(journalContent(content)),
});

/** A row beside what the tables hold under its ordinal. */
export interface JournalUnit {
  readonly ordinal: number;
  /** Null where rows carry an ordinal that the journal does not have. */
  readonly row: JournalRow | null;
  readonly found: JournalContent['parts'];
  /** The earliest and the latest instant on the rows that carry the ordinal; null where there are none. */
  readonly earliest: Instant | null;
  readonly latest: Instant | null;
}

/** Checks the units one after the other, as they are read, in the order of their ordinals. */
export class JournalCheck {
  readonly #portalId: PortalId;
  readonly #digest: Digest;
  #last: JournalRow | null = null;

  constructor(portalId: PortalId, digest: Digest) {
    this.#portalId = portalId;
    this.#digest = digest;
  }

  /** @returns what is not as it must be, in words. */
  add(unit: JournalUnit): readonly string[] {
    const { row, ordinal } = unit;
    if (row === null) return [`entries or facts name journal row ${ordinal}, which is not there`];
    const before = this.#last;
    const wrong: string[] = [];
    if (ordinal !== (before?.ordinal ?? 0) + 1)
      wrong.push(`comes after row ${before?.ordinal ?? 0}: rows between them are missing`);
    if (row.previousHash !== (before?.hash ?? null))
      wrong.push('does not name the hash of the row before it');
    if (before !== null && row.recordedAt <= before.recordedAt)
      wrong.push('was not recorded after the row before it');
    if (row.portalId !== this.#portalId) wrong.push(`is of portal ${row.portalId}`);
    if (this.#digest(journalContent(row)) !== row.hash) wrong.push('is not what its hash says');
    wrong.push(...partsOf(unit, row), ...instantsOf(unit, row));
    this.#last = row;
    return wrong;
  }

  /** The newest row; null on an empty journal. */
  last(): JournalRow | null {
    return this.#last;
  }
}

function partsOf({ found }: JournalUnit, { parts }: JournalRow): readonly string[] {
  return JOURNAL_PARTS.flatMap((name): readonly string[] => {
    const [is, was] = [found[name], parts[name]];
    if (is.count !== was.count) return [`recorded ${was.count} ${name}, and ${is.count} are there`];
    return is.hash === was.hash ? [] : [`its ${name} are not those that it recorded`];
  });
}

const instantsOf = ({ earliest, latest }: JournalUnit, { recordedAt }: JournalRow): readonly string[] =>
  [earliest, latest].every((at) => at === null || at === recordedAt)
    ? []
    : ['what it recorded carries another instant than its own'];
