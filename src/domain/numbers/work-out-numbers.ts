/** The sixteen numbers of a partner programme over a period: programme.md; docs/numbers.md. */
import { KPI_IDS, type KpiId, type KpiPeriod, type KpiValue } from '../kpi.js';
import type { ProgrammeFacts } from '../programme-facts.js';
import type { ProgrammeSettings } from '../programme-settings.js';
import type { DealTally } from './deal-tally.js';
import { contextOf, groupFacts, inPeriod, shareFacts, type NumberContext } from './number-context.js';
import type { NumberScope } from './number-scope.js';
import { activationRate } from './activation-rate.js';
import { campaignParticipation } from './campaign-participation.js';
import { certificationCompletion } from './certification-completion.js';
import { escalations } from './escalations.js';
import { executiveEngagement } from './executive-engagement.js';
import { influencedRevenue } from './influenced-revenue.js';
import { integrationAdoption } from './integration-adoption.js';
import { jointPipeline } from './joint-pipeline.js';
import { partnerRetention } from './partner-retention.js';
import { partnerSatisfaction } from './partner-satisfaction.js';
import { withinReach } from './reach-of-facts.js';
import { registrationConversion } from './registration-conversion.js';
import { renewalRate } from './renewal-rate.js';
import { revenuePerPartner } from './revenue-per-partner.js';
import { sourcedRevenue } from './sourced-revenue.js';
import { supportTickets } from './support-tickets.js';
import { timeToOnboarding } from './time-to-onboarding.js';

type Kernel = (context: NumberContext) => KpiValue;

const KERNELS: Readonly<Record<KpiId, Kernel>> = {
  sourced_revenue: sourcedRevenue,
  influenced_revenue: influencedRevenue,
  revenue_per_partner: revenuePerPartner,
  registration_conversion: registrationConversion,
  activation_rate: activationRate,
  certification_completion: certificationCompletion,
  joint_pipeline: jointPipeline,
  campaign_participation: campaignParticipation,
  partner_satisfaction: partnerSatisfaction,
  executive_engagement: executiveEngagement,
  escalations,
  partner_retention: partnerRetention,
  time_to_onboarding: timeToOnboarding,
  integration_adoption: integrationAdoption,
  support_tickets: supportTickets,
  renewal_rate: renewalRate,
};

/**
 * All sixteen numbers, in the order of KPI_IDS, for one scope.
 * @throws TotalOverflowError where a total is beyond 2^53−1 minor units.
 */
export const workOutNumbers = (
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
  { period, scope }: { readonly period: KpiPeriod; readonly scope: NumberScope },
): readonly KpiValue[] => numbersOver(facts, tally, settings, period)(scope);

/** The same for many scopes of one period, such as two thousand partners: what they share is grouped once. */
export function numbersOver(
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
  period: KpiPeriod,
): (scope: NumberScope) => readonly KpiValue[] {
  const grouped = groupFacts(facts, tally, settings, period);
  return (scope) => {
    const context = contextOf(grouped, scope);
    return KPI_IDS.map((id) => withinReach(context, KERNELS[id](context)));
  };
}

/**
 * One number of one scope at a time, over many periods, such as those of key results: what no period changes is grouped once,
 * and nothing of a period outlives its function.
 */
export function numberIn(
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
): (period: KpiPeriod) => (id: KpiId, scope: NumberScope) => KpiValue {
  const shared = shareFacts(facts, tally, settings);
  return (period) => {
    const grouped = inPeriod(shared, period);
    return (id, scope) => withinReach(grouped, KERNELS[id](contextOf(grouped, scope)));
  };
}
