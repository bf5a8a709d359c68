/** The programme part of a partner's card: each section is made by a file of its own, of what was read once. */
import { dayOf, fullNameOf } from './company-card-facts.js';
import { agreementSection } from './partner-programme-agreement.js';
import { attentionOf } from './partner-programme-attention.js';
import { cadenceSection } from './partner-programme-cadence.js';
import { enablementSection } from './partner-programme-enablement.js';
import { escalationsSection } from './partner-programme-escalations.js';
import { lifecycleSection } from './partner-programme-lifecycle.js';
import { logSection } from './partner-programme-log.js';
import { tierSection } from './partner-programme-tier.js';
import { planSection } from './partner-programme-plan.js';
import { reviewsSection } from './partner-programme-reviews.js';
import { mayRunProgramme } from './permissions.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
import { programmeAsSynced } from './programme-as-synced.js';
import { readPlanRecords } from './read-plan-records.js';
import { readPartnerProgramme } from './read-partner-programme.js';
import type { PartnerProgrammeView } from './views/partner-programme-view.js';

/**
 * Shows the programme of a partner.
 * @throws AppError as `readPartnerProgramme`.
 */
export async function showPartnerProgramme(
  deps: ShowProgrammeDeps,
  companyId: string,
): Promise<PartnerProgrammeView> {
  const facts = await readPartnerProgramme(deps, companyId);
  const { basics, unreadable } = facts;
  const { version } = basics.inForce.policy;
  const synced = programmeAsSynced(deps.crm, facts);
  const [plan, cadence, escalations] = await Promise.all([
    readPlanRecords(deps, facts).then((records) => planSection(facts, records, synced)),
    cadenceSection(deps, facts),
    escalationsSection(deps, facts),
  ]);
  const agreement = agreementSection(facts, deps.crm.mapping);
  const enablement = enablementSection(facts);
  const reviews = reviewsSection(facts, synced.health);
  return {
    kind: 'partner-programme',
    companyId: basics.company.id,
    name: fullNameOf(basics.company),
    mayChange: mayRunProgramme(deps.actor),
    notices: unreadable.map(
      (label) => `“${label}” holds something that Partnership Manager did not write; it is taken for empty.`,
    ),
    attention: attentionOf({ agreement, enablement, plan, cadence, reviews, escalations }),
    lifecycle: lifecycleSection(facts, deps.crm.mapping),
    ...{ agreement, enablement },
    tier: tierSection(facts, deps.crm),
    ...{ plan, cadence, reviews, escalations },
    registrations: null,
    numbers: null,
    health: null,
    log: logSection(facts),
    basis: `As of ${dayOf(basics, basics.asOf)}, policy ${version}.`,
  };
}
