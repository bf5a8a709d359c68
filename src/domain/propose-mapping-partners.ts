/** Proposes who is a partner: a company property and its values, or a custom object. */
import type { MappingLine, Choice } from './mapping-lines.js';
import { left } from './mapping-lines.js';
import {
  saysDetail,
  saysNotPartner,
  saysPartner,
  saysPartnerPlainly,
  saysProspect,
  saysStage,
  spoken,
} from './mapping-words.js';
import { DEFAULT_MAPPING, type PartnerSource } from './mapping.js';
import {
  propertyOf,
  type CountQuestion,
  type PortalStructure,
  type RecordCount,
  type ScanCounts,
  type ScannedObject,
  type ScannedOption,
  type ScannedProperty,
} from './portal-scan.js';
import { isChoice, shown, sum, whoLine } from './propose-mapping-values.js';

/** HubSpot's own property by which a company may be a partner. */
const OWN_TYPE = DEFAULT_MAPPING.partners.from === 'company' ? DEFAULT_MAPPING.partners.property : '';

const YES: ScannedOption = { value: 'true', label: 'Yes', hidden: false };

/** "is partner" as a checkbox has one value that counts; a dropdown those that say so. */
function partnerOptions(property: ScannedProperty): readonly ScannedOption[] {
  const named = saysPartner(property.name, property.label);
  if (isCheckbox(property) || property.fieldType === 'booleancheckbox') return named ? [YES] : [];
  return property.options.filter(({ value, label }) => saysPartner(value, label));
}

/** Company properties whose values may say who is a partner. */
export const partnerProperties = ({ properties }: PortalStructure): readonly ScannedProperty[] =>
  properties.filter(
    (one) =>
      one.object === 'companies' &&
      (one.origin === 'theirs' || one.name === OWN_TYPE) &&
      isChoice(one) &&
      // Partner type, level and status say what kind of partner, not who is one.
      (one.name === OWN_TYPE || !aboutPartners(one)) &&
      partnerOptions(one).length > 0,
  );

const aboutPartners = (property: ScannedProperty): boolean =>
  !isCheckbox(property) &&
  saysPartner(property.name, property.label) &&
  saysDetail(property.name, property.label);

/** Custom objects that hold partners: "partner_account". */
export const partnerObjects = ({ objects }: PortalStructure): readonly ScannedObject[] =>
  objects.filter(
    ({ name, label, origin }) =>
      origin === 'theirs' &&
      saysPartner(name, label) &&
      !/registration|deal|request|referral/.test(spoken(name)),
  );

/** The status of a partner object, whose values may narrow it down. */
const statusOf = (structure: PortalStructure, object: string): ScannedProperty | undefined =>
  structure.properties.find(
    (one) =>
      one.object === object &&
      one.origin === 'theirs' &&
      one.type === 'enumeration' &&
      saysStage(one.name, one.label),
  );

/** What has to be counted before anything can be proposed. */
export const partnerQuestions = (structure: PortalStructure): readonly CountQuestion[] => [
  ...partnerProperties(structure).flatMap((property) =>
    partnerOptions(property).map(({ value }) => ({ object: 'companies', property: property.name, value })),
  ),
  ...partnerObjects(structure).flatMap(({ name }) => {
    const status = statusOf(structure, name);
    return status === undefined
      ? []
      : status.options.map(({ value }) => ({ object: name, property: status.name, value }));
  }),
];

interface Candidate {
  readonly key: string;
  readonly source: PartnerSource;
  readonly what: string;
  readonly count: RecordCount;
}

/** Proposes the source with the most records, and every value of it that is not plain. */
export function partnerLines(
  structure: PortalStructure,
  counts: ScanCounts,
  records: Readonly<Record<string, number>>,
): readonly MappingLine[] {
  const candidates = [...objectCandidates(structure, records), ...propertyCandidates(structure, counts)];
  const inUse = candidates.filter(({ count }) => count.records > 0);
  const best = inUse.toSorted((a, b) => rank(b) - rank(a))[0];
  if (best === undefined) return [noSource(candidates[0])];
  const others = inUse.filter(({ key }) => key !== best.key);
  const line: MappingLine = {
    key: 'partners',
    section: 'partners',
    what: best.what,
    count: best.count,
    why:
      best.source.from === 'object'
        ? 'a custom object for partners'
        : 'values that say partner, reseller and the like',
    confidence: others.length === 0 ? 'high' : 'medium',
    ask: others.length === 0 ? null : 'Several things may say who is a partner. Which one does?',
    choices: [best, ...others].map(choiceOf),
    chosen: best.key,
  };
  const { source } = best;
  if (source.from === 'object') return [line, ...statusLines(structure, counts, source.object)];
  const property = propertyOf(structure, 'companies', source.property);
  return property === undefined
    ? [line]
    : [line, ...partnerOptions(property).map((option) => partnerLine(property, option, counts))];
}

