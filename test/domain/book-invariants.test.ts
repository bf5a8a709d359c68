/** One close beside the entries of its month and the close before: attribution.md §6. */
import { describe, expect, it } from '@jest/globals';
import { checkClose, type CloseEvidence } from '../../src/domain/book-invariants.js';
import { portalId } from '../../src/domain/ids.js';
import { closeOf, type PeriodClose } from '../../src/domain/period-close.js';
import { revenue } from './ledger-entry.js';
import { month, PORTAL, utc } from './ledger-facts.js';

const digest = (text: string): string => text;
const CLOSED_AT = utc('2026-11-15T00:00:00Z');
const closing = (period: string, previous: PeriodClose | null) => ({
  portalId: PORTAL,
  period: month(period),
  recordedAt: CLOSED_AT,
  homeCurrency: 'USD',
  timeZone: 'UTC',
  previous,
});

const ENTRIES = [revenue(), revenue({ deal: '2', recordedAt: CLOSED_AT })];
const september = closeOf(ENTRIES, closing('2026-09', null), digest);
const october = closeOf([], closing('2026-10', september), digest);

const broken = (close: PeriodClose, evidence: Partial<CloseEvidence> = {}): readonly string[] =>
  checkClose(close, { portalId: PORTAL, posted: ENTRIES, previous: null, digest, ...evidence }).map(
    ({ invariant, subject, detail }) => `${invariant}: ${subject} ${detail}`,
  );
const september_ = (what: string): string => `chain_holds: period 2026-09 ${what}`;
const ANOTHER = 'its entries or the close before it are not those of its snapshot';
const FORGED = 'its snapshot is not what its hash says';

describe('a close', () => {
  it('that is sound breaks nothing', () => {
    expect(broken(september)).toEqual([]);
    expect(broken(october, { posted: [], previous: september })).toEqual([]);
  });

  it.each<[string, PeriodClose, Partial<CloseEvidence>, readonly string[]]>([
    [
      'whose snapshot was altered',
      { ...september, snapshot: { ...september.snapshot, entries: 9 } },
      {},
      [FORGED],
    ],
    ['whose hash was altered', { ...september, hash: 'x' }, {}, [FORGED, ANOTHER]],
    ['one of whose entries is gone', september, { posted: ENTRIES.slice(1) }, [ANOTHER]],
    ['with an entry more', september, { posted: [...ENTRIES, revenue({ deal: '3' })] }, [ANOTHER]],
    [
      'that was not the first',
      september,
      { previous: closeOf([], closing('2026-08', null), digest) },
      [ANOTHER],
    ],
    [
      'that follows another month',
      september,
      { previous: october },
      [ANOTHER, 'was closed after 2026-10, which is not the month before it'],
    ],
  ])('%s is found', (_name, close, evidence, details) => {
    expect(broken(close, evidence)).toEqual(details.map(september_));
  });

  it('in whose month something was posted later is found', () => {
    const late = revenue({ deal: '3', recordedAt: utc('2026-11-15T00:00:00.001Z') });
    const close = closeOf([...ENTRIES, late], closing('2026-09', null), digest);
    expect(broken(close, { posted: [...ENTRIES, late] })).toEqual([
      september_(`entry ${late.id} was posted in it after its close`),
    ]);
  });

  it('of another portal is found', () => {
    const other = closeOf([], { ...closing('2026-09', null), portalId: portalId('2002') }, digest);
    expect(broken(other, { posted: [] })).toEqual([
      'portals_are_apart: period 2026-09 was closed for portal 2002',
      september_(ANOTHER),
    ]);
  });
});
