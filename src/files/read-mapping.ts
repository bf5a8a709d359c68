/** A mapping's JSON → the domain's mapping, or everything that is wrong with it at once. */
import { closest } from 'fastest-levenshtein';
import type * as z from 'zod';
import type { Mapping } from '../domain/mapping.js';
import type { MappingProblem, MappingReading } from '../domain/mapping-reading.js';
import { mappingViolations } from '../domain/mapping-violations.js';
import { AppError } from '../errors.js';
import { knownKeys, mappingFile, overDefaults } from './mapping-schema.js';

type Path = MappingProblem['path'];
type Issue = z.core.$ZodIssue;

/** Reads a mapping's JSON, whole or partial, as it was parsed. */
export function readMapping(file: unknown): MappingReading {
  const parsed = mappingFile.safeParse(file);
  const issues = parsed.error?.issues ?? [];
  // What has the right shape is held against the rules even where the rest has not: everything is said at once.
  const pruned = pruneIssues(file, issues);
  const shaped = parsed.success ? parsed : mappingFile.safeParse(pruned.file);
  const mapping = overDefaults(shaped.data ?? {});
  const problems = [
    ...issues.flatMap((issue) => describe(issue, file)),
    ...mappingViolations(mapping).map((one) => ({ ...one, path: pruned.pathInFile(one.path) })),
  ];
  return problems.length > 0 ? { kind: 'unsound', problems } : { kind: 'sound', mapping };
}

/**
 * Reads a mapping that we have written ourselves, into the portal or into a function: no people look at its lines.
 * @param source what messages call it.
 * @throws AppError `mapping_invalid`, with everything that is wrong.
 */
export function parseKeptMapping(text: string, source: string): Mapping {
  const reading = readMapping(jsonOrNull(text));
  if (reading.kind === 'sound') return reading.mapping;
  throw mappingInvalid(source, reading.problems.map(mappingProblemWords));
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** "partners.values is empty: name at least one value". */
export const mappingProblemWords = ({ path, problem }: MappingProblem): string =>
  `${path.length === 0 ? 'the mapping' : path.join('.')} ${problem}`;

/** The refusal of a mapping. */
export const mappingInvalid = (source: string, problems: readonly string[]): AppError =>
  new AppError(
    'mapping_invalid',
    problems.length === 1
      ? `The mapping ${source} is not valid: ${problems[0] ?? ''}.`
      : `The mapping ${source} is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    'Mend it there; docs/mapping.md explains every key with an example.',
  );

interface Pruned {
  readonly file: unknown;
  /** The path in the whole file of a path in what is left of it. */
  readonly pathInFile: (path: Path) => Path;
}

/** A file without what has the wrong shape: an unknown key alone, else the whole entry or setting that it is part of. */
function pruneIssues(file: unknown, issues: readonly Issue[]): Pruned {
  const gone = new Set(issues.flatMap(prunedPaths).map(keyOf));
  const kept = new Map<string, readonly number[]>();
  const prune = (node: unknown, path: Path): unknown => {
    if (Array.isArray(node)) {
      const places = node.flatMap((_, place) => (gone.has(keyOf([...path, place])) ? [] : [place]));
      kept.set(keyOf(path), places);
      return places.map((place) => prune(node[place], [...path, place]));
    }
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node).filter(([key]) => !gone.has(keyOf([...path, key])));
    return Object.fromEntries(entries.map(([key, item]) => [key, prune(item, [...path, key])]));
  };
  const pathInFile = (path: Path): Path =>
    path.reduce<Path>((at, key) => {
      const place = typeof key === 'number' ? kept.get(keyOf(at))?.[key] : undefined;
      return [...at, place ?? key];
    }, []);
  return { file: prune(file, []), pathInFile };
}

const keyOf = (path: Path): string => JSON.stringify(path);

function prunedPaths(issue: Issue): readonly Path[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  const place = path.findIndex((key) => typeof key === 'number');
  if (place !== -1) return [path.slice(0, place + 1)];
  return [path.slice(0, ['fields', 'tags', 'activityKinds'].includes(String(path[0])) ? 2 : 1)];
}

function describe(issue: Issue, file: unknown): readonly MappingProblem[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], problem: unknownKey(key, path) }));
  }
  if (issue.code === 'invalid_key') return [{ path, problem: 'has an empty value' }];
  const problem = problemOf(issue, valueAt(file, path));
  return [{ path, problem }];
}

function problemOf(issue: Issue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return `is missing${choiceOf(issue)}`;
  const choices = choicesOf(issue);
  if (issue.code === 'invalid_type') return `must be ${TYPES[issue.expected] ?? issue.expected}`;
  if (choices.length === 0) return issue.message;
  const nearest =
    typeof value === 'string' ? `; the nearest of ours to “${value}” is ${closest(value, [...choices])}` : '';
  return `must be one of ${choices.join(', ')}${nearest}`;
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

function choicesOf(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  return issue.code === 'invalid_union' ? ['company', 'object'] : [];
}

const choiceOf = (issue: Issue): string => {
  const choices = choicesOf(issue);
  return choices.length === 0 ? '' : `: one of ${choices.join(', ')}`;
};

function unknownKey(key: string, path: Path): string {
  const known = knownKeys(path);
  if (known.length === 0) return 'is an unknown key: this version knows no settings there';
  return `is an unknown key; the nearest known key is ${[...path, closest(key, [...known])].join('.')}`;
}

const valueAt = (file: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined,
    file,
  );
