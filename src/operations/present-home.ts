/** The home page in words: everything that it draws, from the portal's summary. */
import type { Mapping } from '../domain/mapping.js';
import { byProperty } from './deal-card-basis.js';
import type { Instant } from '../domain/calendar.js';
import { displayMoney } from '../domain/money.js';
import { homeDryRun } from './home-dry-run.js';
import { homeNumbers } from './home-numbers.js';
import { homeModels, homeMonths, homePeriods } from './home-portfolio.js';
import { homeSync, homeWeek, isOld } from './home-sync.js';
import { countText, manyText, minuteText, shareText } from './home-words.js';
import type { AskedRun } from './portal-data-port.js';
import type { InsightCounts, PortalSummary } from './portal-summary.js';
import type { HomeEmpty, HomeNotice, HomeQueueTotal, HomeReady } from './views/home-view.js';

/** @param names of deals that moved within a week, by id. */
export function presentHome(
  summary: PortalSummary,
  asked: AskedRun | null,
  names: ReadonlyMap<string, string>,
  now: Instant,
  mapping?: Pick<Mapping, 'amount'>,
): HomeReady {
  const { asOf, timeZone, policyVersion, homeCurrency } = summary;
  return {
    kind: 'home',
    basis: `As of ${minuteText(asOf, timeZone)} (${timeZone}) · policy ${policyVersion} · amounts in ${homeCurrency}${byProperty(mapping)}`,
    notices: noticesOf(summary, now),
    numbers: homeNumbers(summary),
    portfolio: homePeriods(summary),
    months: homeMonths(summary),
    models: homeModels(summary),
    queues: queuesOf(summary),
    precision: precisionText(summary.insights),
    week: homeWeek(summary, names),
    sync: homeSync(summary, now),
    dryRun: homeDryRun(asked, timeZone),
  };
}

/** What the page says before the first sync has published anything. */
export const presentEmptyHome = (asked: AskedRun | null): HomeEmpty => ({
  kind: 'home-empty',
  headline: 'There are no numbers yet',
  steps: [
    'Run partnership setup once: it makes what the portal lacks, and says what this portal does not allow.',
    'Run partnership sync: it reads deals and partners, and publishes the numbers of this page.',
    'Where the portal allows no custom objects, the numbers of this page cannot be kept in it: use partnership report, and the lists below.',
  ],
  dryRun: homeDryRun(asked, 'UTC'),
});

function noticesOf(summary: PortalSummary, now: Instant): readonly HomeNotice[] {
  const { dealsWithoutHomeAmount: without, homeCurrency, sync } = summary;
  return [
    ...(isOld(summary, now)
      ? [
          {
            text: 'These numbers are more than a day old: no sync has run since.',
            variant: 'warning',
          } as const,
        ]
      : []),
    ...(without === 0
      ? []
      : [
          {
            text: `${manyText(without, 'deal')} in another currency ${without === 1 ? 'has' : 'have'} no amount in ${homeCurrency}, and ${without === 1 ? 'is' : 'are'} in no total.`,
            variant: 'warning',
          } as const,
        ]),
    ...uncountedNotice(summary),
    ...legacyNotice(summary),
    ...(sync.waiting === 0
      ? []
      : [
          {
            text: `${manyText(sync.waiting, 'deal')} changed and wait for the next sync.`,
            variant: 'info',
          } as const,
        ]),
  ];
}

/** What nobody sees is not taken for nothing: deals in no number on purpose are counted here. */
function uncountedNotice({ uncounted }: PortalSummary): readonly HomeNotice[] {
  const { pipeline_ignored: ignored = 0, opted_out: out = 0 } = uncounted ?? {};
  if (ignored + out === 0) return [];
  const why = [
    ...(ignored === 0 ? [] : [`${countText(ignored)} in pipelines that the mapping leaves out`]),
    ...(out === 0 ? [] : [`${countText(out)} opted out`]),
  ];
  const text = `${manyText(ignored + out, 'deal')} ${ignored + out === 1 ? 'is' : 'are'} in no number on purpose: ${why.join(', ')}.`;
  return [{ text, variant: 'info' }];
}

/** Classes from before the baseline are the portal's own, and told apart. */
function legacyNotice({ legacy, homeCurrency }: PortalSummary): readonly HomeNotice[] {
  if (legacy === undefined) return [];
  const { deals, sourcedMinor, influencedMinor, directMinor, totalMinor } = legacy;
  const money = (minor: number): string => displayMoney(minor, homeCurrency);
  const text = `${manyText(deals, 'deal')} from before the baseline ${deals === 1 ? 'has' : 'have'} the class of the portal’s own field, and ${deals === 1 ? 'is' : 'are'} part of the totals: partner-sourced ${money(sourcedMinor)} + partner-influenced ${money(influencedMinor)} + direct ${money(directMinor)} = won ${money(totalMinor)}.`;
  return [{ text, variant: 'info' }];
}

/** What waits, most urgent first. */
const queuesOf = ({ waiting, insights }: PortalSummary): readonly HomeQueueTotal[] => [
  {
    ...{ queue: 'conflicts', title: 'Conflicts', total: manyText(waiting.conflicts, 'deal') },
    waits: waiting.conflicts > 0,
  },
  {
    ...{ queue: 'proposed', title: 'Proposed tags', total: manyText(waiting.proposed, 'deal') },
    waits: waiting.proposed > 0,
  },
  {
    queue: 'suggested',
    title: 'Suggested partners',
    total: insights === null ? null : manyText(insights.suggestedDeals, 'deal'),
    waits: (insights?.suggestedDeals ?? 0) > 0,
  },
  {
    queue: 'findings',
    title: 'Findings',
    total: insights === null ? null : manyText(insights.findings, 'finding'),
    waits: (insights?.findings ?? 0) > 0,
  },
];

/** What was measured, with what it was measured on. */
function precisionText(insights: InsightCounts | null): string | null {
  const measured = insights?.precision ?? null;
  if (measured === null || measured.hidden === 0) return null;
  const { hidden, named, right, deals } = measured;
  return `How good suggestions are: ${countText(hidden)} tags of people on ${manyText(deals, 'deal')} were hidden; ${manyText(named, 'partner')} ${named === 1 ? 'was' : 'were'} suggested then, ${countText(right)} of them the hidden one (precision ${shareText(right, named)}, found ${shareText(right, hidden)}).`;
}
