import { SEED_NOW } from '../clock.js';
import { writeActivity } from './activities.js';
import type { StoryCustomer } from './customers.js';
import { planDeal, workingTime, type DealPlan } from './deal-plan.js';
import { PRODUCTS } from './names.js';
import {
  lastInstant,
  writeInfluenced,
  writeSourced,
  writeTouch,
  type Proof,
  type StoryDeal,
} from './partner-part.js';
import type { StoryPartner } from './partners.js';
import type { Random } from './random.js';
import { DAY, HOUR, iso, MINUTE, type StoryWriter } from './writer.js';

/** A deal as the hints need it. */
export interface ToldDeal extends StoryDeal {
  readonly partners: readonly [StoryPartner, StoryPartner];
  /** The first of them is tagged on it. */
  readonly isTagged: boolean;
  readonly isReferred: boolean;
  readonly selfPurchase: boolean;
}

/** Everybody whom a deal of the story may be about. */
export interface Company {
  readonly partners: readonly StoryPartner[];
  readonly customers: readonly StoryCustomer[];
}

const LOST_REASONS = [
  'Budget moved to next year.',
  'Chose to build it themselves.',
  'Went with a competitor on price.',
  'Our champion left.',
  'No decision.',
] as const;

function drawPartners(random: Random, partners: readonly StoryPartner[]): [StoryPartner, StoryPartner] {
  const weights = Object.fromEntries(partners.map(({ weight }, index) => [String(index), weight]));
  const first = partners[Number(random.weighted(weights))] ?? random.pick(partners);
  const second = random.pick(partners.filter((one) => one !== first && one.weight > 1));
  return [first, second];
}

const dealName = (customer: StoryCustomer, product: string, plan: DealPlan): string => {
  const what =
    plan.dealType === 'renewal' ? ' renewal' : plan.dealType === 'existingbusiness' ? ' expansion' : '';
  return `${customer.name} – ${product}${what}`;
};

function writeRecord(
  writer: StoryWriter,
  random: Random,
  plan: DealPlan,
  customer: StoryCustomer,
  referral: { readonly partnerId: string; readonly at: number } | null,
): string {
  const changedAt = plan.outcome === 'open' ? SEED_NOW - random.between(0, 20) * DAY : plan.closeAt;
  return writer.record(
    'deals',
    {
      dealname: dealName(customer, random.pick(PRODUCTS), plan),
      pipeline: plan.pipeline.id,
      dealstage: plan.stageId,
      amount: plan.amount,
      deal_currency_code: plan.currency,
      hs_exchange_rate: plan.rate,
      dealtype: plan.dealType,
      createdate: iso(plan.createdAt),
      closedate: iso(plan.closeAt),
      hubspot_owner_id: customer.ownerId,
      closed_lost_reason: plan.outcome === 'lost' ? random.pick(LOST_REASONS) : null,
      partnership_referral_partner: referral?.partnerId ?? null,
      partnership_referral_date: referral === null ? null : iso(referral.at),
    },
    plan.createdAt,
    changedAt,
  );
}

const OWN_ACTIVITIES = [
  ['meetings', 'Discovery: {customer}', 'Discovery'],
  ['meetings', 'Demo for {customer}', 'Demo'],
  ['meetings', 'Proposal review with {customer}', 'Proposal review'],
  ['calls', 'Qualification call: {customer}', undefined],
  ['calls', 'Follow-up with {customer}', 'Follow-up'],
  ['emails', '{customer}: proposal and pricing', undefined],
  ['emails', 'Re: questions from {customer}', undefined],
] as const;

/** What our own people did on the deal, without any partner. */
function writeOwnActivities(writer: StoryWriter, random: Random, deal: StoryDeal): void {
  const end = lastInstant(deal.plan);
  const { createdAt } = deal.plan;
  for (const [kind, title, type] of random.sample(OWN_ACTIVITIES, random.between(1, 3))) {
    writeActivity(writer, {
      kind,
      title: title.replace('{customer}', deal.customer.name),
      at: Math.min(end, workingTime(random, createdAt + (end - createdAt) * random.next())),
      ownerId: deal.customer.ownerId,
      dealIds: [deal.id],
      contactIds: random.sample(deal.customer.people, random.between(1, 2)).map(({ id }) => id),
      companyIds: [deal.customer.id],
      ...(type !== undefined && { activityType: type }),
      incoming: random.chance(0.3),
    });
  }
}

