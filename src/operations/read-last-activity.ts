import type { Instant } from '../domain/calendar.js';
import type { ActivityType, Crm } from './crm-port.js';

const TYPES: readonly ActivityType[] = ['meetings', 'calls', 'emails'];
/** The newest of a type by id: an older one that was entered late is missed, which makes nobody stall less. */
const MOST_READ = 50;

/** When something was last done with a company: meetings, calls, e-mails; null: nothing is kept. Two rounds. */
export async function readLastActivity(crm: Crm, companyId: string, asOf: Instant): Promise<Instant | null> {
  const times = await Promise.all(TYPES.map((type) => timesOf(crm, type, companyId)));
  const past = times.flat().filter((at) => at <= asOf);
  return past.length === 0 ? null : (Math.max(...past) as Instant);
}

async function timesOf(crm: Crm, type: ActivityType, companyId: string): Promise<readonly Instant[]> {
  const links = await crm.links('companies', type, [companyId]);
  const ids = (links.get(companyId) ?? [])
    .map(({ toId }) => toId)
    .toSorted((a, b) => Number(b) - Number(a))
    .slice(0, MOST_READ);
  if (ids.length === 0) return [];
  const records = await crm.recordsById(type, ids);
  return records.flatMap((raw) => crm.readActivity(type, raw).records.map(({ at }) => at));
}
