/** Holds a mapping against its portal: what it names that is gone, what is new there, and whom a name means. */
import { canonicalJson } from './canonical-json.js';
import { DEFAULT_MAPPING, PARTNER_FIELDS, type Mapping } from './mapping.js';
import { namedIn, type MappedName, type NamedThing } from './mapping-names.js';
import { sameWords } from './mapping-violations.js';
import {
  propertyOf,
  type PortalStructure,
  type RecordCount,
  type ScannedProperty,
  type StructurePartName,
} from './portal-scan.js';

export type MappingIssueKind =
  | 'property_gone'
  | 'property_unfit'
  | 'label_gone'
  | 'pipeline_gone'
  | 'object_gone'
  | 'part_unreadable'
  | 'value_gone'
  | 'value_new'
  | 'label_new'
  | 'pipeline_new'
  | 'value_unmatched'
  | 'value_ambiguous'
  | 'parents_circular'
  | 'partner_twice';

export interface MappingIssue {
  readonly kind: MappingIssueKind;
  /** Of the mapping's key that it is about. */
  readonly path: readonly (string | number)[];
  /** What is so. */
  readonly message: string;
  /** What to do about it. */
  readonly next: string;
  /** Records that it touches; null where they were not counted. */
  readonly count: RecordCount | null;
  /** The mapping cannot work; else it has drifted, and works as far as it goes. */
  readonly broken: boolean;
}

/** Names that are the portal's own: those of the defaults are there in every portal. */
export function ownNames(mapping: Mapping): readonly MappedName[] {
  const usual = new Set(namedIn(DEFAULT_MAPPING).map(keyOf));
  return namedIn(mapping).filter((one) => !usual.has(keyOf(one)) && !isIgnored(mapping, one));
}

const keyOf = ({ thing, name }: MappedName): string => canonicalJson({ thing, name });

/** A field that somebody decided to ignore is not read, whether it is there or not. */
const isIgnored = ({ fields }: Mapping, { path: [section, field] }: MappedName): boolean =>
  section === 'fields' && PARTNER_FIELDS.some((one) => one === field && fields[one]?.mode === 'ignore');

/** The part of a portal's definitions in which a name stands. */
export function partOf(thing: NamedThing): StructurePartName {
  switch (thing.kind) {
    case 'property':
      return thing.of === 'object' ? 'custom objects' : `properties of ${thing.of}`;
    case 'label':
      return `labels of ${thing.of}`;
    case 'pipeline':
      return 'pipelines';
    case 'object':
      return 'custom objects';
  }
}

/** What a mapping names and the portal has not (any more), or not as it is needed. Parts that were not looked at are left out. */
export function checkNames(structure: PortalStructure, mapping: Mapping): readonly MappingIssue[] {
  return ownNames(mapping).flatMap((named): readonly MappingIssue[] => {
    const part = partOf(named.thing);
    if (!structure.looked.includes(part)) return [];
    const unread = structure.unread.find(({ what }) => what === part);
    if (unread !== undefined) {
      const why = `it names ${thingWords(named, mapping)}, but the portal does not let us read ${part}: ${unread.reason}`;
      return [broken('part_unreadable', named, why, UNREADABLE_NEXT)];
    }
    if (named.thing.kind === 'property') return propertyIssues(structure, mapping, named);
    if (isThere(structure, named)) return [];
    const kind = `${named.thing.kind}_gone` as const;
    const message = `it names ${thingWords(named, mapping)}, which the portal does not have${elsewhere(structure, named)}`;
    return [broken(kind, named, message, GONE_NEXT)];
  });
}

/** Whether who is a partner cannot be read at all. */
export const hasNoPartners = (issues: readonly MappingIssue[]): boolean =>
  issues.some(
    ({ path: [section], broken: isBroken }) => isBroken && (section === 'partners' || section === 'people'),
  );

const GONE_NEXT = 'give its new name if it was renamed, else take the entry out';
const UNREADABLE_NEXT =
  'add the scope to the app, or take the entry out: some subscriptions have no association labels or custom objects';

const broken = (
  kind: MappingIssueKind,
  { path }: Pick<MappedName, 'path'>,
  message: string,
  next: string,
): MappingIssue => ({ kind, path, message, next, count: null, broken: true });

/** To the letter, as the names are read: one that differs in case alone would be taken for there, and mean nothing. */
function isThere(structure: PortalStructure, { thing, name }: MappedName): boolean {
  switch (thing.kind) {
    case 'label':
      return structure.labels.some(
        ({ from, to, label }) => from === 'deals' && to === thing.of && label === name,
      );
    case 'pipeline':
      return structure.pipelines.some(({ label }) => label === name);
    case 'object':
      return structure.objects.some((object) => object.name === name);
    case 'property':
      return true;
  }
}

/** A label of the other pair, where somebody took the wrong one. */
function elsewhere({ labels, looked }: PortalStructure, { thing, name }: MappedName): string {
  if (thing.kind !== 'label') return '';
  const other = thing.of === 'companies' ? 'contacts' : 'companies';
  if (!looked.includes(`labels of ${other}`)) return '';
  const there = labels.some(({ to, label }) => to === other && sameWords(label) === sameWords(name));
  return there ? `; there is one of that name between deals and ${other}` : '';
}

/** Where a property of a mapping stands: a type of HubSpot's, or the custom object that the mapping names. */
export const objectOf = (mapping: Mapping, of: Extract<NamedThing, { kind: 'property' }>['of']): string =>
  of !== 'object' ? of : mapping.partners.from === 'object' ? mapping.partners.object : '';

function thingWords({ thing, name }: MappedName, mapping: Mapping): string {
  switch (thing.kind) {
    case 'property': {
      const of = thing.of === 'object' ? `the custom object ${objectOf(mapping, thing.of)}` : thing.of;
      return `the property ${name} of ${of}`;
    }
    case 'label':
      return `the label “${name}” between deals and ${thing.of}`;
    case 'pipeline':
      return `the pipeline “${name}”`;
    case 'object':
      return `the custom object ${name}`;
  }
}

function propertyIssues(
  structure: PortalStructure,
  mapping: Mapping,
  named: MappedName,
): readonly MappingIssue[] {
  const { thing, name, path } = named;
  if (thing.kind !== 'property') return [];
  const object = objectOf(mapping, thing.of);
  // The object's own line says that it is gone.
  if (thing.of === 'object' && !structure.objects.some((one) => one.name === object)) return [];
  const property = propertyOf(structure, object, name);
  if (property === undefined) {
    const message = `it names ${thingWords(named, mapping)}, which the portal does not have`;
    return [broken('property_gone', named, message, GONE_NEXT)];
  }
  const unfit = unfitFor(path, property);
  if (unfit === null) return [];
  const message = `it names ${thingWords(named, mapping)}, which ${unfit}`;
  return [broken('property_unfit', named, message, 'name another property, or take the entry out')];
}

/** Why a property cannot be what the mapping says; null where it can. */
function unfitFor(
  [section, field]: MappingIssue['path'],
  { type, ofOwners }: ScannedProperty,
): string | null {
  if (section === 'amount' && type !== 'number') return `is no number, but of the type ${type}`;
  if (section !== 'fields') return null;
  if (field === 'manager' && !ofOwners) return 'holds no owner';
  const isDate = field === 'signed' || field === 'starts' || field === 'ends';
  return isDate && type !== 'date' && type !== 'datetime'
    ? `holds no date, but is of the type ${type}`
    : null;
}
