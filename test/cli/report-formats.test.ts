/** How a report from the ledger is written: what a spreadsheet would run is text, and what is not additive says so. */
import { describe, expect, it } from '@jest/globals';
import { reportHtml } from '../../src/cli/report-html.js';
import { reportCsv, reportJson, reportTable } from '../../src/cli/report-formats.js';
import { BASES, CUTS, type Cut } from '../../src/domain/ledger-report.js';
import type { LedgerLine } from '../../src/domain/ledger.js';
import type { PortalReport } from '../../src/operations/report-ledger.js';
import { books, linesOf, month, PORTAL, post, won } from '../domain/ledger-facts.js';
import { reportOf } from '../domain/report-of.js';

const FORMULA = '=HYPERLINK("http://evil.example","x")';
const lines = linesOf(123_456);
const influence: LedgerLine = { ...lines[1]!, pool: 'influence' };
const entries = post([], won([...lines, influence]), books('2026-09-06T00:00:00Z'));

const report = (by: Cut, label = '2026-09'): PortalReport => ({
  ...reportOf(entries, {
    period: { label, from: month('2026-09'), to: month('2026-09') },
    by,
    basis: BASES[0],
    groupOf: () => FORMULA,
  }),
  portalId: PORTAL,
  homeCurrency: 'USD',
  timeZone: 'UTC',
  asOf: '2026-10-01T00:00:00.000Z',
  partnersAsOf: '2026-10-01T00:00:00.000Z',
});

it('CSV: a name that a spreadsheet would run as a formula starts with an apostrophe', () => {
  expect(reportCsv(report('partner')).trim().split('\n').at(-1)).toBe(
    `"'=HYPERLINK(""http://evil.example"",""x"")",new,,123456,,,,123456,123456,,,,USD,2026-09,posted,default-1,2026-10-01T00:00:00.000Z,0`,
  );
});

it.each(CUTS)('by %s: currency, period, policy and as-of stand on it, and the identity adds up', (by) => {
  const found = report(by);
  const table = reportTable(found);
  expect(table).toContain('2026-09 (UTC), USD, policy default-1, by the books, as known at 2026-10-01');
  expect(table).toMatch(/All three together.+1 .+1,234\.56 .+0\.00 .+0\.00 .+1,234\.56/);
  const credit = by === 'partner' || by === 'tier' || by === 'type';
  expect(table.includes('not additive')).toBe(credit);
  for (const row of reportCsv(found).trim().split('\n').slice(1)) {
    expect(row).toContain(',USD,2026-09,posted,default-1,2026-10-01T00:00:00.000Z,0');
  }
  expect(JSON.parse(reportJson(found))).toMatchObject({
    homeCurrency: 'USD',
    policyVersions: ['default-1'],
    period: { label: '2026-09' },
    notAdditive: [expect.any(String)],
  });
});

it('a period of several months says which', () => {
  const found = report('bucket', 'last-12-months');
  const period = { ...found.period, from: month('2025-10') };
  expect(reportTable({ ...found, period })).toMatch(
    /^last 12 months \(2025-10 to 2026-09, UTC\), USD, policy /,
  );
});

it.each(CUTS)('HTML by %s: the same numbers, a chart, and names that are text', async (by) => {
  const html = await reportHtml(report(by));
  expect(html).toContain('2026-09 (UTC), USD, policy default-1, by the books, as known at 2026-10-01');
  expect(html).toContain('<td class="text">All three together</td><td>1</td><td>1,234.56</td>');
  expect(html).toContain('<svg');
  expect(html).not.toContain('<script');
  const credit = by === 'partner' || by === 'tier' || by === 'type';
  expect(html.includes('not additive')).toBe(credit);
  if (credit) expect(html).toContain('=HYPERLINK(&quot;http://evil.example&quot;');
});

describe('a parent with children', () => {
  const families = reportOf(entries, {
    period: { label: '2026-09', from: month('2026-09'), to: month('2026-09') },
    by: 'partner',
    basis: 'posted',
    groupOf: () => 'Child',
    familiesOf: () => ['Parent'],
  });
  const found: PortalReport = { ...report('partner'), ...families };

  it('has its own numbers, and beneath them those with its children, in every format', async () => {
    const table = reportTable(found);
    expect(table).toMatch(/│ Parent +│ New business │ +0\.00 │ +0\.00 │ +0\.00 │/);
    expect(table).toMatch(
      /│ Parent, with its children +│ New business │ +1,234\.56 │ +1,234\.56 │ +1,234\.56 │/,
    );
    const html = await reportHtml(found);
    expect(html).toContain(
      '<td class="text">Parent, with its children</td><td class="text">New business</td><td>1,234.56</td>',
    );
    const [head = '', ...rows] = reportCsv(found).trim().split('\n');
    expect(head).toContain(
      'linear_minor,with_children_sourced_minor,with_children_influence_not_additive_minor,with_children_linear_minor,currency',
    );
    expect(rows.find((row) => row.startsWith('Parent'))).toContain(
      'Parent,new,,0,,,,0,0,123456,123456,123456,USD',
    );
    const json = JSON.parse(reportJson(found)) as { rows: { key: string; withChildren: unknown }[] };
    expect(json.rows.find(({ key }) => key === 'Parent')?.withChildren).toEqual({
      sourcedMinor: 123456,
      influencedMinor: 123456,
      modelMinor: { linear: 123456 },
    });
    expect(json.rows.find(({ key }) => key === 'Child')?.withChildren).toBeNull();
  });
});
