/** Takes back what an import did besides values of companies: records that it made, registrations, overlaps. */
import type { Account, Crm, RawRecord, WriteOutcome } from './crm-port.js';
import type { PortalId, RunId } from '../domain/ids.js';
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
  return added.length + removed.length > 0 || records.some(({ state }) => state !== 'failed');
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
  const { written, lost } = await knownOf(deps, portalId, undone);
  const { back, left } = await sorted(deps, written);
  const { added, removed } = await store.overlapsOfRun(portalId, undone);
  const made = back.filter(({ created }) => created);
  const changed = back.filter(({ created }) => !created);
  let refused: ImportTakenBack['left'] = [];
  if (by !== null) {
    for (const type of ['companies', 'registrations'] as const) {
      const ids = made.flatMap((one) => (one.objectType === type ? (one.recordId ?? []) : []));
      if (ids.length > 0) await imports.archive(type, ids);
    }
    refused = await restore(imports, changed);
    const accounts = [...new Set([...added, ...removed].map(({ companyId }) => companyId))];
    const deals = [...(await store.seenOrigins(portalId, 'deals', 'companies', accounts)).values()].flat();
    await store.writeSync(portalId, lease, async (unit) => {
      await unit.takeBackOverlaps(undone, by);
      await unit.markDirty([...new Set(deals)]);
    });
  }
  return {
    archived: made.length,
    restored: changed.length - refused.length,
    overlapsRemoved: added.length,
    overlapsBack: removed.length,
    left: [...left, ...lost, ...refused],
  };
}

interface KnownRecords {
  readonly written: readonly StoredImport[];
  readonly lost: ImportTakenBack['left'];
}

/**
 * What an import that was cut off may have made: a registration is found by its key; of a company nobody knows the id, so
 * that a person is told its name.
 */
async function knownOf(
  { imports, store }: UndoImportDeps,
  portalId: PortalId,
  undone: RunId,
): Promise<KnownRecords> {
  const records = await store.importedRecords(portalId, undone);
  const written = records.filter(({ state }) => state === 'written');
  const open = records.filter(({ state }) => state === 'planned');
  // Made by the same import once more, it is that one's to take back.
  const theirs = open.length === 0 ? new Set<string>() : await madeByOthers(store, portalId, undone);
  const keys = open.flatMap(({ objectType, key }) => (objectType === 'registrations' ? [key] : []));
  const byKey = keys.length === 0 ? new Map<string, RawRecord>() : await imports.registrationsByKey(keys);
  const found = open.flatMap((one): readonly StoredImport[] => {
    const raw = one.objectType === 'registrations' ? byKey.get(one.key) : undefined;
    return raw === undefined || theirs.has(raw.id) ? [] : [{ ...one, recordId: raw.id }];
  });
  const { name } = imports.companyProperties;
  const lost = open.flatMap(({ objectType, key, changes }) => {
    if (objectType !== 'companies') return [];
    const called = changes.find(({ property }) => property === name)?.newValue ?? key;
    return [{ recordId: called, why: 'HubSpot’s answer was lost: look whether this company was made' }];
  });
  return { written: [...written, ...found], lost };
}

/** Imports that are looked at for having made what a cut off one may have made. */
const LATEST_RUNS = 100;

async function madeByOthers(store: Store, portalId: PortalId, undone: RunId): Promise<ReadonlySet<string>> {
  const made = new Set<string>();
  for (const { kind, runId } of await store.listRuns(portalId, LATEST_RUNS)) {
    if ((kind !== 'import' && kind !== 'registrations') || runId === undone) continue;
    for (const { created, recordId } of await store.importedRecords(portalId, runId)) {
      if (created && recordId !== null) made.add(recordId);
    }
  }
  return made;
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

/** @returns what the CRM refused, which stays as it is. */
async function restore(
  imports: ImportCrm,
  changed: readonly StoredImport[],
): Promise<ImportTakenBack['left']> {
  const updates = changed.flatMap(({ recordId, changes }) =>
    recordId === null || changes.length === 0
      ? []
      : [{ recordId, properties: Object.fromEntries(changes.map((one) => [one.property, one.oldValue])) }],
  );
  const refused = new Map<string, string>();
  const note = (outcomes: readonly WriteOutcome[]): Promise<void> => {
    for (const one of outcomes) if (one.kind === 'failed') refused.set(one.recordId, one.reason);
    return Promise.resolve();
  };
  if (updates.length > 0) await imports.updateRegistrations(updates, note);
  const links = changed.flatMap(({ recordId, links: own }) =>
    recordId === null || refused.has(recordId)
      ? []
      : own.map((link) => ({ ...link, registrationId: recordId })),
  );
  if (links.length > 0) await imports.unlinkRegistrations(links);
  return [...refused].map(([recordId, why]) => ({ recordId, why }));
}