/** What keeps real data from being tidy: touches that come too late, or never took place, or are still to come. */
function writeLooseEnds(writer: StoryWriter, random: Random, deal: StoryDeal, partner: StoryPartner): void {
  const { outcome, closeAt } = deal.plan;
  if (outcome === 'won' && closeAt < SEED_NOW - 40 * DAY && random.chance(0.06)) {
    const at = workingTime(random, closeAt + random.between(5, 30) * DAY);
    const title = 'Implementation kick-off with {partner}';
    writeTouch(writer, random, deal, partner, { at, kind: 'meetings', outcome: 'COMPLETED', title });
  } else if (outcome === 'open' && random.chance(0.12)) {
    const at = workingTime(random, SEED_NOW + random.between(2, 14) * DAY);
    writeTouch(writer, random, deal, partner, { at, kind: 'meetings', outcome: 'SCHEDULED' });
  } else if (random.chance(0.02)) {
    const at = Math.min(lastInstant(deal.plan), deal.plan.createdAt + 3 * DAY);
    writeTouch(writer, random, deal, partner, { at, kind: 'meetings', outcome: 'NO_SHOW' });
  }
}

/** A partner that buys for itself: the customer of the deal is one of the partners. */
const asCustomer = (partner: StoryPartner, ownerId: string): StoryCustomer => ({
  id: partner.id,
  name: partner.name,
  currency: 'USD',
  ownerId,
  people: partner.people,
});

function writeCustomerLinks(
  writer: StoryWriter,
  random: Random,
  dealId: string,
  customer: StoryCustomer,
): void {
  for (const { id } of random.sample(customer.people, 2)) {
    writer.link({ type: 'deals', id: dealId }, { type: 'contacts', id });
  }
  // A few deals have lost their primary company. 5: the deal's primary company.
  if (random.chance(0.012)) return;
  writer.link({ type: 'deals', id: dealId }, { type: 'companies', id: customer.id }, 'H5');
}

/** Writes one deal with all that belongs to it; `earlier` are the deals before it. */
export function writeDeal(
  writer: StoryWriter,
  random: Random,
  { partners, customers }: Company,
  earlier: readonly string[],
): ToldDeal {
  const [first, second] = drawPartners(random, partners);
  const buyer = random.pick(customers);
  const selfPurchase = random.chance(0.012);
  const customer = selfPurchase ? asCustomer(second, buyer.ownerId) : buyer;
  const plan = planDeal(random, customer.currency);
  const sourced = plan.part === 'sourced';
  const proof: Proof = sourced ? random.weighted({ both: 52, referral: 24, tag: 24 }) : 'tag';
  // Now and then one partner is named as the referrer and another one is tagged.
  const referrer = random.chance(0.12) ? second : first;
  const referredAt = plan.createdAt - random.below(90) * DAY - random.below(8) * HOUR - 7 * MINUTE;
  const referral = selfPurchase
    ? { partnerId: second.id, at: referredAt }
    : sourced && proof !== 'tag'
      ? { partnerId: referrer.id, at: referredAt }
      : null;
  const id = writeRecord(writer, random, plan, customer, referral);
  const deal: StoryDeal = { id, plan, customer };
  writeCustomerLinks(writer, random, id, customer);
  writeOwnActivities(writer, random, deal);
  if (sourced) writeSourced(writer, random, deal, [first, second], proof, earlier);
  else if (plan.part !== 'direct') writeInfluenced(writer, random, deal, [first, second], earlier);
  writeLooseEnds(writer, random, deal, first);
  const tagged = plan.part === 'influenced' || (sourced && proof !== 'referral');
  return {
    ...deal,
    partners: [first, second],
    isTagged: tagged,
    isReferred: referral !== null,
    selfPurchase,
  };
}
