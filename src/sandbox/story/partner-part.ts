import { SEED_NOW } from '../clock.js';
import { writeActivity, type ActivityKind } from './activities.js';
import type { StoryCustomer } from './customers.js';
import type { DealPlan } from './deal-plan.js';
import { workingTime } from './deal-plan.js';
import type { StoryPartner } from './partners.js';
import type { LabelName } from './portal-setup.js';
import { Random } from './random.js';
import { DAY, HOUR, type StoryWriter } from './writer.js';

/** One deal that has been written, and who is in it. */
export interface StoryDeal {
  readonly id: string;
  readonly plan: DealPlan;
  readonly customer: StoryCustomer;
}

const TITLES: Readonly<Record<ActivityKind, readonly string[]>> = {
  meetings: [
    'Joint discovery with {partner}',
    'Co-sell planning: {customer}',
    '{customer} and {partner}: requirements',
    'Solution fit session with {partner}',
    'Account review: {customer} with {partner}',
  ],
  calls: [
    'Call with {partner} about {customer}',
    '{partner}: next steps at {customer}',
    'Catch-up with {partner}',
  ],
  emails: ['{customer}: introduction', 'Re: {customer} timeline', 'Notes from {partner} on {customer}'],
};

const worded = (text: string, partner: StoryPartner, customer: StoryCustomer): string =>
  text.replaceAll('{partner}', partner.name).replaceAll('{customer}', customer.name);

/** Most meetings took place; in some nobody entered how they went. */
const outcomeOf = (random: Random): string | null =>
  random.weighted({ COMPLETED: 82, '': 9, CANCELED: 4, NO_SHOW: 3, RESCHEDULED: 2 }) || null;

const TYPED: Readonly<Record<string, string>> = {
  Demo: 'Demo for {customer} with {partner}',
  'Proposal review': 'Proposal review: {customer}, with {partner}',
};

interface TouchOptions {
  readonly at: number;
  readonly kind?: ActivityKind;
  readonly outcome?: string | null;
  readonly title?: string;
  /** Before the deal was there to attach it to. */
  readonly withoutDeal?: boolean;
  /** Entered this much later than it took place. */
  readonly enteredAt?: number;
  /** Other deals that HubSpot attached it to by itself. */
  readonly alsoDeals?: readonly string[];
}

/** Writes one activity of a partner's people on a deal. */
export function writeTouch(
  writer: StoryWriter,
  random: Random,
  deal: StoryDeal,
  partner: StoryPartner,
  options: TouchOptions,
): void {
  const kind = options.kind ?? random.weighted({ meetings: 62, calls: 20, emails: 18 });
  const type = kind === 'emails' ? '' : random.weighted({ '': 62, Demo: 22, 'Proposal review': 16 });
  const title = options.title ?? (type === '' ? random.pick(TITLES[kind]) : (TYPED[type] ?? ''));
  const people = random.sample(partner.people, random.between(1, 2)).map(({ id }) => id);
  const buyers = random.sample(deal.customer.people, random.between(1, 2)).map(({ id }) => id);
  writeActivity(writer, {
    kind,
    title: worded(title, partner, deal.customer),
    at: options.at,
    ownerId: deal.customer.ownerId,
    dealIds: options.withoutDeal === true ? [] : [deal.id, ...(options.alsoDeals ?? [])],
    // One in six names the partner's company and none of its people.
    contactIds: random.chance(0.84) ? [...buyers, ...people] : buyers,
    companyIds: [deal.customer.id, partner.id],
    ...(type !== '' && { activityType: type }),
    outcome: options.outcome === undefined ? outcomeOf(random) : options.outcome,
    incoming: random.chance(0.4),
    ...(options.enteredAt !== undefined && { enteredAt: options.enteredAt }),
  });
}

/** The last instant at which something on the deal can have happened. */
export const lastInstant = (plan: DealPlan): number =>
  Math.min(plan.outcome === 'open' ? SEED_NOW : plan.closeAt, SEED_NOW) - 2 * HOUR;

/** Some activities of a partner over the life of a deal, the first of them one that took place. */
export function writeTouches(
  writer: StoryWriter,
  random: Random,
  deal: StoryDeal,
  partner: StoryPartner,
  count: number,
  earlier: readonly string[],
): void {
  const { createdAt } = deal.plan;
  const end = lastInstant(deal.plan);
  for (let index = 0; index < count; index += 1) {
    const from = createdAt - (random.chance(0.2) ? 25 * DAY : 0);
    const at = Math.min(end, workingTime(random, from + (end - from) * random.next()));
    const withoutDeal = at < createdAt && random.chance(0.5);
    const alsoDeals = random.chance(0.06) ? random.sample(earlier.slice(-12), random.between(1, 3)) : [];
    const first = index === 0 ? ({ kind: 'meetings', outcome: 'COMPLETED' } as const) : {};
    // Of a generator of its own, so that the story stays as it was told before.
    const late = new Random(`${deal.id} entered ${index}`);
    const enteredAt = late.chance(0.02) ? { enteredAt: at + late.between(20, 60) * DAY } : {};
    writeTouch(writer, random, deal, partner, { at, withoutDeal, alsoDeals, ...first, ...enteredAt });
  }
}

const sourcedLabel = (random: Random, partner: StoryPartner): LabelName =>
  partner.type === 'reseller_channel' && random.chance(0.7)
    ? 'partner_sourced_resale'
    : random.chance(0.65)
      ? 'partner_sourced_referral'
      : 'partner_sourced';

const influencedLabel = (random: Random): LabelName =>
  random.weighted({
    partner_influenced_cosell: 45,
    partner_influenced: 30,
    partner_influenced_implementation: 25,
  });

/** How a sourced deal says so: by tag, by referral, or by both. */
export type Proof = 'both' | 'referral' | 'tag';

/** Writes what a deal that partners sourced has beside its referral. */
export function writeSourced(
  writer: StoryWriter,
  random: Random,
  deal: StoryDeal,
  [first, second]: readonly [StoryPartner, StoryPartner],
  proof: Proof,
  earlier: readonly string[],
): void {
  if (proof !== 'referral') writer.tag(deal.id, first.id, sourcedLabel(random, first));
  // A tag alone has, as often as not, nothing to show for it.
  if (proof !== 'tag' || random.chance(0.5)) {
    writeTouches(writer, random, deal, first, random.between(0, 2), earlier);
  }
  if (random.chance(0.12)) writer.tag(deal.id, second.id, sourcedLabel(random, second));
  else if (random.chance(0.35)) {
    writeTouches(writer, random, deal, second, random.between(1, 2), earlier);
    if (random.chance(0.5)) writer.tag(deal.id, second.id, influencedLabel(random));
  }
}

/** Writes what a deal has that partners helped with. */
export function writeInfluenced(
  writer: StoryWriter,
  random: Random,
  deal: StoryDeal,
  [first, second]: readonly [StoryPartner, StoryPartner],
  earlier: readonly string[],
): void {
  if (deal.plan.part === 'influenced') {
    writer.tag(deal.id, first.id, influencedLabel(random));
    if (random.chance(0.15)) return;
  }
  writeTouches(writer, random, deal, first, random.between(1, 3), earlier);
  if (random.chance(0.2)) writeTouches(writer, random, deal, second, 1, earlier);
}
