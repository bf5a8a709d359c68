import { describe, expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../src/domain/ledger.js';
import { type CreditRow, type ReportRequest, type RevenueRow } from '../../src/domain/ledger-report.js';
import { parsePeriod } from '../../src/domain/period.js';
import { credit, revenue, reversal, type Changes } from './ledger-entry.js';
import { month } from './ledger-facts.js';
import { reportOf } from './report-of.js';

const TIER: Readonly<Record<string, string>> = { 7: 'Gold', 8: 'Gold', 9: 'Silver' };

const report = (
  known: readonly LedgerEntry[],
  {
    period = '2026-09',
    ...changes
  }: { readonly period?: string } & Partial<Omit<ReportRequest, 'period'>> = {},
) =>
  reportOf(known, {
    period: parsePeriod(period, month('2026-12'))!,
    by: 'partner',
    basis: 'posted',
    groupOf: (partner) => partner,
    ...changes,
  });

const revenueRows = (rows: readonly unknown[]): readonly string[] =>
  (rows as readonly RevenueRow[]).map(
    ({ key, bucket, deals, totalMinor }) => `${key} ${bucket} ${deals} ${totalMinor}`,
  );
const creditRows = (rows: readonly unknown[]): readonly string[] =>
  (rows as readonly CreditRow[]).map(({ key, bucket, sourcedMinor, influencedMinor, modelMinor }) =>
    `${key} ${bucket} ${sourcedMinor} ${influencedMinor} ${modelMinor.join(' ')}`.trim(),
  );
const byTier = { by: 'tier', groupOf: (partner: string) => TIER[partner] ?? 'None' } as const;

describe('a report', () => {
  const known = [
    revenue(),
    revenue({ deal: '2', homeAmountMinor: null, policyVersion: 'strict-1' }),
    revenue({ deal: '3', effective: '2026-08', posted: '2026-09', homeAmountMinor: 30 }),
    revenue({ deal: '4', effective: '2026-09', posted: '2026-10', homeAmountMinor: 4 }),
    revenue({ deal: '5', effective: '2026-10', policyVersion: 'later' }),
    credit('7', 'model:u_shaped', { effective: '2026-08' }),
    credit('7', 'model:linear'),
  ];

  it('says what it is of, and under which policies', () => {
    expect(report(known)).toMatchObject({
      period: { label: '2026-09' },
      by: 'partner',
      basis: 'posted',
      policyVersions: ['default-1', 'strict-1'],
      models: ['linear', 'u_shaped'],
      dealsWithoutHomeAmount: 1,
    });
  });

  it('goes by the month of the books, or by that of the close', () => {
    const total = (basis: 'posted' | 'effective') =>
      report(known, { basis }).revenue.find(({ bucket }) => bucket === 'all');
    expect(total('posted')).toMatchObject({ deals: 3, totalMinor: 1030 });
    expect(total('effective')).toMatchObject({ deals: 3, totalMinor: 1004 });
  });
});

describe('rows of revenue', () => {
  const known = [
    revenue({ deal: '1', effective: '2026-10', homeAmountMinor: 1 }),
    revenue({ deal: '2', effective: '2026-07', bucket: 'renewal', homeAmountMinor: 2 }),
    revenue({ deal: '3', effective: '2026-07', homeAmountMinor: 4 }),
    revenue({ deal: '4', effective: '2026-09', bucket: 'expansion', homeAmountMinor: 8 }),
    revenue({ deal: '5', effective: '2026-09', posted: '2026-11', homeAmountMinor: 16 }),
    credit('7', 'source', { effective: '2026-07' }),
  ];
  const rows = (changes: Partial<ReportRequest>) =>
    revenueRows(report(known, { ...changes, period: 'all' }).rows);

  it.each<[Partial<ReportRequest>, readonly string[]]>([
    [
      { by: 'month' },
      [
        '2026-07 new 1 4',
        '2026-07 renewal 1 2',
        '2026-09 expansion 1 8',
        '2026-10 new 1 1',
        '2026-11 new 1 16',
      ],
    ],
    [
      { by: 'month', basis: 'effective' },
      [
        '2026-07 new 1 4',
        '2026-07 renewal 1 2',
        '2026-09 new 1 16',
        '2026-09 expansion 1 8',
        '2026-10 new 1 1',
      ],
    ],
    [
      { by: 'quarter' },
      ['2026-Q3 new 1 4', '2026-Q3 expansion 1 8', '2026-Q3 renewal 1 2', '2026-Q4 new 2 17'],
    ],
    [{ by: 'bucket' }, ['new new 3 21', 'expansion expansion 1 8', 'renewal renewal 1 2', 'all all 5 31']],
  ])('%j', (changes, expected) => expect(rows(changes)).toEqual(expected));
});

describe('rows of credit', () => {
  it('are by partner and bucket, in the order of ids, with every model', () => {
    const known = [
      credit('10', 'source', { homeAmountMinor: 1 }),
      credit('9', 'influence', { homeAmountMinor: 2, bucket: 'renewal' }),
      credit('9', 'model:linear', { homeAmountMinor: 4 }),
      credit('9', 'model:linear', { homeAmountMinor: 8, deal: '2' }),
      credit('9', 'model:first_touch', { homeAmountMinor: 16, bucket: 'expansion' }),
      credit('9', 'source', { homeAmountMinor: 32, posted: '2026-10' }),
      revenue(),
    ];
    expect(creditRows(report(known).rows)).toEqual([
      '9 new 0 0 0 12',
      '9 expansion 0 0 16 0',
      '9 renewal 0 2 0 0',
      '10 new 1 0 0 0',
    ]);
  });

  it('of a tier add its partners up, but a deal that two of them influenced counts once', () => {
    const known = [
      credit('7', 'source', { homeAmountMinor: 1 }),
      credit('8', 'source', { homeAmountMinor: 2 }),
      credit('7', 'influence', { homeAmountMinor: 100 }),
      credit('8', 'influence', { homeAmountMinor: 100 }),
      credit('8', 'influence', { homeAmountMinor: 50, deal: '2' }),
      credit('9', 'influence', { homeAmountMinor: 100 }),
    ];
    expect(creditRows(report(known, byTier).rows)).toEqual(['Gold new 3 150', 'Silver new 0 100']);
  });

  const first = credit('7', 'influence', { homeAmountMinor: 100 });
  const second = credit('8', 'influence', { homeAmountMinor: 100 });
  const later: Changes = { posted: '2026-10' };
  const leaves = (entry: LedgerEntry): LedgerEntry => reversal(entry, { postedPeriod: month('2026-10') });
  const joins = credit('8', 'influence', { homeAmountMinor: 100, effective: '2026-09', ...later });

  it.each<[string, readonly LedgerEntry[], readonly string[]]>([
    ['a partner that leaves a deal takes its influence with it', [first, leaves(first)], ['Gold new 0 -100']],
    ['but nothing while another of the group is on it', [first, second, leaves(first)], ['Gold new 0 0']],
    ['one that joins a deal of the group adds nothing', [first, joins], ['Gold new 0 0']],
    ['one that joins a deal adds it', [joins], ['Gold new 0 100']],
    ['all that leave take it once', [first, second, leaves(first), leaves(second)], ['Gold new 0 -100']],
  ])('within a month: %s', (_name, known, expected) => {
    expect(creditRows(report(known, { period: '2026-10', ...byTier }).rows)).toEqual(expected);
  });

  it('over all time has no before', () => {
    const known = [first, second, leaves(first)];
    expect(creditRows(report(known, { period: 'all', ...byTier }).rows)).toEqual(['Gold new 0 100']);
  });

  it.each<[string, Parameters<typeof credit>[1]]>([
    ['sourced of 7', 'source'],
    ['linear of 7', 'model:linear'],
    ['influence of 7', 'influence'],
  ])('refuse the total “%s” beyond 2^53−1', (name, pool) => {
    const most = ['1', '2'].map((deal) =>
      credit('7', pool, { deal, homeAmountMinor: Number.MAX_SAFE_INTEGER }),
    );
    expect(() => report(most)).toThrow(`the total ${name} is beyond`);
  });

  it('refuse a deal’s influence beyond 2^53−1', () => {
    const most = [1, 2].map((ordinal) =>
      credit('7', 'influence', { ordinal, homeAmountMinor: Number.MAX_SAFE_INTEGER }),
    );
    expect(() => report(most)).toThrow('the total influence of a deal is beyond');
  });
});
