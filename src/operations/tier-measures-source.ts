/** Certified people and satisfaction for tiers, from what the last sync kept of the partner programme. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import {
  NOT_MEASURED,
  STANDING_MEASURES,
  standingMeasures,
  type MeasuredFacts,
  type StandingMeasures,
} from '../domain/tier-measures.js';

/** Whether any of the policies has a tier that asks for them; else nothing need be read. */
export const asksForMeasures = (policies: readonly Policy[]): boolean =>
  policies.some(({ programme }) =>
    programme.tiers.levels.some(({ requirements }) =>
      STANDING_MEASURES.some((measure) => requirements[measure] !== undefined),
    ),
  );

/** @returns a partner's measures under a policy; every policy's are worked out once. @param facts null: none were read. */
export function measuredBy(
  facts: MeasuredFacts | null,
  asOf: Instant,
): (id: PartnerId, policy: Policy) => StandingMeasures {
  const known = new Map<Policy, ReadonlyMap<PartnerId, StandingMeasures>>();
  return (id, policy) => {
    if (facts === null) return NOT_MEASURED;
    const { tiers, numbers } = policy.programme;
    const over = { asOf, windowMonths: tiers.windowMonths, satisfaction: numbers.satisfaction };
    const measured = known.get(policy) ?? standingMeasures(facts, over);
    known.set(policy, measured);
    return measured.get(id) ?? NOT_MEASURED;
  };
}
