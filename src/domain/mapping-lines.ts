/** A proposed mapping as lines that a person can look at, and the mapping that follows from what is chosen of each. */
import { assertNever } from './assert-never.js';
import type {
  MappedBaseline,
  MappedField,
  MappedLabel,
  MappedPeople,
  MappedPipeline,
  MappedTagProperty,
  Mapping,
  PartnerField,
  PartnerSource,
} from './mapping.js';
import { DEFAULT_MAPPING, PARTNER_FIELDS } from './mapping.js';
import type { RecordCount } from './portal-scan.js';
import type { DealClass } from './credit.js';

export const SECTIONS = [
  'partners',
  'people',
  'fields',
  'tags',
  'customer',
  'pipelines',
  'amount',
  'activities',
  'baseline',
] as const;
export type Section = (typeof SECTIONS)[number];

/** What one choice does to the mapping. Lines build on each other in the order of the sections. */
export type MappingChange =
  | { readonly kind: 'partners'; readonly source: PartnerSource }
  /** Only where that property says who is a partner. */
  | {
      readonly kind: 'partner_value';
      readonly property: string;
      readonly value: string;
      readonly is: boolean;
    }
  | { readonly kind: 'people'; readonly people: MappedPeople }
  | { readonly kind: 'people_value'; readonly property: string; readonly value: string; readonly is: boolean }
  | { readonly kind: 'field'; readonly field: PartnerField; readonly mapped: MappedField }
  | {
      readonly kind: 'field_value';
      readonly field: PartnerField;
      readonly property: string;
      readonly value: string;
      readonly means: string;
    }
  | { readonly kind: 'label'; readonly label: MappedLabel }
  | { readonly kind: 'customer'; readonly label: string }
  | { readonly kind: 'tag_property'; readonly tag: MappedTagProperty }
  | {
      readonly kind: 'tag_value';
      readonly property: string;
      readonly value: string;
      readonly means: string | null;
    }
  | { readonly kind: 'pipeline'; readonly pipeline: MappedPipeline }
  | { readonly kind: 'amount'; readonly property: string }
  | { readonly kind: 'activity'; readonly as: 'demo' | 'proposal'; readonly type: string }
  | { readonly kind: 'baseline'; readonly baseline: MappedBaseline }
  | {
      readonly kind: 'baseline_value';
      readonly property: string;
      readonly value: string;
      readonly as: DealClass;
    };

export interface Choice {
  /** Within its line. */
  readonly key: string;
  /** What the thing means then: "a partner", "sourced, referral", "not counted". */
  readonly means: string;
  /** What tells it from the other choices, where the meaning does not: “ARR”, filled in on 40 deals. */
  readonly detail?: string;
  readonly changes: readonly MappingChange[];
}

export type Confidence = 'high' | 'medium' | 'low';

export interface MappingLine {
  /** The same for the same thing in every scan. */
  readonly key: string;
  readonly section: Section;
  /** The portal's thing: "company property Relationship = “Reseller”". */
  readonly what: string;
  /** How many records it would touch; null where that was not counted. */
  readonly count: RecordCount | null;
  readonly why: string;
  readonly confidence: Confidence;
  /** What to ask a person; null where the proposal is clear enough to be shown only. */
  readonly ask: string | null;
  readonly choices: readonly Choice[];
  /** Key of the proposed choice. */
  readonly chosen: string;
}

/** The choice that means nothing to us. */
export const left = (means: string): Choice => ({ key: 'leave', means, changes: [] });

/** The choice of a line that is chosen. */
export function chosenOf(line: MappingLine): Choice {
  const found = line.choices.find(({ key }) => key === line.chosen);
  if (found === undefined) throw new Error(`line ${line.key} has no choice ${line.chosen}`);
  return found;
}

