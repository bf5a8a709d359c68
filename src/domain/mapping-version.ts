import { DEFAULT_MAPPING } from './mapping.js';

/**
 * A name for the next mapping of a portal: it stands beside every number that follows from it.
 * Examples: "acme-1" → "acme-2"; none yet, of the portal 4711: "portal-4711-1".
 */
export function nextVersion(version: string | null, portalId: string): string {
  if (version === null || version === DEFAULT_MAPPING.version) return `portal-${portalId}-1`;
  const [, name = version, number] = /^(.*)-(\d{1,9})$/.exec(version) ?? [];
  return number === undefined ? `${version}-2` : `${name}-${Number(number) + 1}`;
}
