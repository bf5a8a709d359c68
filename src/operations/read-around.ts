/**
 * What stands around deals in the CRM besides their own links: the companies that they name, and, where the mapping knows
 * of such, whom their words and their contacts mean. Two rounds; a third one where contacts lead to further companies.
 */
import { companySearchWords } from '../domain/company-name.js';
import { normalizeDomain } from '../domain/partner.js';
import type { CompanyRecord, Crm, DealRecord, Link, Links } from './crm-port.js';
import { companiesAround } from './deal-around.js';
import type { CompanyCondition } from './search-port.js';
import type { Statements } from './stated-words.js';
import { hasContactLabels } from './who-is-who.js';

/** A deal as the first round has it. */
export interface DealRead {
  readonly record: DealRecord;
  readonly links: readonly Link[];
  /** Its contacts; empty where the mapping asks for none. */
  readonly contacts: readonly Link[];
}

export interface Around {
  readonly companies: ReadonlyMap<string, CompanyRecord>;
  /** Null where the mapping knows of nothing that deals or contacts state. */
  readonly statements: Omit<Statements, 'contacts'> | null;
}

const NO_LINKS: Links = new Map();

/** The contacts of deals; nothing is asked for where the mapping has no label of contacts. */
export const contactsOfDeals = (
  crm: Pick<Crm, 'mapping' | 'links'>,
  ids: readonly string[],
): Promise<Links> =>
  hasContactLabels(crm.mapping) ? crm.links('deals', 'contacts', ids) : Promise.resolve(NO_LINKS);

/** Reads what stands around deals. @param more companies that are known by name besides. */
export async function readAround(
  crm: Crm,
  deals: readonly DealRead[],
  more: readonly string[] = [],
): Promise<Around> {
  const contactIds = new Set(
    deals.flatMap(({ contacts }) => contacts.filter(({ tags }) => tags.length > 0).map(({ toId }) => toId)),
  );
  const texts = new Set(
    deals.flatMap(({ record }) => record.namedPartners.map(({ means, value }) => means ?? value)),
  );
  const ids = new Set([...deals.flatMap(({ record, links }) => companiesAround(record, links)), ...more]);
  const isPlain = contactIds.size === 0 && texts.size === 0;
  if (isPlain) return { companies: byId(await crm.companiesById([...ids])), statements: null };
  for (const { record } of deals) for (const id of record.publishedPartners ?? []) ids.add(id);
  for (const text of texts) if (/^\d+$/.test(text.trim())) ids.add(text.trim());
  const [known, found, companiesOf, people] = await Promise.all([
    crm.companiesById([...ids]),
    searchNamed(crm, [...texts]),
    contactIds.size === 0 ? NO_LINKS : crm.links('contacts', 'companies', [...contactIds]),
    contactIds.size === 0 ? [] : crm.people([...contactIds]),
  ]);
  const theirs = [...companiesOf.values()].flat().map(({ toId }) => toId);
  const others = [...new Set(theirs)].filter((id) => !ids.has(id));
  const further = others.length === 0 ? [] : await crm.companiesById(others);
  return {
    companies: byId([...found, ...known, ...further]),
    statements: {
      mapping: crm.mapping,
      companiesOf,
      personNames: new Map(people.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const]))),
    },
  };
}

const byId = (companies: readonly CompanyRecord[]): ReadonlyMap<string, CompanyRecord> =>
  new Map(companies.map((one) => [one.id, one]));

/** HubSpot takes five lists of six conditions in one search, five searches a second. */
const NAMES_A_SEARCH = 5;
const MOST_SEARCHES = 4;
const MOST_WORDS = 5;
const MOST_ALIKE = 100;

/** Partners whose name or domain may be one of these texts. Those beyond what a second allows are known by the last sync. */
async function searchNamed(crm: Crm, texts: readonly string[]): Promise<readonly CompanyRecord[]> {
  const conditions = texts.map(conditionsOf).filter((one) => one.length > 1);
  const searches = Array.from({ length: Math.ceil(conditions.length / NAMES_A_SEARCH) }, (_, place) =>
    conditions.slice(place * NAMES_A_SEARCH, (place + 1) * NAMES_A_SEARCH),
  ).slice(0, MOST_SEARCHES);
  const pages = await Promise.all(
    searches.map((anyOf) =>
      crm.searchCompanies({
        anyOf,
        order: { by: 'id', direction: 'ascending' },
        offset: 0,
        limit: MOST_ALIKE,
      }),
    ),
  );
  return pages.flatMap(({ records }) => records.flatMap((raw) => crm.readCompany(raw).records));
}

function conditionsOf(text: string): readonly CompanyCondition[] {
  const domain = /^\S+\.\S+$/.test(text.trim()) ? normalizeDomain(text.trim()) : null;
  if (domain !== null) return [{ kind: 'partner' }, { kind: 'domain', like: domain }];
  const words = companySearchWords(text).slice(0, MOST_WORDS);
  return [{ kind: 'partner' }, ...words.map((like): CompanyCondition => ({ kind: 'named', like }))];
}
