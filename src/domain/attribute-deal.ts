/**
 * Deals as objects in, results as objects out; class and credit are the engine's (columns/attribute-columns.ts).
 */
import type { Instant } from './calendar.js';
import { describeDeal, flagsOf, type Classification } from './classify.js';
import { attributeColumns } from './columns/attribute-columns.js';
import { buildColumns } from './columns/build-columns.js';
import type { Classifier } from './columns/classifier.js';
import { CLASS, PART } from './columns/outcome-codes.js';
import type { PortfolioColumns } from './columns/portfolio-columns.js';
import type { PoolColumns, ResultColumns } from './columns/result-columns.js';
import type { CreditPools, DealClass, DealResult, PartnerCredits } from './credit.js';
import type { DealFacts } from './deal.js';
import type { DealModel } from './deal-model.js';
import type { PartnerId } from './ids.js';
import { bucketOf } from './policy.js';
import type { PartnerDirectory, Rules } from './rules.js';

/** What stays the same over the deals of one run. */
export interface AttributionContext {
  readonly rules: Rules;
  /** The models to credit under; the policy's own, unless others were asked for. */
  readonly models: readonly DealModel[];
  readonly partners: PartnerDirectory;
  readonly asOf: Instant;
  /** ISO 4217. */
  readonly homeCurrency: string;
}

export interface AttributedDeal {
  readonly result: DealResult;
  readonly classification: Classification;
}

/**
 * Attributes one deal.
 * @param facts of a deal as it is known at `context.asOf` (see `dealAsOf`).
 */
export function attributeDeal(facts: DealFacts, context: AttributionContext): AttributedDeal {
  const [attributed] = attributeDeals([facts], context).deals;
  return attributed!;
}

/** Deals as objects, and the columns that they were made of, for sums. */
export interface AttributedDeals {
  /** In the order of the facts. */
  readonly deals: readonly AttributedDeal[];
  readonly columns: PortfolioColumns;
  readonly results: ResultColumns;
}

/** Attributes many deals. */
export function attributeDeals(facts: readonly DealFacts[], context: AttributionContext): AttributedDeals {
  const { rules, models, partners, asOf } = context;
  const columns = buildColumns(facts, partners, rules, asOf);
  const classifications: Classification[] = [];
  const describe = (classifier: Classifier): void => {
    classifications.push(describeDeal(classifier, columns, facts[classifier.deal]!, asOf));
  };
  const results = attributeColumns(columns, rules, models, describe);
  const deals = facts.map((one, deal) => ({
    result: resultOf(one, deal, columns, results, context),
    classification: classifications[deal]!,
  }));
  return { deals, columns, results };
}

const CLASSES = Object.keys(CLASS) as readonly DealClass[];

function resultOf(
  facts: DealFacts,
  place: number,
  { partners }: PortfolioColumns,
  results: ResultColumns,
  { rules, homeCurrency }: AttributionContext,
): DealResult {
  const { deal } = facts;
  const from = results.rowStarts[place]!;
  const rows = [...Array(results.rowStarts[place + 1]! - from).keys()].map((row) => from + row);
  const idOf = (row: number): PartnerId => partners[results.partner[row]!]!;
  const withPart = (part: number): readonly PartnerId[] =>
    rows.filter((row) => results.part[row] === part).map(idOf);
  const influencing = withPart(PART.influencing);
  const pools = (amountMinor: number | null, column: keyof PoolColumns): CreditPools => ({
    source: creditsOf(rows, idOf, results.source[column]),
    influence: new Map(
      deal.status === 'lost' || amountMinor === null || amountMinor === 0
        ? []
        : influencing.map((id) => [id, amountMinor]),
    ),
    model: new Map(
      results.models.map((model, at) => [model, creditsOf(rows, idOf, results.model[at]![column])]),
    ),
  });
  return {
    dealId: deal.id,
    policyVersion: rules.policy.version,
    status: deal.status,
    class: CLASSES[results.dealClass[place]!]!,
    bucket: deal.bucket ?? bucketOf(deal.dealType, rules.policy),
    currency: deal.currency,
    amountMinor: deal.amountMinor,
    homeCurrency,
    homeAmountMinor: deal.homeAmountMinor,
    sourcingPartnerIds: withPart(PART.sourcing),
    influencingPartnerIds: influencing,
    credits: pools(deal.amountMinor, 'own'),
    homeCredits: pools(deal.homeAmountMinor, 'home'),
    flags: flagsOf(facts, results.flags[place]!),
  };
}

/** A credit of 0 is left out. */
const creditsOf = (
  rows: readonly number[],
  idOf: (row: number) => PartnerId,
  credits: Float64Array,
): PartnerCredits =>
  new Map(rows.filter((row) => credits[row] !== 0).map((row) => [idOf(row), credits[row]!]));
