/** What has drifted between a mapping and its portal: values, labels and pipelines that came or went since. */
import { objectOf, type MappingIssue } from './check-mapping.js';
import { DEFAULT_MAPPING, PARTNER_FIELDS, type Mapping } from './mapping.js';
import { sameWords } from './mapping-violations.js';
import { saysNotPartner, saysPartner, saysPersonPartner } from './mapping-words.js';
import {
  propertyOf,
  ScanCounts,
  type CountQuestion,
  type PortalScan,
  type PortalStructure,
  type ScannedProperty,
} from './portal-scan.js';
import { dealLabels, isPartnerLabel } from './propose-mapping-labels.js';

/** Values of a property that the mapping names, and what of them is a surprise. */
interface NamedValues {
  readonly path: MappingIssue['path'];
  readonly object: string;
  readonly property: string;
  readonly values: readonly string[];
  /** What makes two values one where they are read: who is a partner is read to the letter, what a value means is not. */
  readonly alike: (value: string) => string;
  /** Whether an option that is not named is worth a word. */
  readonly isNews: (option: { readonly value: string; readonly label: string }) => boolean;
}

const always = (): boolean => true;
const toTheLetter = (value: string): string => value;
const isPartnerWord: NamedValues['isNews'] = ({ value, label }) =>
  saysPartner(value, label) && !saysNotPartner(value, label);
const isPersonWord: NamedValues['isNews'] = ({ value, label }) => saysPersonPartner(value, label);

function namedValues(mapping: Mapping): readonly NamedValues[] {
  const { partners, people, fields, baseline } = mapping;
  const who: readonly NamedValues[] =
    partners.from === 'company'
      ? [
          {
            path: ['partners', 'values'],
            object: 'companies',
            property: partners.property,
            values: partners.values,
            alike: toTheLetter,
            isNews: isPartnerWord,
          },
        ]
      : partners.where === null
        ? []
        : [
            {
              path: ['partners', 'where', 'values'],
              object: partners.object,
              property: partners.where.property,
              values: partners.where.values,
              alike: toTheLetter,
              isNews: always,
            },
          ];
  return [
    ...who,
    ...(people === null
      ? []
      : [
          {
            path: ['people', 'values'],
            object: 'contacts',
            property: people.property,
            values: people.values,
            alike: toTheLetter,
            isNews: isPersonWord,
          },
        ]),
    ...PARTNER_FIELDS.flatMap((field): readonly NamedValues[] => {
      const mapped = fields[field];
      const valued = field === 'type' || field === 'tier' || field === 'stage';
      if (mapped === null || mapped.mode === 'ignore' || !valued) return [];
      const object = objectOf(mapping, mapped.on === 'object' ? 'object' : 'companies');
      return [
        {
          path: ['fields', field, 'values'],
          object,
          property: mapped.property,
          values: Object.keys(mapped.values),
          alike: sameWords,
          isNews: always,
        },
      ];
    }),
    ...(baseline === null
      ? []
      : [
          {
            path: ['baseline', 'values'],
            object: 'deals',
            property: baseline.property,
            values: Object.keys(baseline.values),
            alike: sameWords,
            isNews: always,
          },
        ]),
  ];
}

/** Values, labels and pipelines that the mapping names and that went, or that came and it does not name. */
export function checkDrift(scan: PortalScan, mapping: Mapping): readonly MappingIssue[] {
  const counts = new ScanCounts(scan);
  return [
    ...namedValues(mapping).flatMap((named) => valueDrift(scan, counts, named)),
    ...newLabels(scan, counts, mapping),
    ...newPipelines(scan, counts, mapping),
  ];
}

/** What has to be counted for that: the options that the mapping does not name, and pipelines. */
export const driftQuestions = (structure: PortalStructure, mapping: Mapping): readonly CountQuestion[] => [
  ...namedValues(mapping).flatMap(({ object, property, values, alike, isNews }) => {
    const known = new Set(values.map(alike));
    const options = propertyOf(structure, object, property)?.options ?? [];
    const news = options.filter((one) => !known.has(alike(one.value)) && isNews(one));
    return news.map(({ value }) => ({ object, property, value }));
  }),
  ...(mapping.pipelines.length === 0 ? [] : structure.pipelines).map(({ id }) => ({
    object: 'deals',
    property: 'pipeline',
    value: id,
  })),
];

