/** An import map's file → the domain's ImportMap. Everything that is wrong is said at once, each with its line. */
import { closest } from 'fastest-levenshtein';
import { parseTree } from 'jsonc-parser';
import * as z from 'zod';
import { isTimeZone } from '../domain/calendar.js';
import {
  DELIMITERS,
  ENCODINGS,
  fieldsOf,
  IMPORT_KINDS,
  NEEDED_FIELDS,
  type ImportKind,
  type ImportMap,
  type ImportValue,
} from '../domain/import-map.js';
import { dateReader } from '../domain/written-date.js';
import { AppError } from '../errors.js';
import { lineOfPath } from './json-lines.js';

const byField = <T extends z.ZodType>(value: T) => z.record(z.string(), value).default({});

const importMapFile = z.strictObject({
  import: z.enum(IMPORT_KINDS),
  source: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'write lower-case letters, digits, - and _'),
  encoding: z.enum(ENCODINGS).default('utf-8'),
  delimiter: z.enum(DELIMITERS).default(','),
  dates: z.string().default('iso'),
  timeZone: z.string().nullable().default(null),
  decimals: z.enum(['.', ',']).default('.'),
  columns: z.record(z.string(), z.string().min(1)),
  fixed: byField(z.string().min(1)),
  values: byField(z.record(z.string(), z.string().nullable())),
  replaces: z.enum(['source', 'partners']).default('source'),
});

interface Problem {
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

/** A map with the lines of its file, for what is found out later. */
export interface FiledImportMap {
  readonly map: ImportMap;
  readonly name: string;
  /** The line on which a key of the map stands. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

/**
 * Reads an import map.
 * @param kind what is to be imported.
 * @throws AppError `import_map_invalid`, with everything that is wrong: line, key, what is wrong with it.
 */
export function parseImportMap(text: string, name: string, kind: ImportKind): FiledImportMap {
  const json = text.replace(/^\uFEFF/, '');
  const tree = parseTree(json);
  const lineOf = (path: readonly (string | number)[]): number =>
    tree === undefined ? 1 : lineOfPath(json, tree, path);
  const file = readJson(json, name);
  const parsed = importMapFile.safeParse(file);
  if (!parsed.success) throw invalid(name, parsed.error.issues.flatMap(issueProblems), lineOf);
  const problems = problemsOf(parsed.data, kind);
  if (problems.length > 0) throw invalid(name, problems, lineOf);
  return { map: parsed.data, name, lineOf };
}

function readJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw invalid(name, [{ path: [], problem: `it is not JSON: ${String(error)}` }], () => 1);
  }
}

const KEYS = Object.keys(importMapFile.shape);

function issueProblems(issue: z.core.$ZodIssue): readonly Problem[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code !== 'unrecognized_keys') return [{ path, problem: issue.message }];
  return issue.keys.map((key) => ({
    path: [...path, key],
    problem: `there is no such key; the nearest is ${closest(key, KEYS)}`,
  }));
}

function problemsOf(map: ImportMap, kind: ImportKind): readonly Problem[] {
  if (map.import !== kind) {
    return [{ path: ['import'], problem: `it is a map for ${map.import}, and ${kind} are to be imported` }];
  }
  const fields = fieldsOf(kind);
  const has = (field: string): boolean => field in map.columns || field in map.fixed;
  return [
    ...fieldProblems(map, fields),
    ...NEEDED_FIELDS[kind]
      .filter((some) => !some.some(has))
      .map((some) => ({ path: ['columns'], problem: `it needs ${some.join(' or ')}` })),
    ...(dateReader(map.dates, null) === null
      ? [{ path: ['dates'], problem: 'a pattern has yyyy, MM or MMM, and dd, each once; or write "iso"' }]
      : []),
    ...(map.timeZone === null || isTimeZone(map.timeZone)
      ? []
      : [{ path: ['timeZone'], problem: 'there is no such time zone; write one such as Europe/Berlin' }]),
  ];
}

function fieldProblems(
  { columns, fixed, values }: ImportMap,
  fields: Readonly<Record<string, ImportValue>>,
): readonly Problem[] {
  const names = Object.keys(fields);
  const unknown = (['columns', 'fixed', 'values'] as const).flatMap((part) =>
    Object.keys({ columns, fixed, values }[part])
      .filter((field) => !(field in fields))
      .map((field) => ({
        path: [part, field],
        problem: `there is no such field; the nearest is ${closest(field, names)}`,
      })),
  );
  const twice = Object.keys(fixed)
    .filter((field) => field in columns)
    .map((field) => ({ path: ['fixed', field], problem: 'it has a column too: leave one of them out' }));
  return [...unknown, ...twice, ...fixedProblems(fixed, fields), ...valueProblems(values, fields)];
}

const wordsOf = (value: ImportValue | undefined): readonly string[] | null =>
  typeof value === 'object' ? Object.keys(value.words) : null;

function fixedProblems(
  fixed: ImportMap['fixed'],
  fields: Readonly<Record<string, ImportValue>>,
): readonly Problem[] {
  return Object.entries(fixed).flatMap(([field, value]) => {
    const words = wordsOf(fields[field]);
    if (words === null || words.includes(value)) return [];
    return [{ path: ['fixed', field], problem: `“${value}” is none of ${words.join(', ')}` }];
  });
}

function valueProblems(
  values: ImportMap['values'],
  fields: Readonly<Record<string, ImportValue>>,
): readonly Problem[] {
  return Object.entries(values).flatMap(([field, byTheirs]): readonly Problem[] => {
    const words = wordsOf(fields[field]);
    if (words === null) {
      return field in fields
        ? [{ path: ['values', field], problem: 'only fields of words have values' }]
        : [];
    }
    return Object.entries(byTheirs).flatMap(([theirs, ours]) =>
      ours === null || words.includes(ours)
        ? []
        : [{ path: ['values', field, theirs], problem: `“${ours}” is none of ${words.join(', ')}` }],
    );
  });
}

function invalid(
  name: string,
  problems: readonly Problem[],
  lineOf: (path: readonly (string | number)[]) => number,
): AppError {
  const lines = problems
    .map(({ path, problem }) => ({ line: lineOf(path), text: `${path.join('.') || 'the file'}: ${problem}` }))
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, text }) => `  line ${line}, ${text}`);
  return new AppError(
    'import_map_invalid',
    `The import map ${name} cannot be used:\n${lines.join('\n')}\nNothing was written.`,
    'Change those lines; docs/imports.md lists every key and field.',
  );
}
