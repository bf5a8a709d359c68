/** The deal card's words: sentences for the rep first, arithmetic, policy and lock behind “Why”. */
import type { Actor } from './actor.js';
import { basisOf } from './deal-card-basis.js';
import { creditOf } from './deal-card-credit.js';
import { evidenceOf } from './deal-card-evidence.js';
import type { DealCardFacts } from './deal-card-facts.js';
import { historyOf } from './deal-card-history.js';
import { CLASS_TAGS, headlineOf, isWithoutPartner } from './deal-card-headline.js';
import { noticesOf } from './deal-card-notices.js';
import { involvedPartners, partnerRow } from './deal-card-partners.js';
import { contactSentence, helpSentences } from './deal-card-sentences.js';
import { suggestionsOf } from './deal-card-suggestions.js';
import { proposalsOf, taggingOf } from './deal-card-tagging.js';
import { timelineOf } from './deal-card-timeline.js';
import { whySentences } from './deal-card-why.js';
import type { DealCardView } from './views/deal-card-view.js';

/**
 * Puts an attributed deal in words.
 * @param actor who looks: what they may change is offered, the rest is not.
 */
export function presentDealCard(card: DealCardFacts, actor: Actor): DealCardView {
  const tagging = taggingOf(card, actor);
  const shared = {
    headline: headlineOf(card),
    notices: noticesOf(card),
    suggestions: suggestionsOf(card),
    tagging,
    history: historyOf(card),
  };
  if (isWithoutPartner(card)) {
    const hint =
      tagging === null ? 'Nobody has tagged one.' : 'If a partner brought it or helps with it, say so here.';
    return { kind: 'empty', ...shared, hint, basis: basisOf(card) };
  }
  const contact = contactSentence(card);
  return {
    kind: 'ready',
    ...shared,
    classTag: CLASS_TAGS[card.attributed.result.class],
    sentences: [...helpSentences(card), ...(contact === null ? [] : [contact])],
    proposals: proposalsOf(card, actor),
    partners: involvedPartners(card).map((id) => partnerRow(card, id, actor)),
    credit: creditOf(card),
    timeline: timelineOf(card),
    evidence: evidenceOf(card),
    why: { sentences: whySentences(card), basis: basisOf(card) },
  };
}
