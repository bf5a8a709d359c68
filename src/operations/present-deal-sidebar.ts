/** The deal's card in the sidebar: who the partner is, one line of why, whom to call. */
import type { PartnerId } from '../domain/ids.js';
import type { Actor } from './actor.js';
import { fullNameOf, listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { CLASS_TAGS, headlineOf, isWithoutPartner } from './deal-card-headline.js';
import { involvedPartners, roleOf, tierWords } from './deal-card-partners.js';
import { partnerWhy } from './deal-card-partner-why.js';
import { contactSentence, helpSentence, sourcedSentence } from './deal-card-sentences.js';
import { suggestionsOf } from './deal-card-suggestions.js';
import { proposalsOf } from './deal-card-tagging.js';
import type { DealSidebarView } from './views/deal-sidebar-view.js';

/** Puts an attributed deal in the few words that a sidebar has room for. */
export function presentDealSidebar(card: DealCardFacts, actor: Actor): DealSidebarView {
  const [first] = involvedPartners(card);
  const [suggestion] = suggestionsOf(card);
  if (isWithoutPartner(card) || first === undefined) {
    const hint = suggestion?.text ?? 'If a partner brought it or helps with it, say so in the details.';
    return { kind: 'sidebar-empty', headline: headlineOf(card), hint };
  }
  return {
    kind: 'sidebar-ready',
    classTag: CLASS_TAGS[card.attributed.result.class],
    partner: {
      companyId: first,
      name: fullNameOf(card, first),
      shortName: nameOf(card, first),
      ...tierWords(card, first),
      role: roleOf(card, first),
    },
    why: whyInOneLine(card, first),
    contact: contactSentence(card),
    others: othersSentence(card, first),
    waiting: [
      ...proposalsOf(card, actor).map(({ text }) => text),
      ...(suggestion === undefined ? [] : [suggestion.text]),
    ],
  };
}

function whyInOneLine(card: DealCardFacts, id: PartnerId): string {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  if (sourcingPartnerIds.includes(id)) return sourcedSentence(card, id);
  if (influencingPartnerIds.includes(id)) return helpSentence(card, id, 'helped');
  return partnerWhy(card, id)[0] ?? '';
}

function othersSentence(card: DealCardFacts, first: PartnerId): string | null {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const others = [...sourcingPartnerIds, ...influencingPartnerIds].filter((id) => id !== first);
  if (others.length === 0) return null;
  if (others.length > 3) return `${others.length} more partners helped.`;
  return `${listed(others.map((id) => nameOf(card, id)))} helped too.`;
}
