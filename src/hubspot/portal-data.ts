/** What belongs to the whole portal, kept in the CRM itself: records of one custom object, found by a key. */
import * as z from 'zod';
import { AppError } from '../errors.js';
import type { PortalData, PortalDataKey, PortalDataOf } from '../operations/portal-data-port.js';
import { refusal } from './api-errors.js';
import { NO_CUSTOM_OBJECTS } from './object-review.js';
import { parseJson } from './parse-json.js';
import { partialErrors, refuseOtherThanMissing } from './partial-errors.js';
import { objectsPath } from './paths.js';
import { joinText, MOST_PARTS, partKey, splitText } from './portal-data-parts.js';
import { VALUES } from './portal-data-values.js';
import { recordBatch } from './record-page.js';
import { DATA_OBJECT, DATA_PROPERTIES } from './schema.js';
import type { Transport } from './transport.js';

/** The short form of a custom object's name, which needs no portal id. */
const TYPE = `p_${DATA_OBJECT.name}`;
const KEY = DATA_PROPERTIES.key.name;
const CONTENT = DATA_PROPERTIES.content.name;

const refused = z.object({
  message: z.string().default(''),
  category: z.string().nullish(),
});

/** An object type that the portal does not have, or may not have. */
const NO_TYPE = [400, 403, 404];

type Refused = z.infer<typeof refused>;
type ByKey = ReadonlyMap<string, string>;

/** A portal's data behind the PortalData port. */
export function hubspotPortalData(transport: Transport): PortalData {
  return {
    read: async <Key extends PortalDataKey>(keys: readonly Key[]) => {
      // A write is one request, but HubSpot stores its records one by one: what is half-way is read once more.
      const first = await readParts(transport, keys);
      const torn = first !== null && keys.some((key) => isTorn(first, key));
      const parts = torn ? await readParts(transport, keys) : first;
      const values = keys.map((key) => [key, parts === null ? null : valueOf(parts, key)]);
      return Object.fromEntries(values) as { readonly [Each in Key]: PortalDataOf[Each] | null };
    },
    write: (key, value) => writeParts(transport, key, splitText(JSON.stringify({ v: 1, value }))),
  };
}

/** @returns the content of every part that is there; null where the portal has no place for any. */
async function readParts(transport: Transport, keys: readonly PortalDataKey[]): Promise<ByKey | null> {
  const path = objectsPath(TYPE, '/batch/read');
  const ids = keys.flatMap((key) =>
    Array.from({ length: MOST_PARTS }, (_, place) => partKey(key, place + 1)),
  );
  const { status, data } = await transport.call({
    method: 'POST',
    repeatable: true,
    accept: NO_TYPE,
    path,
    body: { idProperty: KEY, properties: [KEY, CONTENT], inputs: ids.map((id) => ({ id })) },
    schema: z.union([recordBatch, refused]),
  });
  if (!('results' in data)) {
    if (isNoPlace(status, data)) return null;
    throw refusedAs(path, status, data);
  }
  refuseOtherThanMissing('records of Partnership data', data.errors);
  return new Map(data.results.map(({ properties }) => [properties[KEY] ?? '', properties[CONTENT] ?? '']));
}

/** HubSpot’s words for a type that it does not know; any other 400 is a refusal, and never taken for “nothing there”. */
const isNoPlace = (status: number, { message }: Refused): boolean =>
  status !== 400 || /infer object type|object type .*not|unknown (object )?type/i.test(message);

const refusedAs = (path: string, status: number, { message, category }: Refused): AppError =>
  refusal(`POST ${path}`, {
    status,
    message,
    category: category ?? null,
    codes: [],
    properties: [],
    policyName: null,
    correlationId: null,
  });

const textOf = (parts: ByKey, key: PortalDataKey): string | null =>
  joinText((part) => parts.get(partKey(key, part)) ?? null);

const isTorn = (parts: ByKey, key: PortalDataKey): boolean => parts.has(key) && textOf(parts, key) === null;

const envelope = z.object({ v: z.literal(1), value: z.unknown() });

function valueOf<Key extends PortalDataKey>(parts: ByKey, key: Key): PortalDataOf[Key] | null {
  if (!parts.has(key)) return null;
  const whole = envelope.safeParse(parseJson(textOf(parts, key) ?? ''));
  const value = VALUES[key].safeParse(whole.data?.value);
  if (value.success) return value.data;
  throw new AppError(
    'portal_data_unreadable',
    `The record “${key}” of ${DATA_OBJECT.labels.plural} is not what this version of Partnership Manager writes there.`,
    WRITTEN_ANEW[key] ??
      'Update Partnership Manager where it is older than what wrote it; else archive that record in HubSpot, and save it again on the settings page.',
  );
}

const WRITTEN_ANEW: { readonly [Key in PortalDataKey]?: string } = {
  summary: 'Run partnership sync: it writes it anew.',
  programme: 'Run partnership sync: it writes it anew.',
  queue: 'Run partnership sync: it writes it anew.',
  mapping: 'Run partnership setup where the mapping file is: it writes it anew.',
};

const upserted = z.object({ results: z.array(z.unknown()), errors: partialErrors });

async function writeParts(transport: Transport, key: PortalDataKey, parts: readonly string[]): Promise<void> {
  if (parts.length > MOST_PARTS)
    throw new AppError(
      'portal_data_too_large',
      `The record “${key}” of ${DATA_OBJECT.labels.plural} would take ${parts.length} parts, and ${MOST_PARTS} are read. It was not written.`,
      'Please report it with the number of partners in the portal; nothing else is lost for it.',
    );
  const path = objectsPath(TYPE, '/batch/upsert');
  const inputs = parts.map((content, place) => {
    const id = partKey(key, place + 1);
    return { idProperty: KEY, id, objectWriteTraceId: id, properties: { [KEY]: id, [CONTENT]: content } };
  });
  // Writing the same twice is as good as once: the key is unique.
  const { status, data } = await transport.call({
    method: 'POST',
    repeatable: true,
    accept: NO_TYPE,
    path,
    body: { inputs },
    schema: z.union([upserted, refused]),
  });
  if (!('results' in data)) {
    if (!isNoPlace(status, data)) throw refusedAs(path, status, data);
    const reason = status === 403 ? NO_CUSTOM_OBJECTS : 'The portal has no place for portal-wide data yet.';
    throw new AppError('setup_missing', reason, 'Run partnership setup: it makes what the portal allows.');
  }
  const [failed] = data.errors ?? [];
  if (failed !== undefined || data.results.length < inputs.length) {
    throw refusedAs(path, status, { message: failed?.message ?? 'HubSpot did not say that it was written' });
  }
}
