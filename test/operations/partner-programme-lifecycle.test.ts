import { expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { DEFAULT_MAPPING } from '../../src/domain/mapping.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { lifecycleSection } from '../../src/operations/partner-programme-lifecycle.js';
import type { PartnerProgrammeFacts } from '../../src/operations/read-partner-programme.js';

const at = (day: string) => instant(Date.parse(`${day}T00:00:00Z`));
const move = (stage: string, day: string) => ({ stage, at: at(day), reason: null, by: 'Sam Lee' });

/** The history of a partner that came to onboarding in January, as of December, with what HubSpot says of its stage. */
function history(stage: string) {
  const facts = {
    basics: {
      asOf: at('2026-12-01'),
      account: { timeZone: 'UTC' },
      inForce: { policy: DEFAULT_POLICY },
    },
    profile: { stage },
    programme: {
      moves: [move('discovery_qualification', '2026-01-01'), move('onboarding_enablement', '2026-01-11')],
      checklist: [],
    },
    measured: new Map(),
    lastActivityAt: null,
  };
  const section = lifecycleSection(facts as unknown as PartnerProgrammeFacts, DEFAULT_MAPPING);
  return section.history.map(({ spent }) => spent);
}

it.each([
  ['runs on in the stage where it stands', 'onboarding_enablement', ['324 days', '10 days']],
  [
    'is not told of a stage that was left in HubSpot, since nobody knows when',
    'activation_growth',
    ['', '10 days'],
  ],
])('the time of a visit %s', (_, stage, spent) => {
  expect(history(stage)).toEqual(spent);
});
