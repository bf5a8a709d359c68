/**
 * The sync's reading for the partner programme: tickets, survey answers and the people of partners as they change, events and
 * the tasks of open objectives each time, for there are few. What a portal does not have, or does not let us read, is kept as
 * missing, and never taken for nothing. Stopped anywhere, the next run goes on from what is kept.
 */
import { unlessStopped } from '../errors.js';
import { readPeople } from './read-programme-people.js';
import { readTasks } from './read-programme-tasks.js';
import { ProgrammeListing } from './programme-listing.js';
import { sweepProgrammeLinks } from './sweep-programme-links.js';
import type { ProgrammeReadDeps, ProgrammeReadRequest } from './programme-read-deps.js';

/** Brings what the partner programme is worked out from up to date; errors as `syncPortal`. */
export async function readProgramme(deps: ProgrammeReadDeps, request: ProgrammeReadRequest): Promise<void> {
  const known = await deps.store.programmeSources(request.portalId);
  for (const source of ['tickets', 'surveys', 'events'] as const) {
    unlessStopped(deps.stop);
    const before = known.get(source) ?? null;
    await new ProgrammeListing(deps, request, source, before).read();
    // What was listed has its associations from the list.
    if (source !== 'events' && before?.watermark != null && !request.full)
      await sweepProgrammeLinks(deps, request, source);
  }
  unlessStopped(deps.stop);
  await readPeople(deps, request);
  unlessStopped(deps.stop);
  await readTasks(deps, request);
}
