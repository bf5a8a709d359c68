/** Proposes where a partner's type, tier, stage, manager and agreement dates stand. */
import { left, type Choice, type MappingLine } from './mapping-lines.js';
import {
  saysAgreement,
  saysEnd,
  saysManager,
  saysPartner,
  saysSigned,
  saysStage,
  saysStart,
  saysTier,
  saysType,
  stageOf,
  tierOf,
  typeOf,
} from './mapping-words.js';
import { PARTNER_FIELDS, type MappedField, type PartnerField } from './mapping.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES } from './partner.js';
import type {
  CountQuestion,
  PortalStructure,
  RecordCount,
  ScanCounts,
  ScannedOption,
  ScannedProperty,
} from './portal-scan.js';
import { partnerObjects, partnerProperties } from './propose-mapping-partners.js';
import { shown } from './propose-mapping-values.js';

/** As people read them. */
export const FIELD_WORDS: Readonly<Record<PartnerField, string>> = {
  type: 'partner type',
  tier: 'partner tier',
  stage: 'partner lifecycle stage',
  manager: 'partner manager',
  signed: 'date of signature',
  starts: 'start of the agreement',
  ends: 'end of the agreement',
};

/** A field with values of ours: what they are called, and which of them a text means. */
interface Valued {
  readonly words: Readonly<Record<string, string>>;
  readonly meansOf: (text: string) => string | null;
}

const VALUED: Readonly<Partial<Record<PartnerField, Valued>>> = {
  type: { words: PARTNER_TYPES, meansOf: typeOf },
  tier: { words: PARTNER_TIERS, meansOf: tierOf },
  stage: { words: PARTNER_STAGES, meansOf: stageOf },
};

const isDate = ({ type }: ScannedProperty): boolean => type === 'date' || type === 'datetime';
const isDropdown = ({ type, options, ofOwners }: ScannedProperty): boolean =>
  type === 'enumeration' && options.length > 0 && !ofOwners;

const FITS: Readonly<Record<PartnerField, (property: ScannedProperty) => boolean>> = {
  type: (one) => isDropdown(one) && saysType(one.name, one.label) && oneMeans(one, typeOf),
  tier: (one) => isDropdown(one) && (saysTier(one.name, one.label) || mostMean(one, tierOf)),
  stage: (one) => isDropdown(one) && saysStage(one.name, one.label) && oneMeans(one, stageOf),
  manager: (one) => one.ofOwners && saysManager(one.name, one.label),
  signed: (one) => isDate(one) && saysSigned(one.name, one.label),
  starts: (one) => isDate(one) && saysStart(one.name, one.label),
  ends: (one) => isDate(one) && saysEnd(one.name, one.label),
};

const meant = ({ value, label }: ScannedOption, meansOf: Valued['meansOf']): string | null =>
  meansOf(label) ?? meansOf(value);
const oneMeans = ({ options }: ScannedProperty, meansOf: Valued['meansOf']): boolean =>
  options.some((option) => meant(option, meansOf) !== null);
const mostMean = ({ options }: ScannedProperty, meansOf: Valued['meansOf']): boolean =>
  options.filter((option) => meant(option, meansOf) !== null).length * 2 > options.length;

/** Properties that may hold a field: of companies those that say partner, of a partner object all. */
function fieldProperties(structure: PortalStructure, field: PartnerField): readonly ScannedProperty[] {
  const objects = new Set(partnerObjects(structure).map(({ name }) => name));
  const whoIs = new Set(partnerProperties(structure).map(({ name }) => name));
  return structure.properties.filter((one) => {
    const ofPartners =
      objects.has(one.object) || (one.object === 'companies' && isOfPartners(one) && !whoIs.has(one.name));
    return ofPartners && one.origin === 'theirs' && !one.calculated && FITS[field](one);
  });
}

/** Only partners have agreements that begin and end. */
const isOfPartners = (one: ScannedProperty): boolean =>
  saysPartner(one.name, one.label) || (isDate(one) && saysAgreement(one.name, one.label));

/** What has to be counted: whether a property is filled in, and each of its values. */
export const fieldQuestions = (structure: PortalStructure): readonly CountQuestion[] =>
  PARTNER_FIELDS.flatMap((field) =>
    fieldProperties(structure, field).flatMap(({ object, name, options }) => [
      { object, property: name, value: null },
      ...(VALUED[field] === undefined ? [] : options).map(({ value }) => ({ object, property: name, value })),
    ]),
  );

/**
 * Proposes each field that the portal has something for.
 * @param object the custom object that makes partners; null where companies do so by themselves.
 */
