/** Says that a suggested partner does not belong to a deal: it is not suggested there again. */
import type { DealId, PartnerId } from '../domain/ids.js';
import type { Dismissal } from '../domain/suggestion.js';
import { AppError } from '../errors.js';
import type { Actor } from './actor.js';
import type { PropertyValues } from './crm-port.js';
import { nameOf, type DealCardFacts } from './deal-card-facts.js';
import { requireMayTag } from './permissions.js';
import { presentDealCard } from './present-deal-card.js';
import { readDealCard, type DealCardDeps } from './show-deal-card.js';
import type { SavedView } from './views/effect-view.js';

export interface DismissRequest {
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly reason: string | null;
}

/**
 * Dismisses a suggestion; done twice, the first time stands.
 * @throws AppError `not_permitted`, `tag_record_unreadable` where the deal's dismissals are not what was written there,
 *   `request_invalid` where the partner is not suggested, `crm_refused`, and what `readDealCard` throws.
 */
export async function dismissSuggestion(
  deps: DealCardDeps & { readonly actor: Actor },
  request: DismissRequest,
): Promise<SavedView> {
  requireMayTag(deps.actor);
  const card = await readDealCard(deps, request.dealId);
  const known = knownDismissals(card);
  const name = nameOf(card, request.partnerId);
  if (known.some(({ partnerId }) => partnerId === request.partnerId)) {
    return saved(deps.actor, card, `${name} was dismissed already.`);
  }
  const suggestions = suggestedOn(card);
  if (!suggestions.some(({ partnerId }) => partnerId === request.partnerId)) throw notSuggested(name);
  const dismissal: Dismissal = {
    partnerId: request.partnerId,
    by: deps.actor.name,
    at: deps.clock.now(),
    reason: request.reason,
  };
  const dismissals = [dismissal, ...known];
  const left = suggestions.filter(({ partnerId }) => partnerId !== request.partnerId);
  const properties = deps.crm.dismissalChanges(dismissals, left);
  if (properties === null) throw tooMany(request.dealId);
  await write(deps, request.dealId, properties);
  const findings = card.record.insights.kind === 'read' ? card.record.insights.insights.findings : [];
  const record = {
    ...card.record,
    dismissals,
    insights: { kind: 'read', insights: { suggestions: left, findings } } as const,
  };
  return saved(deps.actor, { ...card, record }, `${name} will not be suggested on this deal again.`);
}

const saved = (actor: Actor, card: DealCardFacts, message: string): SavedView => ({
  kind: 'saved',
  message,
  next: 'If it belongs here after all, tag it.',
  card: presentDealCard(card, actor),
});

const suggestedOn = ({ record: { insights } }: DealCardFacts) =>
  insights.kind === 'read' ? insights.insights.suggestions : [];

function knownDismissals({ record: { dismissals, deal } }: DealCardFacts): readonly Dismissal[] {
  if (dismissals !== null) return dismissals;
  throw new AppError(
    'tag_record_unreadable',
    `The dismissed suggestions of deal ${deal.id} are not what was written there, and nothing is overwritten without a record.`,
    'Mend or empty the property “Dismissed partner suggestions” on the deal, then try again.',
  );
}

async function write({ crm }: DealCardDeps, recordId: DealId, properties: PropertyValues): Promise<void> {
  await crm.update('deals', [{ recordId, properties }], (outcomes) => {
    for (const outcome of outcomes) {
      if (outcome.kind === 'failed') {
        throw new AppError(
          'crm_refused',
          `HubSpot did not take the dismissal on deal ${recordId}: ${outcome.reason}`,
          'Mend what it names, or run partnership setup, then try again.',
        );
      }
    }
    return Promise.resolve();
  });
}

const notSuggested = (name: string): AppError =>
  new AppError(
    'request_invalid',
    `${name} is not suggested on this deal any more.`,
    'Reload the card: somebody tagged or dismissed it meanwhile, or the last sync took it back.',
  );

const tooMany = (id: DealId): AppError =>
  new AppError(
    'tag_record_unreadable',
    `Deal ${id} has more dismissed suggestions than a property holds.`,
    'Shorten the reasons in the property “Dismissed partner suggestions” on the deal, then try again.',
  );
