/** How many labels a portal has and may have between deals and companies, as HubSpot's limits tell. */
import * as z from 'zod';
import type { Room } from '../operations/preflight-port.js';
import { limitsPath, TYPE_IDS } from './paths.js';
import type { Transport } from './transport.js';

const objectType = z.object({ objectTypeId: z.string() });
const labelLimits = z.object({
  results: z.array(
    z.object({
      fromObjectType: objectType,
      toObjectType: objectType,
      limit: z.number(),
      usage: z.number(),
    }),
  ),
});

/** What the limits answer where a portal or a token may not ask: the room is not known, which refuses nothing. */
export const NOT_TOLD = [400, 403, 404] as const;

/**
 * Reads the room for labels between deals and companies.
 * Source: developers.hubspot.com, “Limits tracking”, read November 2026. HubSpot lists pairs that have labels.
 * @returns null where HubSpot does not tell.
 */
export async function labelRoom(transport: Transport): Promise<Room | null> {
  const query = `?fromObjectTypeId=${TYPE_IDS.deals}&toObjectTypeId=${TYPE_IDS.companies}`;
  const { data } = await transport.call({
    method: 'GET',
    repeatable: true,
    accept: NOT_TOLD,
    path: limitsPath(`/associations/labels${query}`),
    schema: z.union([labelLimits, z.unknown().transform(() => null)]),
  });
  const found = data?.results.find(
    ({ fromObjectType: from, toObjectType: to }) =>
      from.objectTypeId === TYPE_IDS.deals && to.objectTypeId === TYPE_IDS.companies,
  );
  return found === undefined ? null : { limit: found.limit, used: found.usage };
}
