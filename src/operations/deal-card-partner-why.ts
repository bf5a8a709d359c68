/** Why one partner has its role and its credit on a deal, or why it has none. */
import { MODEL_LABELS } from '../domain/deal-model.js';
import type { PartnerId } from '../domain/ids.js';
import { displayMoney } from '../domain/money.js';
import { counted, numberWord } from './deal-card-days.js';
import { nameOf, type DealCardFacts } from './deal-card-facts.js';
import { whyNotSentences } from './deal-card-why-not.js';
import { roleSentences } from './deal-card-why.js';

/** One sentence an item, never empty: the rule, what does not count, the arithmetic of the credit. */
export function partnerWhy(card: DealCardFacts, id: PartnerId): readonly string[] {
  const rules = [...roleSentences(card, id), ...whyNotSentences(card, id)];
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const hasRole = [...sourcingPartnerIds, ...influencingPartnerIds].includes(id);
  if (hasRole) return [...rules, ...creditSentences(card, id)];
  if (rules.length > 0) return rules;
  return [`${nameOf(card, id)} has no role: nothing that it did here is of a kind that counts.`];
}

function creditSentences(card: DealCardFacts, id: PartnerId): readonly string[] {
  const { result } = card.attributed;
  if (result.status === 'lost') return ['This deal was lost, so nobody has credit for it.'];
  const { credits, currency, amountMinor } = result;
  if (amountMinor === 0) return ['This deal has no amount, so there is no credit to give yet.'];
  const [source, influence] = [credits.source.get(id), credits.influence.get(id)];
  return [
    ...(source === undefined ? [] : [sourceSentence(card, source)]),
    ...(influence === undefined
      ? []
      : [
          `Partner-influenced credit is the whole amount, ${displayMoney(influence, currency)}, for each partner that helped: it is not additive.`,
        ]),
    splitSentence(card, id),
  ];
}

function sourceSentence({ attributed: { result } }: DealCardFacts, minor: number): string {
  const money = displayMoney(minor, result.currency);
  const many = result.sourcingPartnerIds.length;
  return many === 1
    ? `As the sourcing partner it has the whole amount as partner-sourced credit: ${money}.`
    : `The ${counted(many, 'sourcing partner')} share the amount in equal parts: ${money} of it is partner-sourced credit here.`;
}

// "Two of the six touches that count are its own: 33.3% of $48,000.00 in the linear split, $16,000.00."
function splitSentence(card: DealCardFacts, id: PartnerId): string {
  const { result, classification } = card.attributed;
  const { model } = card.policy;
  const split = `the ${model.endsWith('_shaped') ? MODEL_LABELS[model] : MODEL_LABELS[model].toLowerCase()} split`;
  const { countingTouches } = classification;
  const [own, all] = [
    countingTouches.filter((touch) => touch.partnerId === id).length,
    countingTouches.length,
  ];
  if (own === 0) return `It has no part in ${split}: no touch of it counts there.`;
  const minor = result.credits.model.get(model)?.get(id) ?? 0;
  const share = minor / result.amountMinor;
  const money = (one: number): string => displayMoney(one, result.currency);
  return (
    `${touchesOf(own, all)}: ${(share * 100).toFixed(share === 1 ? 0 : 1)}% of ${money(result.amountMinor)} ` +
    `in ${split}, ${money(minor)}.`
  );
}

function touchesOf(own: number, all: number): string {
  const touches = counted(all, 'touch', 'touches');
  if (own === all)
    return all === 1 ? 'The one touch that counts is its own' : `All ${touches} that count are its own`;
  return `${capital(numberWord(own))} of the ${touches} that count ${own === 1 ? 'is' : 'are'} its own`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
