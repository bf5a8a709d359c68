/** Associations of registrations with companies and deals. */
import * as z from 'zod';
import type { ImportedLink } from '../operations/import-store-port.js';
import type { RegistrationLink } from '../operations/import-port.js';
import { chunk } from './associations.js';
import { partialErrors, refuseOtherThanMissing } from './partial-errors.js';
import {
  ASSOCIATION_ARCHIVE_LIMIT,
  ASSOCIATION_CREATE_LIMIT,
  ASSOCIATION_READ_LIMIT,
  associationsPath,
} from './paths.js';
import { REGISTRATION_OBJECT } from './registration-object.js';
import type { Transport } from './transport.js';

const REGISTRATIONS = `p_${REGISTRATION_OBJECT.name}`;

const idText = z.union([z.string(), z.number()]).transform(String);
const targets = z.object({
  results: z.array(
    z.object({ from: z.object({ id: idText }), to: z.array(z.object({ toObjectId: idText })) }),
  ),
  errors: partialErrors,
});

/** Ids of associated records, by registration; those without any are left out. */
export async function readRegistrationLinks(
  transport: Transport,
  to: ImportedLink['to'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const path = associationsPath(REGISTRATIONS, to, '/batch/read');
  const answers = await Promise.all(
    chunk([...new Set(ids)], ASSOCIATION_READ_LIMIT).map((part) => {
      const body = { inputs: part.map((id) => ({ id })) };
      return transport.call({ method: 'POST', repeatable: true, path, body, schema: targets });
    }),
  );
  for (const { data } of answers) refuseOtherThanMissing(`associations of registrations`, data.errors);
  return new Map(
    answers.flatMap(({ data }) =>
      data.results.map((one) => [one.from.id, one.to.map(({ toObjectId }) => toObjectId)] as const),
    ),
  );
}

const done = z.object({ errors: partialErrors });

const pairsOf = (links: readonly RegistrationLink[]) => ({
  inputs: links.map(({ registrationId, id }) => ({ from: { id: registrationId }, to: { id } })),
});

/** @returns why associations could not be made, by registration. */
export async function linkRegistrations(
  transport: Transport,
  links: readonly RegistrationLink[],
): Promise<ReadonlyMap<string, string>> {
  for (const to of ['companies', 'deals'] as const) {
    const own = links.filter((link) => link.to === to);
    const path = associationsPath(REGISTRATIONS, to, '/batch/associate/default');
    for (const part of chunk(own, ASSOCIATION_CREATE_LIMIT)) {
      // What is associated already stays so.
      const call = { method: 'POST', repeatable: true, path, body: pairsOf(part), schema: done } as const;
      await transport.call(call);
    }
  }
  return notLinked(transport, links);
}

/** HubSpot answers an association as made although it is not: what counts is what is read back. */
async function notLinked(
  transport: Transport,
  links: readonly RegistrationLink[],
): Promise<ReadonlyMap<string, string>> {
  const lacking = new Map<string, string>();
  for (const to of ['companies', 'deals'] as const) {
    const own = links.filter((link) => link.to === to);
    if (own.length === 0) continue;
    const held = await readRegistrationLinks(
      transport,
      to,
      own.map(({ registrationId }) => registrationId),
    );
    for (const { registrationId, id } of own) {
      if (held.get(registrationId)?.includes(id) === true) continue;
      lacking.set(registrationId, `HubSpot did not associate it with ${WORD[to]} ${id}`);
    }
  }
  return lacking;
}

const WORD = { companies: 'company', deals: 'deal' } as const;

/** Takes associations away. */
export async function unlinkRegistrations(
  transport: Transport,
  links: readonly RegistrationLink[],
): Promise<void> {
  for (const to of ['companies', 'deals'] as const) {
    const own = links.filter((link) => link.to === to);
    const path = associationsPath(REGISTRATIONS, to, '/batch/archive');
    for (const part of chunk(own, ASSOCIATION_ARCHIVE_LIMIT)) {
      const inputs = part.map(({ registrationId, id }) => ({ from: { id: registrationId }, to: [{ id }] }));
      const call = { method: 'POST', repeatable: true, path, body: { inputs }, schema: z.unknown() } as const;
      await transport.call(call);
    }
  }
}
