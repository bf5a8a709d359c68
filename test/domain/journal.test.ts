import { describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import {
  journalContent,
  journalRow,
  JournalCheck,
  type JournalContent,
  type JournalRow,
  type JournalUnit,
} from '../../src/domain/journal.js';
import { PORTAL, utc } from './ledger-facts.js';

const digest = (text: string): string => `#${text}`;
const PARTS = {
  entries: { count: 3, hash: 'e' },
  facts: { count: 1, hash: 'f' },
  closes: { count: 0, hash: '' },
  aliases: { count: 2, hash: 'a' },
};
const contentOf = (changes: Partial<JournalContent> = {}): JournalContent => ({
  portalId: PORTAL,
  ordinal: 1,
  recordedAt: utc('2026-09-01'),
  asOf: utc('2026-08-31'),
  parts: PARTS,
  previousHash: null,
  ...changes,
});
const first = journalRow(contentOf(), digest);
const second = journalRow(
  contentOf({ ordinal: 2, recordedAt: utc('2026-09-02'), previousHash: first.hash }),
  digest,
);
const unit = (row: JournalRow, changes: Partial<JournalUnit> = {}): JournalUnit => ({
  ordinal: row.ordinal,
  row,
  found: row.parts,
  earliest: row.recordedAt,
  latest: row.recordedAt,
  ...changes,
});

/** What is found on the last of some units. */
function wrong(...units: readonly JournalUnit[]): readonly string[] {
  const check = new JournalCheck(PORTAL, digest);
  return units.map((one) => check.add(one)).at(-1) ?? [];
}

describe('a row of the journal', () => {
  it('is hashed over all that it says', () => {
    expect(journalContent(contentOf())).toBe(
      ['1001', 1, utc('2026-09-01'), utc('2026-08-31'), 3, 'e', 1, 'f', 0, '', 2, 'a', ''].join('\n'),
    );
    expect(journalContent(contentOf({ asOf: null, previousHash: 'p' }))).toBe(
      ['1001', 1, utc('2026-09-01'), '', 3, 'e', 1, 'f', 0, '', 2, 'a', 'p'].join('\n'),
    );
    expect(first).toEqual({ ...contentOf(), hash: digest(journalContent(contentOf())) });
  });
});

describe('the journal', () => {
  it('holds where each row follows the one before, and the tables have what it says', () => {
    const check = new JournalCheck(PORTAL, digest);
    expect(check.last()).toBeNull();
    expect(check.add(unit(first))).toEqual([]);
    expect(check.last()).toBe(first);
    expect(check.add(unit(second))).toEqual([]);
    expect(check.last()).toBe(second);
    expect(wrong(unit(first, { earliest: null, latest: null }))).toEqual([]);
  });

  const rehashed = (changes: Partial<JournalContent>): JournalUnit =>
    unit(journalRow({ ...second, ...changes }, digest));
  it.each<[string, readonly JournalUnit[], readonly string[]]>([
    [
      'a row that is gone',
      [unit(first), unit(second, { row: null })],
      ['entries or facts name journal row 2, which is not there'],
    ],
    [
      'rows between that are missing',
      [unit(first), rehashed({ ordinal: 4 })],
      ['comes after row 1: rows between them are missing'],
    ],
    [
      'a first row that is not the first',
      [unit(second)],
      ['comes after row 0: rows between them are missing', 'does not name the hash of the row before it'],
    ],
    [
      'a row that follows another',
      [unit(first), rehashed({ previousHash: 'x' })],
      ['does not name the hash of the row before it'],
    ],
    [
      'one that follows none',
      [unit(first), rehashed({ previousHash: null })],
      ['does not name the hash of the row before it'],
    ],
    [
      'one at the same instant',
      [unit(first), rehashed({ recordedAt: first.recordedAt })],
      ['was not recorded after the row before it'],
    ],
    ['one of another portal', [unit(first), rehashed({ portalId: portalId('2002') })], ['is of portal 2002']],
    ['an altered row', [unit(first), unit({ ...second, asOf: null })], ['is not what its hash says']],
    [
      'entries that are gone',
      [unit(first, { found: { ...PARTS, entries: { count: 2, hash: 'x' } } })],
      ['recorded 3 entries, and 2 are there'],
    ],
    [
      'facts and aliases that are others',
      [
        unit(first, {
          found: { ...PARTS, facts: { count: 1, hash: 'x' }, aliases: { count: 2, hash: 'y' } },
        }),
      ],
      ['its facts are not those that it recorded', 'its aliases are not those that it recorded'],
    ],
    [
      'an earlier instant on what it recorded',
      [unit(first, { earliest: utc('2026-08-01') })],
      ['what it recorded carries another instant than its own'],
    ],
    [
      'a later instant on what it recorded',
      [unit(first, { latest: utc('2026-09-03') })],
      ['what it recorded carries another instant than its own'],
    ],
  ])('finds %s', (_name, units, found) => expect(wrong(...units)).toEqual(found));
});
