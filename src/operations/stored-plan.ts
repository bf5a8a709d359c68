import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { Store } from './ports.js';

/** Records that a refusal names. */
const NAMED = 10;

/**
 * Refuses a plan that does not fit any more, and names what moved.
 * @param draft what the same computation comes to now.
 * @throws AppError `plan_outdated`, always.
 */
export async function refuseOutdated(
  store: Store,
  portalId: PortalId,
  hash: string,
  draft: string,
): Promise<never> {
  const moved = await store.planDifferences(portalId, hash, draft, NAMED + 1);
  const named = moved
    .slice(0, NAMED)
    .map(({ objectType, recordId, how }) => `${WORD[objectType]} ${recordId} ${HOW[how]}`);
  const more = moved.length > NAMED ? ' and more' : '';
  throw new AppError(
    'plan_outdated',
    moved.length === 0
      ? `The plan ${hash} was made under another policy. Nothing was written.`
      : `The plan ${hash} no longer fits: since it was made, ${named.join(', ')}${more}. Nothing was written.`,
    'Make a new plan with partnership sync --dry-run and look at it again.',
  );
}

const HOW = {
  changed: 'changed',
  added: 'came to be looked at, and is not in it',
  left: 'is not to be looked at any more',
} as const;
const WORD = { deals: 'deal', companies: 'company' } as const;
