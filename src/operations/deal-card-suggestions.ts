/** What the last sync noticed on a deal: partners that may belong there, and what looks odd. */
import type { HygieneFinding } from '../domain/hygiene.js';
import { fullNameOf, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { findingWords, suggestionSentence, type InsightNames } from './insight-words.js';
import type { DealCardNotice, DealCardSuggestion } from './views/deal-card-view.js';

/** Partners that nobody has dismissed or tagged, and that have no role, since the last sync suggested them. */
export function suggestionsOf(card: DealCardFacts): readonly DealCardSuggestion[] {
  const { insights, dismissals } = card.record;
  if (insights.kind !== 'read') return [];
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const settled = new Set([
    ...(dismissals ?? []).map((one) => one.partnerId),
    ...card.facts.tags.map((tag) => tag.partnerId),
    ...sourcingPartnerIds,
    ...influencingPartnerIds,
  ]);
  return insights.insights.suggestions
    .filter(({ partnerId }) => !settled.has(partnerId) && card.partners.has(partnerId))
    .map((suggestion) => ({
      companyId: suggestion.partnerId,
      name: fullNameOf(card, suggestion.partnerId),
      role: suggestion.role,
      text: suggestionSentence(suggestion, namesOf(card)),
      accept: `Tag as ${suggestion.role}`,
    }));
}

/** The others have a notice from the rules themselves, as the deal is now. */
const NOTICED: ReadonlySet<HygieneFinding['code']> = new Set([
  'tagged_near_close',
  'registered_near_close',
  'back_dated_touch',
]);

/** Findings that the rules do not make themselves. Example: "Tagged shortly before close: …". */
export function findingNotices(card: DealCardFacts): readonly DealCardNotice[] {
  const { insights } = card.record;
  if (insights.kind !== 'read') return [];
  return insights.insights.findings
    .filter(({ code }) => NOTICED.has(code))
    .map((finding) => {
      const { title, evidence } = findingWords(finding, namesOf(card));
      return { text: `${title}: ${evidence}`, variant: 'info' };
    });
}

const namesOf = (card: DealCardFacts): InsightNames => ({
  partner: (id) => nameOf(card, id),
  timeZone: card.account.timeZone,
});