/** Records of somebody who never became a partner make none; those of former partners do, for the deals of then. */
function statusLines(structure: PortalStructure, counts: ScanCounts, object: string): readonly MappingLine[] {
  const status = statusOf(structure, object);
  if (status === undefined) return [];
  const never = status.options.filter(({ value, label }) => saysProspect(value, label));
  const records = sum(never.map(({ value }) => counts.of(object, status.name, value)?.records ?? 0));
  if (records === 0) return [];
  const values = status.options.filter((one) => !never.includes(one)).map(({ value }) => value);
  const where = { property: status.name, values };
  return [
    {
      key: `partners.where:${status.name}`,
      section: 'partners',
      what: `“${status.label}” is ${never.map((one) => `“${shown(one)}”`).join(' or ')}`,
      count: { records, of: 'records', sampled: null },
      why: 'it says somebody who has not become a partner',
      confidence: 'medium',
      ask: `Are these partners: “${status.label}” is ${never.map((one) => `“${shown(one)}”`).join(' or ')}?`,
      choices: [
        {
          key: 'none',
          means: 'no partner (yet)',
          changes: [{ kind: 'partners', source: { from: 'object', object, where } }],
        },
        left('a partner like all others'),
      ],
      chosen: 'none',
    },
  ];
}

// A custom object that exists for partners is where a portal keeps them, however many companies say so as well.
const rank = ({ source, count }: Candidate): number => count.records + (source.from === 'object' ? 1e9 : 0);

const choiceOf = ({ key, what, count, source }: Candidate): Choice => ({
  key,
  means: 'says who is a partner',
  detail: `${what}: ${count.records} ${count.of}`,
  changes: [{ kind: 'partners', source }],
});

function propertyCandidates(structure: PortalStructure, counts: ScanCounts): readonly Candidate[] {
  return partnerProperties(structure).map((property) => {
    const plain = partnerOptions(property).filter((option) => isPartner(property, option));
    const records = plain.map(({ value }) => counts.of('companies', property.name, value)?.records ?? 0);
    return {
      key: `companies.${property.name}`,
      source: { from: 'company', property: property.name, values: plain.map(({ value }) => value) },
      what: `company property “${property.label}”`,
      count: { records: sum(records), of: 'companies', sampled: null },
    };
  });
}

function objectCandidates(
  structure: PortalStructure,
  records: Readonly<Record<string, number>>,
): readonly Candidate[] {
  return partnerObjects(structure).map(({ name, label }) => ({
    key: `object.${name}`,
    source: { from: 'object', object: name, where: null },
    what: `custom object “${label}”`,
    count: { records: records[name] ?? 0, of: 'records', sampled: null },
  }));
}

function noSource(first: Candidate | undefined): MappingLine {
  const { partners } = DEFAULT_MAPPING;
  const source = first?.source ?? partners;
  const what = first?.what ?? 'company property “Type”';
  return {
    key: 'partners',
    section: 'partners',
    what,
    count: { records: 0, of: 'companies', sampled: null },
    why: 'nothing else in the portal says partner',
    confidence: 'low',
    ask: null,
    choices: [{ key: 'default', means: 'says who is a partner', changes: [{ kind: 'partners', source }] }],
    chosen: 'default',
  };
}

function partnerLine(property: ScannedProperty, option: ScannedOption, counts: ScanCounts): MappingLine {
  const is = isPartner(property, option);
  const plain = isCheckbox(property) || (is && saysPartnerPlainly(option.value, option.label));
  return whoLine('partner_value', { property, option, is, plain }, counts);
}

/** Plainly a partner, and not somebody who was or may become one. */
const isPartner = (property: ScannedProperty, { value, label }: ScannedOption): boolean =>
  isCheckbox(property) || (saysPartner(value, label) && !saysNotPartner(value, label));

const isCheckbox = ({ type, fieldType }: ScannedProperty): boolean =>
  type === 'bool' || fieldType === 'booleancheckbox';
