/** The programme part of the home page, from what the last sync published. */
import type { InForce } from './in-force.js';
import { homeComparison, homeForecast } from './home-forecast.js';
import { homeHealth } from './home-health.js';
import { choiceText, homeProgrammePeriods, sourcesText } from './home-programme-numbers.js';
import { isOld } from './home-sync.js';
import { minuteText } from './home-words.js';
import type { Clock } from './ports.js';
import type { ProgrammeSummary } from './programme-summary.js';
import type { HomeProgrammeView } from './views/home-programme-view.js';

export interface HomeProgrammeDeps {
  readonly clock: Clock;
  readonly inForce: () => Promise<InForce>;
  readonly programmeSummary: () => Promise<ProgrammeSummary | null>;
}

const EMPTY: HomeProgrammeView = {
  kind: 'home-programme-empty',
  headline: 'There are no programme numbers yet',
  steps: [
    'Run partnership setup once: it makes what the portal lacks for the partner programme.',
    'Run partnership sync: it reads tickets, surveys, events and registrations as far as the portal has them, and publishes the numbers of this page.',
    'Where the portal allows no custom objects, the numbers of this page cannot be kept in it: use partnership review programme.',
  ],
};

/** One read; which numbers are shown is the policy's that is in force now. */
export async function showHomeProgramme({
  clock,
  inForce,
  programmeSummary,
}: HomeProgrammeDeps): Promise<HomeProgrammeView> {
  const [summary, { policy }] = await Promise.all([programmeSummary(), inForce()]);
  if (summary === null) return EMPTY;
  const { asOf, timeZone, policyVersion, homeCurrency, missing } = summary;
  const { shown } = policy.programme.numbers;
  return {
    kind: 'home-programme',
    basis: `As of ${minuteText(asOf, timeZone)} (${timeZone}) · policy ${policyVersion} · amounts in ${homeCurrency}`,
    notices: [
      ...(isOld(summary, clock.now())
        ? [
            {
              text: 'These numbers are more than a day old: no sync has run since.',
              variant: 'warning' as const,
            },
          ]
        : []),
      ...(policyVersion === policy.version
        ? []
        : [
            {
              text: `Policy ${policy.version} is in force since: the next sync works these numbers out by it.`,
              variant: 'info' as const,
            },
          ]),
      ...(missing.length === 0
        ? []
        : [
            {
              text: `This portal lacks ${sourcesText(missing)}: numbers that need them are n/a.`,
              variant: 'info' as const,
            },
          ]),
    ],
    periods: homeProgrammePeriods(summary, shown),
    choice: choiceText(shown),
    health: homeHealth(summary),
    forecast: homeForecast(summary),
    comparison: homeComparison(summary),
  };
}
