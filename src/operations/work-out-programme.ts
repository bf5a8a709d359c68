/** The partner programme at the end of a sync: numbers, health, forecast, queues, and what each partner's card shows of them. */
import { groupBy } from '../domain/group-by.js';
import { compareIds, type PartnerId } from '../domain/ids.js';
import type { KpiPeriod } from '../domain/kpi.js';
import { hasEnded } from '../domain/numbers/active-partner.js';
import { forecastOver } from '../domain/numbers/forecast.js';
import { healthOver } from '../domain/numbers/health.js';
import type { PartnerHealth } from '../domain/numbers/health-value.js';
import { lastTwelveMonths, quarterPeriod } from '../domain/numbers/kpi-periods.js';
import { withAgainstWithout } from '../domain/numbers/with-against-without.js';
import { numbersOver } from '../domain/numbers/work-out-numbers.js';
import type { Policy } from '../domain/policy.js';
import type { ProgrammeFacts } from '../domain/programme-facts.js';
import type { QueueItem, QueueKind } from '../domain/programme-queue.js';
import { measureKeyResults } from './measure-key-results.js';
import type { PublishedPartnerProgramme } from './published-programme-port.js';
import type { ProgrammeSums } from './programme-sums.js';
import type { ProgrammePeriod, ProgrammeQueue, ProgrammeSummary } from './programme-summary.js';
import { overdueRegistrations, queueOf } from './programme-queue-items.js';

export interface WorkedProgramme {
  readonly summary: ProgrammeSummary;
  readonly queue: ProgrammeQueue;
  readonly partners: ReadonlyMap<PartnerId, PublishedPartnerProgramme>;
  /** Of all that waits; null where registrations could not be read. */
  readonly registrationsOverdue: number | null;
}

/** Of some 1,500 characters each, in a record that holds 960,000. */
const MOST_HEALTH = 250;
const MOST_ITEMS = 1_000;
const MOST_DUE = 10;
/** Texts name tasks and objectives, which may be as long as HubSpot holds: so many of them still fit into what is published. */
const MOST_TEXT = 500;
const ALL = { kind: 'all' } as const;

/** Works it out from facts and the results that have passed by. */
export function workOutProgramme(
  facts: ProgrammeFacts,
  sums: ProgrammeSums,
  settings: Policy['programme'],
): WorkedProgramme {
  const { asOf, timeZone, policyVersion, homeCurrency, missing } = facts;
  const { tally } = sums;
  const items = queueOf(facts, settings);
  const healthIn = healthOver(facts, tally, settings);
  const health = new Map(facts.partners.map((partner) => [partner.profile.id, healthIn(partner)] as const));
  // A partnership that has ended is in no state that anybody could better.
  const ended = new Set(facts.partners.filter((one) => hasEnded(one, asOf)).map(({ profile }) => profile.id));
  const lookedAt = [...health.values()].filter(({ partnerId }) => !ended.has(partnerId));
  const year = lastTwelveMonths(asOf, timeZone);
  const periods: Readonly<Record<ProgrammePeriod, KpiPeriod>> = {
    this_quarter: quarterPeriod(asOf, timeZone),
    last_quarter: quarterPeriod(asOf, timeZone, 1),
    last_12_months: year,
  };
  const names = new Map(facts.partners.map(({ profile: { id, name } }) => [id, name ?? `Partner ${id}`]));
  return {
    summary: {
      ...{ asOf, timeZone, policyVersion, homeCurrency, missing },
      periods: Object.entries(periods).map(([kind, period]) => ({
        kind: kind as ProgrammePeriod,
        period,
        values: numbersOver(facts, tally, settings, period)(ALL),
      })),
      health: lookedAt
        .toSorted(byHealth)
        .slice(0, MOST_HEALTH)
        .map((one) => ({ ...one, name: names.get(one.partnerId) ?? `Partner ${one.partnerId}` })),
      healthPartners: lookedAt.length,
      forecast: forecastOver(facts, tally, settings)({ scope: ALL, bucket: null }),
      comparison: withAgainstWithout(facts, tally, { period: year, scope: ALL, bucket: null }),
    },
    queue: {
      ...{ asOf, timeZone },
      total: totalsOf(items),
      items: items.slice(0, MOST_ITEMS).map((one) => ({
        ...{ ...one, text: shortened(one.text) },
        partnerName: names.get(one.partnerId) ?? `Partner ${one.partnerId}`,
      })),
    },
    partners: partnersOf({ facts, sums, settings, items, health, year }),
    registrationsOverdue: overdueRegistrations(facts, items),
  };
}

