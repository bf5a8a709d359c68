/** A number of the partner programme in words, as home page, cards and reports write it: docs/numbers.md. */
import {
  KPIS,
  KPI_NOTES,
  KPI_SOURCES,
  type KpiBeside,
  type KpiId,
  type KpiSource,
  type KpiValue,
} from '../domain/kpi.js';
import { displayMoney } from '../domain/money.js';
import { countText, manyText } from './home-words.js';

/** Why a number with an empty denominator is n/a. */
const NOTHING_OF: Readonly<Record<KpiId, string>> = {
  sourced_revenue: 'no deals were won',
  influenced_revenue: 'no deals were won',
  revenue_per_partner: 'no partner was active',
  registration_conversion: 'no registrations were approved',
  activation_rate: 'no partner signed long enough ago',
  certification_completion: 'no certifications are required',
  joint_pipeline: 'no deals were created',
  campaign_participation: 'no partner was active',
  partner_satisfaction: 'nobody answered a survey',
  executive_engagement: 'no partner was active',
  escalations: 'no escalations were opened',
  partner_retention: 'no partner was active at the start',
  time_to_onboarding: 'no partner was onboarded',
  integration_adoption: 'there are no shared customers',
  support_tickets: 'there are no partner customers',
  renewal_rate: 'no agreements were due',
};

/** What a rate and a number with n count. */
const COUNTED: Readonly<Partial<Record<KpiId, (value: KpiValue) => string>>> = {
  revenue_per_partner: ({ n }) => `a partner (${manyText(n, 'active partner')})`,
  executive_engagement: ({ numerator, n }) =>
    `a partner and quarter (${manyText(numerator ?? 0, 'meeting')}, ${manyText(n, 'partner')})`,
  support_tickets: ({ numerator, n }) =>
    `a customer (${manyText(numerator ?? 0, 'ticket')}, ${manyText(n, 'customer')})`,
  time_to_onboarding: ({ n }) => `(${manyText(n, 'partner')})`,
  partner_satisfaction: ({ n }) => `(${manyText(n, 'answer')})`,
};

/**
 * A number in words. Examples: "42% (5 of 12)", "$400.00 a partner (3 active partners)", "45 days (2 partners)",
 * "n/a: no agreements were due", "n/a: the portal lacks tickets".
 * @param currency of the home currency, for money.
 */
export function numberWords(number: KpiValue, currency: string): string {
  const { id, value, missing } = number;
  if (value === null) {
    if (number.notes.includes('facts_not_read')) return 'n/a: meetings and tickets of then were not read';
    return `n/a: ${missing.length > 0 ? lackWords(missing) : NOTHING_OF[id]}`;
  }
  const { unit } = KPIS[id];
  const words = unit === 'ratio' ? shareWords(number) : plainWords(unit, value, currency);
  const counted = COUNTED[id]?.(number);
  return counted === undefined ? words : `${words} ${counted}`;
}

/** What stands beside a number, with its label. Examples: "Approval rate 80% (8 of 10)", "Median n/a". */
export const besideWords = (beside: KpiBeside, currency: string): string =>
  `${beside.label} ${besideValueWords(beside, currency)}`;

/** Shares whose parts are minor units. */
const SHARES_OF_MONEY: ReadonlySet<string> = new Set(['share', 'by_value']);

/** The same without its label. */
export function besideValueWords(beside: KpiBeside, currency: string): string {
  const { unit, value, numerator, denominator } = beside;
  if (value === null) return 'n/a';
  if (SHARES_OF_MONEY.has(beside.id) && numerator !== null && denominator !== null)
    return `${percentWords(value)} (${displayMoney(numerator, currency)} of ${displayMoney(denominator, currency)})`;
  if (unit === 'ratio') return shareWords({ value, numerator, denominator });
  const words = plainWords(unit, value, currency);
  return numerator === null || denominator === null
    ? words
    : `${words} ${fractionWords(numerator, denominator)}`;
}

/** How a number is to be read, and what it lacks; a sentence each. */
export const noteWords = ({
  value,
  notes,
  missing,
}: Pick<KpiValue, 'value' | 'notes' | 'missing'>): readonly string[] => [
  ...notes.map((note) => `${KPI_NOTES[note]}.`),
  // What is n/a for it says so itself.
  ...(value !== null && missing.length > 0 ? [`Without ${listWords(missing)}.`] : []),
];

const lackWords = (missing: readonly KpiSource[]): string => `the portal lacks ${listWords(missing)}`;

const list = new Intl.ListFormat('en-US', { type: 'conjunction' });
const listWords = (sources: readonly KpiSource[]): string =>
  list.format(sources.map((source) => KPI_SOURCES[source]));

function shareWords({
  value,
  numerator,
  denominator,
}: Pick<KpiValue, 'value' | 'numerator' | 'denominator'>): string {
  const words = percentWords(value ?? 0);
  return numerator === null || denominator === null
    ? words
    : `${words} ${fractionWords(numerator, denominator)}`;
}

const fractionWords = (numerator: number, denominator: number): string =>
  `(${decimalWords(numerator)} of ${decimalWords(denominator)})`;

/** Whole percent; never 0% of something, and never 100% of less than all. */
function percentWords(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1%';
  if (share > 0.99 && share < 1) return 'over 99%';
  return `${countText(Math.round(share * 100))}%`;
}

function plainWords(
  unit: 'money' | 'rate' | 'count' | 'days' | 'score',
  value: number,
  currency: string,
): string {
  switch (unit) {
    case 'money':
      return displayMoney(value, currency);
    case 'days':
      return `${decimalWords(value)} ${decimalWords(value) === '1' ? 'day' : 'days'}`;
    case 'score':
      return `${Math.round(value) > 0 ? '+' : ''}${countText(Math.round(value))}`;
    case 'count':
      return decimalWords(value);
    case 'rate':
      return decimals.format(value);
  }
}

/** One decimal at most, as of a median between two counts. */
const decimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const decimalWords = (value: number): string => decimal.format(value);
const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
