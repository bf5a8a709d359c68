/** Before anything is written: a mapping that names something that is gone would be read as if it said nothing. */
import { checkNames, ownNames } from '../domain/check-mapping.js';
import type { Mapping } from '../domain/mapping.js';
import { AppError } from '../errors.js';
import type { PortalScanner } from './scan-port.js';

/** The line of a mapping's file on which a key stands; null where there is no file. */
export type LineOf = (path: readonly (string | number)[]) => number | null;

/**
 * Holds the names of a mapping against the portal; at most four requests, none for what every portal has.
 * @throws AppError `mapping_outdated`, naming every line that names something that is gone.
 */
export async function requireMapping(
  scanner: Pick<PortalScanner, 'structure'>,
  mapping: Mapping,
  lineOf: LineOf = () => null,
): Promise<void> {
  if (ownNames(mapping).length === 0) return;
  const structure = await scanner.structure({ kind: 'named', mapping });
  const issues = checkNames(structure, mapping);
  if (issues.length === 0) return;
  const lines = issues.map(
    ({ path, message, next }) => `  - ${placeWords(path, lineOf)}: ${message}; ${next}`,
  );
  throw new AppError(
    'mapping_outdated',
    `The mapping ${mapping.version} does not fit the portal:\n${lines.join('\n')}\nNothing was written.`,
    'Change these lines, or run partnership map for a new mapping; partnership map check shows everything that has drifted.',
  );
}

/** "line 12, tags.labels.0.label". */
export function placeWords(path: readonly (string | number)[], lineOf: LineOf): string {
  const line = lineOf(path);
  return `${line === null ? '' : `line ${line}, `}${path.join('.')}`;
}
