import type { Instant } from '../domain/calendar.js';
import type { ActivityType, Crm, Links } from './crm-port.js';

const TYPES: readonly ActivityType[] = ['meetings', 'calls', 'emails'];
/** The newest of a type by id: an older one that was entered late is missed, which makes nobody stall less. */
const MOST_READ = 50;

const NOTHING: Links = new Map();

/**
 * When something was last done with a company or one of its people: meetings that were held, calls, e-mails; null: nothing is
 * kept. Two rounds.
 */
export async function readLastActivity(
  crm: Crm,
  { companyId, contactIds }: { readonly companyId: string; readonly contactIds: readonly string[] },
  asOf: Instant,
): Promise<Instant | null> {
  const times = await Promise.all(TYPES.map((type) => timesOf(crm, type, companyId, contactIds)));
  const past = times.flat().filter((at) => at <= asOf);
  return past.length === 0 ? null : (Math.max(...past) as Instant);
}

async function timesOf(
  crm: Crm,
  type: ActivityType,
  companyId: string,
  contactIds: readonly string[],
): Promise<readonly Instant[]> {
  const [ofCompany, ofPeople] = await Promise.all([
    crm.links('companies', type, [companyId]),
    contactIds.length === 0 ? NOTHING : crm.links('contacts', type, contactIds),
  ]);
  const links = [...ofCompany.values(), ...ofPeople.values()].flat();
  const ids = [...new Set(links.map(({ toId }) => toId))]
    .toSorted((a, b) => Number(b) - Number(a))
    .slice(0, MOST_READ);
  if (ids.length === 0) return [];
  const records = await crm.recordsById(type, ids);
  return records
    .flatMap((raw) => crm.readActivity(type, raw).records)
    .flatMap(({ at, outcome }) => (outcome === 'not_held' ? [] : [at]));
}
