/** What lies around one deal, in as few words as a table's row allows. */
import type { Instant } from '../../src/domain/calendar.js';
import { classify } from '../../src/domain/classify.js';
import type { Deal, DealFacts } from '../../src/domain/deal.js';
import {
  NO_SURROUNDINGS,
  type DealSurroundings,
  type DomainSighting,
  type PartnerActivity,
  type SiblingDeal,
} from '../../src/domain/deal-surroundings.js';
import type { HygieneRequest } from '../../src/domain/hygiene-findings.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import type { Partner } from '../../src/domain/partner.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import type { SuggestionRequest } from '../../src/domain/suggest-partners.js';
import type { Tag, Touch } from '../../src/domain/touch.js';
import { AS_OF, deal, directory } from './facts.js';

export interface Scene {
  readonly deal?: Partial<Deal>;
  readonly touches?: readonly Touch[];
  readonly tags?: readonly Tag[];
  readonly partners?: readonly Partner[];
  readonly policy?: Policy;
  readonly around?: Partial<DealSurroundings>;
  readonly asOf?: Instant;
}

export function requestOf(scene: Scene): SuggestionRequest & HygieneRequest {
  const facts: DealFacts = { deal: deal(scene.deal), touches: scene.touches ?? [], tags: scene.tags ?? [] };
  const partners = directory(...(scene.partners ?? []));
  const rules = compileRules(scene.policy ?? DEFAULT_POLICY);
  const asOf = scene.asOf ?? AS_OF;
  return {
    facts,
    deal: facts.deal,
    classification: classify(facts, partners, rules, asOf),
    taggedPartnerIds: new Set(facts.tags.map((one) => one.partnerId)),
    surroundings: { ...NO_SURROUNDINGS, ...scene.around },
    partners,
    rules,
    asOf,
  };
}

/** An activity of a partner that is on this deal and others, with one of its people. */
export const activity = (
  partner: string,
  at: Instant,
  changes: Partial<PartnerActivity> = {},
): PartnerActivity => ({
  activityId: `meeting-${partner}-${at}`,
  partnerId: partnerId(partner),
  kind: 'meeting',
  at,
  recordedAt: null,
  people: [`${partner}1`],
  place: 'on_several_deals',
  ...changes,
});

/** The activity that a touch was made of. */
export const activityOf = (touch: Touch, changes: Partial<PartnerActivity> = {}): PartnerActivity =>
  activity(touch.partnerId, touch.at, { activityId: touch.id, kind: touch.kind, place: 'touch', ...changes });

export const sighting = (
  partner: string,
  at: Instant,
  person = `ana@${partner}.example`,
): DomainSighting => ({
  partnerId: partnerId(partner),
  domain: `${partner}.example`,
  person,
  activityId: `email-${person}-${at}`,
  at,
});

export const sibling = (id: string, won: boolean, ...partners: readonly string[]): SiblingDeal => ({
  id: dealId(id),
  won,
  partnerIds: partners.map(partnerId),
});
