/**
 * Which partner a text means: a cell of a dropdown, of a file, of a text field. By id, then by domain, then by name
 * (adoption.md); never by likeness, because credit follows from it.
 */
import { companyNameKeys } from './company-name.js';
import { compareIds, type PartnerId } from './ids.js';
import { normalizeDomain, type Partner } from './partner.js';
import { PUBLIC_MAIL } from './public-mail.js';

export type MatchedBy = 'id' | 'domain' | 'name';

export type PartnerMatch =
  | { readonly kind: 'matched'; readonly partnerId: PartnerId; readonly by: MatchedBy }
  /** Several partners answer to it alike, ascending by id: nobody but a person can tell. */
  | { readonly kind: 'ambiguous'; readonly partnerIds: readonly PartnerId[]; readonly by: MatchedBy }
  | { readonly kind: 'none' };

/** A partner as others may know it. */
export interface KnownPartner extends Pick<Partner, 'id' | 'name' | 'companyId' | 'domain'> {
  /** Ids that other systems have for it. */
  readonly externalIds?: readonly string[];
}

/** What is known of a partner in columns of their own; null and blank are absent. */
export interface PartnerClues {
  readonly id?: string | null;
  readonly domain?: string | null;
  readonly name?: string | null;
}

/** Built once from all partners; a look-up does not depend on how many they are. */
export interface PartnerIndex {
  /** The partner that one text means, whatever it is: an id, a domain (an address of the web or of e-mail too), a name. */
  match(text: string): PartnerMatch;
  /** The partner that several columns mean: the first of them that anybody answers to; a later one decides between equals. */
  matchClues(clues: PartnerClues): PartnerMatch;
}

type Ids = ReadonlySet<PartnerId>;
type Table = Map<string, Set<PartnerId>>;

/** Indexes partners by their ids, domains and names. */
export function partnerIndex(partners: Iterable<KnownPartner>): PartnerIndex {
  const [byId, byDomain, byExact, byLoose] = [table(), table(), table(), table()];
  for (const { id, name, companyId, domain, externalIds } of partners) {
    for (const one of [id, companyId, ...(externalIds ?? [])]) put(byId, idKey(one), id);
    put(byDomain, domainKey(domain), id);
    const { exact, loose } = companyNameKeys(name ?? '');
    put(byExact, exact, id);
    put(byLoose, loose, id);
  }
  const named = (name: string): Ids => {
    const { exact, loose } = companyNameKeys(name);
    return byExact.get(exact) ?? byLoose.get(loose) ?? NOBODY;
  };
  const found = (clues: PartnerClues): PartnerMatch =>
    narrowed([
      ['id', byId.get(idKey(clues.id)) ?? NOBODY],
      ['domain', byDomain.get(domainKey(clues.domain)) ?? NOBODY],
      ['name', named(clues.name ?? '')],
    ]);
  return { match: (text) => found({ id: text, domain: text, name: text }), matchClues: found };
}

const NOBODY: Ids = new Set();

const table = (): Table => new Map();

function put(table: Table, key: string, id: PartnerId): void {
  if (key === '') return;
  const ids = table.get(key);
  if (ids === undefined) table.set(key, new Set([id]));
  else ids.add(id);
}

/** The first clue that anybody answers to; where several do, those after it may leave one of them. */
function narrowed(clues: readonly (readonly [MatchedBy, Ids])[]): PartnerMatch {
  const first = clues.findIndex(([, ids]) => ids.size > 0);
  const [by, ids] = clues[first] ?? ['id', NOBODY];
  let left = [...ids];
  for (const [, others] of clues.slice(first + 1)) {
    const both = left.filter((id) => others.has(id));
    if (both.length > 0) left = both;
  }
  const [only] = left;
  if (only === undefined) return { kind: 'none' };
  if (left.length === 1) return { kind: 'matched', partnerId: only, by };
  return { kind: 'ambiguous', partnerIds: left.sort(compareIds), by };
}

const idKey = (id: string | null | undefined): string => (id ?? '').trim().toLowerCase();

/** The host of a domain, of a web address, or of an e-mail address; empty where it is none, or everybody's. */
export function domainKey(text: string | null | undefined): string {
  const host = (text ?? '')
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/s, '')
    .replace(/:\d*$/, '')
    .replace(/\.$/, '');
  if (!/^[^\s.]+(?:\.[^\s.]+)+$/.test(host)) return '';
  const address = `http://${host}`;
  const domain = URL.canParse(address) ? (normalizeDomain(new URL(address).hostname) ?? '') : '';
  return PUBLIC_MAIL.has(domain) ? '' : domain;
}
