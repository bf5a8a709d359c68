import type { Instant } from './calendar.js';
import type { PartnerId } from './ids.js';

/** A company that a deal belongs to, or the company behind a partner. Absent values never equal each other. */
export interface Company {
  readonly companyId: string | null;
  readonly domain: string | null;
  /** For a customer: the company id of its parent. */
  readonly parentCompanyId: string | null;
}

/** A partner as the rules need it. */
export interface Partner {
  readonly id: PartnerId;
  readonly name: string | null;
  /** The partner's company; a partner without one has its partner id as company id. */
  readonly companyId: string | null;
  readonly domain: string | null;
  /** The partner id of the parent where one of the partners has it, else a company id. */
  readonly parentId: string | null;
}

export const PARTNER_TYPES = {
  technology_alliance: 'Technology alliance',
  reseller_channel: 'Reseller/channel',
  system_integrator: 'System integrator',
  oem_embedded: 'OEM/embedded',
  strategic_gtm: 'Strategic/go-to-market',
  isv_development: 'ISV/development',
} as const;
export type PartnerType = keyof typeof PARTNER_TYPES;

export const PARTNER_TIERS = {
  registered: 'Registered',
  silver: 'Silver',
  gold: 'Gold',
  platinum: 'Platinum',
} as const;
export type PartnerTier = keyof typeof PARTNER_TIERS;

export const PARTNER_STAGES = {
  discovery_qualification: 'Discovery & qualification',
  negotiation_agreement: 'Negotiation & agreement',
  onboarding_enablement: 'Onboarding & enablement',
  activation_growth: 'Activation & growth',
  optimization_renewal: 'Optimization & renewal',
  ended: 'Ended',
} as const;
export type PartnerStage = keyof typeof PARTNER_STAGES;

/** What a card says about a partner besides its role on a deal; null where the portal does not say. */
export interface PartnerProfile extends Partner {
  readonly type: PartnerType | null;
  readonly tier: PartnerTier | null;
  readonly stage: PartnerStage | null;
  /** Owner id of our own partner manager. */
  readonly managerId: string | null;
  readonly phone: string | null;
  /** Absent where the portal keeps none of its dates. */
  readonly agreement?: PartnerAgreement;
  /** Contacts who make the company a partner: consultants, affiliates; absent where none does. */
  readonly people?: readonly PartnerPerson[];
}

/** The dates of the agreement with a partner; null where one is not said. */
export interface PartnerAgreement {
  readonly signedAt: Instant | null;
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
}

/** A contact who is a partner. */
export interface PartnerPerson {
  /** Contact id. */
  readonly id: string;
  readonly name: string | null;
}

/** The company id that stands for a partner: its own, or its partner id where it has none. */
export const companyIdOf = (partner: Partner): string => partner.companyId ?? partner.id;

/** Lower case, without one leading `www.`; an empty domain is absent. A subdomain is another domain. */
export function normalizeDomain(domain: string | null): string | null {
  if (domain === null) return null;
  const normalized = domain.toLowerCase().replace(/^www\./, '');
  return normalized === '' ? null : normalized;
}
