/**
 * A mapping file ↔ the domain's Mapping. A file may be partial; what is wrong is said all at once, each with the line of
 * the file to change.
 */
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Mapping } from '../domain/mapping.js';
import { lineOfOffset, lineOfPath } from './json-lines.js';
import { mappingInvalid, mappingProblemWords, readMapping } from './read-mapping.js';

export { writeMapping } from './write-mapping.js';

/**
 * Reads a mapping file.
 * @param text JSON, whole or partial.
 * @param source what messages call the file.
 * @throws AppError `mapping_invalid`, with everything that is wrong: line, key, what is wrong with it.
 */
export function parseMapping(text: string, source: string): Mapping {
  // A mark at the start counts for no line.
  const json = text.replace(/^\uFEFF/, '');
  const errors: ParseError[] = [];
  const tree = parseTree(json, errors, { disallowComments: true });
  const [first] = errors;
  if (tree === undefined || first !== undefined) {
    const at = first?.offset ?? 0;
    const what = first === undefined ? 'it is empty' : wordsOf(printParseErrorCode(first.error));
    throw mappingInvalid(source, [`line ${lineOfOffset(json, at)}: it is not JSON: ${what}`]);
  }
  const twice = keysTwice(tree, '').map(({ offset, problem }) => ({
    line: lineOfOffset(json, offset),
    problem,
  }));
  const reading = readMapping(JSON.parse(json));
  if (reading.kind === 'sound' && twice.length === 0) return reading.mapping;
  const problems = reading.kind === 'sound' ? [] : reading.problems;
  const placed = [
    ...twice,
    ...problems.map((one) => ({ line: lineOfPath(json, tree, one.path), problem: mappingProblemWords(one) })),
  ];
  const inOrder = placed.sort((one, other) => one.line - other.line);
  throw mappingInvalid(
    source,
    inOrder.map(({ line, problem }) => `line ${line}: ${problem}`),
  );
}

/**
 * The line of a mapping file that a path is on, from 1: of its value, or of the nearest that would hold it.
 * @param text of a file that `parseMapping` takes.
 */
export function mappingLine(text: string, path: readonly (string | number)[]): number {
  const json = text.replace(/^\uFEFF/, '');
  const tree = parseTree(json);
  return tree === undefined ? 1 : lineOfPath(json, tree, path);
}

/** JSON keeps the last of two equal keys and drops the first without a word; here one of them is a slip. */
function keysTwice(
  node: Node,
  path: string,
): readonly { readonly offset: number; readonly problem: string }[] {
  const children = node.children ?? [];
  if (node.type === 'array') return children.flatMap((child, place) => keysTwice(child, `${path}${place}.`));
  if (node.type !== 'object') return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    const twice = seen.has(name)
      ? [{ offset: property.offset, problem: `${path}${name} stands there twice` }]
      : [];
    seen.add(name);
    return [...twice, ...(value === undefined ? [] : keysTwice(value, `${path}${name}.`))];
  });
}

/** "CommaExpected" → "comma expected". */
const wordsOf = (code: string): string =>
  code
    .replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase()
    .trim();
