/** Escalations of a partner: tickets of its company in a category that the policy names, with owner and age (programme.md). */
import { displayDay, type Instant } from './calendar.js';
import { dayCount, daysBetween } from './due-day.js';
import type { ProgrammeFacts, ProgrammeTicket } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';
import type { ProgrammeSettings } from './programme-settings.js';

const folded = (text: string): string => text.trim().toLowerCase();

/**
 * Whether a ticket's category means an escalation. HubSpot keeps several categories with semicolons between; one is enough,
 * compared without case.
 */
export function isEscalation(
  category: string | null,
  { escalationCategories }: ProgrammeSettings['numbers'],
): boolean {
  if (category === null) return false;
  const wanted = new Set(escalationCategories.map(folded));
  return category.split(';').some((one) => wanted.has(folded(one)));
}

/** A ticket as far as it says how an escalation stands. */
export type EscalationTicket = Pick<ProgrammeTicket, 'id' | 'title' | 'openedAt' | 'closedAt' | 'ownerId'>;

export interface Escalation<Ticket extends EscalationTicket = EscalationTicket> {
  readonly ticket: Ticket;
  readonly isOpen: boolean;
  /** Calendar days that it has been open, or was. */
  readonly days: number;
}

/** As they stand at an instant: open ones first, the oldest of them first, then what was closed last. Later ones are left out. */
export function escalationsOf<Ticket extends EscalationTicket>(
  tickets: readonly Ticket[],
  asOf: Instant,
  timeZone: string,
): readonly Escalation<Ticket>[] {
  return tickets
    .filter(({ openedAt }) => openedAt <= asOf)
    .map((ticket) => {
      const { openedAt, closedAt } = ticket;
      const isOpen = closedAt === null || closedAt > asOf;
      const days = daysBetween(openedAt, isOpen ? asOf : closedAt, timeZone);
      return { ticket, isOpen, days: Math.max(0, days) };
    })
    .toSorted(
      (a, b) =>
        Number(b.isOpen) - Number(a.isOpen) ||
        (a.isOpen
          ? a.ticket.openedAt - b.ticket.openedAt
          : (b.ticket.closedAt ?? 0) - (a.ticket.closedAt ?? 0)) ||
        (a.ticket.id < b.ticket.id ? -1 : 1),
    );
}

const LONGEST_TITLE = 80;

/** Open escalations, each on its ticket; those of a partner that ended, too: somebody still waits. */
export function escalationQueue(facts: ProgrammeFacts): readonly QueueItem[] {
  const { asOf, timeZone, owners } = facts;
  const ours = facts.tickets.flatMap((ticket) =>
    ticket.escalationOf === null ? [] : [{ ...ticket, partnerId: ticket.escalationOf }],
  );
  return escalationsOf(ours, asOf, timeZone)
    .filter(({ isOpen }) => isOpen)
    .map(({ ticket, days }) => {
      const owner = ticket.ownerId === null ? null : (owners?.get(ticket.ownerId) ?? null);
      return {
        kind: 'escalation',
        partnerId: ticket.partnerId,
        record: { type: 'tickets', id: ticket.id },
        text: `${titleOf(ticket)} is open since ${displayDay(ticket.openedAt, timeZone)} (${days === 0 ? 'today' : dayCount(days)}). ${todo(ticket, owner)}`,
        dueAt: null,
        overdue: false,
      };
    });
}

const todo = ({ ownerId }: EscalationTicket, owner: string | null): string => {
  if (ownerId === null) return 'Nobody owns it: give the ticket an owner.';
  return owner === null ? 'Ask its owner where it stands.' : `Ask ${owner} where it stands.`;
};

const titleOf = ({ title }: EscalationTicket): string => {
  const text = title?.trim() ?? '';
  if (text === '') return 'A ticket without a name';
  return `“${text.length > LONGEST_TITLE ? `${text.slice(0, LONGEST_TITLE - 1)}…` : text}”`;
};
