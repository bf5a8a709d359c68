import { SEED_NOW } from '../../clock.js';
import { REPS } from '../customers.js';
import { CUSTOMER_TITLES, INDUSTRIES, PARTNER_TITLES, PLACES } from '../names.js';
import { fictionalPhone, writePeople, writePerson, type Person } from '../people.js';
import { Random } from '../random.js';
import { DAY, type StoryWriter } from '../writer.js';

/** A company of a lived-in portal, as a person would describe it. */
export interface CompanyPlan {
  readonly name: string;
  /** Without the ending, which is kept for fiction. */
  readonly domain: string;
  /** Name of the company that it belongs to, which stands before it in the list. */
  readonly parent?: string;
  /** What the portal's people filled in; a null property is empty. */
  readonly properties?: Readonly<Record<string, string | null>>;
  /** People of it whom a deal names; they stand before the others. */
  readonly staff?: readonly StaffPlan[];
  /** Titles of its people; absent: those of buyers. */
  readonly titles?: readonly string[];
  readonly people?: number;
}

/** A person of a company whom somebody knows by name. */
export interface StaffPlan {
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/** A company that was written. */
export interface Company {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly people: readonly Person[];
}

/** A company that buys; nothing is known of it but its name. */
export const buyer = (name: string, properties?: CompanyPlan['properties']): CompanyPlan => ({
  name,
  domain: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
  ...(properties !== undefined && { properties }),
});

/** A company that sells with the portal's own people. */
export const seller = (
  name: string,
  domain: string,
  properties: NonNullable<CompanyPlan['properties']>,
  parent?: string,
): CompanyPlan => ({
  name,
  domain,
  properties,
  titles: PARTNER_TITLES,
  people: 3,
  ...(parent !== undefined && { parent }),
});

function writeCompany(
  writer: StoryWriter,
  random: Random,
  plan: CompanyPlan,
  parentId: string | null,
): Company {
  const { name } = plan;
  const domain = `${plan.domain}.example`;
  const createdAt = SEED_NOW - random.between(760, 1_200) * DAY;
  const at = random.pick(PLACES);
  const ownerId = random.pick(REPS).id;
  const id = writer.record(
    'companies',
    {
      name,
      domain,
      website: `https://www.${domain}`,
      phone: fictionalPhone(random),
      city: at.city,
      state: at.state,
      country: at.country,
      industry: random.pick(Object.keys(INDUSTRIES)),
      numberofemployees: String(random.between(4, 240) * 10),
      lifecyclestage: random.weighted({ opportunity: 45, customer: 45, other: 10 }),
      hs_parent_company_id: parentId,
      hubspot_owner_id: ownerId,
      ...plan.properties,
    },
    createdAt,
    SEED_NOW - random.between(1, 300) * DAY,
  );
  // 14: from child to parent.
  if (parentId !== null) writer.link({ type: 'companies', id }, { type: 'companies', id: parentId }, 'H14');
  const titles = plan.titles ?? CUSTOMER_TITLES;
  const company = { id, name, domain };
  const staff = (plan.staff ?? []).map(({ properties, ...one }) => {
    const person = writePerson(writer, { ...one, phone: fictionalPhone(random), company, createdAt });
    if (properties !== undefined) writer.amend('contacts', person.id, properties);
    return person;
  });
  const others = writePeople(writer, random, plan.people ?? 2, titles, company, createdAt);
  return { id, name, ownerId, people: [...staff, ...others] };
}

/** Writes companies with their people, in their order; by name. */
export function writeCompanies(
  writer: StoryWriter,
  seed: string,
  plans: readonly CompanyPlan[],
): ReadonlyMap<string, Company> {
  const written = new Map<string, Company>();
  for (const plan of plans) {
    const parentId = plan.parent === undefined ? null : need(written, plan.parent).id;
    written.set(plan.name, writeCompany(writer, new Random(`${seed} company ${plan.name}`), plan, parentId));
  }
  return written;
}

/** What a plan names; a plan that names what is not there is a defect of the story. */
export function need<T>(written: ReadonlyMap<string, T>, name: string): T {
  const one = written.get(name);
  if (one === undefined) throw new Error(`The story has no ${name}`);
  return one;
}