const drifted = (issue: Omit<MappingIssue, 'broken'>): MappingIssue => ({ ...issue, broken: false });

function valueDrift(scan: PortalScan, counts: ScanCounts, named: NamedValues): readonly MappingIssue[] {
  const { path, object, property: name, values, alike, isNews } = named;
  const property = propertyOf(scan.structure, object, name);
  // What is gone as a whole has a line of its own; texts and checkboxes have no options.
  if (property === undefined || property.options.length === 0) return [];
  const count = (value: string): MappingIssue['count'] => counts.of(object, name, value);
  const known = new Set(values.map(alike));
  const options = new Set(property.options.map(({ value }) => alike(value)));
  const gone = values.filter((value) => !options.has(alike(value)) && !isHubSpotsValue(object, name, value));
  const added = property.options.filter(
    (one) => !known.has(alike(one.value)) && isNews(one) && !isUnusedOwn(property, count(one.value)),
  );
  // HubSpot keeps the value on records whose option was removed: the mapping still reads those.
  return [
    ...gone.map((value) =>
      drifted({
        kind: 'value_gone',
        path: placeOf(path, values, value),
        message: `“${property.label}” has no option “${value}” any more`,
        next: 'put the option that took its place beside it; records that still hold it count as before',
        count: count(value),
      }),
    ),
    ...added.map(({ value }) =>
      drifted({
        kind: 'value_new',
        path,
        message: `“${property.label}” has an option “${value}” that the mapping does not name`,
        next: 'say in the mapping what it means; until then it means nothing',
        count: count(value),
      }),
    ),
  ];
}

/** Every portal has HubSpot's own options; those that nobody uses are no news. */
const isUnusedOwn = ({ origin }: ScannedProperty, count: MappingIssue['count']): boolean =>
  origin === 'hubspot' && (count?.records ?? 0) === 0;

/** `type = PARTNER` of the defaults, in a portal that took that option away: its own mapping says what it uses. */
const isHubSpotsValue = (object: string, property: string, value: string): boolean =>
  object === 'companies' &&
  DEFAULT_MAPPING.partners.from === 'company' &&
  DEFAULT_MAPPING.partners.property === property &&
  DEFAULT_MAPPING.partners.values.includes(value);

/** A list's place by number, a table's by key. */
const placeOf = (
  path: MappingIssue['path'],
  values: readonly string[],
  value: string,
): MappingIssue['path'] =>
  path[0] === 'partners' || path[0] === 'people' ? [...path, values.indexOf(value)] : [...path, value];

function newLabels(
  scan: PortalScan,
  counts: ScanCounts,
  { tags, customer }: Mapping,
): readonly MappingIssue[] {
  const known = new Set([
    ...tags.labels.map(({ object, label }) => `${object} ${sameWords(label)}`),
    ...(customer.label === null ? [] : [`companies ${sameWords(customer.label)}`]),
  ]);
  return dealLabels(scan.structure)
    .filter((label) => isPartnerLabel(label) && !known.has(`${label.to} ${sameWords(label.label)}`))
    .map((label) =>
      drifted({
        kind: 'label_new',
        path: ['tags', 'labels'],
        message: `there is a label “${label.label}” between deals and ${label.to} that the mapping does not name`,
        next: 'say in the mapping which role it is, or leave it: it is no tag then',
        count: counts.label(label),
      }),
    );
}

/** Where a mapping names no pipeline at all, all of them are counted on purpose. */
function newPipelines(scan: PortalScan, counts: ScanCounts, { pipelines }: Mapping): readonly MappingIssue[] {
  if (pipelines.length === 0) return [];
  const known = new Set(pipelines.map(({ label }) => sameWords(label)));
  return scan.structure.pipelines
    .filter(({ label }) => !known.has(sameWords(label)))
    .map(({ id, label }) =>
      drifted({
        kind: 'pipeline_new',
        path: ['pipelines'],
        message: `there is a pipeline “${label}” that the mapping does not name; its deals are counted`,
        next: 'say in the mapping how its deals are counted',
        count: counts.of('deals', 'pipeline', id),
      }),
    );
}
