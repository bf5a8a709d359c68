/** The deals that are selected in a list, with their class and partners as of now. */
import type { DealId, PartnerId } from '../domain/ids.js';
import { isAppError } from '../errors.js';
import { amountOf } from './company-deals.js';
import { cardOf } from './deal-around.js';
import { CLASS_TAGS } from './deal-card-headline.js';
import { fullNameOf, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { readDealsAround } from './read-deals-around.js';
import type { DealCardDeps } from './show-deal-card.js';
import { roleWords } from './tag-words.js';
import type { BulkDeal, BulkDealsView, BulkPartner } from './views/bulk-view.js';

/** Shows them; deals that cannot be had are said, and do not keep the others from being shown. */
export async function showBulkDeals(deps: DealCardDeps, dealIds: readonly DealId[]): Promise<BulkDealsView> {
  const { basis, deals } = await readDealsAround(deps, [...new Set(dealIds)]);
  const cards = [...deals.values()].flatMap((around) => (isAppError(around) ? [] : [cardOf(basis, around)]));
  return {
    kind: 'bulk-deals',
    title: cards.length === 1 ? 'One deal' : `${cards.length} deals`,
    deals: cards.map(rowOf),
    partners: partnersOn(cards),
    leftOut: [...deals.values()].flatMap((around) => (isAppError(around) ? [around.message] : [])),
  };
}

function rowOf(card: DealCardFacts): BulkDeal {
  const { result } = card.attributed;
  return {
    dealId: card.record.deal.id,
    name: card.record.name ?? `Deal ${card.record.deal.id}`,
    classTag: CLASS_TAGS[result.class],
    partners: partnersText(card),
    amount: amountOf(card),
  };
}

function partnersText(card: DealCardFacts): string {
  const { sourcingPartnerIds, influencingPartnerIds } = card.attributed.result;
  const roles = new Map<PartnerId, string>([
    ...sourcingPartnerIds.map((id) => [id, 'sourced'] as const),
    ...influencingPartnerIds.map((id) => [id, 'influenced'] as const),
  ]);
  const proposed = card.facts.tags
    .filter(({ partnerId, state }) => state === 'proposed' && !roles.has(partnerId))
    .map(({ partnerId, role, motion }) => [partnerId, `proposed: ${roleWords(role, motion)}`] as const);
  const all = [...roles, ...proposed].map(([id, as]) => `${nameOf(card, id)} (${as})`);
  return all.length === 0 ? 'None' : all.join(', ');
}

function partnersOn(cards: readonly DealCardFacts[]): readonly BulkPartner[] {
  const names = new Map<PartnerId, string>();
  const tagged = new Map<PartnerId, number>();
  const proposed = new Map<PartnerId, number>();
  const add = (counts: Map<PartnerId, number>, id: PartnerId): unknown =>
    counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const card of cards) {
    for (const id of new Set(card.facts.tags.map(({ partnerId }) => partnerId))) {
      const own = card.facts.tags.filter(({ partnerId }) => partnerId === id);
      names.set(id, fullNameOf(card, id));
      add(tagged, id);
      if (own.some(({ state }) => state === 'proposed')) add(proposed, id);
    }
  }
  return [...names]
    .toSorted(([, a], [, b]) => a.localeCompare(b, 'en'))
    .map(([companyId, name]) => {
      const [on, open] = [tagged.get(companyId) ?? 0, proposed.get(companyId) ?? 0];
      const where = `on ${on} of ${cards.length}${open === 0 ? '' : `, proposed on ${open}`}`;
      return { companyId, name, where, proposed: open > 0 };
    });
}
