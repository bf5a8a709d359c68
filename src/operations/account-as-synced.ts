/** A portal as its sync sees it: with the baseline that is kept, and whether it is only observed. */
import { startOfDay } from '../domain/baseline.js';
import type { Account, Crm } from './crm-port.js';
import type { Store } from './ports.js';
import type { SyncState } from './sync-port.js';

export interface SyncedAccount {
  readonly account: Account;
  /** Nothing of the last sync is in the portal. */
  readonly observed: boolean;
  readonly state: SyncState | null;
}

/** @param store null where there is no database: then the portal itself tells, by what was published on its deals. */
export async function accountAsSynced(
  crm: Pick<Crm, 'account'>,
  store: Pick<Store, 'syncState'> | null,
): Promise<SyncedAccount> {
  const account = await crm.account();
  const state = store === null ? null : await store.syncState(account.portalId);
  if (state === null) return { account, observed: false, state };
  const { baseline = null } = state;
  const legacyBefore = baseline === null ? null : startOfDay(baseline.since, account.timeZone);
  return { account: { ...account, legacyBefore }, observed: state.observed === true, state };
}
