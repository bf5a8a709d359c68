import type { AttributedDeal } from './attribute.js';
import type { NaiveModel } from './models.js';
import type { Minor } from './money.js';

/** A row of months.csv: won deals, home currency, month of close in a time zone. */
export type MonthRow = readonly string[];

/** `YYYY-MM` of an instant in a time zone. */
export function monthIn(at: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** The rows of months.csv, in no order. */
export function monthRows(
  deals: readonly AttributedDeal[],
  models: readonly NaiveModel[],
  timeZone: string,
): MonthRow[] {
  const sums = new Map<string, { partnerId: string; month: string; numbers: bigint[] }>();
  for (const { deal, result, home } of deals) {
    if (result.status !== 'won' || deal.closedAt === null) continue;
    const month = monthIn(deal.closedAt, timeZone);
    for (const partnerId of [...result.sourcing, ...result.influencing]) {
      const of = (credits: Minor | undefined): bigint => credits?.get(partnerId) ?? 0n;
      const own = [
        1n,
        of(home?.source),
        of(home?.influence),
        ...models.map((model) => of(home?.model.get(model))),
      ];
      const key = JSON.stringify([partnerId, month]);
      const before = sums.get(key)?.numbers;
      sums.set(key, { partnerId, month, numbers: own.map((number, i) => number + (before?.[i] ?? 0n)) });
    }
  }
  return [...sums.values()].map(({ partnerId, month, numbers }) => [
    partnerId,
    month,
    ...numbers.map(String),
  ]);
}
