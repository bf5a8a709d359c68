/** When a partner counts as active, as signed, and as having done something: docs/adr/0034-numbers.md. */
import { instant, type Instant } from '../calendar.js';
import { stageAsOf } from '../lifecycle.js';
import type { PartnerStage } from '../partner.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { startOfWrittenDay } from './calendar-days.js';

/** From the signed agreement to its end: the stages in which a partner works with us. */
const ACTIVE: ReadonlySet<PartnerStage> = new Set([
  'onboarding_enablement',
  'activation_growth',
  'optimization_renewal',
]);

/** When the agreement with a partner was signed, as a day of the portal; null where nothing says so. */
export function signedAt({ profile }: Pick<ProgrammePartner, 'profile'>, timeZone: string): Instant | null {
  const at = profile.agreement?.signedAt ?? null;
  return at === null ? null : startOfWrittenDay(at, timeZone);
}

/** Whether there is a history of the partner's stages. */
export const hasStages = ({ programme }: ProgrammePartner): boolean => programme.moves.length > 0;

/**
 * Whether a partner is active at an instant: its lifecycle stage is onboarding & enablement, activation & growth, or
 * optimization & renewal. One without a history of stages counts as active from its signature on (or always, where that is
 * not known), unless the stage that it has now is another one: nothing says since when.
 */
export function isActiveAt(partner: ProgrammePartner, at: Instant, timeZone: string): boolean {
  if (hasStages(partner)) {
    const stage = stageAsOf(partner.programme.moves, at);
    return stage !== null && ACTIVE.has(stage);
  }
  const { stage } = partner.profile;
  return (stage === null || ACTIVE.has(stage)) && (signedAt(partner, timeZone) ?? -Infinity) <= at;
}

/** Whether a partner is active at some moment of a period, `to` not included; also one that ends within it. */
export function isActiveWithin(
  partner: ProgrammePartner,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  timeZone: string,
): boolean {
  if (to <= from) return false;
  if (isActiveAt(partner, from, timeZone) || isActiveAt(partner, instant(to - 1), timeZone)) return true;
  return partner.programme.moves.some(({ stage, at }) => at >= from && at < to && ACTIVE.has(stage));
}

/** Whether the partnership has ended by an instant. */
export const hasEnded = (partner: ProgrammePartner, at: Instant): boolean =>
  hasStages(partner) ? stageAsOf(partner.programme.moves, at) === 'ended' : partner.profile.stage === 'ended';
