/** A run by what a person writes of its id. */
import { runId, type PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { Run, Store } from './ports.js';

/** A beginning of an id that a person would still recognise. */
const SHORTEST = 4;
/** Runs that a beginning is looked up among, the newest. */
const MOST = 1_000;

/**
 * Finds a run by its id, or by the beginning of it where that is one run's alone among the newest thousand.
 * @throws AppError `run_not_found` where it is none's, or several runs'.
 */
export async function namedRun(
  store: Pick<Store, 'findRun' | 'listRuns'>,
  portalId: PortalId,
  named: string,
): Promise<Run> {
  const exact = await store.findRun(portalId, runId(named));
  if (exact !== null) return exact;
  const runs = await store.listRuns(portalId, MOST);
  const begins = named.length < SHORTEST ? [] : runs.filter((run) => run.runId.startsWith(named));
  const [only, ...others] = begins;
  if (only !== undefined && others.length === 0) return only;
  throw new AppError(
    'run_not_found',
    only === undefined
      ? `Portal ${portalId} has no run ${named}.`
      : `${begins.length} runs of portal ${portalId} begin with ${named}: ${begins
          .slice(0, 3)
          .map((run) => run.runId)
          .join(', ')}${begins.length > 3 ? ', …' : ''}.`,
    `partnership runs lists them; the first ${SHORTEST} characters of an id are enough where they are one run’s alone.`,
  );
}
