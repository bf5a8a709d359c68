/** The errors of an answer that is a partial success (207, or 200 on dated paths). */
import * as z from 'zod';
import { AppError } from '../errors.js';

const errorDetail = z.object({
  code: z.string().nullish().catch(null),
  message: z.string().nullish().catch(null),
  context: z.unknown().optional(),
});

const partialError = z.object({
  message: z.string().catch(''),
  category: z.string().nullish().catch(null),
  subCategory: z.unknown().optional(),
  context: z.unknown().optional(),
  errors: z.array(errorDetail).nullish().catch(null),
});

/** Read leniently: whatever an error looks like, it must not make the results beside it worthless. */
export const partialErrors = z
  .array(partialError.catch({ message: '', subCategory: null, context: null, errors: null }))
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

const named = z.array(z.union([z.string(), z.number()]));
const naming = z.object({ ids: named.optional(), objectWriteTraceId: named.optional() });

/** The record ids that an error names, by themselves or as our trace ids; none where it names them in no way that is known. */
export function idsOf(error: PartialError): readonly string[] {
  const context = naming.safeParse(error.context);
  return context.success ? (context.data.ids ?? context.data.objectWriteTraceId ?? []).map(String) : [];
}

const aboutProperty = z.object({ propertyName: z.union([z.string(), z.array(z.string())]) });

/** The properties that the details of an error are about. */
export function namedProperties(
  details: readonly { readonly context?: unknown }[] | null | undefined,
): readonly string[] {
  const names = (details ?? []).flatMap(({ context }) => {
    const about = aboutProperty.safeParse(context);
    return about.success ? about.data.propertyName : [];
  });
  return [...new Set(names)];
}
