import { SEED_NOW } from '../../clock.js';
import type { StoryCustomer } from '../customers.js';
import { workingTime } from '../deal-plan.js';
import type { Random } from '../random.js';
import { DAY, HOUR, iso, type StoryWriter } from '../writer.js';
import { signedPartners, type ProgrammeCast, type ProgrammePartner } from './programme-cast.js';

const SUPPORT = {
  PRODUCT_ISSUE: ['Export stops half-way', 'Single sign-on fails for new people', 'Report shows old numbers'],
  BILLING_ISSUE: ['Invoice has the wrong address', 'Charged for seats that were removed'],
  FEATURE_REQUEST: ['Approvals on a phone', 'A calendar that shows fiscal weeks'],
  GENERAL_INQUIRY: ['How to add a second workspace', 'Where is our data kept?'],
} as const;
type Category = keyof typeof SUPPORT;

const ESCALATIONS = [
  'Two of us called the same customer',
  'Commission of last quarter is missing',
  'Sandbox for training has been down for a week',
  'Price list differs from the agreement',
  'No answer from support in their launch',
] as const;

interface TicketPlan {
  readonly subject: string;
  readonly category: string;
  readonly priority: string;
  readonly openedAt: number;
  /** Null while it is open. */
  readonly closedAt: number | null;
  readonly ownerId: string;
  readonly companyId: string;
  readonly contactId: string | undefined;
}

function writeTicket(writer: StoryWriter, random: Random, plan: TicketPlan): string {
  const { openedAt, closedAt, companyId, contactId } = plan;
  const id = writer.record(
    'tickets',
    {
      subject: plan.subject,
      hs_pipeline: '0',
      hs_pipeline_stage: closedAt === null ? random.pick(['1', '2', '3']) : '4',
      hs_ticket_category: plan.category,
      hs_ticket_priority: plan.priority,
      source_type: random.pick(['EMAIL', 'CHAT', 'FORM', 'PHONE']),
      hubspot_owner_id: plan.ownerId,
      createdate: iso(openedAt),
      closed_date: closedAt === null ? null : iso(closedAt),
    },
    openedAt,
    closedAt ?? openedAt,
  );
  // 25: the ticket's primary company.
  writer.link({ type: 'companies', id: companyId }, { type: 'tickets', id }, 'H25');
  if (contactId !== undefined) writer.link({ type: 'contacts', id: contactId }, { type: 'tickets', id });
  return id;
}

/** When it was closed, if it was by now. */
const closing = (openedAt: number, hours: number): number | null =>
  openedAt + hours * HOUR > SEED_NOW ? null : openedAt + hours * HOUR;

function writeSupport(writer: StoryWriter, random: Random, customer: StoryCustomer): void {
  const category = random.weighted<Category>({
    PRODUCT_ISSUE: 5,
    GENERAL_INQUIRY: 3,
    BILLING_ISSUE: 2,
    FEATURE_REQUEST: 1,
  });
  const openedAt = workingTime(random, SEED_NOW - (3 + 360 * random.next()) * DAY);
  writeTicket(writer, random, {
    subject: random.pick(SUPPORT[category]),
    category,
    priority: random.weighted({ LOW: 3, MEDIUM: 5, HIGH: 2 }),
    openedAt,
    // Some wait for weeks.
    closedAt: closing(openedAt, random.chance(0.15) ? random.between(500, 2_500) : random.between(2, 400)),
    ownerId: customer.ownerId,
    companyId: customer.id,
    contactId: customer.people[0]?.id,
  });
}

/** Support tickets of customers over a year: those with a partner of theirs have fewer. */
export function writeSupportTickets(writer: StoryWriter, random: Random, cast: ProgrammeCast): void {
  const withPartner = new Set([...cast.shared.values()].flat().map(({ id }) => id));
  for (const customer of cast.customers) {
    const most = withPartner.has(customer.id) ? 2 : 3;
    const count = random.chance(0.45) ? random.between(1, most) : 0;
    for (let index = 0; index < count; index += 1) writeSupport(writer, random, customer);
  }
}

/** A ticket that a partner has escalated. */
export interface Escalation {
  readonly ticketId: string;
  readonly partner: ProgrammePartner;
  readonly contactId: string | undefined;
  readonly closedAt: number | null;
}

/** Nine escalations of partners, three of them open, the oldest for a month. */
export function writeEscalations(
  writer: StoryWriter,
  random: Random,
  cast: ProgrammeCast,
): readonly Escalation[] {
  const partners = random.sample(signedPartners(cast), 9);
  return partners.map((partner, index) => {
    const isOpen = index < 3;
    const ago = isOpen ? ([31, 9, 2][index] ?? 2) : random.between(30, 300);
    const openedAt = workingTime(random, SEED_NOW - ago * DAY - 8 * HOUR);
    const closedAt = isOpen ? null : closing(openedAt, random.between(20, 500));
    const contactId = partner.story.people[0]?.id;
    const ticketId = writeTicket(writer, random, {
      ...{ openedAt, closedAt, contactId, category: 'PARTNER_ESCALATION' },
      subject: random.pick(ESCALATIONS),
      priority: isOpen && index === 0 ? 'URGENT' : 'HIGH',
      ownerId: partner.managerId,
      companyId: partner.story.id,
    });
    return { ticketId, partner, contactId, closedAt };
  });
}
