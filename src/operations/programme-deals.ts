/** Deals as the numbers of the partner programme take them, from the results that are stored. */
import type { PortalId } from '../domain/ids.js';
import type { ProgrammeDeal } from '../domain/programme-facts.js';
import type { CurrentResult } from './result-port.js';
import type { Store } from './ports.js';

/**
 * A result as the numbers take it.
 * @param model the policy's, whose credit is stored.
 * @returns null of a deal that was worked out before it was kept when it was created; the next sync works it out anew.
 */
export function programmeDeal(result: CurrentResult, model: string): ProgrammeDeal | null {
  const { basics, homeCredits } = result;
  if (basics === undefined) return null;
  return {
    id: result.dealId,
    customerId: basics.customerId,
    createdAt: basics.createdAt,
    closedAt: result.closedAt,
    status: result.status,
    bucket: result.bucket,
    class: result.class,
    homeAmountMinor: result.homeAmountMinor,
    sourcing: result.sourcingPartnerIds,
    influencing: result.influencingPartnerIds,
    source: homeCredits.source,
    model: homeCredits.model.get(model) ?? NO_CREDIT,
  };
}

const NO_CREDIT: ProgrammeDeal['model'] = new Map();

/** Every deal with a result, some thousands at a time; never all of them in memory. */
export async function* programmeDeals(
  store: Store,
  portalId: PortalId,
  model: string,
): AsyncGenerator<readonly ProgrammeDeal[]> {
  for await (const page of store.eachResult(portalId)) {
    yield page.flatMap((result) => programmeDeal(result, model) ?? []);
  }
}
