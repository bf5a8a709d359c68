/** The files of `partnership attribute` as texts, and what is read from them. */
import type { CsvSource } from '../../src/files/csv-table.js';
import { readAttributionFiles, type FileFacts } from '../../src/files/read-attribution-files.js';
import { at } from '../domain/facts.js';

export interface Texts {
  readonly deals?: string;
  readonly touches?: string;
  readonly tags?: string;
  readonly partners?: string;
  readonly asOf?: string;
}

export const DEALS_HEADER =
  'deal_id,created_at,closed_at,status,amount,currency,amount_home,deal_type,company_id';
export const TOUCHES_HEADER = 'touch_id,deal_id,partner_id,occurred_at,kind,status';
export const TAGS_HEADER = 'deal_id,partner_id,role,state';
export const PARTNERS_HEADER = 'partner_id,name,company_id,domain,parent_id';
export const GOOD_DEAL = '1,2026-01-01,2026-02-01,won,100,USD,,,';

/** Lines as a file. */
export const file = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const source = (name: string, text: string): CsvSource => ({ name, text });

export function readFiles(texts: Texts): FileFacts {
  return readAttributionFiles(
    {
      deals: source('deals.csv', texts.deals ?? file(DEALS_HEADER, GOOD_DEAL)),
      touches: source('touches.csv', texts.touches ?? file(TOUCHES_HEADER)),
      tags: texts.tags === undefined ? null : source('tags.csv', texts.tags),
      partners: texts.partners === undefined ? null : source('partners.csv', texts.partners),
    },
    at(texts.asOf ?? '2026-10-01'),
    'USD',
  );
}

/** Rejections in one line each: "deals.csv:2 amount "1e309" amount_invalid". */
export const rejections = (texts: Texts): readonly string[] =>
  readFiles(texts).rejected.map(
    (one) => `${one.file}:${one.line} ${one.column} ${JSON.stringify(one.value)} ${one.reason}`,
  );
