/** What properties of records were, from HubSpot's own history of them. */
import * as z from 'zod';
import type { PropertyVersions } from '../operations/record-port.js';
import { chunk } from './associations.js';
import { instantText } from './instant-text.js';
import { partialErrors, refuseOtherThanMissing } from './partial-errors.js';
import { objectsPath } from './paths.js';
import type { Transport } from './transport.js';

/** Inputs of one batch read with `propertiesWithHistory`. */
const MOST_INPUTS = 50;

/** HubSpot writes an empty value as the empty text. */
const version = z
  .object({ value: z.string().nullish(), timestamp: instantText })
  .transform(({ value, timestamp }) => ({
    value: value === undefined || value === '' ? null : value,
    at: timestamp,
  }));

const answer = z.object({
  results: z.array(
    z.object({ id: z.string(), propertiesWithHistory: z.record(z.string(), z.array(version)).default({}) }),
  ),
  errors: partialErrors,
});

/** The newest first, as HubSpot lists them. @throws AppError `crm_refused` where HubSpot leaves a record out for another reason. */
export async function readVersions(
  transport: Transport,
  { type, properties }: { readonly type: string; readonly properties: readonly string[] },
  ids: readonly string[],
): Promise<ReadonlyMap<string, PropertyVersions>> {
  const found = new Map<string, PropertyVersions>();
  for (const part of chunk([...new Set(ids)], MOST_INPUTS)) {
    const { data } = await transport.call({
      method: 'POST',
      repeatable: true,
      path: objectsPath(type, '/batch/read'),
      body: { properties: [], propertiesWithHistory: properties, inputs: part.map((id) => ({ id })) },
      schema: answer,
    });
    refuseOtherThanMissing(type, data.errors);
    for (const { id, propertiesWithHistory } of data.results) found.set(id, propertiesWithHistory);
  }
  return found;
}
