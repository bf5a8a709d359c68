/** What setup does with the mapping: the file's goes into the portal, so that cards know it. */
import { parseKeptMapping } from '../files/read-mapping.js';
import { writeMapping } from '../files/mapping-file.js';
import { publishMapping, type MappingPublished } from '../operations/publish-mapping.js';
import { SAVED_MAPPING } from './mapping-in-force.js';
import type { PortalConnection } from './portal-connection.js';

/** Saves the file's mapping in the portal, where a file holds; null where none does, and nothing is to be saved. */
export async function publishFiledMapping(
  { data, clock, mapping: { mapping, filed } }: Pick<PortalConnection, 'data' | 'clock' | 'mapping'>,
  { dryRun }: { readonly dryRun: boolean },
): Promise<MappingPublished | null> {
  if (filed === null) return null;
  const saved = { mapping, text: writeMapping(mapping), savedAt: clock.now(), savedBy: null };
  return publishMapping(data, saved, (text) => parseKeptMapping(text, SAVED_MAPPING), { dryRun });
}

/** "mapping acme-1 saved in the portal"; null where there is nothing to say. */
export function publishedWords(version: string, published: MappingPublished | null): string | null {
  switch (published) {
    case null:
      return null;
    case 'saved':
      return `mapping ${version} saved in the portal, for the cards`;
    case 'same':
      return `mapping ${version} is in the portal already`;
    case 'would_save':
      return `mapping ${version} would be saved in the portal, for the cards`;
    case 'no_place':
      return `mapping ${version} is in its file alone: the portal has no place for it, so build the cards with PARTNERSHIP_MAPPING`;
  }
}