const shortened = (text: string): string =>
  text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1)}…`;

/** The worst first; those without a score last. */
const byHealth = (a: PartnerHealth, b: PartnerHealth): number =>
  (a.score ?? Infinity) - (b.score ?? Infinity) || compareIds(a.partnerId, b.partnerId);

function totalsOf(items: readonly QueueItem[]): ProgrammeQueue['total'] {
  const total: Partial<Record<QueueKind, number>> = {};
  for (const { kind } of items) total[kind] = (total[kind] ?? 0) + 1;
  return total;
}

interface Parts {
  readonly facts: ProgrammeFacts;
  readonly sums: ProgrammeSums;
  readonly settings: Policy['programme'];
  readonly items: readonly QueueItem[];
  readonly health: ReadonlyMap<PartnerId, PartnerHealth>;
  readonly year: KpiPeriod;
}

function partnersOf({ facts, sums, settings, items, health, year }: Parts): WorkedProgramme['partners'] {
  const { asOf, policyVersion, homeCurrency, missing } = facts;
  const numbers = numbersOver(facts, sums.tally, settings, year);
  const due = groupBy(items, ({ partnerId }) => partnerId);
  const meetings = groupBy(facts.meetings, ({ partnerId }) => partnerId);
  const open = groupBy(
    facts.tickets.filter(({ escalationOf, closedAt }) => escalationOf !== null && closedAt === null),
    ({ escalationOf }) => escalationOf,
  );
  const tiers = sums.tierSnapshots(facts);
  const keyResults = measureKeyResults(facts, sums.tally, settings);
  return new Map(
    facts.partners.map(({ profile: { id } }) => {
      const own = due.get(id) ?? [];
      const met = meetings.get(id) ?? [];
      const held = met.filter((one) => one.held);
      const escalated = open.get(id) ?? [];
      const { score = null, parts = [], leftOut = [] } = health.get(id) ?? {};
      const published: PublishedPartnerProgramme = {
        ...{ asOf, agedTo: asOf, policyVersion, homeCurrency, missing, period: year },
        values: numbers({ kind: 'partner', partnerId: id }),
        health: { score, parts, leftOut },
        due: own.slice(0, MOST_DUE).map(({ kind, record, matter, dueAt, overdue }) => ({
          ...{ kind, record, dueAt, overdue },
          ...(matter === undefined ? {} : { matter }),
        })),
        dueTotal: own.length,
        meetings: {
          lastAt: extreme(held, 'last'),
          nextAt: extreme(
            met.filter(({ at }) => at > asOf),
            'first',
          ),
          lastExecutiveAt: extreme(
            held.filter(({ withExecutive }) => withExecutive),
            'last',
          ),
        },
        escalations: {
          open: escalated.length,
          oldestOpenedAt: extreme(
            escalated.map(({ openedAt }) => ({ at: openedAt })),
            'first',
          ),
        },
        tiers: tiers.get(id) ?? null,
        keyResults: keyResults(id),
      };
      return [id, published] as const;
    }),
  );
}

function extreme<At extends number>(
  dated: readonly { readonly at: At }[],
  which: 'first' | 'last',
): At | null {
  let found: At | null = null;
  for (const { at } of dated) {
    if (found === null || (which === 'first' ? at < found : at > found)) found = at;
  }
  return found;
}
