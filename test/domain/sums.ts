/** Results as a test writes them → the columns that the product adds up. */
import { CLASS, PART } from '../../src/domain/columns/outcome-codes.js';
import { NO_AMOUNT, STATUS, type PortfolioColumns } from '../../src/domain/columns/portfolio-columns.js';
import { ResultColumns, type PoolColumns } from '../../src/domain/columns/result-columns.js';
import { Rollup } from '../../src/domain/columns/rollup.js';
import type { DealResult } from '../../src/domain/credit.js';
import { familiesOf } from '../../src/domain/families.js';
import { compareIds, type PartnerId } from '../../src/domain/ids.js';
import { Months } from '../../src/domain/months.js';
import { partnerMonths } from '../../src/domain/partner-months.js';
import { portfolioTotals } from '../../src/domain/portfolio.js';
import type { PartnerDirectory } from '../../src/domain/rules.js';

export interface ClosedResult {
  readonly result: DealResult;
  readonly closedAt: number;
}

interface TestColumns {
  readonly columns: PortfolioColumns;
  readonly results: ResultColumns;
}

const MODELS = ['linear'] as const;

function columnsOf(closed: readonly ClosedResult[]): TestColumns {
  const rolesOf = ({ result }: ClosedResult): readonly PartnerId[] =>
    [...result.sourcingPartnerIds, ...result.influencingPartnerIds].sort(compareIds);
  const partners = [...new Set(closed.flatMap(rolesOf))].sort(compareIds);
  const none = new Uint32Array(0);
  const empty = { starts: none, partner: none, role: new Uint8Array(0), state: new Uint8Array(0) };
  const deals = {
    length: closed.length,
    createdAt: Float64Array.from(closed, ({ closedAt }) => closedAt),
    endsAt: Float64Array.from(closed, ({ closedAt }) => closedAt),
    status: Uint8Array.from(closed, ({ result }) => STATUS[result.status]),
    amount: Float64Array.from(closed, ({ result }) => result.amountMinor),
    homeAmount: Float64Array.from(closed, ({ result }) => result.homeAmountMinor ?? NO_AMOUNT),
  };
  const results = new ResultColumns(deals, MODELS);
  closed.forEach((one, deal) => {
    const { result } = one;
    const rows = rolesOf(one);
    results.startDeal(deal, { class: CLASS[result.class], flags: 0 }, rows.length);
    const put = (pool: PoolColumns, credits: ReadonlyMap<PartnerId, number>): void => {
      rows.forEach((id, row) => (pool.home[results.firstRow + row] = credits.get(id) ?? 0));
    };
    rows.forEach((id, row) => {
      const part = result.sourcingPartnerIds.includes(id) ? PART.sourcing : PART.influencing;
      results.putRow(row, partners.indexOf(id), part);
    });
    put(results.source, result.homeCredits.source);
    put(results.model[0]!, result.homeCredits.model.get('linear') ?? new Map());
  });
  results.finish();
  const columns = {
    deals,
    partners,
    touches: {
      ...empty,
      at: new Float64Array(0),
      kind: empty.role,
      statusCounts: empty.role,
      outcomeMissing: empty.role,
    },
    tags: empty,
    isExcluded: () => false,
  };
  return { columns, results };
}

/** Totals of results, as every surface has them. */
export function totalsOfResults(all: readonly DealResult[], partners: PartnerDirectory) {
  const { columns, results } = columnsOf(all.map((result) => ({ result, closedAt: 0 })));
  const rollup = new Rollup(columns, results, { months: null, families: familiesOf(partners) });
  return portfolioTotals(rollup.add(0, all.length), columns, results);
}

/** Months of results, as every surface has them. */
export function monthsOfResults(all: readonly ClosedResult[], timeZone: string) {
  const { columns, results } = columnsOf(all);
  const months = new Months(timeZone);
  const rollup = new Rollup(columns, results, { months, families: new Map() });
  return partnerMonths(rollup.add(0, all.length), columns, results, months);
}
