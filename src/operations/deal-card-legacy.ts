/** What is told of a deal from before the baseline: its class is the portal's own word, and no rule's. */
import type { DealClass } from '../domain/credit.js';
import type { LegacyClass } from '../domain/deal.js';
import type { PartnerId } from '../domain/ids.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';

/** What the portal's own field said, where that makes the class; null where the rules make it. */
export const legacyOf = ({ attributed, facts }: DealCardFacts): LegacyClass | null =>
  attributed.result.flags.includes('legacy') ? (facts.deal.legacy ?? null) : null;

/** "partner-sourced", as sentences have it. */
export const CLASS_WORDS: Readonly<Record<DealClass, string>> = {
  sourced: 'partner-sourced',
  influenced: 'partner-influenced',
  direct: 'direct',
};

/** Why it has its class, and who has the credit. */
export const legacySentences = (card: DealCardFacts, said: LegacyClass): readonly string[] => [
  `It was won before the baseline, so its class is what the portal’s own field “${said.property}” says: ` +
    `“${said.value}”, which is ${CLASS_WORDS[said.class]}. What partners did is shown, and does not count.`,
  ...creditSentence(card, said),
];

/** Why a partner has its role. */
export function legacyRoleSentences(card: DealCardFacts, id: PartnerId): readonly string[] {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const name = nameOf(card, id);
  if (sourcingPartnerIds.includes(id))
    return [`The deal names ${name}, and the field of then says that a partner sourced it.`];
  return influencingPartnerIds.includes(id)
    ? [`The deal names ${name}, and the field of then does not say that it sourced the deal.`]
    : [];
}

function creditSentence(card: DealCardFacts, said: LegacyClass): readonly string[] {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const names = (ids: readonly PartnerId[]): string => listed(ids.map((id) => nameOf(card, id)));
  if (said.class === 'direct') return [];
  const helped =
    influencingPartnerIds.length === 0
      ? []
      : [
          `${names(influencingPartnerIds)} ${influencingPartnerIds.length === 1 ? 'is' : 'are'} named on it too.`,
        ];
  if (said.class === 'influenced')
    return influencingPartnerIds.length === 0
      ? ['Nobody can be told as its partner, so no partner has credit for it.']
      : [`The deal names ${names(influencingPartnerIds)}.`];
  return sourcingPartnerIds.length === 0
    ? ['Nobody can be told as its sourcing partner, so no partner has the credit of that.', ...helped]
    : [`The deal names ${names(sourcingPartnerIds)} as the partner.`, ...helped];
}
