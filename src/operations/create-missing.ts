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
    message: messageOf(seen, left),
    next: await lostWith(deps, missing.slice(0, AT_ONCE), seen),
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

/** More than so many are counted, not named. */
const MOST_NAMED = 3;

function messageOf(items: readonly CreatedItem[], left: number): string {
  if (items.length === 0) return 'Nothing was missing.';
  const created = items.filter(({ outcome }) => outcome === 'created').map(({ name }) => name);
  if (created.length === 0) return 'Nothing could be created.';
  const what = created.length > MOST_NAMED ? `${created.length} items` : created.join('; ');
  return `Created: ${what}.${left > 0 ? ` ${left} are left.` : ''}`;
}

/**
 * A label that somebody deleted took its tags with it, and comes back without them. Only where a sync has published
 * before can there have been any.
 */
async function lostWith(
  { summary }: SettingsDeps,
  tried: readonly SchemaItem[],
  items: readonly CreatedItem[],
): Promise<string | null> {
  const labels = tried.filter(({ kind }, at) => kind === 'label' && items[at]?.outcome === 'created');
  if (labels.length === 0 || (await summary()) === null) return null;
  const names = labels.map(({ label }) => `“${label}”`).join(', ');
  return `Tags that carried the deleted label ${names} are not restored: HubSpot deleted them with it. Set them again on the Partnership card of each deal, or on many at once with “Tag a partner” in the list of deals.`;
}
