/** Escalations on a partner's card: tickets of its company in the categories that the policy names, live from the CRM. */
import { dayCount } from '../domain/due-day.js';
import { escalationsOf, isEscalation, type Escalation } from '../domain/escalation.js';
import { dayOf, type CompanyBasics } from './company-card-facts.js';
import type { ShowProgrammeDeps } from './programme-deps.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { EscalationRow, EscalationsSection } from './views/programme-rhythm-view.js';
import { whereAllowed } from './where-allowed.js';

/** The newest tickets of a company; an open escalation older than so many others is found in HubSpot. */
const MOST_READ = 500;
const MOST_CLOSED = 10;

/** Reads the tickets and puts the escalations in words. */
export async function escalationsSection(
  deps: Pick<ShowProgrammeDeps, 'programme' | 'crm'>,
  { basics }: PartnerProgrammeFacts,
): Promise<EscalationsSection> {
  const settings = basics.inForce.policy.programme.numbers;
  const categories = settings.escalationCategories.map((one) => `“${one}”`).join(' or ');
  const rule = `A ticket of this company counts as an escalation by its category: ${categories}.`;
  const tickets = await whereAllowed(() => readTickets(deps, basics));
  if (tickets === null) {
    const notice =
      'HubSpot does not let this app read tickets, so escalations are not known. An administrator can allow it (tickets scope); all else works.';
    return { headline: 'Escalations cannot be shown.', notices: [notice], rule, rows: [], more: null };
  }
  const ours = tickets.filter(({ category }) => isEscalation(category ?? null, settings));
  const all = escalationsOf(ours, basics.asOf, basics.account.timeZone);
  const open = all.filter(({ isOpen }) => isOpen);
  const closed = all.filter(({ isOpen }) => !isOpen);
  const left = closed.length - MOST_CLOSED;
  return {
    headline: headlineOf(open, closed.length),
    notices: [],
    rule,
    rows: [...open, ...closed.slice(0, MOST_CLOSED)].map((one) => rowOf(basics, one)),
    more: left > 0 ? `${left} older ones that are closed` : null,
  };
}

async function readTickets(
  { programme, crm }: Pick<ShowProgrammeDeps, 'programme' | 'crm'>,
  { company }: CompanyBasics,
) {
  const reading = crm.programmeReading;
  const found = await programme.linked('companies', 'tickets', [company.id]);
  const newest = (found.get(company.id) ?? []).toSorted((a, b) => Number(b) - Number(a)).slice(0, MOST_READ);
  const records =
    newest.length === 0 ? [] : await programme.byId('tickets', reading.listed.tickets.properties, newest);
  return records.flatMap((raw) => reading.ticket({ ...raw, links: {} }) ?? []);
}

function headlineOf(open: readonly Escalation[], closed: number): string {
  const [oldest] = open;
  if (oldest === undefined) return closed === 0 ? 'No escalation so far.' : 'No open escalation.';
  const age = oldest.days === 0 ? 'opened today' : `open for ${dayCount(oldest.days)}`;
  return open.length === 1
    ? `1 open escalation, ${age}.`
    : `${open.length} open escalations, the oldest ${age}.`;
}

function rowOf(basics: CompanyBasics, { ticket, isOpen, days }: Escalation): EscalationRow {
  const { id, title, ownerId, openedAt } = ticket;
  const owner = basics.owners.find((one) => one.id === ownerId)?.name;
  return {
    ticketId: id,
    title: title ?? 'A ticket without a name',
    owner: ownerId === null ? 'Nobody' : (owner ?? 'Somebody who has left'),
    opened: dayOf(basics, openedAt),
    age: dayCount(days),
    state: !isOpen
      ? { text: 'Closed', variant: 'success' }
      : ownerId === null
        ? { text: 'Open, nobody owns it', variant: 'danger' }
        : { text: 'Open', variant: 'warning' },
  };
}
