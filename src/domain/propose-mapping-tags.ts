/** Proposes the deal property that names a deal's partner, and who each value of it is. */
import { likeness } from './likeness.js';
import { partnerIndex, type PartnerIndex } from './match-partner.js';
import { left, type Choice, type MappingLine } from './mapping-lines.js';
import { classOf, motionOf, roleOf, saysDetail, saysNobody, saysPartner } from './mapping-words.js';
import {
  ScanCounts,
  type CountQuestion,
  type PortalScan,
  type PortalStructure,
  type ScannedPartner,
  type ScannedProperty,
} from './portal-scan.js';
import { baselineProperties } from './propose-mapping-baseline.js';
import { tagWords } from './propose-mapping-labels.js';
import { ROLES, type Role } from './touch.js';

/** A value of the property and how it was matched; `deals` counts the sampled ones. */
export interface PartnerNaming {
  readonly value: string;
  readonly deals: number;
  readonly match: 'matched' | 'nobody' | 'ambiguous' | 'unmatched';
  /** Companies: the one that matched, those that match alike, or the nearest ones. */
  readonly partners: readonly ScannedPartner[];
}

const isText = ({ type, fieldType }: ScannedProperty): boolean =>
  type === 'string' && fieldType !== 'textarea';
const isDropdown = ({ type, options, ofOwners }: ScannedProperty): boolean =>
  type === 'enumeration' && options.length > 0 && !ofOwners;

/** Deal properties that may name a partner. */
export function namingProperties(structure: PortalStructure): readonly ScannedProperty[] {
  const earlier = new Set(baselineProperties(structure).map(({ name }) => name));
  return structure.properties.filter(
    (one) =>
      one.object === 'deals' &&
      one.origin === 'theirs' &&
      !one.calculated &&
      !earlier.has(one.name) &&
      (isText(one) || isDropdown(one)) &&
      saysPartner(one.name, one.label) &&
      !saysDetail(one.label),
  );
}

/** Dropdowns of deals that say nothing of partners by their name, but may by their values. */
const otherDropdowns = (structure: PortalStructure): readonly ScannedProperty[] => {
  const known = new Set([...namingProperties(structure), ...baselineProperties(structure)]);
  return structure.properties.filter(
    (one) => one.object === 'deals' && one.origin === 'theirs' && isDropdown(one) && !known.has(one),
  );
};

/** What has to be counted: where each of them is filled in. Who is named is read from the sampled deals. */
export const tagQuestions = (structure: PortalStructure): readonly CountQuestion[] =>
  namingProperties(structure).map(({ name }) => ({ object: 'deals', property: name, value: null }));

interface Found {
  readonly property: ScannedProperty;
  readonly namings: readonly PartnerNaming[];
  readonly filled: number;
}

/** Proposes the property that is filled in most, its role, and whom its unclear values name. */
export function tagPropertyLines(scan: PortalScan): readonly MappingLine[] {
  const found = namingFound(scan);
  const [best] = found;
  if (best === undefined) return [];
  const { property, namings } = best;
  const { role, because } = roleOfProperty(scan, property);
  const choices = found.flatMap((one) => ROLES.map((as) => tagChoice(one, as, found.length > 1)));
  return [
    {
      key: 'tag_property',
      section: 'tags',
      what: `deal property “${property.label}” names a partner`,
      count: new ScanCounts(scan).of('deals', property.name, null),
      why: because,
      confidence: 'medium',
      ask: `What does “${property.label}” say of the partner that it names?`,
      choices: [...choices, left('no tag')],
      chosen: `${property.name}:${role}`,
    },
    ...namings.flatMap((naming) => valueLine(property, naming)),
  ];
}

/** The properties that name partners, the one that is filled in most first. */
export function namingFound(scan: PortalScan): readonly Found[] {
  const counts = new ScanCounts(scan);
  const index = partnerIndex(scan.partners);
  const byName = namingProperties(scan.structure);
  const byValues = otherDropdowns(scan.structure).filter((property) => namesPartners(property, index));
  return [...byName, ...byValues]
    .map((property) => ({
      property,
      namings: namingsOf(property, scan, index),
      filled: counts.of('deals', property.name, null)?.records ?? 0,
    }))
    .filter(({ filled }) => filled > 0)
    .toSorted((a, b) => b.filled - a.filled);
}

function namesPartners({ options }: ScannedProperty, index: PartnerIndex): boolean {
  const matching = options.filter(({ value, label }) =>
    [value, label].some((one) => index.match(one).kind !== 'none'),
  );
  return matching.length >= 2 && matching.length * 2 >= options.length;
}

