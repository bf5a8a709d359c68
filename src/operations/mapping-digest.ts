import { canonicalJson } from '../domain/canonical-json.js';
import type { Digest } from '../domain/ledger.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import type { SyncState } from './sync-port.js';

/** Names what a mapping says, whatever its version is called. */
export function mappingDigest(mapping: Mapping, digest: Digest): string {
  return digest(canonicalJson({ ...mapping, version: null }));
}

/** Whether the mirror was read under another mapping; one from before mappings was read under the default one. */
export const isRemapped = (
  { mappingHash }: Pick<SyncState, 'mappingHash'>,
  mapping: Mapping,
  digest: Digest,
): boolean => (mappingHash ?? mappingDigest(DEFAULT_MAPPING, digest)) !== mappingDigest(mapping, digest);
