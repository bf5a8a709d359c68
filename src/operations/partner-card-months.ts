/** A partner's won deals by month of close, for a chart and for the table beside it. */
import { displayDay, parseInstant } from '../domain/calendar.js';
import { currencyExponent } from '../domain/currencies.js';
import { displayMoney } from '../domain/money.js';
import { HISTORY_MONTHS, type PartnerSums } from '../domain/partner-history.js';
import { addMonths, monthAt, type Month } from '../domain/period.js';
import { modelOf } from './partner-card-numbers.js';
import type { PartnerMonths } from './partner-months-port.js';
import type { PartnerCardFacts } from './read-partner-card.js';
import type { PartnerMonthsView } from './views/company-card-view.js';

const NOTHING: PartnerSums = { deals: 0, sourcedMinor: 0, influencedMinor: 0, modelMinor: 0 };

/** Every one of the last 24 months up to that of the last sync; null where no sync has published months yet. */
export function monthsOf(card: PartnerCardFacts): PartnerMonthsView | null {
  const { account, company } = card.basics;
  const { months: published } = company;
  if (published === null) return null;
  const { homeCurrency: currency } = published;
  const newest = monthAt(published.asOf, account.timeZone);
  const known = new Map(published.months.map((one) => [one.month, one]));
  const months = Array.from({ length: HISTORY_MONTHS }, (_, index) =>
    addMonths(newest, index + 1 - HISTORY_MONTHS),
  );
  const unit = 10 ** (currencyExponent(currency) ?? 2);
  return {
    title: `Won revenue by month of close, last ${HISTORY_MONTHS} months, ${currency}`,
    currency,
    points: months.flatMap((month) => {
      const { sourcedMinor, influencedMinor } = known.get(month) ?? NOTHING;
      return [
        { month: nameOfMonth(month), series: 'Sourced', amount: sourcedMinor / unit },
        { month: nameOfMonth(month), series: 'Influenced (not additive)', amount: influencedMinor / unit },
      ];
    }),
    columns: ['Partner-sourced', 'Partner-influenced (not additive)', `${modelOf(card)} credit`, 'Won deals'],
    rows: rowsOf(published),
    empty: published.months.length === 0,
  };
}

function rowsOf({ months, earlier, homeCurrency }: PartnerMonths): PartnerMonthsView['rows'] {
  const cells = (sums: PartnerSums): readonly string[] => [
    displayMoney(sums.sourcedMinor, homeCurrency),
    displayMoney(sums.influencedMinor, homeCurrency),
    displayMoney(sums.modelMinor, homeCurrency),
    String(sums.deals),
  ];
  return [
    ...months.toReversed().map((one) => ({ label: nameOfMonth(one.month), cells: cells(one) })),
    ...(earlier === null ? [] : [{ label: 'Before', cells: cells(earlier) }]),
  ];
}

/** Example: "2026-09" → "Sep 2026". */
function nameOfMonth(month: Month): string {
  const first = parseInstant(`${month}-01`);
  return first === null ? month : displayDay(first, 'UTC').replace(/^\d+ /, '');
}
