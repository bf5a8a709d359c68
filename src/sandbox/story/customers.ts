import { SEED_NOW } from '../clock.js';
import { OWNERS } from '../owners.js';
import { COMPANY_HEADS, CUSTOMER_TITLES, INDUSTRIES, PLACES, type Place } from './names.js';
import { fictionalPhone, writePeople, type Person } from './people.js';
import { Random } from './random.js';
import { DAY, type StoryWriter } from './writer.js';

export interface StoryCustomer {
  readonly id: string;
  readonly name: string;
  readonly currency: Place['currency'];
  readonly ownerId: string;
  readonly people: readonly Person[];
}

/** Reps, the one who has left too: old deals are still theirs. */
export const REPS = OWNERS.filter(({ team }) => team === 'Sales');

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** As many different company names as there are customers, in an order of the seed's. */
function companyNames(random: Random, count: number): readonly { name: string; industry: string }[] {
  const all = Object.entries(INDUSTRIES).flatMap(([industry, tails]) =>
    tails.flatMap((tail) => COMPANY_HEADS.map((head) => ({ name: `${head} ${tail}`, industry }))),
  );
  const drawn = random.sample(all, Math.min(count, all.length));
  return Array.from({ length: count }, (_, index) => {
    const one = drawn[index % drawn.length] ?? { name: 'Yarrow Stores', industry: 'RETAIL' };
    const round = Math.floor(index / drawn.length);
    return round === 0 ? one : { ...one, name: `${one.name} ${round + 1}` };
  });
}

function writeCustomer(
  writer: StoryWriter,
  random: Random,
  { name, industry }: { readonly name: string; readonly industry: string },
  parentId: string | null,
): StoryCustomer {
  const createdAt = SEED_NOW - random.between(550, 900) * DAY;
  const at = random.pick(PLACES);
  const ownerId = random.pick(REPS).id;
  const domain = `${slug(name)}.example`;
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
      industry,
      numberofemployees: String(random.between(4, 240) * 10),
      type: random.chance(0.9) ? 'PROSPECT' : null,
      lifecyclestage: random.weighted({ opportunity: 45, customer: 45, salesqualifiedlead: 10 }),
      hs_parent_company_id: parentId,
      hubspot_owner_id: ownerId,
    },
    createdAt,
    SEED_NOW - random.between(1, 300) * DAY,
  );
  if (parentId !== null) writer.link({ type: 'companies', id }, { type: 'companies', id: parentId }, 'H14');
  const people = writePeople(
    writer,
    random,
    random.between(2, 4),
    CUSTOMER_TITLES,
    { id, name, domain },
    createdAt,
  );
  return { id, name, currency: at.currency, ownerId, people };
}

/** Writes the companies that buy; about one in twelve belongs to another. */
export function writeCustomers(writer: StoryWriter, seed: number, count: number): readonly StoryCustomer[] {
  const names = companyNames(new Random(`${seed} customers`), count);
  const written: StoryCustomer[] = [];
  for (const [index, name] of names.entries()) {
    const random = new Random(`${seed} customer ${index}`);
    const parent = written.length > 0 && random.chance(0.08) ? random.pick(written) : null;
    written.push(writeCustomer(writer, random, name, parent?.id ?? null));
  }
  return written;
}
