/** Creates what a portal lacks, a few items a time, so that it fits what a function has; asked again, it goes on. */
import { isAppError } from '../errors.js';
import type { SchemaItem } from './crm-port.js';
import { requireMayChangeSettings } from './permissions.js';
import { itemName } from './present-set-up.js';
import { createItem, groupsFirst, refuseConflicts } from './set-up-portal.js';
import { showSettings, type SettingsDeps } from './show-settings.js';
import type { CreatedItem, CreatedView } from './views/settings-view.js';

/** A create takes HubSpot 200 to 600 ms, and a function is ended after some nine seconds. */
const AT_ONCE = 10;

/**
 * Creates the next few missing items.
 * @throws AppError `not_permitted`; `property_conflict` before anything is made, where a name of ours is taken.
 */
export async function createMissing(deps: SettingsDeps): Promise<CreatedView> {
  requireMayChangeSettings(deps.actor);
  const review = await deps.crm.reviewSchema();
  refuseConflicts(review);
  const missing = groupsFirst(review.missing);
  const items: CreatedItem[] = [];
  const tried = missing.slice(0, AT_ONCE);
  for (const item of tried) items.push(await create(deps, item));
  const unseen = namesOf((await deps.crm.reviewSchema()).missing);
  const seen = items.map((item) =>
    item.outcome === 'created' && unseen.has(item.name) ? hidden(item) : item,
  );
  const created = seen.filter(({ outcome }) => outcome === 'created').length;
  const left = missing.length - items.length;
  return {
    kind: 'created',
    message: messageOf(created, missing.length, left),
    items: seen,
    // What HubSpot refused once it refuses again: going on without end helps nobody.
    left: created === 0 ? 0 : left,
    settings: left > 0 && created > 0 ? null : await showSettings(deps),
  };
}

async function create({ crm }: SettingsDeps, item: SchemaItem): Promise<CreatedItem> {
  const name = itemName(item);
  try {
    const refused = await createItem(crm, item);
    return refused === null
      ? { name, outcome: 'created', text: 'Created' }
      : { name, outcome: 'failed', text: refused.reason };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { name, outcome: 'failed', text: `${error.message} ${error.next}` };
  }
}

const namesOf = (items: readonly SchemaItem[]): ReadonlySet<string> => new Set(items.map(itemName));

const hidden = ({ name }: CreatedItem): CreatedItem => ({
  name,
  outcome: 'failed',
  text: 'HubSpot says that it exists already, but does not show it: somebody renamed or archived it. Give it its name back, or restore it.',
});

function messageOf(created: number, missing: number, left: number): string {
  if (missing === 0) return 'Nothing was missing.';
  const rest = left > 0 ? `; ${left} are left` : '';
  return `${created} of ${missing} items ${created === 1 ? 'was' : 'were'} created${rest}.`;
}
