import { SEED_NOW } from '../clock.js';
import { OWNERS } from '../owners.js';
import { PARTNER_TITLES, PLACES } from './names.js';
import { PARTNERS, type PartnerPlan } from './partner-list.js';
import { fictionalPhone, writePeople, writePerson, type Person } from './people.js';
import { Random } from './random.js';
import { DAY, type StoryWriter } from './writer.js';

export interface StoryPartner {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly weight: number;
  readonly people: readonly Person[];
}

const MANAGERS = OWNERS.filter(({ team }) => team === 'Partnerships');

function writePartner(
  writer: StoryWriter,
  random: Random,
  plan: PartnerPlan,
  index: number,
  parentId: string | null,
): StoryPartner {
  const createdAt = SEED_NOW - random.between(560, 1_100) * DAY;
  const at = random.pick(PLACES);
  const id = writer.record(
    'companies',
    {
      name: plan.name,
      domain: plan.domain,
      website: `https://${plan.domain}`,
      phone: index === 0 ? '+1 555 0100' : fictionalPhone(random),
      city: at.city,
      state: at.state,
      country: at.country,
      industry: 'INFORMATION_TECHNOLOGY_AND_SERVICES',
      numberofemployees: String(random.between(3, 90) * 10),
      type: 'PARTNER',
      lifecyclestage: 'other',
      hs_parent_company_id: parentId,
      partnership_type: plan.type,
      partnership_tier: plan.tier,
      partnership_stage: plan.stage,
      partnership_manager: MANAGERS[index % MANAGERS.length]?.id ?? null,
      hubspot_owner_id: MANAGERS[index % MANAGERS.length]?.id ?? null,
    },
    createdAt,
    SEED_NOW - random.between(2, 120) * DAY,
  );
  // 14: from child to parent.
  if (parentId !== null) writer.link({ type: 'companies', id }, { type: 'companies', id: parentId }, 'H14');
  const company = { id, name: plan.name, domain: plan.domain };
  const lead = index === 0 ? [writeAna(writer, company, createdAt)] : [];
  const others = writePeople(writer, random, 3 - lead.length, PARTNER_TITLES, company, createdAt);
  return { id, name: plan.name, type: plan.type, weight: plan.weight, people: [...lead, ...others] };
}

/** Whom the showcase deal says to call. */
const writeAna = (
  writer: StoryWriter,
  company: { readonly id: string; readonly name: string; readonly domain: string },
  createdAt: number,
): Person =>
  writePerson(writer, {
    firstName: 'Ana',
    lastName: 'Ruiz',
    title: 'Alliance Manager',
    phone: '+1 555 0100',
    company,
    createdAt,
  });

/** Writes the programme's partners with their people; parents stand before their children. */
export function writePartners(writer: StoryWriter, seed: number): readonly StoryPartner[] {
  const written: StoryPartner[] = [];
  for (const [index, plan] of PARTNERS.entries()) {
    const parent = written.find(({ name }) => name === plan.parent);
    const random = new Random(`${seed} partner ${index}`);
    written.push(writePartner(writer, random, plan, index, parent?.id ?? null));
  }
  return written;
}
