import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { STATUS } from '../src/domain/columns/portfolio-columns.js';
import { formatInstant, instant } from '../src/domain/calendar.js';
import { kindName, type GeneratedPortfolio } from './generate.js';

const STATUSES = Object.keys(STATUS);

export interface CsvFiles {
  readonly deals: string;
  readonly touches: string;
}

/** Writes a generated portfolio as deals.csv and touches.csv, touches in the order in which they were made. */
export function writeCsvFiles(folder: string, portfolio: GeneratedPortfolio): CsvFiles {
  const files = { deals: path.join(folder, 'deals.csv'), touches: path.join(folder, 'touches.csv') };
  const { createdAt, closedAt, status, amount, customer } = portfolio;
  const text = (at: number): string => (Number.isNaN(at) ? '' : formatInstant(instant(at)));
  writeRows(
    files.deals,
    'deal_id,created_at,closed_at,status,amount,company_id',
    createdAt.length,
    (deal) => {
      const company = customer[deal] ?? -1;
      const stage = STATUSES[status[deal] ?? 0] ?? '';
      const money = ((amount[deal] ?? 0) / 100).toFixed(2);
      const dates = `${text(createdAt[deal] ?? 0)},${text(closedAt[deal] ?? 0)}`;
      return `${deal},${dates},${stage},${money},${company === -1 ? '' : company}`;
    },
  );
  const { touchDeal, touchPartner, touchAt, touchKind, touchApproved } = portfolio;
  writeRows(files.touches, 'touch_id,deal_id,partner_id,occurred_at,kind,status', touchAt.length, (touch) => {
    const kind = kindName(touchKind[touch] ?? 0);
    const state = kind !== 'registration' ? '' : touchApproved[touch] === 1 ? 'approved' : 'pending';
    return `${touch},${touchDeal[touch] ?? 0},${touchPartner[touch] ?? 0},${text(touchAt[touch] ?? 0)},${kind},${state}`;
  });
  return files;
}

function writeRows(file: string, header: string, length: number, rowOf: (row: number) => string): void {
  const opened = openSync(file, 'w');
  let block = `${header}\n`;
  for (let row = 0; row < length; row += 1) {
    block += `${rowOf(row)}\n`;
    if (block.length < 1_000_000 && row + 1 < length) continue;
    writeSync(opened, block);
    block = '';
  }
  closeSync(opened);
}
