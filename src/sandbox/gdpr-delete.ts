import * as z from 'zod';
import { invalid } from './api-error.js';
import { objectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Answer, ApiRequest } from './route.js';
import { findRecord } from './write-records.js';

const input = z.object({ objectId: z.coerce.string(), idProperty: z.string().nullish() });

/** `POST /crm/objects/…/contacts/gdpr-delete`: a contact is gone for good, from the archive too; 204 for unknown ones. */
export function deleteForGood(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  if (type !== 'contacts') throw invalid(`GDPR delete is not supported for ${type}`);
  const { objectId, idProperty } = request.body(input);
  const record = findRecord(portal, type, objectId, idProperty) ?? portal.records.get(type, objectId);
  if (record !== undefined) portal.commit([{ kind: 'record-gone', type, id: record.id }]);
  return { status: 204 };
}