export function fieldLines(
  structure: PortalStructure,
  counts: ScanCounts,
  object: string | null,
): readonly MappingLine[] {
  return PARTNER_FIELDS.flatMap((field): readonly MappingLine[] => {
    const filled = (one: ScannedProperty): number => counts.of(one.object, one.name, null)?.records ?? 0;
    const fitting = fieldProperties(structure, field)
      .filter((one) => (one.object === 'companies' || one.object === object) && filled(one) > 0)
      // A record of the partner object goes before its company, then what is filled in most.
      .toSorted((a, b) => Number(b.object === object) - Number(a.object === object) || filled(b) - filled(a));
    const [best] = fitting;
    if (best === undefined) return [];
    return [fieldLine(field, fitting, counts), ...fieldValueLines(field, best, counts)];
  });
}

const mappedOf = ({ object, name, options }: ScannedProperty, field: PartnerField): MappedField => ({
  on: object === 'companies' ? 'company' : 'object',
  property: name,
  mode: 'read',
  values: Object.fromEntries(
    options.flatMap((option) => {
      const means = VALUED[field] === undefined ? null : meant(option, VALUED[field].meansOf);
      return means === null ? [] : [[option.value, means]];
    }),
  ),
});

const placeOf = ({ object, label }: ScannedProperty): string =>
  object === 'companies' ? `company property “${label}”` : `“${label}” of the custom object`;

/** Of a custom object's records nobody knows the name of their type. */
function countOf(
  { object, name }: ScannedProperty,
  value: string | null,
  counts: ScanCounts,
): RecordCount | null {
  const count = counts.of(object, name, value);
  return count === null || object === 'companies' ? count : { ...count, of: 'records' };
}

const also = (others: readonly ScannedProperty[]): string =>
  others.map(({ label }) => `“${label}”`).join(', ');

function fieldLine(
  field: PartnerField,
  fitting: readonly ScannedProperty[],
  counts: ScanCounts,
): MappingLine {
  const [best] = fitting as [ScannedProperty, ...ScannedProperty[]];
  const word = FIELD_WORDS[field];
  const choices = fitting.flatMap((property): readonly Choice[] => {
    const mapped = mappedOf(property, field);
    const key = `${property.object}.${property.name}`;
    const choice = (mode: MappedField['mode'], means: string): Choice => ({
      key: `${key}:${mode}`,
      means,
      ...(fitting.length === 1 ? {} : { detail: placeOf(property) }),
      changes: [{ kind: 'field', field, mapped: { ...mapped, mode } }],
    });
    return [
      choice('read', `${word}: read, theirs stays the source`),
      choice('migrate', `${word}: ours takes over, theirs fills it where it is empty`),
    ];
  });
  return {
    key: `field:${field}`,
    section: 'fields',
    what: placeOf(best),
    count: countOf(best, null, counts),
    why: fitting.length === 1 ? `its name and values say ${word}` : `so may ${also(fitting.slice(1))}`,
    confidence: fitting.length === 1 ? 'high' : 'medium',
    ask: fitting.length === 1 ? null : `Several properties may hold the ${word}. Which one?`,
    choices: [...choices, left(`no ${word}`)],
    chosen: `${best.object}.${best.name}:read`,
  };
}

/** One line for the values whose meaning is plain, and one for each whose is not. */
function fieldValueLines(
  field: PartnerField,
  property: ScannedProperty,
  counts: ScanCounts,
): readonly MappingLine[] {
  const valued = VALUED[field];
  if (valued === undefined) return [];
  return property.options.flatMap((option): readonly MappingLine[] => {
    const means = meant(option, valued.meansOf);
    const count = countOf(property, option.value, counts);
    if (means === null && (count?.records ?? 0) === 0) return [];
    const of = (value: string, words: string): Choice => ({
      key: value,
      means: words,
      changes: [{ kind: 'field_value', field, property: property.name, value: option.value, means: value }],
    });
    return [
      {
        key: `field_value:${field}:${option.value}`,
        section: 'fields',
        what: `“${property.label}” is “${shown(option)}”`,
        count,
        why: means === null ? 'no word that we know' : 'the value says so',
        confidence: means === null ? 'low' : 'high',
        ask: means === null ? `Which ${FIELD_WORDS[field]} is “${shown(option)}”?` : null,
        choices: [
          ...Object.entries(valued.words).map(([value, words]) => of(value, words)),
          left(`no ${FIELD_WORDS[field]}: listed as a finding`),
        ],
        chosen: means ?? 'leave',
      },
    ];
  });
}
