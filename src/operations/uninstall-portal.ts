/** Takes everything of ours out of a portal, after an export of it; stopped in between, it goes on when it is run again. */
import type { PortalId } from '../domain/ids.js';
import { unlessStopped } from '../errors.js';
import { BEGINNING } from './extract-portal.js';
import type { Lease } from './lease-port.js';
import type { Store } from './ports.js';
import type { SchemaItem } from './crm-port.js';
import { surveyOurs, type Survey } from './survey-ours.js';
import type { ExportSink, PortalRemover } from './uninstall-port.js';
import { withLease } from './with-lease.js';

export interface UninstallDeps {
  readonly remover: PortalRemover;
  readonly store: Store;
  readonly stop: AbortSignal | undefined;
}

export interface UninstallRequest {
  readonly portalId: PortalId;
  /** Opens the export; not asked where there is nothing of ours. Null: nothing is exported, on somebody's word. */
  readonly openExport: ((items: readonly SchemaItem[]) => Promise<Export>) | null;
  /** Deletes what the database knows of the portal, its ledger too. */
  readonly forget: boolean;
}

export interface Export extends ExportSink {
  /** Makes the export whole. */
  finish(survey: Survey): Promise<void>;
}

export type UninstallEvent =
  | { readonly kind: 'read'; readonly objectType: string; readonly read: number }
  | { readonly kind: 'surveyed'; readonly survey: Survey }
  | { readonly kind: 'removed'; readonly item: SchemaItem; readonly done: number; readonly of: number };

export interface Uninstalled {
  readonly survey: Survey;
  readonly removed: readonly SchemaItem[];
  /** What HubSpot does not let go, with its word. */
  readonly refused: readonly (SchemaItem & { readonly reason: string })[];
  readonly forgotten: boolean;
}

/**
 * Uninstalls. Nothing is removed before the export is whole.
 * @throws AppError `lease_held` while a sync runs; `lease_lost`; `interrupted`; what the CRM and the store throw.
 */
export function uninstallPortal(
  deps: UninstallDeps,
  request: UninstallRequest,
  onEvent: (event: UninstallEvent) => void = () => undefined,
): Promise<Uninstalled> {
  const { remover, store, stop } = deps;
  const { portalId, openExport, forget } = request;
  return withLease(store, portalId, 'removal', async (lease) => {
    const found = await remover.find();
    const sink = openExport === null || found.items.length === 0 ? null : await openExport(found.items);
    const survey = await surveyOurs(remover, found, sink, stop, (objectType, read) =>
      onEvent({ kind: 'read', objectType, read }),
    );
    await sink?.finish(survey);
    onEvent({ kind: 'surveyed', survey });
    await beginAnew(store, portalId, lease);
    const { removed, refused } = await removeAll(deps, portalId, lease, survey.items, onEvent);
    const forgotten = forget && refused.length === 0;
    if (forgotten) await store.forgetPortal(portalId);
    return { survey, removed, refused, forgotten };
  });
}

/**
 * What was published goes: were the app set up again, the next sync has to publish everything, also after a removal that
 * was stopped in between. What people said of the past stays, as the ledger does.
 */
async function beginAnew(store: Store, portalId: PortalId, lease: Lease): Promise<void> {
  await store.writeSync(portalId, lease, async (unit) => {
    const { baseline = null } = (await unit.state()) ?? BEGINNING;
    await unit.saveState({ ...BEGINNING, computeAfter: '', baseline });
  });
}

async function removeAll(
  { remover, store, stop }: UninstallDeps,
  portalId: PortalId,
  lease: Lease,
  items: readonly SchemaItem[],
  onEvent: (event: UninstallEvent) => void,
): Promise<Pick<Uninstalled, 'removed' | 'refused'>> {
  const removed: SchemaItem[] = [];
  const refused: (SchemaItem & { readonly reason: string })[] = [];
  for (const [place, item] of items.entries()) {
    unlessStopped(stop);
    await store.requireLease(portalId, lease);
    const reason = await remover.remove(item);
    if (reason === null) removed.push(item);
    else refused.push({ ...item, reason });
    onEvent({ kind: 'removed', item, done: place + 1, of: items.length });
  }
  return { removed, refused };
}
