/** The errors of an answer that is a partial success (207, or 200 on dated paths). */
import * as z from 'zod';
import { AppError } from '../errors.js';

const partialError = z.object({
  message: z.string().catch(''),
  category: z.string().nullish().catch(null),
  subCategory: z.unknown().optional(),
  context: z.unknown().optional(),
});

/** Read leniently: whatever an error looks like, it must not make the results beside it worthless. */
export const partialErrors = z
  .array(partialError.catch({ message: '', subCategory: null, context: null }))
  .nullish()
  .catch(null);

export type PartialError = z.infer<typeof partialError>;

/**
 * Lets pass that records or associations are not there.
 * @throws AppError `crm_refused` for any other error: what is left out for it would be taken for “none”.
 */
export function refuseOtherThanMissing(
  what: string,
  errors: readonly PartialError[] | null | undefined,
): void {
  const refused = errors?.find(
    (error) =>
      error.category !== 'OBJECT_NOT_FOUND' &&
      !JSON.stringify(error.subCategory ?? '').includes('NO_ASSOCIATIONS_FOUND'),
  );
  if (refused === undefined) return;
  throw new AppError(
    'crm_refused',
    `HubSpot read some ${what} and refused others: ${refused.message}.`,
    'Run the command again; if it stays, the message says which records to look at.',
  );
}

/** The record ids that an error names; none where it names them in no way that is known. */
export function idsOf(error: PartialError): readonly string[] {
  const context = z.object({ ids: z.array(z.union([z.string(), z.number()])) }).safeParse(error.context);
  return context.success ? context.data.ids.map(String) : [];
}
