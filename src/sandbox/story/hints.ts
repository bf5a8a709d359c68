import { SEED_NOW } from '../clock.js';
import { writeActivity } from './activities.js';
import { workingTime } from './deal-plan.js';
import type { ToldDeal } from './deals.js';
import { lastInstant } from './partner-part.js';
import { Random } from './random.js';
import { DAY, iso, type StoryWriter } from './writer.js';

/**
 * What hints at partners that nobody has tagged, and what a partnership manager should look at: written after the deals,
 * and nothing of it gives a partner a role, so that every number of the story stays as it was.
 */
export function writeHints(writer: StoryWriter, seed: number, deals: readonly ToldDeal[]): void {
  for (const [index, deal] of deals.entries()) {
    if (deal.selfPurchase) continue;
    const random = new Random(`${seed} hints ${index}`);
    if (deal.isTagged) hintAtTag(writer, random, deal);
    else if (deal.plan.part === 'direct') hintAtPartner(writer, random, deal, deals);
  }
}

/** Most of what speaks for a tag besides its touches is mail that nobody has associated. */
function hintAtTag(writer: StoryWriter, random: Random, deal: ToldDeal): void {
  if (random.chance(0.3)) writeMail(writer, random, deal, random.between(1, 2));
  else if (deal.plan.outcome === 'won' && random.chance(0.12)) recordLateTag(writer, random, deal);
}

function hintAtPartner(
  writer: StoryWriter,
  random: Random,
  deal: ToldDeal,
  deals: readonly ToldDeal[],
): void {
  const { createdAt, closeAt, outcome } = deal.plan;
  const cycle = closeAt - createdAt;
  const kind = random.weighted({ mail: 5, shared: 3, early: 2, late: 2, none: 88 });
  if (kind === 'mail') writeMail(writer, random, deal, random.between(1, 2));
  if (kind === 'shared') writeSharedMeetings(writer, random, deal, deals);
  if (deal.isReferred) return;
  if (kind === 'early') refer(writer, deal, createdAt - (180 + random.between(3, 20)) * DAY);
  if (kind === 'late' && outcome === 'won' && cycle > 20 * DAY) {
    refer(writer, deal, closeAt - random.between(1, 5) * DAY);
  }
}

/** E-mails by people of the partner on the deal, of whom HubSpot knows no more than the address. */
function writeMail(writer: StoryWriter, random: Random, deal: ToldDeal, people: number): void {
  const [partner] = deal.partners;
  for (const person of random.sample(partner.people, people)) {
    writeActivity(writer, {
      kind: 'emails',
      title: `Re: ${deal.customer.name}: open points`,
      at: during(random, deal),
      ownerId: deal.customer.ownerId,
      dealIds: [deal.id],
      contactIds: [],
      companyIds: [deal.customer.id],
      incoming: true,
      from: person.email,
    });
  }
}

/** Meetings with the partner that HubSpot attached to several deals, with nobody of their customers. */
function writeSharedMeetings(
  writer: StoryWriter,
  random: Random,
  deal: ToldDeal,
  deals: readonly ToldDeal[],
): void {
  const [partner] = deal.partners;
  const others = deals.filter((one) => one.plan.part === 'direct' && !one.selfPurchase && one.id !== deal.id);
  const other = random.pick(others.length === 0 ? [deal] : others);
  for (const title of [`Pipeline review with ${partner.name}`, `Account mapping: ${partner.name}`]) {
    writeActivity(writer, {
      kind: 'meetings',
      title,
      at: during(random, deal),
      ownerId: deal.customer.ownerId,
      dealIds: [deal.id, other.id],
      contactIds: random.sample(partner.people, 2).map(({ id }) => id),
      companyIds: [partner.id],
    });
  }
}

const during = (random: Random, { plan }: ToldDeal): number => {
  const end = lastInstant(plan);
  return Math.min(end, workingTime(random, plan.createdAt + (end - plan.createdAt) * random.next()));
};

/** A referral that is too early or too late to source the deal. */
function refer(writer: StoryWriter, deal: ToldDeal, at: number): void {
  writer.amend('deals', deal.id, {
    partnership_referral_partner: deal.partners[0].id,
    partnership_referral_date: iso(Math.min(at, SEED_NOW)),
  });
}

/** The tag came on the deal in the last days before it was won, as its history says. */
function recordLateTag(writer: StoryWriter, random: Random, deal: ToldDeal): void {
  const role = deal.plan.part === 'sourced' ? 'sourced' : 'influenced';
  const event = {
    at: iso(deal.plan.closeAt - random.between(1, 4) * DAY),
    by: 'Grace Okafor',
    byKnown: false,
    what: 'confirmed',
    partnerId: deal.partners[0].id,
    role,
    motion: null,
    before: null,
    reason: null,
  };
  writer.amend('deals', deal.id, { partnership_tag_history: JSON.stringify({ v: 1, events: [event] }) });
}