/** The mapping that the chosen choices make, over the defaults. */
export function mappingOf(lines: readonly MappingLine[], version: string): Mapping {
  const empty: Mapping = { ...DEFAULT_MAPPING, version, activityKinds: { demo: [], proposal: [] } };
  const mapping = lines.flatMap((line) => chosenOf(line).changes).reduce(changed, empty);
  // A portal that names none of its activities may do so tomorrow, by the usual words.
  const named = [...mapping.activityKinds.demo, ...mapping.activityKinds.proposal].length > 0;
  const asked = lines.some(({ section }) => section === 'activities');
  const kinds = named || asked ? mapping.activityKinds : DEFAULT_MAPPING.activityKinds;
  return withoutEmpty({ ...mapping, activityKinds: kinds });
}

/** What is left of a choice when every value of it was left out says nothing. */
function withoutEmpty(mapping: Mapping): Mapping {
  const { partners, people, fields } = mapping;
  const valued = (field: PartnerField): boolean => field === 'type' || field === 'tier' || field === 'stage';
  const kept = PARTNER_FIELDS.map((field) => {
    const mapped = fields[field];
    const empty = mapped !== null && valued(field) && Object.keys(mapped.values).length === 0;
    return [field, empty ? null : mapped] as const;
  });
  const none = partners.from === 'company' && partners.values.length === 0;
  return {
    ...mapping,
    partners: none ? DEFAULT_MAPPING.partners : partners,
    people: people?.values.length === 0 ? null : people,
    fields: Object.fromEntries(kept) as Mapping['fields'],
  };
}

function changed(mapping: Mapping, change: MappingChange): Mapping {
  const { tags, partners, people } = mapping;
  switch (change.kind) {
    case 'partners':
      return { ...mapping, partners: change.source };
    case 'partner_value':
      if (partners.from !== 'company' || partners.property !== change.property) return mapping;
      return { ...mapping, partners: { ...partners, values: withValue(partners.values, change) } };
    case 'people':
      return { ...mapping, people: change.people };
    case 'people_value':
      if (people?.property !== change.property) return mapping;
      return { ...mapping, people: { ...people, values: withValue(people.values, change) } };
    case 'field':
      return { ...mapping, fields: { ...mapping.fields, [change.field]: change.mapped } };
    case 'field_value':
      return withFieldValue(mapping, change);
    case 'label':
      return { ...mapping, tags: { ...tags, labels: [...tags.labels, change.label] } };
    case 'customer':
      return { ...mapping, customer: { label: change.label } };
    case 'tag_property':
      return { ...mapping, tags: { ...tags, property: change.tag } };
    case 'tag_value': {
      if (tags.property?.property !== change.property) return mapping;
      const values = { ...tags.property.values, [change.value]: change.means };
      return { ...mapping, tags: { ...tags, property: { ...tags.property, values } } };
    }
    case 'pipeline':
      return { ...mapping, pipelines: [...mapping.pipelines, change.pipeline] };
    case 'amount':
      return { ...mapping, amount: { property: change.property } };
    case 'activity':
      return {
        ...mapping,
        activityKinds: {
          ...mapping.activityKinds,
          [change.as]: [...mapping.activityKinds[change.as], change.type],
        },
      };
    case 'baseline':
      return { ...mapping, baseline: change.baseline };
    case 'baseline_value': {
      const { baseline } = mapping;
      if (baseline?.property !== change.property) return mapping;
      return {
        ...mapping,
        baseline: { ...baseline, values: { ...baseline.values, [change.value]: change.as } },
      };
    }
    default:
      return assertNever(change);
  }
}

const withValue = (
  values: readonly string[],
  { value, is }: { readonly value: string; readonly is: boolean },
): readonly string[] => (is ? [...new Set([...values, value])] : values.filter((one) => one !== value));

function withFieldValue(
  mapping: Mapping,
  { field, property, value, means }: Extract<MappingChange, { kind: 'field_value' }>,
): Mapping {
  const mapped = mapping.fields[field];
  if (mapped?.property !== property) return mapping;
  const values = { ...mapped.values, [value]: means };
  return { ...mapping, fields: { ...mapping.fields, [field]: { ...mapped, values } } };
}
