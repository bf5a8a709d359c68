/** Takes back what an import did besides values of companies: records that it made, registrations, overlaps. */
import type { Account, Crm, RawRecord } from './crm-port.js';
import type { RunId } from '../domain/ids.js';
import type { ImportCrm } from './import-port.js';
import type { StoredImport } from './import-store-port.js';
import type { Lease } from './lease-port.js';
import type { Store } from './ports.js';

/** What is taken back, or would be. */
export interface ImportTakenBack {
  /** Records that the import made, and that go to HubSpot's bin. */
  readonly archived: number;
  /** Registrations that get their old values and associations back. */
  readonly restored: number;
  /** Overlaps that go, and those that come back. */
  readonly overlapsRemoved: number;
  readonly overlapsBack: number;
  /** Records that stay as they are, and why. */
  readonly left: readonly { readonly recordId: string; readonly why: string }[];
}

interface UndoImportDeps {
  readonly crm: Pick<Crm, 'recordsById' | 'isSameValue'>;
  readonly imports: ImportCrm;
  readonly store: Store;
}

/** Whether a run did anything of this kind. */
export async function importedAnything(store: Store, { portalId }: Account, runId: RunId): Promise<boolean> {
  const { added, removed } = await store.overlapsOfRun(portalId, runId);
  const records = await store.importedRecords(portalId, runId);
  return added.length + removed.length > 0 || records.some(({ state }) => state === 'written');
}

interface UndoImportRequest {
  readonly account: Account;
  readonly undone: RunId;
  readonly lease: Lease;
  /** Run of the undo; null: nothing is taken back, it is only told. */
  readonly by: RunId | null;
}

/** Takes it back, but for what somebody has changed since. */
export async function undoImport(
  deps: UndoImportDeps,
  { account: { portalId }, undone, lease, by }: UndoImportRequest,
): Promise<ImportTakenBack> {
  const { store, imports } = deps;
  const written = (await store.importedRecords(portalId, undone)).filter(({ state }) => state === 'written');
  const { back, left } = await sorted(deps, written);
  const { added, removed } = await store.overlapsOfRun(portalId, undone);
  const made = back.filter(({ created }) => created);
  const changed = back.filter(({ created }) => !created);
  if (by !== null) {
    for (const type of ['companies', 'registrations'] as const) {
      const ids = made.flatMap((one) => (one.objectType === type ? (one.recordId ?? []) : []));
      if (ids.length > 0) await imports.archive(type, ids);
    }
    await restore(imports, changed);
    const accounts = [...new Set([...added, ...removed].map(({ companyId }) => companyId))];
    const deals = [...(await store.seenOrigins(portalId, 'deals', 'companies', accounts)).values()].flat();
    await store.writeSync(portalId, lease, async (unit) => {
      await unit.takeBackOverlaps(undone, by);
      await unit.markDirty([...new Set(deals)]);
    });
  }
  return {
    archived: made.length,
    restored: changed.length,
    overlapsRemoved: added.length,
    overlapsBack: removed.length,
    left,
  };
}

/** Those that hold what the import wrote, and those that somebody has changed or archived since. */
async function sorted(
  { crm, imports }: UndoImportDeps,
  written: readonly StoredImport[],
): Promise<{ readonly back: readonly StoredImport[]; readonly left: ImportTakenBack['left'] }> {
  const idsOf = (type: StoredImport['objectType']): readonly string[] =>
    written.flatMap((one) => (one.objectType === type ? (one.recordId ?? []) : []));
  const [companies, registrations] = [idsOf('companies'), idsOf('registrations')];
  const raws: readonly RawRecord[] = [
    ...(companies.length === 0 ? [] : await crm.recordsById('companies', companies)),
    ...(registrations.length === 0 ? [] : await imports.registrationsById(registrations)),
  ];
  const now = new Map(raws.map((raw) => [raw.id, raw]));
  const back: StoredImport[] = [];
  const left: { recordId: string; why: string }[] = [];
  for (const one of written) {
    const recordId = one.recordId ?? '';
    const raw = now.get(recordId);
    const other = raw === undefined ? null : changedSince(crm, raw, one);
    if (raw === undefined) left.push({ recordId, why: 'it is gone' });
    else if (other !== null) left.push({ recordId, why: `${other} was changed since` });
    else back.push(one);
  }
  return { back, left };
}

/** The property that is not what the import wrote any more; null where all are. */
const changedSince = (
  crm: Pick<Crm, 'isSameValue'>,
  { properties }: RawRecord,
  { changes }: StoredImport,
): string | null =>
  changes.find(({ property, newValue }) => {
    const value = properties[property];
    // A property that was not asked for says nothing.
    return value !== undefined && !crm.isSameValue(property, value === '' ? null : value, newValue);
  })?.property ?? null;

async function restore(imports: ImportCrm, changed: readonly StoredImport[]): Promise<void> {
  const updates = changed.flatMap(({ recordId, changes }) =>
    recordId === null || changes.length === 0
      ? []
      : [{ recordId, properties: Object.fromEntries(changes.map((one) => [one.property, one.oldValue])) }],
  );
  if (updates.length > 0) await imports.updateRegistrations(updates, () => Promise.resolve());
  const links = changed.flatMap(({ recordId, links: own }) =>
    recordId === null ? [] : own.map((link) => ({ ...link, registrationId: recordId })),
  );
  if (links.length > 0) await imports.unlinkRegistrations(links);
}
