import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import { knownNames } from './known-names.js';
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
  const shown = moved.slice(0, NAMED);
  const names = await namesOf(store, portalId, shown);
  const named = shown.map(({ objectType, recordId, how }) => {
    const name = names.get(keyOf(objectType, recordId));
    const record = name === undefined ? recordId : `“${name}” (${recordId})`;
    return `${WORD[objectType]} ${record} ${HOW[how]}`;
  });
  const more = moved.length > NAMED ? ' and more' : '';
  throw new AppError(
    'plan_outdated',
    moved.length === 0
      ? `The plan ${hash} was made under another policy. Nothing was written.`
      : `The plan ${hash} no longer fits: since it was made, ${named.join(', ')}${more}. Nothing was written.`,
    'Make a new plan with partnership sync --dry-run and look at it again.',
  );
}

type Moved = Awaited<ReturnType<Store['planDifferences']>>[number];

const keyOf = (objectType: string, recordId: string): string => `${objectType} ${recordId}`;

async function namesOf(
  store: Store,
  portalId: PortalId,
  moved: readonly Moved[],
): Promise<ReadonlyMap<string, string>> {
  const ofType = async (type: Moved['objectType']): Promise<readonly (readonly [string, string])[]> => {
    const ids = moved.filter(({ objectType }) => objectType === type).map(({ recordId }) => recordId);
    const names = await knownNames(store, portalId, type, ids);
    return [...names].map(([id, name]) => [keyOf(type, id), name] as const);
  };
  return new Map([...(await ofType('deals')), ...(await ofType('companies'))]);
}

const HOW = {
  changed: 'changed',
  added: 'came to be looked at, and is not in it',
  left: 'is not to be looked at any more',
} as const;
const WORD = { deals: 'deal', companies: 'company' } as const;
