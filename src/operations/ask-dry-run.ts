/** Somebody asks on the home page for what only a process with a database can do. */
import type { Actor } from './actor.js';
import { homeDryRun } from './home-dry-run.js';
import { requireMayRule } from './permissions.js';
import type { Clock } from './ports.js';
import type { AskedRun, PortalData } from './portal-data-port.js';
import type { PortalSummary } from './portal-summary.js';
import type { HomeAskedView } from './views/home-view.js';

/**
 * Asks for a dry run; one that waits already is left as it is.
 * @throws AppError `not_permitted`; `setup_missing` where the portal has no place for it.
 */
export async function askDryRun(deps: {
  readonly data: PortalData;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly summary: () => Promise<PortalSummary | null>;
}): Promise<HomeAskedView> {
  const { data, clock, actor } = deps;
  // It writes nothing; whoever decides on tags, or runs the syncs, may look.
  if (actor.identity.kind === 'unknown' || !actor.identity.roles.has('ops')) requireMayRule(actor);
  const [{ asked: before }, summary] = await Promise.all([data.read(['asked']), deps.summary()]);
  const timeZone = summary?.timeZone ?? 'UTC';
  const waits = before !== null && before.answer === null;
  const asked: AskedRun = waits
    ? before
    : { kind: 'dry_run', askedAt: clock.now(), askedBy: actor.name, answer: null };
  if (!waits) await data.write('asked', asked);
  return {
    kind: 'saved',
    message: waits ? 'A dry run was asked for already.' : 'A dry run is asked for.',
    next: 'Open this page again in a while: the answer stands here.',
    dryRun: homeDryRun(asked, timeZone),
  };
}
