/** Saves the mapping of ops' file in the portal, for functions, the server and whoever has no file. */
import { canonicalJson } from '../domain/canonical-json.js';
import type { Mapping } from '../domain/mapping.js';
import type { Instant } from '../domain/calendar.js';
import { isAppError } from '../errors.js';
import type { PortalData } from './portal-data-port.js';

export interface MappingToPublish {
  readonly mapping: Mapping;
  /** JSON, as it is to be kept. */
  readonly text: string;
  readonly savedAt: Instant;
  /** Who, as far as that is known. */
  readonly savedBy: string | null;
}

/**
 * `saved`; `same` where the portal has it already; `would_save` on a dry run; `no_place` where the portal has no object for
 * portal-wide data, so that commands with the file alone know it.
 */
export type MappingPublished = 'saved' | 'same' | 'would_save' | 'no_place';

/**
 * Saves a mapping in the portal, unless that very mapping is there.
 * @param parse reads what is there; what cannot be read is replaced.
 */
export async function publishMapping(
  data: PortalData,
  { mapping, ...saved }: MappingToPublish,
  parse: (text: string) => Mapping,
  { dryRun }: { readonly dryRun: boolean },
): Promise<MappingPublished> {
  const there = await mappingThere(data, parse);
  if (there !== null && canonicalJson(there) === canonicalJson(mapping)) return 'same';
  if (dryRun) return 'would_save';
  try {
    await data.write('mapping', saved);
    return 'saved';
  } catch (error) {
    if (isAppError(error) && error.code === 'setup_missing') return 'no_place';
    throw error;
  }
}

async function mappingThere(data: PortalData, parse: (text: string) => Mapping): Promise<Mapping | null> {
  try {
    const { mapping } = await data.read(['mapping']);
    return mapping === null ? null : parse(mapping.text);
  } catch (error) {
    const unreadable =
      isAppError(error) && ['mapping_invalid', 'portal_data_unreadable'].includes(error.code);
    if (unreadable) return null;
    throw error;
  }
}
