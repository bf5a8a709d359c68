/** The partner programme as the database has it now: what the server tells. */
import { isAppError } from '../errors.js';
import type { Account, Crm } from './crm-port.js';
import type { InForce } from './in-force.js';
import type { PortalData } from './portal-data-port.js';
import type { Store } from './ports.js';
import { programmeAfter } from './programme-after.js';
import { ProgrammeSums } from './programme-sums.js';
import type { ProgrammeQueue, ProgrammeSummary } from './programme-summary.js';

export interface ToldProgramme {
  readonly summary: ProgrammeSummary;
  readonly queue: ProgrammeQueue;
}

interface Deps {
  readonly store: Store;
  readonly crm: Crm;
  readonly data: PortalData;
  readonly inForce: () => Promise<InForce>;
}

/**
 * Works it out as of the last sync that ended well: every result is passed over once.
 * @returns null before the first sync.
 */
export async function liveProgramme(
  { store, crm, inForce }: Omit<Deps, 'data'>,
  account: Account,
): Promise<ToldProgramme | null> {
  const run = await store.lastSyncBy(account.portalId, null);
  if (run === null) return null;
  const { policy } = await inForce();
  const { asOf } = run;
  const sums = new ProgrammeSums(policy, asOf);
  for await (const page of store.eachResult(account.portalId)) for (const result of page) sums.add(result);
  return programmeAfter({ crm, store }, { account, asOf, policy }, sums);
}

/**
 * Tells it again and again: worked out once a sync. Where the sync has published the very same, that is told, since a large
 * portal's results take longer than somebody waits.
 */
export function programmeTeller(deps: Deps, account: Account): () => Promise<ToldProgramme | null> {
  let told: { readonly runId: string; readonly programme: Promise<ToldProgramme | null> } | null = null;
  const tell = async (): Promise<ToldProgramme | null> => {
    const [published, run] = await Promise.all([
      publishedProgramme(deps.data),
      deps.store.lastSyncBy(account.portalId, null),
    ]);
    if (published !== null && (run === null || published.summary.asOf === run.asOf)) return published;
    return liveProgramme(deps, account);
  };
  return async () => {
    const runId = (await deps.store.lastSyncBy(account.portalId, null))?.runId ?? '';
    if (told?.runId === runId) return told.programme;
    const programme = tell();
    told = { runId, programme };
    // What failed is asked again.
    programme.catch(() => (told = null));
    return programme;
  };
}

/** What the sync published; null also where somebody has edited it so that it cannot be read: the database knows better. */
async function publishedProgramme(data: PortalData): Promise<ToldProgramme | null> {
  try {
    const { programme: summary, queue } = await data.read(['programme', 'queue']);
    return summary === null || queue === null ? null : { summary, queue };
  } catch (error) {
    if (isAppError(error) && error.code === 'portal_data_unreadable') return null;
    throw error;
  }
}
