/** What a kernel works from: facts grouped once for all scopes, and the scope and period of one number. */
import { instant, type Instant } from '../calendar.js';
import { groupBy } from '../group-by.js';
import type { PartnerId } from '../ids.js';
import type { KpiNote, KpiPeriod, KpiSource } from '../kpi.js';
import type {
  PartnerEvent,
  PartnerMeeting,
  ProgrammeFacts,
  ProgrammePartner,
  ProgrammeRegistration,
  ProgrammeTicket,
  Survey,
} from '../programme-facts.js';
import type { ProgrammeSettings } from '../programme-settings.js';
import type { DealColumns } from './deal-columns.js';
import type { DealTally } from './deal-tally.js';
import type { Ratio } from './kpi-value.js';
import { ticketsByCustomer, ticketsWithoutPartner } from './customer-tickets.js';
import { partnersIn, type NumberScope } from './number-scope.js';
import type { Members } from './scoped-deals.js';

/** Facts by what the kernels look for, whatever the period. */
export interface SharedFacts {
  readonly facts: ProgrammeFacts;
  readonly deals: DealColumns;
  readonly settings: ProgrammeSettings;
  readonly registrations: ReadonlyMap<PartnerId, readonly ProgrammeRegistration[]>;
  readonly meetings: ReadonlyMap<PartnerId, readonly PartnerMeeting[]>;
  readonly surveys: ReadonlyMap<PartnerId, readonly Survey[]>;
  readonly escalations: ReadonlyMap<PartnerId, readonly ProgrammeTicket[]>;
}

/** The same with what a period asks for. */
export interface GroupedFacts extends SharedFacts {
  readonly period: KpiPeriod;
  /** The period's end, or now where that is not over yet; nothing from here on is looked at. */
  readonly end: Instant;
  /** Of the period. */
  readonly events: ReadonlyMap<PartnerId, readonly PartnerEvent[]>;
  /** Support tickets opened within the period, by the customer's place; counted once, where somebody asks. */
  readonly ticketsOfCustomer: () => ReadonlyMap<number, number>;
  /** The same of customers without any partner, over those customers: of every scope alike. */
  readonly ticketsWithoutPartner: () => Ratio;
}

export interface NumberContext extends GroupedFacts {
  readonly scope: NumberScope;
  readonly partners: readonly ProgrammePartner[];
  /** Null: the programme as a whole. */
  readonly members: Members;
}

/** Groups what no period changes: once, however many periods are asked for. */
export function shareFacts(
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
): SharedFacts {
  const escalations = facts.tickets.flatMap((ticket) =>
    ticket.escalationOf === null ? [] : [{ id: ticket.escalationOf, ticket }],
  );
  return {
    ...{ facts, settings, deals: tally.columns() },
    registrations: groupBy(facts.registrations, ({ partnerId }) => partnerId),
    meetings: groupBy(facts.meetings, ({ partnerId }) => partnerId),
    surveys: groupBy(facts.surveys, ({ partnerId }) => partnerId),
    escalations: mapped(
      groupBy(escalations, ({ id }) => id),
      ({ ticket }) => ticket,
    ),
  };
}

/** Groups what the kernels look for in a period, once for every scope. */
export function inPeriod(shared: SharedFacts, period: KpiPeriod): GroupedFacts {
  const { facts, deals } = shared;
  // What happens at the as-of instant is known; periods end before their `to`.
  const end = instant(Math.max(period.from, Math.min(period.to, facts.asOf + 1)));
  const isWithin = (at: number): boolean => at >= period.from && at < end;
  const events = facts.events
    .filter(({ at }) => isWithin(at))
    .flatMap((event) => [...new Set(event.partnerIds)].map((id) => ({ id, event })));
  const ticketsOfCustomer = once(() => ticketsByCustomer(facts.tickets, deals.customers, isWithin));
  return {
    ...shared,
    ...{ period, end, ticketsOfCustomer },
    ticketsWithoutPartner: once(() => ticketsWithoutPartner(deals.customers, ticketsOfCustomer(), end)),
    events: mapped(
      groupBy(events, ({ id }) => id),
      ({ event }) => event,
    ),
  };
}

/** Both for one period. */
export const groupFacts = (
  facts: ProgrammeFacts,
  tally: DealTally,
  settings: ProgrammeSettings,
  period: KpiPeriod,
): GroupedFacts => inPeriod(shareFacts(facts, tally, settings), period);

function once<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

const mapped = <From, To>(
  groups: ReadonlyMap<PartnerId, readonly From[]>,
  to: (value: From) => To,
): ReadonlyMap<PartnerId, readonly To[]> => new Map([...groups].map(([id, values]) => [id, values.map(to)]));

/** The context of one scope. */
export function contextOf(grouped: GroupedFacts, scope: NumberScope): NumberContext {
  const partners = partnersIn(grouped.facts.partners, scope, instant(grouped.end - 1));
  const members = scope.kind === 'all' ? null : new Set(partners.map(({ profile }) => profile.id));
  return { ...grouped, scope, partners, members };
}

/** The context of other partners in the same period. */
export const isWithinPeriod = ({ period, end }: Pick<GroupedFacts, 'period' | 'end'>, at: number): boolean =>
  at >= period.from && at < end;

/** The last moment that counts. */
export const lastMoment = ({ end }: Pick<GroupedFacts, 'end'>): Instant => instant(end - 1);

/** Up to when ages count: they grow from day to day where the period is not over. */
export const agesAt = ({
  end,
  facts,
}: Pick<GroupedFacts, 'end' | 'facts'>): { readonly at: Instant; readonly grows: boolean } => ({
  at: lastMoment({ end }),
  grows: end > facts.asOf,
});

/** Those of some sources that the portal lacks. */
export const missingOf = (
  { facts }: Pick<GroupedFacts, 'facts'>,
  ...sources: readonly KpiSource[]
): readonly KpiSource[] => sources.filter((source) => facts.missing.includes(source));

/** That the period is not over yet, as a note. */
export const periodNotes = ({ facts, period }: Pick<GroupedFacts, 'facts' | 'period'>): readonly KpiNote[] =>
  period.to > facts.asOf + 1 ? ['in_progress'] : [];

/** What is kept of each partner of the scope. */
export const ofPartners = <Kept>(
  { partners }: Pick<NumberContext, 'partners'>,
  kept: ReadonlyMap<PartnerId, readonly Kept[]>,
): readonly Kept[] => partners.flatMap(({ profile }) => kept.get(profile.id) ?? []);
