/** Proposes contacts who are partners themselves: consultants, affiliates. */
import { left, type MappingLine } from './mapping-lines.js';
import { saysNotPartner, saysPartner, saysPersonPartner, spoken } from './mapping-words.js';
import type {
  CountQuestion,
  PortalStructure,
  ScanCounts,
  ScannedOption,
  ScannedProperty,
} from './portal-scan.js';
import { isChoice, sum, whoLine } from './propose-mapping-values.js';

/** Contact properties whose values say that the contact is a partner. */
const peopleProperties = ({ properties }: PortalStructure): readonly ScannedProperty[] =>
  properties.filter(
    (one) =>
      one.object === 'contacts' && one.origin === 'theirs' && isChoice(one) && personOptions(one).length > 0,
  );

const personOptions = ({ options }: ScannedProperty): readonly ScannedOption[] =>
  options.filter(({ value, label }) => saysPersonPartner(value, label) || saysPartner(value, label));

/** "Partner contact" works for a partner; a consultant or an affiliate is one. */
const isPersonPartner = ({ value, label }: ScannedOption): boolean =>
  saysPersonPartner(value, label) && !saysNotPartner(value, label);

/** What has to be counted: the values that may say so. */
export const peopleQuestions = (structure: PortalStructure): readonly CountQuestion[] =>
  peopleProperties(structure).flatMap((property) =>
    personOptions(property).map(({ value }) => ({ object: 'contacts', property: property.name, value })),
  );

/** Proposes contacts who are partners, where any are. */
export function peopleLines(structure: PortalStructure, counts: ScanCounts): readonly MappingLine[] {
  const found = peopleProperties(structure)
    .map((property) => {
      const values = personOptions(property)
        .filter(isPersonPartner)
        .map(({ value }) => value);
      const records = sum(values.map((value) => counts.of('contacts', property.name, value)?.records ?? 0));
      return { property, values, records };
    })
    .filter(({ records }) => records > 0)
    .toSorted((a, b) => b.records - a.records)[0];
  if (found === undefined) return [];
  const { property, values, records } = found;
  const company = companyOfPerson(structure);
  const by = company === null ? 'the contact’s primary company' : `the company that “${company.label}” names`;
  const people = { property: property.name, values, company: company?.name ?? null };
  return [
    {
      key: 'people',
      section: 'people',
      what: `contact property “${property.label}”`,
      count: { records, of: 'contacts', sampled: null },
      why: 'values that say consultant, affiliate and the like',
      confidence: 'medium',
      ask: `Contacts may be partners by “${property.label}”; the credit goes to ${by}. Is that right?`,
      choices: [
        {
          key: 'people',
          means: `partners in person; each stands for ${by}`,
          changes: [{ kind: 'people', people }],
        },
        left('not looked at'),
      ],
      chosen: 'people',
    },
    ...personOptions(property).map((option) => {
      const is = isPersonPartner(option);
      return whoLine('people_value', { property, option, is, plain: is }, counts);
    }),
  ];
}

const companyOfPerson = ({ properties }: PortalStructure): ScannedProperty | null =>
  properties.find(
    ({ object, origin, type, name, label }) =>
      object === 'contacts' &&
      origin === 'theirs' &&
      type === 'string' &&
      saysPartner(name, label) &&
      /company|account|firm|agency|represent/.test(spoken(`${name} ${label}`)),
  ) ?? null;
