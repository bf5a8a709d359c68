/** What a dry run shows, and the file that lists every value that it would write. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import Table from 'cli-table3';
import { stringify } from 'csv-stringify';
import { portalId, type PortalId } from '../domain/ids.js';
import { unwritable } from '../files/unwritable.js';
import type { Store } from '../operations/ports.js';
import type { PlanSummary, SyncSummary } from '../operations/sync-summary.js';
import { legacyWords, unsaidLines } from './baseline-options.js';
import { many } from './many.js';
import { groupedAmount } from './totals-table.js';

/** What would be written, what it moves, and how to apply just this. */
export function planText(summary: SyncSummary, plan: PlanSummary, file: string): string {
  const { policyVersion } = summary;
  if (plan.records === 0)
    return `  Nothing would be written: the portal is up to date under policy ${policyVersion}.\n`;
  const lines = [
    `  Plan ${plan.hash}: ${many(plan.values, 'value')} on ${many(plan.records, 'record')}; ${many(plan.reclassified, 'deal')} of another class`,
    indent(totalsTable(plan, policyVersion)),
    ...(plan.top.length === 0
      ? []
      : ['  Deals on which the most partner-sourced credit moves:', indent(topTable(plan))]),
    ...(summary.legacy === null ? [] : [`  ${legacyWords(summary.legacy)}`, ...unsaidLines(summary.legacy)]),
    `  Every value, with what is there now: ${file}`,
    summary.observed
      ? '  Nothing was written, and in observe mode nothing will be.'
      : `  Nothing was written. Apply just this: npx partnership sync --plan ${plan.hash}`,
  ];
  return `${lines.join('\n')}\n`;
}

const indent = (text: string): string => text.replace(/^/gm, '  ');

function totalsTable(
  { totals: { before, after }, homeCurrency }: PlanSummary,
  policyVersion: string,
): string {
  const table = new Table({
    head: [`Won revenue, all time, ${homeCurrency}`, 'Now', `Under ${policyVersion}`, 'Difference'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right'],
  });
  const rows = [
    ['partner-sourced', before.sourcedMinor, after.sourcedMinor],
    ['partner-influenced', before.influencedMinor, after.influencedMinor],
    ['direct', before.directMinor, after.directMinor],
    ['total', before.wonMinor, after.wonMinor],
  ] as const;
  for (const [name, was, is] of rows) {
    const amount = (minor: number): string => groupedAmount(minor, homeCurrency);
    table.push([name, amount(was), amount(is), signed(is - was, amount)]);
  }
  return table.toString();
}

const signed = (minor: number, amount: (minor: number) => string): string =>
  minor > 0 ? `+${amount(minor)}` : amount(minor);

function topTable({ top, homeCurrency }: PlanSummary): string {
  const table = new Table({
    head: ['Deal', 'Class', `Moves, ${homeCurrency}`],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right'],
    colWidths: [44, 26, null],
    wordWrap: true,
  });
  for (const { dealId, name, before, after, movedMinor } of top) {
    const words = before === after ? (after ?? 'none') : `${before ?? 'none'} → ${after ?? 'none'}`;
    table.push([
      name === null ? dealId : `${name} (${dealId})`,
      words,
      groupedAmount(movedMinor, homeCurrency),
    ]);
  }
  return table.toString();
}

/**
 * Writes every value of a plan to a CSV file in the home.
 * @returns its path.
 * @throws AppError `file_unwritable`.
 */
export async function writePlanFile(
  home: string,
  store: Store,
  { plan, portalId: portal }: SyncSummary,
): Promise<string> {
  const folder = path.join(home, 'plans');
  const file = path.join(folder, `${plan?.hash ?? 'none'}.csv`);
  const rows = Readable.from(planRows(store, portalId(portal), plan?.hash ?? ''));
  const columns = ['object_type', 'record_id', 'property', 'old_value', 'new_value'];
  const csv = stringify({ header: true, columns, escape_formulas: true });
  try {
    await mkdir(folder, { recursive: true });
    // Whole or not at all.
    await pipeline(rows, csv, createWriteStream(`${file}.part`));
    await rename(`${file}.part`, file);
  } catch (error) {
    throw unwritable(file, error, 'Make PARTNERSHIP_HOME a folder that you may write to.');
  }
  return file;
}

const PAGE = 2_000;

async function* planRows(store: Store, portal: PortalId, hash: string): AsyncGenerator<readonly string[]> {
  for (let after = 0; ;) {
    const page = await store.planRecords(portal, hash, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    for (const { objectType, recordId, changes } of page) {
      for (const { property, oldValue, newValue } of changes) {
        yield [objectType, recordId, property, oldValue ?? '', newValue ?? ''];
      }
    }
    after = last.place;
  }
}
