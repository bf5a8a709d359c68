/** What `partnership attribute --json` prints, to the letter of its contract. */
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { CreditPools, DealResult, PartnerCredits } from '../domain/credit.js';
import type { PartnerNumbers, PartnerTotals, Totals } from '../domain/portfolio.js';
import type { Rejection } from './rejection.js';

export interface AttributionReport {
  readonly policyVersion: string;
  readonly asOf: Instant;
  readonly homeCurrency: string;
  readonly deals: readonly DealResult[];
  readonly partners: readonly PartnerTotals[];
  readonly totals: Totals;
  readonly rejected: readonly Rejection[];
}

/** The report as plain JSON values; amounts are integer minor units. */
export function attributionJson(report: AttributionReport): Record<string, unknown> {
  return {
    policyVersion: report.policyVersion,
    asOf: formatInstant(report.asOf),
    homeCurrency: report.homeCurrency,
    deals: report.deals.map(dealJson),
    partners: report.partners.map(partnerJson),
    totals: report.totals,
    rejected: report.rejected,
  };
}

const dealJson = (deal: DealResult): Record<string, unknown> => ({
  dealId: deal.dealId,
  status: deal.status,
  class: deal.class,
  currency: deal.currency,
  amountMinor: deal.amountMinor,
  homeAmountMinor: deal.homeAmountMinor,
  bucket: deal.bucket,
  sourcingPartnerIds: deal.sourcingPartnerIds,
  influencingPartnerIds: deal.influencingPartnerIds,
  credits: poolsJson(deal.credits),
  flags: deal.flags,
});

const poolsJson = (pools: CreditPools): Record<string, unknown> => ({
  source: creditsJson(pools.source),
  influence: creditsJson(pools.influence),
  model: Object.fromEntries([...pools.model].map(([model, credits]) => [model, creditsJson(credits)])),
});

// fromEntries defines own keys, so that a partner called __proto__ is one more key.
const creditsJson = (credits: PartnerCredits): Record<string, number> => Object.fromEntries(credits);

function partnerJson({ partnerId, withChildren, ...own }: PartnerTotals): Record<string, unknown> {
  return {
    partnerId,
    ...numbersJson(own),
    ...(withChildren === null ? {} : { withChildren: numbersJson(withChildren) }),
  };
}

const numbersJson = (numbers: PartnerNumbers): Record<string, unknown> => ({
  sourcedMinor: numbers.sourcedMinor,
  influencedGrossMinor: numbers.influencedGrossMinor,
  modelMinor: Object.fromEntries(numbers.modelMinor),
  wonDeals: numbers.wonDeals,
  sourcedPipelineMinor: numbers.sourcedPipelineMinor,
});
