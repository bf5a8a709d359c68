import { classify, companyOf, type Classified } from './classify.js';
import { ONE, type Fraction } from './fraction.js';
import { partnerWeights, type NaiveModel } from './models.js';
import { MAX_MINOR, readAmount, split, type Minor } from './money.js';
import { comparePartnerIds } from './partner-order.js';
import { naivePolicy, type NaivePolicy } from './policy.js';
import { readPortal, type NaiveDeal, type NaivePartner, type PortalTexts } from './read-portal.js';
import type { Rejection } from './read-portal.js';

/** What is asked of the engine: the files and the options of the command line. */
export interface Question {
  readonly texts: PortalTexts;
  readonly policy: Readonly<Record<string, unknown>>;
  /** Empty: the policy's model. */
  readonly models: readonly NaiveModel[];
  readonly asOf: number;
  readonly homeCurrency: string;
}

type Credits = Record<string, number>;

export interface DealJson {
  readonly dealId: string;
  readonly status: string;
  readonly class: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly homeAmountMinor: number | null;
  readonly bucket: string;
  readonly sourcingPartnerIds: readonly string[];
  readonly influencingPartnerIds: readonly string[];
  readonly credits: { source: Credits; influence: Credits; model: Record<string, Credits> };
  readonly flags: readonly string[];
}

interface PartnerNumbers {
  readonly sourcedMinor: number;
  readonly influencedGrossMinor: number;
  readonly modelMinor: Readonly<Record<string, number>>;
  readonly wonDeals: number;
  readonly sourcedPipelineMinor: number;
}

export interface PartnerJson extends PartnerNumbers {
  readonly partnerId: string;
  readonly withChildren?: PartnerNumbers;
}

export interface AttributionJson {
  readonly policyVersion: string;
  readonly asOf: string;
  readonly homeCurrency: string;
  readonly deals: readonly DealJson[];
  readonly partners: readonly PartnerJson[];
  readonly totals: Readonly<Record<string, number>>;
  readonly rejected: readonly Rejection[];
}

/** Thrown where a total is beyond 2^53−1: the law refuses it. */
export class TotalRefused extends Error {}

/** The three pools of one amount of a deal. */
export interface Pools {
  readonly source: Minor;
  readonly influence: Minor;
  readonly model: ReadonlyMap<NaiveModel, Minor>;
}

/** A deal with everything that is computed of it; `home` is null where its home amount is. */
export interface AttributedDeal {
  readonly deal: NaiveDeal;
  readonly result: Classified;
  readonly amount: bigint;
  readonly homeAmount: bigint | null;
  readonly own: Pools;
  readonly home: Pools | null;
  readonly weights: ReadonlyMap<NaiveModel, ReadonlyMap<string, Fraction>>;
  readonly bucket: string;
  readonly flags: readonly string[];
}

/** §4: the pools of an amount. */
function poolsOf(
  amount: bigint,
  result: Classified,
  weights: ReadonlyMap<NaiveModel, ReadonlyMap<string, Fraction>>,
): Pools {
  const none = new Map<string, bigint>();
  const lost = result.status === 'lost';
  const equal = new Map(result.sourcing.map((partnerId) => [partnerId, ONE]));
  const model = new Map<NaiveModel, Minor>();
  for (const [name, shares] of weights) model.set(name, lost ? none : split(amount, shares));
  return {
    source: lost ? none : split(amount, equal),
    influence: lost ? none : new Map(result.influencing.map((partnerId) => [partnerId, amount])),
    model,
  };
}

function bucketOf({ dealType }: NaiveDeal, { buckets }: NaivePolicy): string {
  if (buckets.renewal.includes(dealType)) return 'renewal';
  return buckets.expansion.includes(dealType) ? 'expansion' : 'new';
}

function attributeDeal(
  deal: NaiveDeal,
  result: Classified,
  policy: NaivePolicy,
  models: readonly NaiveModel[],
  homeCurrency: string,
): AttributedDeal {
  const flags = new Set(result.flags);
  const amount = deal.amount === '' ? null : readAmount(deal.amount, deal.currency);
  if (amount === null) flags.add('amount_missing');
  if (amount?.rounded === true) flags.add('amount_rounded');
  let homeAmount: bigint | null = amount?.minor ?? 0n;
  if (deal.currency !== homeCurrency) {
    const home = deal.amountHome === '' ? null : readAmount(deal.amountHome, homeCurrency);
    if (home === null) flags.add('home_amount_missing');
    if (home?.rounded === true) flags.add('amount_rounded');
    homeAmount = home?.minor ?? null;
  }
  const weights = new Map<NaiveModel, ReadonlyMap<string, Fraction>>();
  for (const model of models)
    weights.set(model, partnerWeights(model, result.counting, deal.createdAt, policy));
  return {
    deal,
    result,
    amount: amount?.minor ?? 0n,
    homeAmount,
    own: poolsOf(amount?.minor ?? 0n, result, weights),
    home: homeAmount === null ? null : poolsOf(homeAmount, result, weights),
    weights,
    bucket: bucketOf(deal, policy),
    flags: [...flags].sort(),
  };
}

function total(value: bigint): number {
  if (value > MAX_MINOR || value < -MAX_MINOR) throw new TotalRefused('A total is beyond 2^53−1');
  return Number(value);
}

