/** Which partners are around a customer, and why: roles on its deals, activities, the same group of companies. */
import type { Instant } from '../domain/calendar.js';
import type { DealStatus } from '../domain/deal.js';
import { groupBy } from '../domain/group-by.js';
import type { PartnerId } from '../domain/ids.js';
import { PARTNER_TIERS } from '../domain/partner.js';
import type { Role, Touch, TouchKind } from '../domain/touch.js';
import { dayOf, fullNameOf, managerOf, nameOf } from './company-card-facts.js';
import { closeOrder, dealNameOf } from './company-deals.js';
import type { CompanyRecord, PublishedDeal } from './crm-port.js';
import { counted } from './deal-card-days.js';
import { KIND_LABELS } from './deal-card-evidence.js';
import { listed } from './deal-card-facts.js';
import { TIER_VARIANTS, typeOf } from './partner-words.js';
import { touchesOf, type CustomerCardFacts } from './read-customer-card.js';
import { spokenName } from './spoken-name.js';
import type { PartnerAround } from './views/company-card-view.js';

/** Why one partner is around. */
interface Around {
  readonly company: CompanyRecord;
  readonly sourced: readonly PublishedDeal[];
  readonly influenced: readonly PublishedDeal[];
  readonly touches: readonly Touch[];
  /** In what way it belongs to the same group; null where it does not. */
  readonly family: string | null;
}

/** Partners around the account, those with the most to do with it first. */
export function partnersAround(card: CustomerCardFacts): readonly PartnerAround[] {
  const touches = groupBy(
    card.deals.flatMap(({ record }) => touchesOf(record)),
    (touch) => touch.partnerId,
  );
  return [...card.partners]
    .map(([id, company]): Around => ({
      company,
      sourced: withRole(card.deals, id, 'sourced'),
      influenced: withRole(card.deals, id, 'influenced'),
      touches: touches.get(id) ?? [],
      family: familyOf(card, company),
    }))
    .filter(
      ({ sourced, influenced, touches: own, family }) =>
        sourced.length + influenced.length + own.length > 0 || family !== null,
    )
    .toSorted(byWeight)
    .map((around) => presentAround(card, around));
}

const withRole = (deals: readonly PublishedDeal[], id: PartnerId, role: Role): readonly PublishedDeal[] =>
  deals.filter(({ result }) =>
    (role === 'sourced' ? result?.sourcingPartnerIds : result?.influencingPartnerIds)?.includes(id),
  );

// Who is on an open deal is whom to call now; then who sourced, who influenced, who was active.
function byWeight(a: Around, b: Around): number {
  const open = ({ sourced, influenced }: Around): number =>
    [...sourced, ...influenced].filter(({ record }) => record.deal.status === 'open').length;
  return (
    open(b) - open(a) ||
    b.sourced.length - a.sourced.length ||
    b.influenced.length - a.influenced.length ||
    b.touches.length - a.touches.length ||
    fullNameOf(a.company).localeCompare(fullNameOf(b.company), 'en')
  );
}

function familyOf({ basics: { company }, parent }: CustomerCardFacts, partner: CompanyRecord): string | null {
  if (partner.id === company.parentCompanyId) return `${nameOf(company)} belongs to it.`;
  if (partner.parentCompanyId === company.id) return `It belongs to ${nameOf(company)}.`;
  if (company.parentCompanyId === null || partner.parentCompanyId !== company.parentCompanyId) return null;
  return parent === null ? 'Both belong to the same parent company.' : `Both belong to ${nameOf(parent)}.`;
}

function presentAround(card: CustomerCardFacts, around: Around): PartnerAround {
  const { company, sourced, influenced, touches, family } = around;
  const { partner } = company;
  const tier = partner?.tier ?? null;
  return {
    companyId: company.id,
    name: fullNameOf(company),
    tier: tier === null ? 'No tier' : PARTNER_TIERS[tier],
    tierVariant: tier === null ? 'default' : TIER_VARIANTS[tier],
    type: typeOf(partner ?? { type: null }),
    why: [
      ...roleSentence(card, 'Sourced', sourced),
      ...roleSentence(card, 'Influenced', influenced),
      ...touchSentence(card, touches),
      ...(family === null ? [] : [family]),
    ],
    phone: partner?.phone ?? '',
    manager: (partner === null ? null : managerOf(card.basics, partner)) ?? 'Nobody yet',
  };
}

const STATUSES: readonly DealStatus[] = ['open', 'won', 'lost'];

// "Sourced one open and two won deals, the latest “Rollout” (expected 5 Dec 2026)."
function roleSentence(
  { basics }: CustomerCardFacts,
  verb: string,
  deals: readonly PublishedDeal[],
): readonly string[] {
  const [latest] = deals.toSorted((a, b) => closeOrder(b) - closeOrder(a));
  if (latest === undefined) return [];
  const parts = STATUSES.flatMap((status) => {
    const many = deals.filter(({ record }) => record.deal.status === status).length;
    return many === 0 ? [] : [counted(many, status, status)];
  });
  const { closesAt } = latest;
  const when =
    closesAt === null
      ? ''
      : latest.record.deal.status === 'open'
        ? ` (expected ${dayOf(basics, closesAt)})`
        : ` (${dayOf(basics, closesAt)})`;
  const which = `“${spokenName(dealNameOf(latest))}”${when}`;
  const what = `${verb} ${listed(parts)} ${deals.length === 1 ? 'deal' : 'deals'}`;
  return [deals.length === 1 ? `${what}: ${which}.` : `${what}, the latest ${which}.`];
}

// "Two meetings and one email on its deals, the last on 2 Oct 2026."
function touchSentence({ basics }: CustomerCardFacts, touches: readonly Touch[]): readonly string[] {
  if (touches.length === 0) return [];
  const kinds = [...groupBy(touches, (touch) => touch.kind)] as readonly (readonly [
    TouchKind,
    readonly Touch[],
  ])[];
  const last = Math.max(...touches.map(({ at }) => at)) as Instant;
  const deeds = listed(kinds.map(([kind, same]) => counted(same.length, KIND_LABELS[kind].toLowerCase())));
  const sentence = `${deeds} on its deals, ${touches.length === 1 ? 'on' : 'the last on'} ${dayOf(basics, last)}.`;
  return [sentence.charAt(0).toUpperCase() + sentence.slice(1)];
}
