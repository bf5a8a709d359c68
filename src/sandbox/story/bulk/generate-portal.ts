import type { GeneratedPortal, GeneratedRecords } from '../../generated/generated-portal.js';
import type { ObjectType } from '../../object-types.js';
import type { SeedOptions } from '../../portal.js';
import { bulkActivities } from './bulk-activities.js';
import { bulkCompanies, bulkContacts } from './bulk-companies.js';
import { bulkDeals } from './bulk-deals.js';
import { BulkLinks } from './bulk-links.js';
import { BulkShape, bulkSize } from './bulk-shape.js';
import { MOST_TOLD, TOLD_OF_MANY } from './told-deals.js';

/**
 * What a portal has beyond its story: nothing up to 20,000 deals, which the story tells one by one; of a larger one
 * all but the first 400, computed when they are asked for, so that a million deals start at once and take no memory.
 */
export function generatePortal({ seed, deals, portal = 'demo' }: SeedOptions): GeneratedPortal | null {
  if (deals <= MOST_TOLD || portal !== 'demo') return null;
  const shape = new BulkShape(seed, bulkSize(deals - TOLD_OF_MANY));
  const links = new BulkLinks(seed, shape);
  const types: ReadonlyMap<ObjectType, GeneratedRecords> = new Map<ObjectType, GeneratedRecords>([
    ['deals', bulkDeals(seed, shape)],
    ['companies', bulkCompanies(seed, shape)],
    ['contacts', bulkContacts(seed, shape)],
    ['meetings', bulkActivities(seed, shape, 'meetings')],
    ['calls', bulkActivities(seed, shape, 'calls')],
    ['emails', bulkActivities(seed, shape, 'emails')],
  ]);
  return { records: (type) => types.get(type), targets: (from, to) => links.targets(from, to) };
}
