import { OWNERS } from '../../owners.js';
import type { StoryCustomer } from '../customers.js';
import type { ToldDeal } from '../deals.js';
import { PARTNERS } from '../partner-list.js';
import type { StoryPartner } from '../partners.js';
import { Random } from '../random.js';
import type { StoryWriter } from '../writer.js';
import { courseOf } from './partner-course.js';
import { historyValues } from './partner-history.js';
import { signedPartners, type ProgrammeCast, type ProgrammePartner } from './programme-cast.js';
import { setUpProgramme } from './programme-properties.js';
import { writeEvents } from './write-events.js';
import { writeMeetings } from './write-meetings.js';
import { writePartnerPeople } from './write-people.js';
import { writePlan } from './write-plans.js';
import { writeSurveys } from './write-surveys.js';
import { writeEscalations, writeSupportTickets } from './write-tickets.js';

/** Whom the story is about so far. */
interface Told {
  readonly partners: readonly StoryPartner[];
  readonly customers: readonly StoryCustomer[];
  readonly deals: readonly ToldDeal[];
}

/**
 * How the team runs its partner programme: written after everything else and from generators of its own, so that no deal,
 * touch or number of the story is another for it.
 */
export function tellProgramme(writer: StoryWriter, seed: number, told: Told): void {
  setUpProgramme(writer.portal);
  const cast: ProgrammeCast = {
    partners: told.partners.map((story, index) => enter(writer, seed, story, index)),
    customers: told.customers,
    shared: sharedCustomers(told.deals),
  };
  for (const [index, partner] of signedPartners(cast).entries()) {
    const random = new Random(`${seed} programme work ${index}`);
    writePlan(writer, random, partner);
    writeMeetings(writer, random, partner);
  }
  writeIntegrations(writer, new Random(`${seed} integrations`), cast);
  writeSupportTickets(writer, new Random(`${seed} support`), cast);
  const escalations = writeEscalations(writer, new Random(`${seed} escalations`), cast);
  writeSurveys(writer, new Random(`${seed} surveys`), cast, escalations);
  writeEvents(writer, new Random(`${seed} events`), cast);
}

/** Writes a partner's own history, and what its people have learnt. */
function enter(writer: StoryWriter, seed: number, story: StoryPartner, index: number): ProgrammePartner {
  const plan = PARTNERS[index];
  const record = writer.portal.records.get('companies', story.id);
  if (plan === undefined || record === undefined) throw new Error(`No partner ${story.name}`);
  const random = new Random(`${seed} programme ${index}`);
  const managerId = record.properties.get('partnership_manager') ?? '';
  const owner = OWNERS.find(({ id }) => id === managerId);
  const manager = owner === undefined ? '' : `${owner.firstName} ${owner.lastName}`;
  const course = courseOf(random, plan, record.createdAt);
  writer.amend('companies', story.id, historyValues({ random, plan, manager }, course));
  const executiveIds = writePartnerPeople(writer, random, story, { plan, course });
  return { story, plan, course, managerId, manager, executiveIds };
}

function sharedCustomers(deals: readonly ToldDeal[]): ReadonlyMap<string, readonly StoryCustomer[]> {
  const shared = new Map<string, Map<string, StoryCustomer>>();
  for (const { isTagged, selfPurchase, partners, customer } of deals) {
    if (!isTagged || selfPurchase) continue;
    const [partner] = partners;
    const customers = shared.get(partner.id) ?? new Map<string, StoryCustomer>();
    shared.set(partner.id, customers.set(customer.id, customer));
  }
  return new Map([...shared].map(([id, customers]) => [id, [...customers.values()]]));
}

/** Half of the customers that a technology partner shares have its integration switched on. */
function writeIntegrations(writer: StoryWriter, random: Random, cast: ProgrammeCast): void {
  const active = new Map<string, string[]>();
  for (const { story, plan } of signedPartners(cast)) {
    if (!/^(technology|isv|oem)/.test(plan.type)) continue;
    for (const { id } of cast.shared.get(story.id) ?? []) {
      if (random.chance(0.5)) active.set(id, [...(active.get(id) ?? []), story.name]);
    }
  }
  for (const [id, names] of active) {
    writer.amend('companies', id, { partnership_integrations: names.join(';') });
  }
}
