/** Which tiers partners earn before and after changes of tags, by what the last sync published of them. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { PartnerTier } from '../domain/partner.js';
import { achievedBetween } from '../domain/tier-achieved.js';
import { earnedMove, type AchievedChange } from '../domain/tier-snapshot.js';
import { tierName, type TierSettings } from '../domain/tiers.js';
import type { CompanyRecord, Crm } from './crm-port.js';
import { fullNameOf } from './deal-card-facts.js';
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
function tierSentences(crm: Pick<Crm, 'publishedProgramme'>, steps: readonly TagStep[]): readonly string[] {
  const changes = new Map<PartnerId, { readonly step: TagStep; readonly of: AchievedChange[] }>();
  for (const step of steps) {
    for (const [id, change] of achievedChanges(step)) {
      const known = changes.get(id);
      if (known === undefined) changes.set(id, { step, of: [change] });
      else known.of.push(change);
    }
  }
  return [...changes].flatMap(([id, { step, of }]) => {
    const { policy, asOf, partners } = step.before;
    const held = (step.after.partners.get(id) ?? partners.get(id))?.tier ?? null;
    const around = { company: step.around.companies.get(id), name: fullNameOf(step.after, id), held };
    return tierSentence(crm, around, of, { settings: policy.programme.tiers, asOf }) ?? [];
  });
}

export interface TierOf {
  readonly company: CompanyRecord | undefined;
  /** As it stands in a sentence. */
  readonly name: string;
  readonly held: PartnerTier | null;
}

/** @returns null where no tier moves, or nothing recent is published under the window in force. */
export function tierSentence(
  crm: Pick<Crm, 'publishedProgramme'>,
  { company, name, held }: TierOf,
  changes: readonly AchievedChange[],
  { settings, asOf }: { readonly settings: TierSettings; readonly asOf: Instant },
): string | null {
  const snapshot = company === undefined ? null : (crm.publishedProgramme(company, asOf)?.tiers ?? null);
  const move = snapshot === null ? null : earnedMove(settings, snapshot, changes, asOf);
  if (move === null || move.before === move.after) return null;
  return `${name} would have earned ${tierName(move.after)} instead of ${tierName(move.before)}; it holds ${tierName(held)}.`;
}

/** What a step adds to what partners achieved, or takes away; a proposal's is that of its being confirmed. */
function achievedChanges({
  plan,
  before,
  after,
  confirmed,
}: TagStep): readonly (readonly [PartnerId, AchievedChange])[] {
  if (plan.kind !== 'change') return [];
  const then = confirmed ?? after;
  return achievedBetween(before.facts.deal, before.attributed.result, then.attributed.result);
}
