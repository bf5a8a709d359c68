/** What of a portal's own says that somebody is a partner of a deal, in words. */
import type { PartnerId } from '../domain/ids.js';
import type { Mapping } from '../domain/mapping.js';
import type { Link, Links } from './crm-port.js';
import type { StatedTag } from './deal-facts.js';

/** What people state about partners otherwise than by labels of companies. */
export interface Statements {
  readonly mapping: Mapping;
  /** The deal's contacts. */
  readonly contacts: readonly Link[];
  /** Companies of these contacts. */
  readonly companiesOf: Links;
  /** Contacts by id; those without a name are left out. */
  readonly personNames: ReadonlyMap<string, string>;
}

/**
 * By partner, each once; partners of whom only our own labels and rulings speak are left out. Examples: "via Jane Doe, by the
 * label “Introduced by”", "by the label “Reseller”", "by partner_name, which says “contoso ltd.”".
 */
export function statedWords(
  tags: readonly StatedTag[],
  statements: Pick<Statements, 'mapping' | 'personNames'> | undefined,
): ReadonlyMap<PartnerId, readonly string[]> {
  const words = new Map<PartnerId, string[]>();
  for (const { tag, by } of tags) {
    if (by === null) continue;
    const own = words.get(tag.partnerId) ?? [];
    const text = wordsOf(by, statements);
    if (!own.includes(text)) words.set(tag.partnerId, [...own, text]);
  }
  return words;
}

/** By partner, the contacts who speak for it, each once; those without a name are left out. */
export function viaNames(
  tags: readonly StatedTag[],
  statements: Pick<Statements, 'personNames'> | undefined,
): ReadonlyMap<PartnerId, readonly string[]> {
  const names = new Map<PartnerId, readonly string[]>();
  for (const { tag, by } of tags) {
    const name = by?.kind === 'contact' ? statements?.personNames.get(by.contactId) : undefined;
    const own = names.get(tag.partnerId) ?? [];
    if (name !== undefined && !own.includes(name)) names.set(tag.partnerId, [...own, name]);
  }
  return names;
}

function wordsOf(
  by: NonNullable<StatedTag['by']>,
  statements: Pick<Statements, 'mapping' | 'personNames'> | undefined,
): string {
  if (by.kind === 'label') return `by the label “${by.label}”`;
  if (by.kind === 'contact') {
    const name = statements?.personNames.get(by.contactId) ?? `contact ${by.contactId}`;
    return `via ${name}, by the label “${by.label}”`;
  }
  const property = statements?.mapping.tags.property?.property ?? 'the deal';
  return `by ${property}, which says “${by.value}”`;
}
