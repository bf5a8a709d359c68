/** Removes what is ours from a portal, one item after the other; run again, it goes on. */
import * as z from 'zod';
import { assertNever } from '../domain/assert-never.js';
import { isAppError } from '../errors.js';
import type { SchemaItem } from '../operations/crm-port.js';
import type { PortalRemover } from '../operations/uninstall-port.js';
import { findOurItems, foundObjects, readLabels } from './our-items.js';
import { ourRecords, ourValues } from './our-values.js';
import { associationsPath, BATCH_LIMIT, objectsPath, propertiesPath, schemasPath } from './paths.js';
import { recordList } from './record-page.js';
import type { Transport } from './transport.js';

/** HubSpot behind the PortalRemover port. */
export function hubspotRemover(transport: Transport): PortalRemover {
  return {
    find: () => findOurItems(transport),
    values: (objectType, items) => ourValues(transport, objectType, items),
    records: (object) => ourRecords(transport, object),
    remove: async (item) => {
      try {
        await remove(transport, item);
        return null;
      } catch (error) {
        // HubSpot keeps what a list, a report or a workflow uses; the others go all the same.
        if (isAppError(error) && error.code === 'crm_refused') return error.message;
        throw error;
      }
    },
  };
}

/** What is gone is gone: a removal may be repeated. */
const gone = { method: 'DELETE', repeatable: true, accept: [404], schema: z.unknown() } as const;

async function remove(transport: Transport, item: SchemaItem): Promise<void> {
  const { kind, objectType, name } = item;
  switch (kind) {
    case 'property':
    case 'options':
      await transport.call({ ...gone, path: propertiesPath(objectType, `/${name}`) });
      return;
    case 'group':
      await transport.call({ ...gone, path: propertiesPath(objectType, `/groups/${name}`) });
      return;
    case 'label':
      await removeLabel(transport, item);
      return;
    case 'object':
      await removeObject(transport, item);
      return;
    default:
      assertNever(kind);
  }
}

async function removeLabel(transport: Transport, { label }: SchemaItem): Promise<void> {
  const typeId = (await readLabels(transport, 'deals', 'companies')).get(label);
  if (typeId === undefined) return;
  await transport.call({ ...gone, path: associationsPath('deals', 'companies', `/labels/${typeId}`) });
}

/** HubSpot deletes a schema once it has no records, and frees its name once it is purged. */
async function removeObject(transport: Transport, { name }: SchemaItem): Promise<void> {
  const found = (await foundObjects(transport)).find(({ definition }) => definition.name === name);
  if (found === undefined) return;
  if (!found.archived) {
    await archiveRecords(transport, found.typeId);
    await transport.call({ ...gone, path: schemasPath(`/${found.typeId}`) });
  }
  await transport.call({ ...gone, path: schemasPath(`/${found.typeId}?archived=true`) });
}

async function archiveRecords(transport: Transport, typeId: string): Promise<void> {
  for (let before = ''; ;) {
    const path = objectsPath(typeId, `?limit=${BATCH_LIMIT}`);
    const { data } = await transport.call({ method: 'GET', repeatable: true, path, schema: recordList });
    const ids = data.results.map(({ id }) => id);
    // Archived records leave the list at once; if they do not, going on would have no end.
    if (ids.length === 0 || ids.join() === before) return;
    before = ids.join();
    await transport.call({
      method: 'POST',
      repeatable: true,
      path: objectsPath(typeId, '/batch/archive'),
      body: { inputs: ids.map((id) => ({ id })) },
      schema: z.unknown(),
    });
  }
}
