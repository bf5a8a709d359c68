/** What a partner's tier and partner lifecycle stage mean to whoever reads a card. */
import {
  PARTNER_TYPES,
  type PartnerProfile,
  type PartnerStage,
  type PartnerTier,
} from '../domain/partner.js';

/** Colour of a tier's label. */
export const TIER_VARIANTS = {
  registered: 'default',
  silver: 'default',
  gold: 'warning',
  platinum: 'info',
} as const satisfies Readonly<Record<PartnerTier, string>>;

/** A partner's type, as people read it. */
export const typeOf = ({ type }: Pick<PartnerProfile, 'type'>): string =>
  type === null ? 'No type' : PARTNER_TYPES[type];

/** What goes on in a stage, and how it ends; one sentence each. */
export const STAGE_MEANINGS: Readonly<Record<PartnerStage, string>> = {
  discovery_qualification:
    'We are finding out whether we fit: the need, the strategy, what it can do, the business case.',
  negotiation_agreement:
    'Scope, responsibilities and commercial terms are being agreed; it ends with a signed agreement.',
  onboarding_enablement:
    'The agreement is signed; training, channels and joint goals are being set up before it works on deals.',
  activation_growth:
    'It is onboarded and works with us: first joint activity, first registered deal, first won deal.',
  optimization_renewal: 'Its first renewal review is due or done: terms are renewed or changed.',
  ended: 'The partnership has ended or is winding down: its open deals go to somebody else.',
};
