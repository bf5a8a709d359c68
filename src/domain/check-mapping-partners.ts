/** Whom the names of a mapping's deals mean, and which partners are no tree, or there twice. */
import type { MappingIssue } from './check-mapping.js';
import { companyNameKeys } from './company-name.js';
import { groupBy } from './group-by.js';
import { partnerIndex } from './match-partner.js';
import type { Mapping } from './mapping.js';
import { sameWords } from './mapping-violations.js';
import { saysNobody } from './mapping-words.js';
import { normalizeDomain } from './partner.js';
import type { PortalScan, RecordCount, ScannedPartner } from './portal-scan.js';
import { nearest } from './propose-mapping-tags.js';
import { PUBLIC_MAIL } from './public-mail.js';

/** Names on deals that match nobody or several partners; parents in a circle; one partner in two companies. */
export const checkPartners = (scan: PortalScan, mapping: Mapping): readonly MappingIssue[] => [
  ...namingIssues(scan, mapping),
  ...circles(scan.partners).map(circleIssue),
  ...twins(scan.partners),
];

const drifted = (issue: Omit<MappingIssue, 'broken'>): MappingIssue => ({ ...issue, broken: false });

function namingIssues({ deals, partners, records }: PortalScan, { tags }: Mapping): readonly MappingIssue[] {
  const naming = tags.property;
  if (naming === null) return [];
  const index = partnerIndex(partners);
  const byId = new Map(partners.map((partner) => [partner.id, partner]));
  const meanings = new Map(Object.entries(naming.values).map(([value, means]) => [sameWords(value), means]));
  const sampled = deals.length >= (records.deals ?? 0) ? null : deals.length;
  const held = groupBy(
    deals.flatMap(({ values }) => values[naming.property] ?? []),
    (value) => value,
  );
  const byDeals = [...held].toSorted(([, a], [, b]) => b.length - a.length);
  return byDeals.flatMap(([value, all]): readonly MappingIssue[] => {
    const means = meanings.get(sameWords(value));
    if (means === null) return [];
    const found = index.match(means ?? value);
    if (found.kind === 'matched') return [];
    const count: RecordCount = { records: all.length, of: 'deals', sampled };
    const path = ['tags', 'property', 'values', ...(means === undefined ? [] : [value])];
    const said = `${naming.property} says “${value}”${means === undefined ? '' : `, which the mapping says is “${means}”`}`;
    if (found.kind === 'ambiguous') {
      const names = found.partnerIds.map((id) => wordsOf(byId.get(id), id)).join(' and ');
      const next = 'name in the mapping the company id of the one that is meant';
      return [
        drifted({ kind: 'value_ambiguous', path, message: `${said}: that may be ${names}`, next, count }),
      ];
    }
    const next = saysNobody(value)
      ? 'give it the meaning null in the mapping: it names nobody'
      : 'mark its company as a partner, or say in the mapping who it is (null: nobody)';
    return [
      drifted({
        kind: 'value_unmatched',
        path,
        message: `${said}: no partner answers to that${likeWords(nearest(means ?? value, partners))}`,
        next,
        count,
      }),
    ];
  });
}

/** For a person to look at; a likeness decides nothing. */
const likeWords = (like: readonly ScannedPartner[]): string =>
  like.length === 0 ? '' : `; like it: ${like.map((one) => wordsOf(one, one.id)).join(', ')}`;

const wordsOf = (partner: ScannedPartner | undefined, id: string): string =>
  partner?.name == null ? `company ${id}` : `${partner.name} (company ${id})`;

/** Every circle of parents once, from its first company on. */
export function circles(partners: readonly ScannedPartner[]): readonly (readonly ScannedPartner[])[] {
  const byId = new Map<string, ScannedPartner>(
    partners.map((partner) => [partner.companyId ?? partner.id, partner]),
  );
  const done = new Set<ScannedPartner>();
  return partners.flatMap((start) => {
    const way: ScannedPartner[] = [];
    let at: ScannedPartner | undefined = start;
    while (at !== undefined && !done.has(at) && !way.includes(at)) {
      way.push(at);
      at = byId.get(at.parentCompanyId ?? '');
    }
    for (const one of way) done.add(one);
    const begin = at === undefined ? -1 : way.indexOf(at);
    return begin < 0 ? [] : [way.slice(begin)];
  });
}

function circleIssue(circle: readonly ScannedPartner[]): MappingIssue {
  const names = [...circle, ...circle.slice(0, 1)].map((one) => wordsOf(one, one.id)).join(' → ');
  return drifted({
    kind: 'parents_circular',
    path: ['partners'],
    message: `parent companies go in a circle: ${names}`,
    next: 'take one parent away in HubSpot; until then none of them has a parent',
    count: { records: circle.length, of: 'partners', sampled: null },
  });
}

/** Partners of one domain, or of one name with another or no domain: what one of them earns may be split. */
function twins(partners: readonly ScannedPartner[]): readonly MappingIssue[] {
  const domainOf = ({ domain }: ScannedPartner): string => {
    const normal = normalizeDomain(domain) ?? '';
    return PUBLIC_MAIL.has(normal) ? '' : normal;
  };
  const nameOf = ({ name }: ScannedPartner): string => companyNameKeys(name ?? '').exact;
  const byDomain = alike(partners, domainOf).map(([domain, all]) => twinIssue(`the domain ${domain}`, all));
  const paired = new Set(alike(partners, domainOf).flatMap(([, all]) => all.map(({ id }) => id)));
  const byName = alike(partners, nameOf)
    .filter(([, all]) => !all.every(({ id }) => paired.has(id)))
    .map(([, all]) => twinIssue('one name', all));
  return [...byDomain, ...byName];
}

const alike = (
  partners: readonly ScannedPartner[],
  keyOf: (partner: ScannedPartner) => string,
): readonly (readonly [string, readonly ScannedPartner[]])[] =>
  [...groupBy(partners, keyOf)].filter(([key, all]) => key !== '' && all.length > 1);

const twinIssue = (what: string, all: readonly ScannedPartner[]): MappingIssue =>
  drifted({
    kind: 'partner_twice',
    path: ['partners'],
    message: `${all.map((one) => wordsOf(one, one.id)).join(' and ')} have ${what}: they may be one partner`,
    next: 'merge them in HubSpot if they are one',
    count: { records: all.length, of: 'partners', sampled: null },
  });
