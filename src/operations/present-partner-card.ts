/** The card of a partner, in words. */
import { PARTNER_STAGES, PARTNER_TIERS, type PartnerProfile } from '../domain/partner.js';
import { fullNameOf, managerOf, nameOf } from './company-card-facts.js';
import { FIRST_DEALS, presentDeals } from './company-deals.js';
import { monthsOf } from './partner-card-months.js';
import { basisOf, numbersOf, childrenOf } from './partner-card-numbers.js';
import { peopleOf } from './partner-card-people.js';
import { noticesOf, proposalsOf } from './partner-card-proposals.js';
import { STAGE_MEANINGS, TIER_VARIANTS, typeOf } from './partner-words.js';
import type { PartnerCardFacts } from './read-partner-card.js';
import type { PartnerCardView, PartnerFact } from './views/company-card-view.js';

/** Puts what a partner brings in words. */
export function presentPartnerCard(card: PartnerCardFacts): PartnerCardView {
  const { basics, deals, totalDeals } = card;
  const { company } = basics;
  const tier = company.partner?.tier ?? null;
  return {
    kind: 'partner',
    companyId: company.id,
    name: fullNameOf(company),
    headline: headlineOf(card),
    tier: {
      text: tier === null ? 'No tier' : PARTNER_TIERS[tier],
      variant: tier === null ? 'default' : TIER_VARIANTS[tier],
    },
    sentences: sentencesOf(card),
    notices: noticesOf(card),
    facts: factsOf(card),
    numbers: numbersOf(card),
    months: monthsOf(card),
    proposals: proposalsOf(card),
    deals: presentDeals(basics, { asked: FIRST_DEALS, deals, total: totalDeals, partners: new Map() }),
    people: peopleOf(card),
    children: childrenOf(card),
    basis: basisOf(card),
  };
}

function headlineOf(card: PartnerCardFacts): string {
  const { company } = card.basics;
  const numbers = numbersOf(card);
  const sourced = numbers?.tiles.find(({ id }) => id === 'sourced')?.value;
  if (sourced === undefined)
    return `${nameOf(company)} is a partner; no sync has worked out its numbers yet.`;
  const won = numbers?.tiles.find(({ id }) => id === 'won')?.value ?? '0';
  if (won === '0') return `${nameOf(company)} has no part in a won deal yet.`;
  return `${nameOf(company)} sourced ${sourced} of won revenue, and has a part in ${won} won ${won === '1' ? 'deal' : 'deals'}.`;
}

function sentencesOf(card: PartnerCardFacts): readonly string[] {
  const { basics, people } = card;
  const partner = basics.company.partner;
  if (partner === null) return [];
  const manager = managerOf(basics, partner);
  const who = people.find(({ phone, name }) => phone !== null && name !== null);
  const person = who === undefined ? null : { ...nameAndTitle(who), phone: who.phone ?? '' };
  const call =
    person !== null
      ? [`Call ${person.text} on ${person.phone}.`]
      : partner.phone === null
        ? []
        : [`Call ${nameOf(basics.company)} on ${partner.phone}.`];
  const managed =
    manager === null ? 'It has no partner manager on our side yet.' : `Our partner manager is ${manager}.`;
  return [[...call, managed].join(' ')];
}

function nameAndTitle({ name, title }: PartnerCardFacts['people'][number]): { readonly text: string } {
  const spoken = nameOf({ id: '', name });
  return { text: title === null ? spoken : `${spoken} (${nameOf({ id: '', name: title })})` };
}

function factsOf({ basics, relatives }: PartnerCardFacts): readonly PartnerFact[] {
  const { partner } = basics.company;
  if (partner === null) return [];
  const parent = relatives.find(({ id }) => id === partner.parentId);
  return [
    { label: 'Tier', value: partner.tier === null ? 'No tier' : PARTNER_TIERS[partner.tier], note: null },
    { label: 'Type', value: typeOf(partner), note: null },
    stageFact(partner),
    { label: 'Partner manager', value: managerOf(basics, partner) ?? 'Nobody yet', note: null },
    ...(parent === undefined
      ? []
      : [
          {
            label: 'Belongs to',
            value: fullNameOf(parent),
            note: parent.partner === null ? 'Not a partner itself.' : null,
          },
        ]),
  ];
}

const stageFact = ({ stage }: PartnerProfile): PartnerFact => ({
  label: 'Partner lifecycle stage',
  value: stage === null ? 'No stage' : PARTNER_STAGES[stage],
  note:
    stage === null ? 'Set it on the company: “Partner lifecycle stage” under About.' : STAGE_MEANINGS[stage],
});
