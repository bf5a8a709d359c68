/** Which company a text on a contact means: by id, then by domain, then by name. */
import { partnerId } from '../domain/ids.js';
import { partnerIndex } from '../domain/match-partner.js';
import type { CrmRecord } from './cells.js';
import { readByIds } from './read-by-ids.js';
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
    readByIds(
      transport,
      { type: 'companies', properties: NAMED },
      values.filter((text) => /^\d+$/.test(text)),
    ),
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
