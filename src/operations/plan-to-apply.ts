import type { PortalId } from '../domain/ids.js';
import { AppError } from '../errors.js';
import type { Account } from './crm-port.js';
import type { StoredPlan } from './plan-port.js';
import type { Store } from './ports.js';
import type { SyncRequest } from './sync-request.js';

/**
 * The plan that a sync is to apply.
 * @throws AppError `plan_unknown`, or `option_invalid` where it is to be applied to more than it was made of.
 */
export async function planToApply(
  store: Store,
  { portalId }: Account,
  { plan: hash, full }: SyncRequest,
): Promise<StoredPlan> {
  const plan = await store.plan(portalId, hash ?? '');
  if (plan === null) throw planUnknown(portalId, hash ?? '');
  if (full !== true || isFullPlan(plan)) return plan;
  throw new AppError(
    'option_invalid',
    `The plan ${plan.hash} was made of what changed, without --full: it cannot be applied with it.`,
    'Leave --full out, or make a plan of everything with partnership sync --full --dry-run.',
  );
}

/** Whether a plan was worked out from everything. */
export const isFullPlan = ({ summary }: StoredPlan): boolean => summary['full'] === true;

const planUnknown = (portalId: PortalId, hash: string): AppError =>
  new AppError(
    'plan_unknown',
    `Portal ${portalId} has no plan ${hash}; the newest ten are kept.`,
    'Make one with partnership sync --dry-run, and apply it by the hash that it prints.',
  );