/** Every value that a sampled deal holds or a dropdown offers, the most used first. */
function namingsOf(
  property: ScannedProperty,
  { deals, partners }: PortalScan,
  index: PartnerIndex,
): readonly PartnerNaming[] {
  const used = new Map<string, number>(property.options.map(({ value }) => [value, 0]));
  for (const { values } of deals) {
    const value = values[property.name];
    if (value !== undefined) used.set(value, (used.get(value) ?? 0) + 1);
  }
  const byId = new Map(partners.map((partner) => [partner.id, partner]));
  return [...used]
    .map(([value, count]) => ({ value, deals: count, ...matched(value, index, byId) }))
    .toSorted((a, b) => b.deals - a.deals);
}

function matched(
  value: string,
  index: PartnerIndex,
  byId: ReadonlyMap<string, ScannedPartner>,
): Pick<PartnerNaming, 'match' | 'partners'> {
  const of = (ids: readonly string[]): readonly ScannedPartner[] => ids.flatMap((id) => byId.get(id) ?? []);
  const found = index.match(value);
  if (found.kind === 'matched') return { match: 'matched', partners: of([found.partnerId]) };
  if (saysNobody(value)) return { match: 'nobody', partners: [] };
  if (found.kind === 'ambiguous') return { match: 'ambiguous', partners: of(found.partnerIds) };
  return { match: 'unmatched', partners: nearest(value, [...byId.values()]) };
}

const LIKE = 0.6;
const NEAREST = 3;

/** Partners whose name is much like it: for a person to choose from, never chosen by us. */
export const nearest = (value: string, partners: readonly ScannedPartner[]): readonly ScannedPartner[] =>
  partners
    .map((partner) => ({ partner, like: likeness(value, partner.name ?? '') }))
    .filter(({ like }) => like >= LIKE)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, NEAREST)
    .map(({ partner }) => partner);

/** By its name; else by what the portal's earlier field says on the deals that name a partner; else the lesser claim. */
function roleOfProperty(
  { structure, deals }: PortalScan,
  { name, label }: ScannedProperty,
): { readonly role: Role; readonly because: string } {
  const said = roleOf(label) ?? roleOf(name);
  if (said !== null) return { role: said, because: 'its name says so' };
  const earlier = baselineProperties(structure)[0];
  const naming = deals.filter(({ values }) => values[name] !== undefined && !saysNobody(values[name]));
  const classes =
    earlier === undefined ? [] : naming.map(({ values }) => classOf(values[earlier.name] ?? ''));
  const sourced = classes.filter((one) => one === 'sourced').length;
  if (earlier !== undefined && sourced * 2 > naming.length) {
    return {
      role: 'sourced',
      because: `${sourced} of ${naming.length} deals that name one say partner-sourced in “${earlier.label}”`,
    };
  }
  return { role: 'influenced', because: 'it names a partner, but not what it did: the lesser claim' };
}

const tagChoice = ({ property, namings }: Found, role: Role, several: boolean): Choice => {
  const motion = motionOf(property.label) ?? motionOf(property.name);
  const nobody = namings.filter(({ match }) => match === 'nobody').map(({ value }) => [value, null] as const);
  const tag = { property: property.name, role, motion, values: Object.fromEntries(nobody) };
  return {
    key: `${property.name}:${role}`,
    means: tagWords(role, motion),
    ...(several ? { detail: `“${property.label}”` } : {}),
    changes: [{ kind: 'tag_property', tag }],
  };
};

/** Values that match by themselves need no line, nor do those that nobody has an idea of: they are listed. */
function valueLine(
  property: ScannedProperty,
  { value, deals, match, partners }: PartnerNaming,
): readonly MappingLine[] {
  const unclear = match === 'ambiguous' || (match === 'unmatched' && partners.length > 0);
  if (!unclear || deals === 0) return [];
  const choice = (means: string | null, words: string): Choice => ({
    key: means ?? 'nobody',
    means: words,
    changes: [{ kind: 'tag_value', property: property.name, value, means }],
  });
  return [
    {
      key: `tag_value:${value}`,
      section: 'tags',
      what: `“${property.label}” is “${value}”`,
      count: { records: deals, of: 'deals', sampled: null },
      why:
        match === 'ambiguous'
          ? `${partners.length} partners have that name`
          : `no partner is called that; alike: ${partners.map(({ name }) => name).join(', ')}`,
      confidence: 'low',
      ask: `Who is “${value}”?`,
      choices: [
        ...partners.map((partner) => choice(partner.companyId ?? partner.id, partnerWords(partner))),
        choice(null, 'nobody'),
        left('left open: listed as a finding on its deals'),
      ],
      chosen: 'leave',
    },
  ];
}

const partnerWords = ({ id, name, domain }: ScannedPartner): string =>
  `${name ?? 'a company without a name'} (${[domain, `company ${id}`].filter(Boolean).join(', ')})`;
