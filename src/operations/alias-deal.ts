/** Two deals were merged: the old id stands for the new one from now on, and its evidence follows. */
import type { DealFacts } from '../domain/deal.js';
import type { DealId, PartnerId, PortalId } from '../domain/ids.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import { AppError } from '../errors.js';
import {
  dealFact,
  ledgerEmpty,
  readDealFact,
  SINGLE,
  tombstone,
  type LedgerSettings,
} from './ledger-facts.js';
import { openBooks, postVersions, type Posted } from './post-versions.js';
import type { Clock, LedgerUnit, Store } from './ports.js';
import { recompute } from './recompute.js';

export interface AliasRequest {
  readonly portalId: PortalId;
  readonly oldDealId: DealId;
  readonly newDealId: DealId;
}

/**
 * Records a merge: the old deal's entries are reversed, its touches and tags become the new deal's, and the new deal
 * is posted with them. The next sync reads what the CRM has moved itself. The same alias again does nothing.
 * @throws AppError `alias_refused` where it contradicts another alias, or names one deal twice.
 */
export function aliasDeal(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { portalId, oldDealId, newDealId }: AliasRequest,
): Promise<Posted> {
  return store.writeLedger(portalId, async (unit) => {
    const aliases = new Map((await unit.aliases()).map((alias) => [alias.oldDealId, alias.newDealId]));
    if (aliases.get(oldDealId) === newDealId) return { entries: 0, postedDeals: 0 };
    refuseContradiction(aliases, oldDealId, newDealId);
    const known = await knownOf(unit);
    const books = await openBooks(unit, clock, { portalId, ...known.settings });
    const [old, current] = [await factsOf(unit, oldDealId), await factsOf(unit, newDealId)];
    const deals = current === null ? [] : [withEvidenceOf(current, old)];
    await unit.appendAlias({ oldDealId, newDealId });
    await unit.saveFacts([tombstone('deal', oldDealId), ...deals.map(dealFact)]);
    const versions = [
      { dealId: oldDealId, lines: [], absence: 'merged' as const },
      ...recompute(deals, known).map((lines) => ({ dealId: newDealId, lines, absence: 'left_won' as const })),
    ];
    return postVersions(unit, versions, await unit.heads([oldDealId, newDealId]), books, store.digest);
  });
}

function refuseContradiction(
  aliases: ReadonlyMap<DealId, DealId>,
  oldDealId: DealId,
  newDealId: DealId,
): void {
  const other = aliases.get(oldDealId);
  const what =
    oldDealId === newDealId
      ? `Deal ${oldDealId} cannot stand for itself`
      : other !== undefined
        ? `Deal ${oldDealId} stands for deal ${other} already`
        : aliases.has(newDealId)
          ? `Deal ${newDealId} was merged into deal ${aliases.get(newDealId) ?? ''} itself`
          : null;
  if (what === null) return;
  throw new AppError('alias_refused', `${what}.`, 'Name the deal that was merged, and the one that is left.');
}

/** The touches and tags of both; where both have one, the new deal's stays. */
function withEvidenceOf(current: DealFacts, old: DealFacts | null): DealFacts {
  const dealId = current.deal.id;
  const there = new Set<string>(current.touches.map((touch) => touch.id));
  const tagged = new Set<string>(current.tags.map((tag) => tag.partnerId));
  const touches = (old?.touches ?? []).filter((touch) => !there.has(touch.id));
  const tags = (old?.tags ?? []).filter((tag) => !tagged.has(tag.partnerId));
  return {
    deal: current.deal,
    touches: [...current.touches, ...touches.map((touch) => ({ ...touch, dealId }))],
    tags: [...current.tags, ...tags.map((tag) => ({ ...tag, dealId }))],
  };
}

async function factsOf(unit: LedgerUnit, dealId: DealId): Promise<DealFacts | null> {
  const fact = await unit.newestFact('deal', dealId);
  return fact?.content == null ? null : readDealFact(fact.content);
}

async function knownOf(unit: LedgerUnit) {
  const settings = (await unit.newestFact('portal', SINGLE))?.content;
  const policy = (await unit.newestFact('policy', SINGLE))?.content;
  if (settings == null || policy == null) throw ledgerEmpty();
  const partners = new Map<PartnerId, PartnerProfile>();
  for (const id of await unit.presentSubjects('partner')) {
    const content = (await unit.newestFact('partner', id))?.content;
    if (content != null) partners.set(id as PartnerId, JSON.parse(content) as PartnerProfile);
  }
  return { settings: JSON.parse(settings) as LedgerSettings, policy: JSON.parse(policy) as Policy, partners };
}
