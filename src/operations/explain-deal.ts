/** Explains one deal: the card's own reading and words, with the windows and ids that a card leaves out. */
import { attributeDeal } from '../domain/attribute-deal.js';
import { formatInstant, type Instant } from '../domain/calendar.js';
import type { DealClass } from '../domain/credit.js';
import type { Flag } from '../domain/flag.js';
import type { DealId, PartnerId } from '../domain/ids.js';
import { compileRules } from '../domain/rules.js';
import { AppError, isAppError } from '../errors.js';
import { accountAsSynced, type SyncedAccount } from './account-as-synced.js';
import type { Account } from './crm-port.js';
import { basisOf, locksAtOf } from './deal-card-basis.js';
import { evidenceOf } from './deal-card-evidence.js';
import type { DealCardFacts } from './deal-card-facts.js';
import { headlineOf } from './deal-card-headline.js';
import type { DealCardEvidence } from './views/deal-card-view.js';
import { whyOf, type Why } from './deal-card-why.js';
import { windowSentences } from './deal-card-windows.js';
import { ledgerLock, type LedgerLock } from './ledger-lock.js';
import type { Store } from './ports.js';
import { dealsAround, seenPartnerProfiles, type SeenPortalDeps } from './seen-portal.js';
import { readDealCard, type DealCardDeps } from './show-deal-card.js';

/** Why a deal has its class and its sourcing partner. Instants are ISO 8601, UTC. */
export interface DealExplanation {
  readonly dealId: DealId;
  readonly dealName: string | null;
  /** "Northwind Systems (Gold) sourced this deal." */
  readonly headline: string;
  readonly class: DealClass;
  readonly sourcingPartnerIds: readonly PartnerId[];
  readonly influencingPartnerIds: readonly PartnerId[];
  readonly flags: readonly Flag[];
  /** The same sentences as the card has behind “Why”. */
  readonly why: Why;
  /** From when to when a touch counts; one sentence for sourcing, one for influence. */
  readonly windows: readonly string[];
  /** Newest first. */
  readonly evidence: readonly DealCardEvidence[];
  readonly policyVersion: string;
  readonly asOf: string;
  /** By the ledger where it is there, else by the policy's days. Null on an open deal. */
  readonly locksAt: string | null;
  /** "USD, policy default-1, computed now. Activities as of 20 Nov 2026. It locks on 4 Dec 2026 at the latest." */
  readonly basis: string;
}

export interface ExplainDeps extends DealCardDeps {
  /** Null where there is no database: when a month was closed is not known then. */
  readonly store?: Store | null;
}

/** Explains a deal; errors as `showDealCard`, and what the store throws. Reads the CRM, and writes nothing. */
export async function explainDeal(deps: ExplainDeps, dealId: DealId): Promise<DealExplanation> {
  const { store = null, clock } = deps;
  const synced = store === null ? null : await accountAsSynced(deps.crm, store);
  const read = await readDealCard(deps, dealId, synced?.account).catch((error: unknown) => {
    throw withoutPage(error);
  });
  const card = store === null || synced?.observed !== true ? read : await asSeen(deps, store, synced, read);
  const lock = store === null ? null : await ledgerLock({ store, clock }, card.account.portalId, dealId);
  return explanationOf(card, lock);
}

/** Where the sync only observes, nothing is published on the deal: what it was worked out from is what was seen. */
async function asSeen(
  { crm, clock }: ExplainDeps,
  store: Store,
  { account, state }: SyncedAccount,
  card: DealCardFacts,
): Promise<DealCardFacts> {
  const asOf = state?.computedAsOf ?? clock.now();
  const { id } = card.record.deal;
  const { facts, partners, activityTouches } = await dealsOf({ crm, store }, account, asOf, id);
  const [own] = facts;
  if (own === undefined) return card;
  const { policy } = card;
  const attributed = attributeDeal(own, {
    ...{ rules: compileRules(policy), models: [policy.model], partners, asOf },
    homeCurrency: account.homeCurrency,
  });
  const publishedTouches = { kind: 'read', asOf, touches: activityTouches.get(id) ?? [], older: 0 } as const;
  return { ...card, facts: own, partners, attributed, record: { ...card.record, publishedTouches } };
}

async function dealsOf(deps: SeenPortalDeps, account: Account, asOf: Instant, id: DealId) {
  const partners = await seenPartnerProfiles(deps, account.portalId);
  return dealsAround(deps, { account, asOf, partners }, [id]);
}

/** Who is told here sees no card that could be reloaded. */
function withoutPage(error: unknown): unknown {
  if (!isAppError(error)) return error;
  const next =
    error.code === 'record_not_found'
      ? 'It may have been deleted or merged. The record ID is in the address of the deal’s page in HubSpot.'
      : error.code === 'request_invalid'
        ? 'Mend that value on the deal in HubSpot, then run the command again.'
        : error.next;
  return new AppError(error.code, error.message, next, { cause: error });
}

/**
 * Puts an attributed deal in an explanation.
 * @param lock what the ledger says of its lock; null where it was not asked, or does not hold the deal.
 */
export function explanationOf(card: DealCardFacts, lock: LedgerLock | null = null): DealExplanation {
  const { attributed, record, asOf } = card;
  const { result } = attributed;
  const locksAt = lock?.at ?? locksAtOf(card);
  return {
    dealId: result.dealId,
    dealName: record.name,
    headline: headlineOf(card),
    class: result.class,
    sourcingPartnerIds: result.sourcingPartnerIds,
    influencingPartnerIds: result.influencingPartnerIds,
    flags: result.flags,
    why: whyOf(card),
    windows: windowSentences(card),
    evidence: evidenceOf(card),
    policyVersion: result.policyVersion,
    asOf: formatInstant(asOf),
    locksAt: locksAt === null ? null : formatInstant(locksAt),
    basis: basisOf(card, lock),
  };
}
