import { AppError } from '../errors.js';
import type { Crm, SchemaItem, SchemaReview } from './crm-port.js';

export interface SetUpRequest {
  /** Shows what would be made, and makes nothing. */
  readonly dryRun: boolean;
}

export interface SetUpResult {
  readonly created: readonly SchemaItem[];
  readonly present: readonly SchemaItem[];
}

/**
 * Creates the properties, options, groups and labels that a portal lacks. What is there is left as it is.
 * @param onItem is told each item when it is made (of a dry run: when it would be).
 * @throws AppError `property_conflict` before anything is made, where a name of ours is taken by something else; and
 *   after it, where HubSpot has a label or property of our name that is not to be seen: renamed, or archived.
 */
export async function setUpPortal(
  crm: Crm,
  { dryRun }: SetUpRequest,
  onItem: (item: SchemaItem) => void = () => undefined,
): Promise<SetUpResult> {
  const review = await crm.reviewSchema();
  refuseConflicts(review);
  // A property needs its group, so groups go first; the order of the review is kept within.
  const missing = [...review.missing].sort((a, b) => Number(b.kind === 'group') - Number(a.kind === 'group'));
  for (const item of missing) {
    if (!dryRun) await crm.createSchemaItem(item);
    onItem(item);
  }
  if (!dryRun && missing.length > 0) refuseUnseen(await crm.reviewSchema());
  return { created: missing, present: review.present };
}

function refuseUnseen({ missing }: SchemaReview): void {
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
 * Checks that a portal has what a sync writes to.
 * @throws AppError `setup_missing` or `property_conflict`.
 */
export async function requireSetUp(crm: Crm): Promise<void> {
  const review = await crm.reviewSchema();
  refuseConflicts(review);
  if (review.missing.length === 0) return;
  const [first] = review.missing;
  const more = review.missing.length === 1 ? '' : ` and ${review.missing.length - 1} more`;
  throw new AppError(
    'setup_missing',
    `The portal lacks the ${first?.kind ?? ''} “${first?.label ?? ''}” (${first?.name ?? ''})${more}.`,
    'Run: partnership setup',
  );
}

function refuseConflicts({ conflicts }: SchemaReview): void {
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
