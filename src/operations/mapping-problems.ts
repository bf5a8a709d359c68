import { checkNames, ownNames } from '../domain/check-mapping.js';
import type { Mapping } from '../domain/mapping.js';
import { placeWords, type LineOf } from './require-mapping.js';
import type { PortalScanner } from './scan-port.js';

/** What a mapping names and the portal has not, one sentence an item with the line to change. */
export async function mappingProblems(
  scanner: Pick<PortalScanner, 'structure'>,
  mapping: Mapping,
  lineOf: LineOf = () => null,
): Promise<readonly string[]> {
  if (ownNames(mapping).length === 0) return [];
  const structure = await scanner.structure({ kind: 'named', mapping });
  return checkNames(structure, mapping).map(
    ({ path, message, next }) => `${placeWords(path, lineOf)}: ${message}; ${next}.`,
  );
}