/** The numbers of a set of partners, a deal counted once. */
function numbersOf(
  members: ReadonlySet<string>,
  deals: readonly AttributedDeal[],
  models: readonly NaiveModel[],
): PartnerNumbers {
  const sumOf = (credits: Minor | undefined): bigint => {
    let sum = 0n;
    for (const [partnerId, credit] of credits ?? []) if (members.has(partnerId)) sum += credit;
    return sum;
  };
  let sourced = 0n;
  let influenced = 0n;
  let pipeline = 0n;
  let wonDeals = 0;
  const model = new Map<NaiveModel, bigint>(models.map((name) => [name, 0n]));
  for (const { result, home, homeAmount } of deals) {
    if (result.status === 'open') pipeline += sumOf(home?.source);
    if (result.status !== 'won') continue;
    if ([...result.sourcing, ...result.influencing].some((partnerId) => members.has(partnerId)))
      wonDeals += 1;
    sourced += sumOf(home?.source);
    if (result.influencing.some((partnerId) => members.has(partnerId))) influenced += homeAmount ?? 0n;
    for (const name of models) model.set(name, (model.get(name) ?? 0n) + sumOf(home?.model.get(name)));
  }
  return {
    sourcedMinor: total(sourced),
    influencedGrossMinor: total(influenced),
    modelMinor: Object.fromEntries([...model].map(([name, minor]) => [name, total(minor)])),
    wonDeals,
    sourcedPipelineMinor: total(pipeline),
  };
}

/**
 * The parent partner: the one whose partner id is `parent_id`, else the one whose company id it is (the smallest
 * partner id, if several have that company). A partner is not its own parent.
 */
function parentOf(partner: NaivePartner, partners: ReadonlyMap<string, NaivePartner>): string | null {
  if (partner.parentId === '') return null;
  const named = partners.get(partner.parentId);
  const ofCompany = [...partners.values()]
    .filter((one) => companyOf(one) === partner.parentId)
    .sort((a, b) => comparePartnerIds(a.id, b.id))[0];
  const parent = named ?? ofCompany;
  return parent === undefined || parent.id === partner.id ? null : parent.id;
}

/** The partner with all its descendants; a cycle of parents ends where it began. */
function familyOf(partnerId: string, partners: ReadonlyMap<string, NaivePartner>): Set<string> {
  const family = new Set([partnerId]);
  let grown = true;
  while (grown) {
    grown = false;
    for (const partner of partners.values()) {
      const parent = parentOf(partner, partners);
      if (parent !== null && family.has(parent) && !family.has(partner.id)) {
        family.add(partner.id);
        grown = true;
      }
    }
  }
  return family;
}

function totalsOf(deals: readonly AttributedDeal[]): Record<string, number> {
  const sum = (status: string, dealClass: string | null): number => {
    let minor = 0n;
    for (const { result, homeAmount } of deals)
      if (result.status === status && (dealClass === null || result.dealClass === dealClass))
        minor += homeAmount ?? 0n;
    return total(minor);
  };
  return {
    wonMinor: sum('won', null),
    sourcedMinor: sum('won', 'sourced'),
    influencedMinor: sum('won', 'influenced'),
    directMinor: sum('won', 'direct'),
    pipelineMinor: sum('open', null),
    sourcedPipelineMinor: sum('open', 'sourced'),
    influencedPipelineMinor: sum('open', 'influenced'),
  };
}

/** A credit of 0 is left out. */
function creditsJson(credits: Minor): Credits {
  const kept = [...credits].filter(([, minor]) => minor !== 0n);
  return Object.fromEntries(kept.map(([partnerId, minor]) => [partnerId, Number(minor)]));
}

function dealJson({ deal, result, amount, homeAmount, own, bucket, flags }: AttributedDeal): DealJson {
  const model: Record<string, Credits> = {};
  for (const [name, credits] of own.model) model[name] = creditsJson(credits);
  return {
    dealId: deal.id,
    status: result.status,
    class: result.dealClass,
    currency: deal.currency,
    amountMinor: Number(amount),
    homeAmountMinor: homeAmount === null ? null : Number(homeAmount),
    bucket,
    sourcingPartnerIds: result.sourcing,
    influencingPartnerIds: result.influencing,
    credits: { source: creditsJson(own.source), influence: creditsJson(own.influence), model },
    flags,
  };
}

/** The models that are asked for, else the policy's. */
export function modelsOf({ models, policy }: Question): readonly NaiveModel[] {
  return models.length > 0 ? models : [naivePolicy(policy).model as NaiveModel];
}

/** The whole answer: the JSON of `partnership attribute --json`, and the deals behind it. */
export function naiveAttribution(question: Question): { json: AttributionJson; deals: AttributedDeal[] } {
  const { texts, asOf, homeCurrency } = question;
  const policy = naivePolicy(question.policy);
  const models = modelsOf(question);
  const portal = readPortal(texts, asOf, homeCurrency);
  const deals = portal.deals.map((deal) =>
    attributeDeal(deal, classify(deal, portal, policy, asOf), policy, models, homeCurrency),
  );
  const withRole = new Set(deals.flatMap(({ result }) => [...result.sourcing, ...result.influencing]));
  const partners: PartnerJson[] = [];
  for (const partnerId of [...withRole].sort(comparePartnerIds)) {
    const numbers = numbersOf(new Set([partnerId]), deals, models);
    const family = familyOf(partnerId, portal.partners);
    partners.push({
      partnerId,
      ...numbers,
      ...(family.size > 1 ? { withChildren: numbersOf(family, deals, models) } : {}),
    });
  }
  const json: AttributionJson = {
    policyVersion: policy.version,
    asOf: new Date(asOf).toISOString(),
    homeCurrency,
    deals: deals.map(dealJson),
    partners,
    totals: totalsOf(deals),
    rejected: portal.rejected,
  };
  return { json, deals };
}
