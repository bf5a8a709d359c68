/** A second policy over the same facts: the portal is read once, attributed twice, compared, and never written to. */
import type { Instant } from '../domain/calendar.js';
import type { Policy } from '../domain/policy.js';
import { policyChanges, type PolicyChange } from '../domain/policy-difference.js';
import type { Totals } from '../domain/portfolio.js';
import { compileRules } from '../domain/rules.js';
import { attributeFacts, type AttributedPortfolio } from './attribute-facts.js';
import {
  dealDifferences,
  difference,
  partnerDifferences,
  type BeforeAfter,
  type DealDifference,
  type PartnerDifference,
} from './compare-portfolios.js';
import type { Crm } from './crm-port.js';
import { accountAsSynced } from './account-as-synced.js';
import type { Clock, Store } from './ports.js';
import { readPortal, type Portal, type ReadProgress } from './read-portal.js';
import { requireSetUp } from './set-up-portal.js';

export interface WhatIfDeps {
  readonly crm: Crm;
  readonly clock: Clock;
  /** Where the sync keeps its baseline, and whether it only observes; null where there is no database. */
  readonly store?: Pick<Store, 'syncState'> | null;
}

export interface WhatIfRequest {
  /** The policy that is in force. */
  readonly current: Policy;
  /** The one that is tried. */
  readonly proposed: Policy;
}

/** What two policies say about the same facts. Amounts are integer minor units. */
export interface WhatIf {
  readonly portalId: string;
  readonly asOf: Instant;
  /** ISO 4217 of `totals` and `partners`. */
  readonly homeCurrency: string;
  readonly policyVersion: BeforeAfter<string>;
  readonly settings: readonly PolicyChange[];
  /** How many deals were compared. */
  readonly deals: number;
  /** Deals on which class, roles, bucket or credit differ, in the order of ids. */
  readonly changedDeals: readonly DealDifference[];
  /** Partners whose numbers differ, in the order of ids. */
  readonly changedPartners: readonly PartnerDifference[];
  readonly totals: BeforeAfter<Totals> & { readonly difference: Totals };
  readonly dealsWithoutHomeAmount: number;
}

/**
 * Compares two policies over a portal.
 * @throws AppError `setup_missing`, `total_overflow`, and what the CRM throws.
 */
export async function whatIf(
  { crm, clock, store = null }: WhatIfDeps,
  { current, proposed }: WhatIfRequest,
  progress: ReadProgress,
): Promise<WhatIf> {
  const { account, observed } = await accountAsSynced(crm, store);
  if (!observed) await requireSetUp(crm);
  const asOf = clock.now();
  return comparePolicies(await readPortal(crm, account, asOf, progress), asOf, { current, proposed });
}

/** What `comparePolicies` needs of a portal, or of part of one. */
export type ComparedPortal = Pick<Portal, 'account' | 'deals' | 'facts' | 'partners'>;

/**
 * Attributes the same facts under both policies, and compares.
 * @throws AppError `total_overflow`.
 */
export function comparePolicies(
  portal: ComparedPortal,
  asOf: Instant,
  { current, proposed }: WhatIfRequest,
): WhatIf {
  const { account } = portal;
  const under = (policy: Policy): AttributedPortfolio =>
    attributeFacts(portal.facts, {
      rules: compileRules(policy),
      models: [policy.model],
      partners: portal.partners,
      asOf,
      homeCurrency: account.homeCurrency,
    });
  const before = under(current);
  const after = under(proposed);
  const policies = { from: current, to: proposed, partners: portal.partners, asOf };
  return {
    portalId: account.portalId,
    asOf,
    homeCurrency: account.homeCurrency,
    policyVersion: { before: current.version, after: proposed.version },
    settings: policyChanges(current, proposed),
    deals: portal.facts.length,
    changedDeals: dealDifferences(portal, before, after, policies),
    changedPartners: partnerDifferences(portal, before.partners, after.partners),
    totals: {
      before: before.totals,
      after: after.totals,
      difference: difference(before.totals, after.totals),
    },
    dealsWithoutHomeAmount: before.dealsWithoutHomeAmount,
  };
}
