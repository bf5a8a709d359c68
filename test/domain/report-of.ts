/** A report from entries that are in memory, as the product builds one from a ledger of any size: deal by deal. */
import { groupBy } from '../../src/domain/group-by.js';
import type { LedgerEntry } from '../../src/domain/ledger.js';
import { ReportBuilder, type LedgerReport, type ReportRequest } from '../../src/domain/ledger-report.js';

/** @param known every entry of a portal as it was known at the instant of the report. */
export function reportOf(known: readonly LedgerEntry[], request: ReportRequest): LedgerReport {
  const builder = new ReportBuilder(request);
  for (const entries of groupBy(known, (entry) => entry.dealId).values()) builder.add(entries);
  return builder.report();
}
