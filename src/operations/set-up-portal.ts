import { AppError, isAppError } from '../errors.js';
import type { Crm, SchemaItem, SchemaReview, UnavailableItem } from './crm-port.js';

export interface SetUpRequest {
  /** Shows what would be made, and makes nothing. */
  readonly dryRun: boolean;
  /** Only these of what is missing; all of it, unless it is said. */
  readonly wanted?: (item: SchemaItem) => boolean;
}

export interface SetUpResult {
  readonly created: readonly SchemaItem[];
  readonly present: readonly SchemaItem[];
  /** What the portal does not allow; everything else works without it. */
  readonly unavailable: readonly UnavailableItem[];
}

/**
 * Creates the properties, options, groups, labels and the object that a portal lacks. What is there is left as it is; a
 * portal that allows no custom objects is set up without, and the answer says so.
 * @param onItem is told each item when it is made (of a dry run: when it would be).
 * @throws AppError `property_conflict` before anything is made, where a name of ours is taken by something else; and
 *   after it, where HubSpot has a label or property of our name that is not to be seen: renamed, or archived.
 */
export async function setUpPortal(
  crm: Crm,
  { dryRun, wanted = () => true }: SetUpRequest,
  onItem: (item: SchemaItem) => void = () => undefined,
): Promise<SetUpResult> {
  const review = await crm.reviewSchema();
  refuseConflicts(review);
  const missing = groupsFirst(review.missing.filter(wanted));
  const created: SchemaItem[] = [];
  const unavailable = [...review.unavailable];
  for (const item of missing) {
    const refused = dryRun ? null : await createItem(crm, item);
    if (refused === null) {
      created.push(item);
      onItem(item);
    } else unavailable.push(refused);
  }
  if (!dryRun && created.length > 0) refuseUnseen(await crm.reviewSchema(), created);
  return { created, present: review.present, unavailable };
}

/** A property needs its group, so groups go first; the order of the review is kept within. */
export const groupsFirst = (items: readonly SchemaItem[]): readonly SchemaItem[] =>
  [...items].sort((a, b) => Number(b.kind === 'group') - Number(a.kind === 'group'));

/** @returns null once the item is made; why the portal does not allow it, where everything else works without. */
export async function createItem(crm: Crm, item: SchemaItem): Promise<UnavailableItem | null> {
  try {
    await crm.createSchemaItem(item);
    return null;
  } catch (error) {
    if (isAppError(error) && isNotAllowed(item, error)) return { ...item, reason: error.message };
    throw error;
  }
}

/** HubSpot says no to an object without the subscription's scope, and to a label beyond its limit; we go on without. */
const isNotAllowed = ({ kind, optional }: SchemaItem, { code }: AppError): boolean =>
  kind === 'label'
    ? code === 'scope_missing' || code === 'crm_refused'
    : (kind === 'object' || optional === true) && code === 'scope_missing';

/** Whether a portal that does not have it, or cannot, is synced all the same. */
const isOptional = ({ optional }: SchemaItem): boolean => optional === true;

function refuseUnseen(review: SchemaReview, created: readonly SchemaItem[]): void {
  const made = new Set(created.map(({ kind, objectType, name }) => `${kind} ${objectType} ${name}`));
  const missing = review.missing.filter(({ kind, objectType, name }) =>
    made.has(`${kind} ${objectType} ${name}`),
  );
  if (missing.length === 0) return;
  const lines = missing.map(
    ({ kind, objectType, name, label }) => `  - ${kind} ${objectType} “${label}” (${name})`,
  );
  throw new AppError(
    'property_conflict',
    `HubSpot says that these exist already, but does not show them under that name:\n${lines.join('\n')}`,
    'Somebody renamed or archived them: give a label its name back (Settings › Objects › Associations), restore a property, then run the command again.',
  );
}

/**
 * Checks that a portal has what a sync writes to. The object for what belongs to the whole portal is not asked for: a
 * sync says in its summary where it could not be published. Nor are labels that the portal has no room for; where some of
 * ours are there and one that fits is gone, somebody deleted it, and its tags with it.
 * @throws AppError `setup_missing` or `property_conflict`.
 */
export async function requireSetUp(crm: Crm): Promise<SchemaReview> {
  const review = await crm.reviewSchema();
  refuseConflicts({ ...review, conflicts: review.conflicts.filter((item) => !isOptional(item)) });
  const lacking = review.missing.filter((item) => !isOptional(item));
  const tagsByLabel = review.present.some(({ kind }) => kind === 'label');
  const mustHave = lacking.filter(({ kind }) => kind !== 'label' || tagsByLabel);
  if (mustHave.length === 0) return review;
  const [first] = mustHave;
  const more = lacking.length === 1 ? '' : ` and ${lacking.length - 1} more`;
  throw new AppError(
    'setup_missing',
    `The portal lacks the ${first?.kind ?? ''} “${first?.label ?? ''}” (${first?.name ?? ''})${more}.`,
    'Run: partnership setup',
  );
}

/** @throws AppError `property_conflict`, naming everything that is taken. */
export function refuseConflicts({ conflicts }: SchemaReview): void {
  if (conflicts.length === 0) return;
  const lines = conflicts.map(
    ({ objectType, name, found, wanted }) =>
      `  - ${objectType}.${name} has ${found}; Partnership Manager needs ${wanted}`,
  );
  throw new AppError(
    'property_conflict',
    `A property with a name of ours is taken by something else:\n${lines.join('\n')}\nNothing was changed.`,
    'Rename or remove that property in HubSpot (Settings › Properties), then run the command again.',
  );
}
