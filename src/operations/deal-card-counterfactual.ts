import { counterfactualOf, type Outcome } from '../domain/counterfactual.js';
import type { DealChange } from '../domain/deal-change.js';
import { assertNever } from '../domain/assert-never.js';
import { compileRules } from '../domain/rules.js';
import type { Touch } from '../domain/touch.js';
import { dayIn, spanOf } from './deal-card-days.js';
import { KIND_LABELS } from './deal-card-evidence.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

/**
 * What would have changed the outcome, one sentence. Example: "Registered three days earlier, this deal would be
 * sourced by Northwind."
 * @returns null where nothing near changes it.
 */
export function counterfactualSentence(card: DealCardFacts): string | null {
  const { facts, partners, asOf, attributed, policy } = card;
  const { classification } = attributed;
  const found = counterfactualOf({ facts, partners, asOf, classification, rules: compileRules(policy) });
  if (found === null) return null;
  const { change, becomes } = found;
  return `${conditionOf(card, change, becomes)}, ${outcomeWords(card, change, becomes)}.`;
}

function conditionOf(card: DealCardFacts, change: DealChange, becomes: Outcome): string {
  switch (change.kind) {
    case 'tag_confirmed':
      return `If the proposed role of ${nameOf(card, change.tag.partnerId)} were confirmed`;
    case 'registration_approved':
      return `If ${touchWords(card, change.touch)} were approved`;
    case 'touch_moved':
      return movedWords(card, change, becomes);
    case 'touch_added': {
      const before = card.facts.deal.closedAt === null ? '' : ' before the close';
      return `With one more ${kindOf(change.touch)} of ${nameOf(card, change.touch.partnerId)}${before}`;
    }
    case 'touch_removed':
      return `Without ${touchWords(card, change.touch)}`;
    case 'tag_removed': {
      const name = nameOf(card, change.tag.partnerId);
      return change.tag.state === 'decided'
        ? `Without the partnership manager’s ruling on ${name}`
        : `Without the tag of ${name} as ${change.tag.role}`;
    }
    default:
      return assertNever(change);
  }
}

const kindOf = (touch: Touch): string => KIND_LABELS[touch.kind].toLowerCase();

const touchWords = (card: DealCardFacts, touch: Touch): string =>
  `the ${kindOf(touch)} of ${nameOf(card, touch.partnerId)} on ${dayIn(card, touch.at)}`;

const PARTICIPLES: Readonly<Partial<Record<Touch['kind'], string>>> = {
  registration: 'Registered',
  referral: 'Referred',
};

// The short form names nobody, so it is for the partner that would source the deal by it.
function movedWords(
  card: DealCardFacts,
  { touch, to }: Extract<DealChange, { readonly kind: 'touch_moved' }>,
  becomes: Outcome,
): string {
  const by = `${spanOf(Math.abs(to - touch.at))} ${to < touch.at ? 'earlier' : 'later'}`;
  const [source, ...others] = becomes.sourcingPartnerIds;
  const participle = PARTICIPLES[touch.kind];
  if (participle !== undefined && source === touch.partnerId && others.length === 0)
    return `${participle} ${by}`;
  return `Had ${touchWords(card, touch)} come ${by}`;
}

function outcomeWords(card: DealCardFacts, change: DealChange, becomes: Outcome): string {
  const names = (ids: Outcome['sourcingPartnerIds']): string => listed(ids.map((id) => nameOf(card, id)));
  const { sourcingPartnerIds, influencingPartnerIds } = becomes;
  switch (becomes.class) {
    case 'sourced':
      if (sourcingPartnerIds.length > 1)
        return `${names(sourcingPartnerIds)} would source this deal together`;
      return change.kind === 'touch_removed' || change.kind === 'tag_removed'
        ? `${names(sourcingPartnerIds)} would be the sourcing partner`
        : `this deal would be sourced by ${names(sourcingPartnerIds)}`;
    case 'influenced':
      return influencingPartnerIds.length > MOST_NAMED
        ? `this deal would be influenced by ${influencingPartnerIds.length} partners`
        : `this deal would be influenced by ${names(influencingPartnerIds)}`;
    case 'direct':
      return 'this deal would be direct';
    default:
      return assertNever(becomes.class);
  }
}

const MOST_NAMED = 3;
