/** Which company a text on a contact means: by id, then by domain, then by name. */
import { partnerId } from '../domain/ids.js';
import { partnerIndex } from '../domain/match-partner.js';
import { chunk } from './associations.js';
import type { CrmRecord } from './cells.js';
import { refuseOtherThanMissing } from './partial-errors.js';
import { BATCH_LIMIT, objectsPath } from './paths.js';
import { recordBatch } from './record-page.js';
import { searchByIds } from './search-by-ids.js';
import type { Transport } from './transport.js';

export type CompanyMeant =
  | { readonly kind: 'company'; readonly companyId: string }
  | { readonly kind: 'none'; readonly why: 'company_missing' | 'company_unknown' | 'company_ambiguous' };

const NAMED = ['name', 'domain'];

/** Looks all texts up at once; what is found may lag behind. */
export async function companiesMeant(
  transport: Transport,
  texts: readonly string[],
): Promise<(text: string) => CompanyMeant> {
  // HubSpot's IN wants texts in lower case; whoever takes them as they are has them as well.
  const values = [
    ...new Set(texts.filter((text) => text !== '').flatMap((text) => [text, text.toLowerCase()])),
  ];
  const found = await Promise.all([
    byId(transport, values),
    ...NAMED.map((property) => searchByIds(transport, 'companies', { property, values }, NAMED)),
  ]);
  const index = partnerIndex(new Map(found.flat().map((record) => [record.id, knownAs(record)])).values());
  return (text) => {
    const match = index.match(text);
    if (match.kind === 'matched') return { kind: 'company', companyId: match.partnerId };
    return { kind: 'none', why: match.kind === 'ambiguous' ? 'company_ambiguous' : 'company_unknown' };
  };
}

const knownAs = ({ id, properties }: CrmRecord) => ({
  id: partnerId(id),
  companyId: id,
  name: properties.name ?? null,
  domain: properties.domain ?? null,
});

async function byId(transport: Transport, texts: readonly string[]): Promise<readonly CrmRecord[]> {
  const ids = texts.filter((text) => /^\d+$/.test(text));
  const answers = await Promise.all(
    chunk(ids, BATCH_LIMIT).map((batch) =>
      transport.call({
        method: 'POST',
        repeatable: true,
        path: objectsPath('companies', '/batch/read'),
        body: { properties: NAMED, inputs: batch.map((id) => ({ id })) },
        schema: recordBatch,
      }),
    ),
  );
  for (const { data } of answers) refuseOtherThanMissing('companies', data.errors);
  return answers.flatMap(({ data }) => data.results);
}
