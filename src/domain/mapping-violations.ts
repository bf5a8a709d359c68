/** What a mapping of the right shape may still have wrong: rules between its keys, and names that are none. */
import { canonicalJson } from './canonical-json.js';
import { DEFAULT_MAPPING, PARTNER_FIELDS, type Mapping } from './mapping.js';
import { namedIn } from './mapping-names.js';
import type { MappingProblem } from './mapping-reading.js';

/** Spellings that mean one thing: people see no difference between them. */
export const sameWords = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();

type Path = MappingProblem['path'];

/** Every rule that a mapping breaks. Values of type, tier and stage are held against ours where the file is read. */
export function mappingViolations(mapping: Mapping): readonly MappingProblem[] {
  return [
    ...versionProblems(mapping),
    ...namedIn(mapping).flatMap(({ path, problem }) => (problem === null ? [] : [{ path, problem }])),
    ...listProblems(mapping),
    ...fieldProblems(mapping),
    ...valueProblems(mapping),
    ...labelProblems(mapping),
    ...pipelineProblems(mapping),
    ...activityProblems(mapping),
  ];
}

function versionProblems(mapping: Mapping): readonly MappingProblem[] {
  const taken =
    mapping.version === DEFAULT_MAPPING.version && canonicalJson(mapping) !== canonicalJson(DEFAULT_MAPPING);
  if (!taken) return [];
  const problem = `is ${DEFAULT_MAPPING.version}, the built-in one, but something differs from it; name this mapping, for example "acme-1"`;
  return [{ path: ['version'], problem }];
}

/** Lists that say which records are meant: an empty one means none, and one value twice is a slip. */
function listProblems({ partners, people }: Mapping): readonly MappingProblem[] {
  const where = partners.from === 'object' ? partners.where : null;
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    ...(partners.from === 'company' ? [[['partners', 'values'], partners.values] as const] : []),
    ...(where === null ? [] : [[['partners', 'where', 'values'], where.values] as const]),
    ...(people === null ? [] : [[['people', 'values'], people.values] as const]),
  ];
  return lists.flatMap(([path, values]) =>
    values.length === 0
      ? [{ path, problem: 'is empty: name at least one value' }]
      : values.flatMap((value, place) =>
          values.indexOf(value) < place
            ? [{ path: [...path, place], problem: `names “${value}” twice` }]
            : [],
        ),
  );
}

const WITHOUT_VALUES: readonly string[] = ['manager', 'signed', 'starts', 'ends'];

function fieldProblems({ partners, fields }: Mapping): readonly MappingProblem[] {
  return PARTNER_FIELDS.flatMap((name) => {
    const field = fields[name];
    if (field === null) return [];
    const has = Object.keys(field.values).length > 0;
    const withoutObject = field.on === 'object' && partners.from !== 'object';
    const at = (key: string, problem: string): MappingProblem => ({ path: ['fields', name, key], problem });
    return [
      ...(withoutObject
        ? [at('on', 'is object, but partners come from companies; name the object under partners.object')]
        : []),
      ...(has && WITHOUT_VALUES.includes(name)
        ? [at('values', `has values, but ${name} is taken as it stands; leave them out`)]
        : []),
      ...(!has && field.mode !== 'ignore' && !WITHOUT_VALUES.includes(name)
        ? [at('values', `is empty: say which of their values is which ${name} of ours`)]
        : []),
    ];
  });
}

/** Two spellings of one value that mean different things: nobody could say which of them a record has. */
function valueProblems({ fields, tags, baseline }: Mapping): readonly MappingProblem[] {
  const maps: readonly (readonly [Path, Readonly<Record<string, string | null>>])[] = [
    ...PARTNER_FIELDS.flatMap((name) => {
      const field = fields[name];
      return field === null ? [] : [[['fields', name, 'values'], field.values] as const];
    }),
    ...(tags.property === null ? [] : [[['tags', 'property', 'values'], tags.property.values] as const]),
    ...(baseline === null ? [] : [[['baseline', 'values'], baseline.values] as const]),
  ];
  const empty =
    baseline !== null && Object.keys(baseline.values).length === 0
      ? [
          {
            path: ['baseline', 'values'],
            problem: 'is empty: say which value is sourced, influenced or direct',
          },
        ]
      : [];
  return [...empty, ...maps.flatMap(([path, values]) => clashes(path, values))];
}

function clashes(path: Path, values: Readonly<Record<string, string | null>>): readonly MappingProblem[] {
  const first = new Map<string, readonly [string, string | null]>();
  return Object.entries(values).flatMap(([theirs, ours]) => {
    const [same, meant] = first.get(sameWords(theirs)) ?? [];
    if (same === undefined) first.set(sameWords(theirs), [theirs, ours]);
    return same === undefined || meant === ours
      ? []
      : [
          {
            path: [...path, theirs],
            problem: `means ${ours ?? 'nobody'}, but “${same}”, the same but for case and blanks, means ${meant ?? 'nobody'}`,
          },
        ];
  });
}

function labelProblems({ tags, customer }: Mapping): readonly MappingProblem[] {
  const first = new Map<string, number>();
  const twice = tags.labels.flatMap(({ object, label, role, motion }, place) => {
    const key = `${object} ${sameWords(label)}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, place);
      return [];
    }
    const other = tags.labels[before];
    const clashing = other?.role !== role || other.motion !== motion;
    const problem = clashing
      ? `says “${label}” of ${object} is ${meaning(role, motion)}, but tags.labels.${before} says it is ${other === undefined ? '' : meaning(other.role, other.motion)}; a label has one meaning`
      : `names the label “${label}” of ${object} a second time`;
    return [{ path: ['tags', 'labels', place], problem }];
  });
  const customerIsTag =
    customer.label !== null && first.has(`companies ${sameWords(customer.label)}`)
      ? [{ path: ['customer', 'label'], problem: `is “${customer.label}”, which tags.labels makes a tag` }]
      : [];
  return [...twice, ...customerIsTag];
}

const meaning = (role: string, motion: string | null): string =>
  motion === null ? role : `${role} (${motion})`;

function pipelineProblems({ pipelines }: Mapping): readonly MappingProblem[] {
  const names = pipelines.map(({ label }) => sameWords(label));
  return pipelines.flatMap(({ label }, place) =>
    names.indexOf(sameWords(label)) < place
      ? [{ path: ['pipelines', place, 'label'], problem: `names the pipeline “${label}” a second time` }]
      : [],
  );
}

function activityProblems({ activityKinds }: Mapping): readonly MappingProblem[] {
  const first = new Map<string, string>();
  return (['demo', 'proposal'] as const).flatMap((kind) =>
    activityKinds[kind].flatMap((type, place) => {
      const before = first.get(sameWords(type));
      first.set(sameWords(type), before ?? kind);
      if (before === undefined) return [];
      const path = ['activityKinds', kind, place];
      return [{ path, problem: `names the type “${type}” a second time: activityKinds.${before} has it` }];
    }),
  );
}
