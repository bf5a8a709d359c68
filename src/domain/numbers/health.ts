/** Health of a partner: five parts by stated formulas, with what they were fed with (programme.md). */
import { instant } from '../calendar.js';
import type { PartnerId } from '../ids.js';
import type { ProgrammeFacts, ProgrammePartner } from '../programme-facts.js';
import type { ProgrammeSettings } from '../programme-settings.js';
import { monthsFrom } from '../tier-window.js';
import { weighed } from './aged-health.js';
import type { DealTally } from './deal-tally.js';
import {
  enablementPart,
  engagementPart,
  pipelinePart,
  revenueTrendPart,
  satisfactionPart,
  type HealthContext,
  type PartOutcome,
} from './health-parts.js';
import { HEALTH_PART_IDS, type HealthPartId, type PartnerHealth } from './health-value.js';
import { groupFacts } from './number-context.js';

const PART_KERNELS = {
  engagement: engagementPart,
  revenue_trend: revenueTrendPart,
  pipeline: pipelinePart,
  enablement: enablementPart,
  satisfaction: satisfactionPart,
} as const satisfies Readonly<
  Record<HealthPartId, (context: HealthContext, partner: ProgrammePartner) => PartOutcome>
>;

/** The health of any partner as of now; what they share is grouped once. */
export function healthOver(
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
): (partner: ProgrammePartner) => PartnerHealth {
  const from = monthsFrom(facts.asOf, -12);
  const context = groupFacts(facts, tally, settings, { name: 'last 12 months', from, to: facts.asOf + 1 });
  return (partner) => healthIn({ ...context, halfYearAgo: monthsFrom(facts.asOf, -6) }, partner);
}

/** The health of one partner as of now; null where there is no such partner. */
export function healthOf(
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
  id: PartnerId,
): PartnerHealth | null {
  const partner = facts.partners.find(({ profile }) => profile.id === id);
  return partner === undefined ? null : healthOver(facts, tally, settings)(partner);
}

function healthIn(context: HealthContext, partner: ProgrammePartner): PartnerHealth {
  const outcomes = HEALTH_PART_IDS.map((id) => ({ id, outcome: PART_KERNELS[id](context, partner) }));
  const measured = outcomes.flatMap(({ id, outcome }) =>
    outcome.kind === 'part' ? [{ id, ...outcome }] : [],
  );
  return {
    partnerId: partner.profile.id,
    asOf: instant(context.facts.asOf),
    ...weighed(measured),
    leftOut: outcomes.flatMap(({ id, outcome }) =>
      outcome.kind === 'left_out' ? [{ id, why: outcome.why }] : [],
    ),
  };
}
