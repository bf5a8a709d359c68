import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { AttributionJson } from '../naive/attribute.js';
import { creditOf } from './agreement.js';
import { readCsv } from '../naive/csv.js';
import type { NaiveModel } from '../naive/models.js';
import type { MonthRow } from '../naive/months.js';

/** A text that a spreadsheet would run as a formula carries an apostrophe. */
const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const text = (value: string | number): string => (typeof value === 'number' ? String(value) : guarded(value));

function rowsOf(folder: string, file: string): (readonly string[])[] {
  return readCsv(readFileSync(path.join(folder, file), 'utf8')).map(({ cells }) => cells);
}

const sorted = (rows: readonly (readonly string[])[]): string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

/** Holds the files of `--out` against the answer of `--json`, and months.csv against rows worked out apart. */
export function expectOutFiles(
  folder: string,
  json: AttributionJson,
  models: readonly NaiveModel[],
  months: readonly MonthRow[],
): void {
  const modelColumns = models.map((model) => `${model}_minor`);
  expect(rowsOf(folder, 'deals.csv')).toEqual([
    'deal_id,status,class,bucket,currency,amount_minor,home_amount_minor,sourcing_partner_ids,influencing_partner_ids,flags'.split(
      ',',
    ),
    ...json.deals.map((deal) =>
      [
        deal.dealId,
        deal.status,
        deal.class,
        deal.bucket,
        deal.currency,
        deal.amountMinor,
        deal.homeAmountMinor ?? '',
        deal.sourcingPartnerIds.join(';'),
        deal.influencingPartnerIds.join(';'),
        deal.flags.join(';'),
      ].map(text),
    ),
  ]);
  const [creditsHeader, ...credits] = rowsOf(folder, 'credits.csv');
  expect(creditsHeader).toEqual([
    'deal_id',
    'partner_id',
    'source_minor',
    'influence_minor',
    ...modelColumns,
  ]);
  const expectedCredits = json.deals.flatMap((deal) =>
    [...deal.sourcingPartnerIds, ...deal.influencingPartnerIds].map((id) =>
      [
        deal.dealId,
        id,
        creditOf(deal.credits.source, id),
        creditOf(deal.credits.influence, id),
        ...models.map((model) => creditOf(deal.credits.model[model] ?? {}, id)),
      ].map(text),
    ),
  );
  expect(sorted(credits)).toEqual(sorted(expectedCredits));
  expect(rowsOf(folder, 'partners.csv')).toEqual([
    [
      'partner_id',
      'sourced_minor',
      'influenced_gross_minor',
      ...modelColumns,
      'won_deals',
      'sourced_pipeline_minor',
    ],
    ...json.partners.map((partner) =>
      [
        partner.partnerId,
        partner.sourcedMinor,
        partner.influencedGrossMinor,
        ...models.map((model) => partner.modelMinor[model] ?? 0),
        partner.wonDeals,
        partner.sourcedPipelineMinor,
      ].map(text),
    ),
  ]);
  const [monthsHeader, ...monthRows] = rowsOf(folder, 'months.csv');
  expect(monthsHeader).toEqual([
    'partner_id',
    'month',
    'deals',
    'sourced_minor',
    'influence_gross_minor',
    ...modelColumns,
  ]);
  expect(sorted(monthRows)).toEqual(sorted(months.map(([id = '', ...rest]) => [guarded(id), ...rest])));
  expect(rowsOf(folder, 'rejected.csv')).toEqual([
    ['file', 'line', 'column', 'value', 'reason'],
    ...json.rejected.map((row) => [row.file, row.line, row.column, row.value, row.reason].map(text)),
  ]);
  expectSummary(folder, json, { credits: credits.length, months: months.length });
}

function expectSummary(
  folder: string,
  json: AttributionJson,
  rows: { readonly credits: number; readonly months: number },
): void {
  const rejected: Record<string, number> = {};
  for (const { file } of json.rejected) rejected[file] = (rejected[file] ?? 0) + 1;
  expect(JSON.parse(readFileSync(path.join(folder, 'summary.json'), 'utf8'))).toEqual({
    policyVersion: json.policyVersion,
    asOf: json.asOf,
    homeCurrency: json.homeCurrency,
    totals: json.totals,
    rows: { deals: json.deals.length, partners: json.partners.length, ...rows },
    rejected,
  });
}
