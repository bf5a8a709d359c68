/** The programme part of a partner's card: each section is made by a file of its own, of what was read once. */
import { dayOf, fullNameOf } from './company-card-facts.js';
import { lifecycleSection } from './partner-programme-lifecycle.js';
import { logSection } from './partner-programme-log.js';
import { mayRunProgramme } from './permissions.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
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
  return {
    kind: 'partner-programme',
    companyId: basics.company.id,
    name: fullNameOf(basics.company),
    mayChange: mayRunProgramme(deps.actor),
    notices: unreadable.map(
      (label) => `“${label}” holds something that Partnership Manager did not write; it is taken for empty.`,
    ),
    lifecycle: lifecycleSection(facts),
    agreement: null,
    enablement: null,
    tier: null,
    plan: null,
    cadence: null,
    reviews: null,
    escalations: null,
    registrations: null,
    numbers: null,
    health: null,
    log: logSection(facts),
    basis: `As of ${dayOf(basics, basics.asOf)}, policy ${version}.`,
  };
}
