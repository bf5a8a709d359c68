/** Which companies of the portal the rows of a file mean: by external id, then by record id, domain and name. */
import { companyNameKeys } from '../domain/company-name.js';
import { partnerId } from '../domain/ids.js';
import type { ImportRow } from '../domain/import-map.js';
import {
  domainKey,
  partnerIndex,
  type KnownPartner,
  type MatchedBy,
  type PartnerIndex,
} from '../domain/match-partner.js';
import type { CompanyRecord, CrmReader } from './crm-port.js';

/** What a row says of one company; null is absent. */
export interface CompanyClues {
  readonly externalId: string | null;
  readonly id: string | null;
  readonly domain: string | null;
  readonly name: string | null;
}

export interface FoundCompany {
  readonly id: string;
  readonly name: string;
  readonly isPartner: boolean;
}

export type CompanyMatch =
  | { readonly kind: 'matched'; readonly company: FoundCompany; readonly by: MatchedBy | 'external id' }
  | { readonly kind: 'ambiguous'; readonly companies: readonly FoundCompany[]; readonly by: string }
  | { readonly kind: 'none' };

export type MatchCompany = (clues: CompanyClues) => CompanyMatch;

/** The clues that a row has of the partner, or of the other company. */
export function cluesIn({ values }: ImportRow, whose: 'partner' | 'account'): CompanyClues {
  const value = (field: string): string | null => values[`${whose}${field}`] ?? null;
  return {
    externalId: value('ExternalId'),
    id: value('Id'),
    domain: value('Domain'),
    name: value('Name'),
  };
}

/** As messages name what a row means: its name, else its domain, else an id. */
export const clueName = ({ externalId, id, domain, name }: CompanyClues): string =>
  name ?? domain ?? externalId ?? id ?? 'nothing';

/** The external ids of a company, each with its source: "crossbeam:7" and, of this source, "7". */
export const externalIdsIn = (text: string | null | undefined): readonly string[] =>
  (text ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const withSource = (id: string, source: string): string => (id.includes(':') ? id : `${source}:${id}`);

interface MatchRequest {
  readonly crm: Pick<CrmReader, 'listPage' | 'readCompany'>;
  readonly source: string;
  /** Property that holds external ids. */
  readonly externalId: string;
  readonly clues: readonly CompanyClues[];
}

/**
 * Reads the portal's companies, as far as any clue may mean them. The list is read, and not searched: a search answers
 * late, and what an import has just made would be made again.
 */
export async function companyMatcher(request: MatchRequest): Promise<MatchCompany> {
  const { crm, source, externalId } = request;
  const isWanted = wantedBy(request);
  const known: KnownPartner[] = [];
  const companies = new Map<string, FoundCompany>();
  for (let after: string | null = null, more = true; more;) {
    const page = await crm.listPage('companies', after, false);
    for (const raw of page.records) {
      const externalIds = externalIdsIn(raw.properties[externalId]).map((id) => withSource(id, source));
      for (const record of crm.readCompany(raw).records) {
        if (!isWanted(record, externalIds)) continue;
        const { id, name, domain } = record;
        known.push({ id: partnerId(id), name, companyId: id, domain, externalIds });
        companies.set(id, { id, name: name ?? domain ?? id, isPartner: record.partner !== null });
      }
    }
    after = page.next;
    more = after !== null;
  }
  const index = partnerIndex(known);
  return (clues) => matchIn(index, companies, source, clues);
}

/** Names and domains that are in the file: of a large portal, only those companies are kept in memory. */
function wantedBy({
  clues,
  source,
}: MatchRequest): (record: CompanyRecord, externalIds: readonly string[]) => boolean {
  const ids = new Set(clues.flatMap(({ id }) => id ?? []));
  const elsewhere = new Set(
    clues.flatMap((one) =>
      one.externalId === null ? [] : [withSource(one.externalId, source).toLowerCase()],
    ),
  );
  const domains = new Set(clues.map(({ domain }) => domainKey(domain)));
  const names = new Set(clues.map(({ name }) => companyNameKeys(name ?? '').loose));
  return ({ id, name, domain }, externalIds) =>
    ids.has(id) ||
    externalIds.some((one) => elsewhere.has(one.toLowerCase())) ||
    (domain !== null && domains.has(domainKey(domain))) ||
    (name !== null && names.has(companyNameKeys(name).loose));
}

function matchIn(
  index: PartnerIndex,
  companies: ReadonlyMap<string, FoundCompany>,
  source: string,
  { externalId, id, domain, name }: CompanyClues,
): CompanyMatch {
  const elsewhere = externalId === null ? null : withSource(externalId, source);
  const found = (companyId: string): FoundCompany => {
    const company = companies.get(companyId);
    if (company === undefined) throw new Error(`company ${companyId} was not read`);
    return company;
  };
  const byElsewhere = elsewhere !== null && index.matchClues({ id: elsewhere }).kind !== 'none';
  const match = index.matchClues({ id: byElsewhere ? elsewhere : id, domain, name });
  if (match.kind === 'none') return match;
  const by = byElsewhere ? 'external id' : match.by;
  if (match.kind === 'matched') return { kind: 'matched', company: found(match.partnerId), by };
  return { kind: 'ambiguous', companies: match.partnerIds.map(found), by };
}

/** "Contoso (101) and Contoso GmbH (102)". */
export const namesOf = (companies: readonly FoundCompany[]): string =>
  companies.map(({ id, name }) => `${name} (${id})`).join(' and ');
