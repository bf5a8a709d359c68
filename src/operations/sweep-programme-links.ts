/**
 * The associations of tickets and survey answers that are kept, asked for anew: HubSpot moves no date when one is added, and a
 * merge hands them on to the record that survives. As for deals, 1,000 records a request.
 */
import { compareIds } from '../domain/ids.js';
import { isAppError, unlessStopped } from '../errors.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';
import type { ListedSource } from './programme-reading-port.js';
import type { ProgrammeRecord } from './programme-store-port.js';

/** As many as one request for associations asks about. */
const PAGE = 1_000;

/** Keeps those that have others than were known; what may not be read is left to the next list. Errors as `syncPortal`. */
export async function sweepProgrammeLinks(
  deps: ProgrammeReadDeps,
  { portalId, lease }: Pick<ProgrammeReadRequest, 'portalId' | 'lease'>,
  source: 'tickets' | 'surveys',
): Promise<void> {
  const { store, crm, clock } = deps;
  for (let after: string | null = null; ;) {
    unlessStopped(deps.stop);
    const page: readonly ProgrammeRecord[] = await store.programmeRecords(portalId, source, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    const at = clock.now();
    const now = await linksOf(deps, crm.programmeReading.listed[source], page);
    if (now === null) return;
    const moved = page.flatMap((record, place) => {
      const links = now[place] ?? record.links;
      return asText(links) === asText(record.links) ? [] : [{ ...record, links }];
    });
    if (moved.length > 0)
      await store.writeSync(portalId, lease, (unit) => unit.saveProgrammeRecords(source, moved, at));
    after = last.id;
  }
}

/** @returns null where they may not be read any more. */
async function linksOf(
  { programme }: ProgrammeReadDeps,
  { type, links }: ListedSource,
  records: readonly ProgrammeRecord[],
): Promise<readonly ProgrammeRecord['links'][] | null> {
  const ids = records.map(({ id }) => id);
  try {
    const targets = await Promise.all(
      links.map(async (to) => [to, await programme.linked(type, to, ids)] as const),
    );
    return ids.map((id) => Object.fromEntries(targets.map(([to, found]) => [to, found.get(id) ?? []])));
  } catch (error) {
    if (isAppError(error) && (error.code === 'crm_refused' || error.code === 'scope_missing')) return null;
    throw error;
  }
}

/** The order in which they are listed is nobody's. */
const asText = (links: ProgrammeRecord['links']): string =>
  JSON.stringify(
    Object.entries(links)
      .map(([to, ids]) => [to, ids.toSorted(compareIds)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
