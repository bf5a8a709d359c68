/** How the sync is, and what has changed in a week, in words. */
import { DAY_MS, type Instant } from '../domain/calendar.js';
import { displayMoney } from '../domain/money.js';
import { CLASS_TAGS } from './deal-card-headline.js';
import { countText, manyText, minuteText } from './home-words.js';
import type { PortalSummary } from './portal-summary.js';
import type { HomeSync, HomeWeek } from './views/home-view.js';

/** A sync once an hour is usual; after a day without one the numbers are not today's. */
export const isOld = ({ asOf }: Pick<PortalSummary, 'asOf'>, now: Instant): boolean => now - asOf > DAY_MS;

/** The last sync that ended well. */
export function homeSync(summary: PortalSummary, now: Instant): HomeSync {
  const { sync, asOf, timeZone, deals, partners } = summary;
  return {
    status: statusOf(summary, now),
    facts: [
      { label: 'Last sync', value: `read what there was on ${minuteText(asOf, timeZone)} (${timeZone})` },
      { label: 'Attributed', value: `${manyText(deals, 'deal')}, ${manyText(partners, 'partner')}` },
      { label: 'Written', value: manyText(sync.written, 'record') },
      { label: 'Refused by HubSpot', value: manyText(sync.refused, 'record') },
      {
        label: 'Requests',
        value: `${countText(sync.requests)}, ${countText(sync.throttled)} of them slowed down by HubSpot`,
      },
      { label: 'Waiting', value: `${manyText(sync.waiting, 'deal')} for the next sync` },
      { label: 'Could not be read', value: manyText(sync.problems, 'value') },
      { label: 'Run', value: sync.runId },
    ],
  };
}

function statusOf(summary: PortalSummary, now: Instant): HomeSync['status'] {
  const { sync } = summary;
  if (isOld(summary, now)) {
    return {
      text: 'No sync in the last 24 hours: start partnership worker, or sync once.',
      variant: 'danger',
    };
  }
  if (sync.refused > 0) {
    return { text: 'HubSpot refused some records; the next sync tries them again.', variant: 'warning' };
  }
  return { text: 'The last sync went well.', variant: 'success' };
}

/** "+$1,200.00", "−$3.00", "unchanged". */
function difference(after: number, before: number, currency: string): string {
  if (after === before) return 'unchanged';
  return `${after > before ? '+' : '−'}${displayMoney(Math.abs(after - before), currency)}`;
}

/** Against what was known a week or longer before. @param names of the deals that moved, by id. */
export function homeWeek(summary: PortalSummary, names: ReadonlyMap<string, string>): HomeWeek {
  const { week, homeCurrency: currency, timeZone } = summary;
  if (week === null) {
    return {
      title: 'What changed since last week',
      sentences: ['No sync is a week old yet, so there is nothing to compare with.'],
      moves: [],
    };
  }
  const all = summary.periods
    .find(({ kind }) => kind === 'all')
    ?.lines.find(({ bucket }) => bucket === 'all');
  const line = (what: string, after: number, before: number): string =>
    `${what}: ${displayMoney(after, currency)} (${difference(after, before, currency)}).`;
  return {
    title: `What changed since ${minuteText(week.since, timeZone)}`,
    sentences: [
      line('Partner-sourced revenue of all time', all?.sourcedMinor ?? 0, week.won.sourcedMinor),
      line('Partner-influenced revenue of all time', all?.influencedMinor ?? 0, week.won.influencedMinor),
      line('Won revenue of all time', all?.totalMinor ?? 0, week.won.totalMinor),
      line('Open partner-sourced pipeline', summary.pipeline.sourcedMinor, week.pipeline.sourcedMinor),
      `Conflicts: ${countText(summary.waiting.conflicts)}, ${countText(week.conflicts)} then.`,
      `${manyText(week.reclassified, 'deal')} ${week.reclassified === 1 ? 'is' : 'are'} of another class now.`,
      ...(week.policyVersion === summary.policyVersion
        ? []
        : [`The policy is ${summary.policyVersion} now; it was ${week.policyVersion}.`]),
    ],
    moves: week.moves.map(({ dealId, before, after, homeAmountMinor }) => ({
      dealId,
      name: names.get(dealId) ?? `Deal ${dealId}`,
      change: `${CLASS_TAGS[before].text} → ${CLASS_TAGS[after].text}`,
      amount:
        homeAmountMinor === null ? 'No amount in the home currency' : displayMoney(homeAmountMinor, currency),
    })),
  };
}
