/** A partner's numbers, as the last sync published them: totals, by period, and with its child partners. */
import { MODEL_LABELS, type DealModel } from '../domain/deal-model.js';
import { displayMoney, MinorSum } from '../domain/money.js';
import { PARTNER_TIERS } from '../domain/partner.js';
import { dayOf, fullNameOf } from './company-card-facts.js';
import type { PublishedNumbers } from './published-port.js';
import type { PartnerCardFacts } from './read-partner-card.js';
import type { PartnerCardView, PartnerChild, PartnerNumbersView } from './views/company-card-view.js';

/** What a row of numbers is made of; minor units of the home currency, null where it is not told. */
interface Row {
  readonly label: string;
  readonly sourcedMinor: number;
  readonly influencedMinor: number;
  readonly modelMinor: number;
  readonly wonDeals: number;
  readonly sourcedPipelineMinor: number | null;
  readonly influencedPipelineMinor: number | null;
}

/** Null before the first sync. */
export function numbersOf(card: PartnerCardFacts): PartnerNumbersView | null {
  const { numbers, basics } = card;
  if (numbers === null) return null;
  const { homeCurrency: currency } = numbers;
  const model = modelOf(card);
  const influencedPipelineMinor = basics.company.months?.influencedPipelineMinor ?? null;
  const all: Row = { label: 'All time', ...numbers, influencedPipelineMinor };
  const others = [...lastMonths(card), ...withChildren(card)];
  return {
    title: `Won revenue and open pipeline, ${currency}`,
    tiles: tilesOf(all, currency, model),
    columns: [all, ...others].map(({ label }) => label),
    rows: others.length === 0 ? [] : rowsOf([all, ...others], currency, model),
  };
}

const whole = new Intl.NumberFormat('en-US');

function tilesOf(row: Row, currency: string, model: string): PartnerNumbersView['tiles'] {
  const money = (minor: number): string => displayMoney(minor, currency);
  return [
    { id: 'sourced', label: 'Partner-sourced', value: money(row.sourcedMinor), note: 'Won, all time' },
    {
      id: 'influenced',
      label: 'Partner-influenced',
      value: money(row.influencedMinor),
      note: 'Won, all time; not additive over partners',
    },
    { id: 'credit', label: `${model} credit`, value: money(row.modelMinor), note: 'Won, all time' },
    {
      id: 'pipeline',
      label: 'Sourced pipeline',
      value: money(row.sourcedPipelineMinor ?? 0),
      note: 'Open deals, now',
    },
    {
      id: 'won',
      label: 'Won deals',
      value: whole.format(row.wonDeals),
      note: 'All time, with a role of this partner',
    },
  ];
}

// A line a number, so that it fits a narrow card: there are more numbers than periods.
function rowsOf(periods: readonly Row[], currency: string, model: string): PartnerNumbersView['rows'] {
  const money = (minor: number | null): string => (minor === null ? '–' : displayMoney(minor, currency));
  const line = (label: string, of: (row: Row) => string) => ({ label, cells: periods.map(of) });
  return [
    line('Partner-sourced', (row) => money(row.sourcedMinor)),
    line('Partner-influenced (not additive)', (row) => money(row.influencedMinor)),
    line(`${model} credit`, (row) => money(row.modelMinor)),
    line('Won deals', (row) => whole.format(row.wonDeals)),
    line('Sourced pipeline, now', (row) => money(row.sourcedPipelineMinor)),
    line('Influenced pipeline, now (not additive)', (row) => money(row.influencedPipelineMinor)),
  ];
}

/** The model whose credit is published; the policy's where no months say it. */
export const modelOf = ({ basics }: PartnerCardFacts): string =>
  MODEL_LABELS[(basics.company.months?.model ?? basics.inForce.policy.model) as DealModel];

function lastMonths({ basics }: PartnerCardFacts): readonly Row[] {
  const { months } = basics.company;
  if (months === null) return [];
  const total = (field: 'deals' | 'sourcedMinor' | 'influencedMinor' | 'modelMinor'): number => {
    const sum = new MinorSum();
    for (const month of months.months) sum.add(month[field]);
    // Every month is within bounds, and so is the sum of all time that the sync has published.
    return sum.total() ?? 0;
  };
  return [
    {
      label: 'Last 24 months',
      sourcedMinor: total('sourcedMinor'),
      influencedMinor: total('influencedMinor'),
      modelMinor: total('modelMinor'),
      wonDeals: total('deals'),
      sourcedPipelineMinor: null,
      influencedPipelineMinor: null,
    },
  ];
}

function withChildren({ basics }: PartnerCardFacts): readonly Row[] {
  const numbers = basics.company.months?.withChildren ?? null;
  if (numbers === null) return [];
  return [{ label: 'With child partners, all time', ...numbers, influencedPipelineMinor: null }];
}

/** Partners that belong to this one, by name. */
export function childrenOf({
  basics,
  relatives,
  numbersOfChildren,
}: PartnerCardFacts): readonly PartnerChild[] {
  const { partner } = basics.company;
  return relatives
    .filter((one) => one.partner !== null && one.parentCompanyId === partner?.id)
    .toSorted((a, b) => fullNameOf(a).localeCompare(fullNameOf(b), 'en'))
    .map((one): PartnerChild => {
      const tier = one.partner?.tier ?? null;
      const numbers = numbersOfChildren.get(one.id) ?? null;
      return {
        companyId: one.id,
        name: fullNameOf(one),
        tier: tier === null ? 'No tier' : PARTNER_TIERS[tier],
        sourced: moneyOf(numbers, 'sourcedMinor'),
        influenced: moneyOf(numbers, 'influencedMinor'),
        credit: moneyOf(numbers, 'modelMinor'),
      };
    });
}

const moneyOf = (
  numbers: PublishedNumbers | null,
  field: 'sourcedMinor' | 'influencedMinor' | 'modelMinor',
): string => (numbers === null ? 'Not synced yet' : displayMoney(numbers[field], numbers.homeCurrency));

/** What all the numbers stand on. */
export function basisOf({ basics, numbers }: PartnerCardFacts): PartnerCardView['basis'] {
  const { months } = basics.company;
  if (numbers === null) return `Policy ${basics.inForce.policy.version} is in force; no sync has run yet.`;
  const asOf = months === null ? 'as of the last sync' : `as of ${dayOf(basics, months.asOf)}`;
  return (
    `${numbers.homeCurrency}, policy ${numbers.policyVersion}, ${asOf}; deals by close date. ` +
    'Influenced revenue is the whole amount of every deal that the partner influenced, also of deals that others sourced: ' +
    'it is not additive over partners. What is additive is on the home page: sourced + influenced + direct = all won revenue.'
  );
}
