/** Proposes the property by which the portal has said until now who brought a deal. */
import { left, type Choice, type MappingLine } from './mapping-lines.js';
import { classOf, saysPartner } from './mapping-words.js';
import type {
  CountQuestion,
  PortalStructure,
  ScanCounts,
  ScannedOption,
  ScannedProperty,
} from './portal-scan.js';
import { shown } from './propose-mapping-values.js';

const classOfOption = ({ value, label }: ScannedOption) => classOf(label) ?? classOf(value);

/** Deal dropdowns that say who brought a deal: at least one value for sourced, and one for something else. */
export const baselineProperties = ({ properties }: PortalStructure): readonly ScannedProperty[] =>
  properties.filter(({ object, origin, type, ofOwners, options }) => {
    if (object !== 'deals' || origin !== 'theirs' || type !== 'enumeration' || ofOwners) return false;
    const classes = new Set(options.map(classOfOption));
    const aboutPartners = options.some(
      ({ value, label }) => saysPartner(value, label) || /sourc|influenc/i.test(label),
    );
    return aboutPartners && classes.has('sourced') && (classes.has('influenced') || classes.has('direct'));
  });

/** Proposes the property by which the portal has said until now who brought a deal. */
export function baselineLines(structure: PortalStructure, counts: ScanCounts): readonly MappingLine[] {
  const filled = ({ name }: ScannedProperty): number => counts.of('deals', name, null)?.records ?? 0;
  const found = baselineProperties(structure)
    .filter((one) => filled(one) > 0)
    .toSorted((a, b) => filled(b) - filled(a));
  const [best] = found;
  if (best === undefined) return [];
  return [
    {
      key: 'baseline',
      section: 'baseline',
      what: `deal property “${best.label}”`,
      count: counts.of('deals', best.name, null),
      why: 'its values say who brought a deal',
      confidence: found.length === 1 ? 'high' : 'medium',
      ask:
        found.length === 1 ? null : 'Several properties say who brought a deal. Which one did you report by?',
      choices: [...found.map(baselineChoice), left('nothing: there is no earlier field to compare with')],
      chosen: best.name,
    },
    ...best.options.flatMap((option) => baselineValueLine(best, option, counts)),
  ];
}

const baselineChoice = ({ name, label, options }: ScannedProperty): Choice => ({
  key: name,
  means: 'compared with our numbers, never mixed with them',
  detail: `“${label}”`,
  changes: [
    {
      kind: 'baseline',
      baseline: {
        property: name,
        values: Object.fromEntries(
          options.flatMap((option) => {
            const as = classOfOption(option);
            return as === null ? [] : [[option.value, as]];
          }),
        ),
      },
    },
  ],
});

function baselineValueLine(
  property: ScannedProperty,
  option: ScannedOption,
  counts: ScanCounts,
): readonly MappingLine[] {
  const as = classOfOption(option);
  const count = counts.of('deals', property.name, option.value);
  if (as === null && (count?.records ?? 0) === 0) return [];
  return [
    {
      key: `baseline_value:${option.value}`,
      section: 'baseline',
      what: `“${property.label}” is “${shown(option)}”`,
      count,
      why: as === null ? 'no word that we know' : 'the value says so',
      confidence: as === null ? 'low' : 'high',
      ask: as === null ? `What did “${property.label}” = “${shown(option)}” mean?` : null,
      choices: [
        ...(['sourced', 'influenced', 'direct'] as const).map((one): Choice => ({
          key: one,
          means: one === 'direct' ? 'direct: no partner' : `partner-${one}`,
          changes: [{ kind: 'baseline_value', property: property.name, value: option.value, as: one }],
        })),
        left('nothing that can be compared'),
      ],
      chosen: as ?? 'leave',
    },
  ];
}

/** What has to be counted: where it is filled in, and each of its values. */
export const baselineQuestions = (structure: PortalStructure): readonly CountQuestion[] =>
  baselineProperties(structure).flatMap(({ name, options }) => [
    { object: 'deals', property: name, value: null },
    ...options.map(({ value }) => ({ object: 'deals', property: name, value })),
  ]);
