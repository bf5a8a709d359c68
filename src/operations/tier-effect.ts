/** Which tiers partners earn before and after changes of tags, by what the last sync published of them. */
import type { PartnerId } from '../domain/ids.js';
import { earnedMove, type AchievedChange } from '../domain/tier-snapshot.js';
import { tierName } from '../domain/tiers.js';
import type { Crm } from './crm-port.js';
import { fullNameOf, type DealCardFacts } from './deal-card-facts.js';
import type { TagStep } from './tag-step.js';
import type { EffectView } from './views/effect-view.js';

/** An effect, with the tiers that move; no request is made for it. */
export function withTiers<T extends Pick<EffectView, 'sentences' | 'needsConfirmation'>>(
  effect: T,
  crm: Pick<Crm, 'publishedProgramme'>,
  steps: readonly TagStep[],
): T {
  const tiers = tierSentences(crm, steps);
  if (tiers.length === 0) return effect;
  return { ...effect, sentences: [...effect.sentences, ...tiers], needsConfirmation: true };
}

/**
 * Example: "Contoso Partners would have earned Gold instead of Silver; it holds Silver." A partner of which nothing recent is
 * published under the window in force is left out.
 */
export function tierSentences(
  crm: Pick<Crm, 'publishedProgramme'>,
  steps: readonly TagStep[],
): readonly string[] {
  const changes = new Map<PartnerId, { readonly step: TagStep; readonly of: AchievedChange[] }>();
  for (const step of steps) {
    for (const [id, change] of achievedChanges(step)) {
      const known = changes.get(id);
      if (known === undefined) changes.set(id, { step, of: [change] });
      else known.of.push(change);
    }
  }
  return [...changes].flatMap(([id, { step, of }]) => {
    const company = step.around.companies.get(id);
    const snapshot = company === undefined ? null : (crm.publishedProgramme(company)?.tiers ?? null);
    if (snapshot === null) return [];
    const { policy, asOf, partners } = step.before;
    const move = earnedMove(policy.programme.tiers, snapshot, of, asOf);
    if (move === null || move.before === move.after) return [];
    const held = (step.after.partners.get(id) ?? partners.get(id))?.tier ?? null;
    return [
      `${fullNameOf(step.after, id)} would have earned ${tierName(move.after)} instead of ${tierName(move.before)}; it holds ${tierName(held)}.`,
    ];
  });
}

/** What a step adds to what partners achieved, or takes away; a proposal's is that of its being confirmed. */
function achievedChanges({
  plan,
  before,
  after,
  confirmed,
}: TagStep): readonly (readonly [PartnerId, AchievedChange])[] {
  const { status, closedAt } = before.facts.deal;
  if (plan.kind !== 'change' || status !== 'won' || closedAt === null) return [];
  const then = confirmed ?? after;
  const ids = new Set([before, then].flatMap(partnersOn));
  return [...ids].flatMap((id) => {
    const [was, is] = [achievedOn(before, id), achievedOn(then, id)];
    const change = {
      at: closedAt,
      sourcedMinor: is.sourcedMinor - was.sourcedMinor,
      influencedMinor: is.influencedMinor - was.influencedMinor,
      wonDeals: is.wonDeals - was.wonDeals,
      registrationsApproved: 0,
    };
    const moves = change.sourcedMinor !== 0 || change.influencedMinor !== 0 || change.wonDeals !== 0;
    return moves ? [[id, change] as const] : [];
  });
}

const partnersOn = ({ attributed: { result } }: DealCardFacts): readonly PartnerId[] => [
  ...result.sourcingPartnerIds,
  ...result.influencingPartnerIds,
];

/** As `tierAchievements` counts it. */
function achievedOn({ attributed: { result } }: DealCardFacts, id: PartnerId) {
  const sources = result.sourcingPartnerIds.includes(id);
  const influences = result.influencingPartnerIds.includes(id);
  return {
    sourcedMinor: sources ? (result.homeCredits.source.get(id) ?? 0) : 0,
    influencedMinor: influences ? (result.homeAmountMinor ?? 0) : 0,
    wonDeals: sources || influences ? 1 : 0,
  };
}
