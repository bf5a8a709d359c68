/** The programme: 24 partners of all six types, all four tiers, in every stage of the partner lifecycle. */
export interface PartnerPlan {
  readonly name: string;
  readonly domain: string;
  readonly type: string;
  readonly tier: string;
  readonly stage: string;
  /** Name of the partner that this one belongs to. */
  readonly parent?: string;
  /** How often deals of the story go through it, beside the others. */
  readonly weight: number;
}

const plan = (
  name: string,
  domain: string,
  type: string,
  tier: string,
  stage: string,
  weight: number,
  parent?: string,
): PartnerPlan => ({
  name,
  domain: `${domain}.example`,
  type,
  tier,
  stage,
  weight,
  ...(parent !== undefined && { parent }),
});

const TECH = 'technology_alliance';
const RESELLER = 'reseller_channel';
const INTEGRATOR = 'system_integrator';
const OEM = 'oem_embedded';
const STRATEGIC = 'strategic_gtm';
const ISV = 'isv_development';
const ACTIVE = 'activation_growth';
const RENEWING = 'optimization_renewal';
const ONBOARDING = 'onboarding_enablement';

export const PARTNERS: readonly PartnerPlan[] = [
  plan('Northwind Systems', 'northwind-systems', RESELLER, 'gold', ACTIVE, 9),
  plan('Contoso Partners', 'contoso-partners', STRATEGIC, 'silver', ONBOARDING, 6),
  plan('Fabrikam Consulting', 'fabrikam-consulting', INTEGRATOR, 'silver', ACTIVE, 6),
  plan('Adatum Resale', 'adatum-resale', RESELLER, 'registered', ACTIVE, 4),
  plan('Tailspin Integration', 'tailspin-integration', INTEGRATOR, 'platinum', RENEWING, 9),
  plan(
    'Tailspin Integration Iberia',
    'tailspin-iberia',
    INTEGRATOR,
    'silver',
    ACTIVE,
    4,
    'Tailspin Integration',
  ),
  plan('Tailspin Integration UK', 'tailspin-uk', INTEGRATOR, 'gold', ACTIVE, 5, 'Tailspin Integration'),
  plan('Litware Cloud', 'litware-cloud', TECH, 'platinum', ACTIVE, 8),
  plan('Proseware Analytics', 'proseware', TECH, 'gold', ACTIVE, 6),
  plan('Brightloom', 'brightloom', TECH, 'silver', ONBOARDING, 3),
  plan('Hexagate Security', 'hexagate-security', TECH, 'registered', 'negotiation_agreement', 1),
  plan('Wingtip Distribution', 'wingtip-distribution', RESELLER, 'platinum', RENEWING, 8),
  plan('Wingtip Distribution Japan', 'wingtip-japan', RESELLER, 'silver', ACTIVE, 4, 'Wingtip Distribution'),
  plan('Cobalt Channel Group', 'cobalt-channel', RESELLER, 'silver', ACTIVE, 4),
  plan('Fourth Harbor', 'fourth-harbor', INTEGRATOR, 'registered', ONBOARDING, 2),
  plan('Lucerna Devices', 'lucerna-devices', OEM, 'gold', ACTIVE, 5),
  plan('Marigold Embedded', 'marigold-embedded', OEM, 'silver', ACTIVE, 3),
  plan('Pelican Instruments', 'pelican-instruments', OEM, 'registered', 'ended', 1),
  plan('Alpine Strategy House', 'alpine-strategy', STRATEGIC, 'gold', ACTIVE, 6),
  plan('Relecloud Advisors', 'relecloud-advisors', STRATEGIC, 'platinum', RENEWING, 6),
  plan('Bellows & Co', 'bellows-co', STRATEGIC, 'registered', 'discovery_qualification', 1),
  plan('Humongous Apps', 'humongous-apps', ISV, 'gold', ACTIVE, 5),
  plan('Tern Labs', 'tern-labs', ISV, 'silver', ONBOARDING, 3),
  plan('Woodgrove Studio', 'woodgrove-studio', ISV, 'registered', 'discovery_qualification', 1),
];
