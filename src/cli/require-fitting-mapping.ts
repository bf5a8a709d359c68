import { requireMapping } from '../operations/require-mapping.js';
import { lineIn } from './mapping-in-force.js';
import type { PortalConnection } from './portal-connection.js';

/**
 * Holds the mapping that a command works with against its portal, before anything is computed or written by it.
 * @throws AppError `mapping_outdated`, with the lines of the mapping's file that are to be changed.
 */
export const requireFittingMapping = ({
  scanner,
  mapping,
}: Pick<PortalConnection, 'scanner' | 'mapping'>): Promise<void> =>
  requireMapping(scanner, mapping.mapping, (at) => lineIn(mapping, at));
