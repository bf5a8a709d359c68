/** Contacts as people whom one can call. The sync asks for none of this: it is personal data that it does not need. */
import type { PersonRecord } from '../operations/published-port.js';
import { chunk } from './associations.js';
import { refuseOtherThanMissing } from './partial-errors.js';
import { BATCH_LIMIT, objectsPath } from './paths.js';
import { recordBatch } from './record-page.js';
import type { CrmRecord } from './cells.js';
import type { Transport } from './transport.js';

const PERSON_PROPERTIES = ['firstname', 'lastname', 'jobtitle', 'email', 'phone', 'mobilephone'];

/** Reads people by contact id, in the order asked for; those that are not there are left out. */
export async function readPeople(
  transport: Transport,
  ids: readonly string[],
): Promise<readonly PersonRecord[]> {
  const answers = await Promise.all(
    chunk([...new Set(ids)], BATCH_LIMIT).map((batch) =>
      transport.call({
        method: 'POST',
        repeatable: true,
        path: objectsPath('contacts', '/batch/read'),
        body: { properties: PERSON_PROPERTIES, inputs: batch.map((id) => ({ id })) },
        schema: recordBatch,
      }),
    ),
  );
  for (const { data } of answers) refuseOtherThanMissing('contacts', data.errors);
  const people = new Map(answers.flatMap(({ data }) => data.results.map((one) => [one.id, personOf(one)])));
  return ids.flatMap((id) => people.get(id) ?? []);
}

function personOf({ id, properties }: CrmRecord): PersonRecord {
  const of = (name: string): string | null => {
    const value = properties[name]?.trim() ?? '';
    return value === '' ? null : value;
  };
  const name = [of('firstname'), of('lastname')].filter((part) => part !== null).join(' ');
  return {
    id,
    name: name === '' ? of('email') : name,
    title: of('jobtitle'),
    email: of('email'),
    phone: of('phone') ?? of('mobilephone'),
  };
}
