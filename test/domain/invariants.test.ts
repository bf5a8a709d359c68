/** Each invariant of attribution.md §6 over a sound ledger, and over one that is broken in one way. */
import { describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { checkDeals, INVARIANTS, type DealsEvidence } from '../../src/domain/invariants.js';
import { entryContent, moneyContent, type LedgerEntry } from '../../src/domain/ledger.js';
import { credit, revenue, reversal } from './ledger-entry.js';
import { PORTAL } from './ledger-facts.js';

const digest = (text: string): string => text;
/** A deal that 7 sourced and 9 influenced, taken back and posted anew; one that is direct; and one without a home amount. */
const first = revenue();
const direct = revenue({ deal: '2', class: 'direct', evidenceIds: [], effective: '2026-10' });
const foreign = revenue({ deal: '3', class: 'influenced', homeAmountMinor: null });
const source = credit('7', 'source');
const influence = credit('9', 'influence');
const [linear7, linear9] = [
  credit('7', 'model:linear', { amountMinor: 600, homeAmountMinor: 667 }),
  credit('9', 'model:linear', { amountMinor: 300, homeAmountMinor: 333 }),
];
const old = revenue({ deal: '4', class: 'direct', evidenceIds: [] });
const taken = reversal(old);
const SOUND: readonly LedgerEntry[] = [
  ...[first, source, influence, linear7, linear9, direct, foreign, old, taken],
  credit('8', 'influence', { deal: '3', homeAmountMinor: null }),
];

const standing = (entries: readonly LedgerEntry[]): readonly LedgerEntry[] =>
  entries.filter((entry) => entry !== old && entry !== taken);

function evidence(entries: readonly LedgerEntry[], changes: Partial<DealsEvidence> = {}): DealsEvidence {
  return {
    portalId: PORTAL,
    entries,
    evidenceOf: new Map(entries.map(({ dealId }) => [dealId, new Set(['meeting-1'])])),
    recomputed: standing(entries),
    reshuffled: standing(entries),
    rerun: [],
    replayed: [],
    alteredFacts: [],
    digest,
    ...changes,
  };
}

const broken = (given: DealsEvidence): readonly string[] =>
  checkDeals(given).map(({ invariant, subject, detail }) => `${invariant}: ${subject} ${detail}`);
/** The pools alone of a ledger in which one entry is another. */
const pools = (...changed: readonly (readonly [LedgerEntry, LedgerEntry | null])[]): readonly string[] =>
  broken(
    evidence(
      SOUND.flatMap((entry) => {
        const change = changed.find(([from]) => from === entry);
        return change === undefined ? [entry] : change[1] === null ? [] : [change[1]];
      }),
    ),
  ).filter((one) => one.startsWith('pools_sum'));

it('nothing is broken in a sound ledger', () => {
  expect(broken(evidence(SOUND))).toEqual([]);
  expect(broken(evidence([]))).toEqual([]);
});

it('every invariant has a name of its own, and words beside its tick', () => {
  expect(INVARIANTS.map(({ name, says }) => `${name}: ${says}`)).toEqual([
    'pools_sum: pools sum exactly',
    'positions_are_single: a deal stands once, as its newest posting says',
    "evidence_exists: every entry's evidence exists",
    'balances_match_facts: balances equal a recomputation from facts',
    'postings_follow_facts: every posting follows from the facts, the locks and the open month of then',
    "order_is_irrelevant: the input's order does not matter",
    'rerun_posts_nothing: a rerun posts nothing',
    'portals_are_apart: no entry crosses portals',
    'entries_are_whole: no entry or fact was altered',
    'reversals_match: every reversal takes back one entry, exactly',
    'chain_holds: the hash chain holds, and closed totals stay as reported',
    'journal_holds: the journal has no gap, and the ledger holds what it recorded',
  ]);
});

describe('pools_sum', () => {
  const off = { amountMinor: 899, homeAmountMinor: 1001 };
  it.each<[string, readonly (readonly [LedgerEntry, LedgerEntry | null])[], readonly string[]]>([
    ['no revenue', [[first, null]], ['has 0 standing revenue entries instead of 1']],
    [
      'a second revenue',
      [[source, revenue({ ordinal: 2 })]],
      ['has 2 standing revenue entries instead of 1'],
    ],
    [
      'a source that is not all',
      [[source, credit('7', 'source', off)]],
      ['source is 899 EUR minor units instead of 900', 'source is 1001 USD minor units instead of 1000'],
    ],
    [
      'no source of a sourced deal',
      [[source, null]],
      ['source is 0 EUR minor units instead of 900', 'source is 0 USD minor units instead of 1000'],
    ],
    [
      'a model that is not all',
      [[linear9, credit('9', 'model:linear', { amountMinor: 301, homeAmountMinor: 333 })]],
      ['model linear is 901 EUR minor units instead of 900'],
    ],
    [
      'an influence that is not all',
      [[influence, credit('9', 'influence', off)]],
      [
        'influence of 9 is 899 EUR minor units instead of 900',
        'influence of 9 is 1001 USD minor units instead of 1000',
      ],
    ],
  ])('%s', (_name, changed, details) => {
    expect(pools(...changed)).toEqual(details.map((detail) => `pools_sum: deal 1 ${detail}`));
  });

  it('a deal that is not sourced has no source, a direct one no credit at all', () => {
    const extra = (entry: LedgerEntry) =>
      broken(evidence([...SOUND, entry])).filter((one) => one.startsWith('pools_sum'));
    expect(extra(credit('7', 'source', { deal: '3', homeAmountMinor: null }))).toEqual([
      'pools_sum: deal 3 source is 900 EUR minor units instead of 0',
    ]);
    expect(extra(credit('7', 'influence', { deal: '2', effective: '2026-10' }))).toEqual([
      'pools_sum: deal 2 a direct deal has credits',
    ]);
    expect(extra(credit('7', 'source', { deal: '3', amountMinor: 0, homeAmountMinor: 5 }))).toEqual([
      'pools_sum: deal 3 source is 5 USD minor units instead of 0',
    ]);
  });

  it('a sum beyond 2^53−1 is refused by name', () => {
    const most = { homeAmountMinor: Number.MAX_SAFE_INTEGER };
    expect(() =>
      pools([source, credit('7', 'source', most)], [influence, credit('8', 'source', most)]),
    ).toThrow('the total source is beyond');
  });
});

describe('evidence_exists', () => {
  const told = (entries: readonly LedgerEntry[], known: DealsEvidence['evidenceOf']) =>
    broken(evidence(entries, { evidenceOf: known })).filter((one) => one.startsWith('evidence_exists'));
  const { dealId } = first;

  it('every id must be one that the deal once had', () => {
    const two = credit('7', 'source', { evidenceIds: ['meeting-1', 'meeting-2'] });
    expect(told([two], new Map([[dealId, new Set(['meeting-1'])]]))).toEqual([
      `evidence_exists: entry ${two.id} names meeting-2, which deal 1 never had`,
    ]);
    expect(told([two], new Map([[dealId, new Set(['meeting-1', 'meeting-2'])]]))).toEqual([]);
    expect(told([two], new Map())).toHaveLength(2);
  });

  it('all but the revenue of a direct deal must name some', () => {
    const none = [
      revenue({ class: 'direct', evidenceIds: [] }),
      revenue({ class: 'influenced', evidenceIds: [] }),
      credit('7', 'source', { evidenceIds: [] }),
    ];
    expect(told(none, new Map())).toEqual(
      none.slice(1).map(({ id }) => `evidence_exists: entry ${id} on deal 1 names no evidence`),
    );
  });
});

it('balances_match_facts: what stands is what follows from the facts', () => {
  const other = credit('9', 'source');
  const recomputed = [...standing(SOUND).filter((entry) => entry !== source), other];
  expect(broken(evidence(SOUND, { recomputed, reshuffled: recomputed }))).toEqual([
    `balances_match_facts: ${moneyContent(source)} is in the ledger, not in the facts`,
    `balances_match_facts: ${moneyContent(other)} follows from the facts, not in the ledger`,
  ]);
});

it('postings_follow_facts: what was posted is what followed from the facts of then', () => {
  const replayed = { dealId: first.dealId, ordinal: 2, expected: [first, linear7], found: [first, source] };
  expect(broken(evidence(SOUND, { replayed: [replayed] }))).toEqual([
    `postings_follow_facts: deal 1, posting 2 entry ${source.id} does not follow from the facts of then`,
    `postings_follow_facts: deal 1, posting 2 lacks ${moneyContent(linear7)} as won`,
  ]);
  const same = { ...replayed, found: [linear7, first] };
  expect(broken(evidence(SOUND, { replayed: [same] }))).toEqual([]);
});

it('positions_are_single: each deal by itself', () => {
  const again = revenue({ ordinal: 2 });
  const found = broken(evidence([...SOUND, again])).filter((one) => one.startsWith('positions_are_single'));
  expect(found).toEqual([
    'positions_are_single: deal 1 stands 2 times in 2026-09',
    'positions_are_single: deal 1 revenue stands 2 times',
  ]);
});

it('order_is_irrelevant: the facts in another order say the same', () => {
  const found = broken(evidence(SOUND, { reshuffled: [...standing(SOUND).slice(1), old] }));
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(/^order_is_irrelevant: \{.*"dealId":"1".*\} only in the order of ids$/);
  expect(found[1]).toMatch(/^order_is_irrelevant: \{.*"dealId":"4".*\} only in another order$/);
});

it('rerun_posts_nothing: what posting again would add', () => {
  expect(broken(evidence(SOUND, { rerun: [source] }))).toEqual([
    `rerun_posts_nothing: deal 1 would get ${moneyContent(source)} as won`,
  ]);
});

describe('portals_are_apart', () => {
  const apart = (given: DealsEvidence) => broken(given).filter((one) => one.startsWith('portals_are_apart'));
  const words = (entry: LedgerEntry, portal = '1001') =>
    `portals_are_apart: entry ${entry.id} is of portal ${portal}, or names an entry that its deal does not have`;

  it('no entry is of another portal, or names one that is not there', () => {
    const other = revenue({ deal: '9', portalId: portalId('2002') });
    const adjusts = revenue({ deal: '9', ordinal: 2, adjustsId: 'nowhere' });
    const reverses = revenue({ deal: '9', ordinal: 3, reversesId: 'nowhere' });
    const fine = revenue({ deal: '9', ordinal: 4, adjustsId: first.id });
    expect(apart(evidence([...SOUND, other, adjusts, reverses, fine]))).toEqual([
      ...[words(other, '2002'), words(adjusts), words(reverses)],
    ]);
  });
});

it('entries_are_whole: ids are digests of what they stand for, and facts are what they were', () => {
  const altered = { ...first, amountMinor: 901 };
  const whole = broken(evidence(SOUND.with(0, altered), { alteredFacts: ['deal 2 of run 5'] })).filter(
    (one) => one.startsWith('entries_are_whole'),
  );
  expect(whole).toEqual([
    `entries_are_whole: entry ${first.id} is not the digest of its content`,
    'entries_are_whole: deal 2 of run 5 is not what its hash says',
  ]);
});

describe('reversals_match', () => {
  const told = (...added: readonly LedgerEntry[]): readonly string[] =>
    broken(evidence([...SOUND, ...added])).filter((one) => one.startsWith('reversals_match'));
  const words = (entry: LedgerEntry): string =>
    `reversals_match: entry ${entry.id} does not take back ${entry.reversesId ?? ''} exactly once`;

  it.each<[string, LedgerEntry]>([
    ['of another amount', reversal(direct, { amountMinor: -899 })],
    ['of another home amount', reversal(direct, { homeAmountMinor: -999 })],
    ['of a home amount where there is none', reversal(foreign, { homeAmountMinor: 0 })],
    ['of an entry that is not there', reversal(direct, { reversesId: 'nowhere' })],
    ['a second time', reversal(old, { ordinal: 3 })],
    ['of what was itself taken back', reversal(taken)],
  ])('finds a reversal %s', (_name, entry) => expect(told(entry)).toEqual([words(entry)]));

  it('takes one of each, also where there is no home amount, or none at all', () => {
    const nothing = revenue({ deal: '8', amountMinor: 0, homeAmountMinor: 0 });
    expect(told(reversal(direct), reversal(foreign), nothing, reversal(nothing))).toEqual([]);
  });
});

it('violations come in the order of the list', () => {
  const found = checkDeals(evidence(SOUND.slice(1), { rerun: [source], alteredFacts: ['a fact'] }));
  expect(found.map(({ invariant }) => invariant)).toEqual([
    ...['pools_sum', 'rerun_posts_nothing', 'entries_are_whole'],
  ]);
  expect(entryContent(first)).toBe(first.id);
});
