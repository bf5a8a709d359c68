/** Whose numbers: of the whole programme, of one partner, or of all partners of a type or a tier. */
import type { Instant } from '../calendar.js';
import type { PartnerId } from '../ids.js';
import type { PartnerTier, PartnerType } from '../partner.js';
import type { ProgrammePartner } from '../programme-facts.js';
import { tierAsOf } from '../tiers.js';

export type NumberScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'partner'; readonly partnerId: PartnerId }
  /** Null: of partners without one. */
  | { readonly kind: 'type'; readonly type: PartnerType | null }
  | { readonly kind: 'tier'; readonly tier: PartnerTier | null };

/**
 * The partners of a scope. A tier is the one that a partner held at an instant by the history that is kept of it, or the one
 * that it holds now where none is; a type is the one that it has now.
 */
export function partnersIn(
  partners: readonly ProgrammePartner[],
  scope: NumberScope,
  at: Instant,
): readonly ProgrammePartner[] {
  switch (scope.kind) {
    case 'all':
      return partners;
    case 'partner':
      return partners.filter(({ profile }) => profile.id === scope.partnerId);
    case 'type':
      return partners.filter(({ profile }) => profile.type === scope.type);
    case 'tier':
      return partners.filter((partner) => tierHeld(partner, at) === scope.tier);
  }
}

/** The tier that a partner held at an instant, as far as that is known. */
export function tierHeld({ profile, programme }: ProgrammePartner, at: Instant): PartnerTier | null {
  const { changes } = programme.tiers;
  return changes.length === 0 ? profile.tier : tierAsOf(changes, at);
}
