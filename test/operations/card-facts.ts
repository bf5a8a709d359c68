/** What a card is made from, without a portal: a deal of `test/domain/facts.ts`, in as few words as a row allows. */
import { attributeDeal } from '../../src/domain/attribute-deal.js';
import type { Instant } from '../../src/domain/calendar.js';
import type { Deal } from '../../src/domain/deal.js';
import { partnerId, portalId, type PartnerId } from '../../src/domain/ids.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { compileRules } from '../../src/domain/rules.js';
import type { Tag, Touch } from '../../src/domain/touch.js';
import type { DealRecord, RecordProblem } from '../../src/operations/crm-port.js';
import type { DealCardFacts } from '../../src/operations/deal-card-facts.js';
import { DEFAULT_SETTINGS } from '../../src/operations/in-force.js';
import type { PortalSettings } from '../../src/operations/portal-data-port.js';
import { AS_OF, deal } from '../domain/facts.js';

/** A partner of whom the portal knows the name and nothing else. */
export const profile = (
  id: string,
  name: string | null,
  changes: Partial<Omit<PartnerProfile, 'id' | 'name'>> = {},
): PartnerProfile => ({
  id: partnerId(id),
  name,
  ...{ companyId: null, domain: null, parentId: null, type: null, tier: null, stage: null },
  ...{ managerId: null, phone: null },
  ...changes,
});

export interface CardRow {
  readonly deal?: Partial<Deal>;
  readonly touches?: readonly Touch[];
  readonly tags?: readonly Tag[];
  readonly partners: readonly PartnerProfile[];
  readonly policy?: Policy;
  readonly settings?: PortalSettings;
  readonly asOf?: Instant;
  readonly record?: Partial<DealRecord>;
  readonly problems?: readonly RecordProblem[];
}

/** The facts of a card. */
export function cardFacts(row: CardRow): DealCardFacts {
  const facts = { deal: deal(row.deal), touches: row.touches ?? [], tags: row.tags ?? [] };
  const { policy = DEFAULT_POLICY, settings = DEFAULT_SETTINGS, asOf = AS_OF, problems = [] } = row;
  const partners: ReadonlyMap<PartnerId, PartnerProfile> = new Map(row.partners.map((one) => [one.id, one]));
  return {
    account: { portalId: portalId('1'), homeCurrency: 'USD', timeZone: 'UTC' },
    ...{ policy, settings, asOf, problems, facts, partners },
    record: {
      deal: facts.deal,
      ...{
        name: 'A deal',
        referral: null,
        rulings: [],
        published: {},
        recordedAt: null,
        namedPartners: [],
        legacyClass: null,
        publishedPolicy: null,
      },
      publishedTouches: { kind: 'none' },
      insights: { kind: 'none' },
      dismissals: [],
      tagging: { rulings: [], history: [] },
      ...row.record,
    },
    attributed: attributeDeal(facts, {
      rules: compileRules(policy),
      ...{ models: [policy.model], partners, asOf, homeCurrency: 'USD' },
    }),
    owners: [{ id: '1', name: 'Sam Lee' }],
  };
}
