/** Makes records of an import, each written down before it is made, so that an undo finds it. */
import type { ImportDeps, ImportRun } from './import-plan.js';
import type { MadeRecord } from './import-port.js';
import type { ImportedRecord, SettledImport } from './import-store-port.js';
import type { ImportDoneView } from './views/import-view.js';

export interface RecordToMake extends Omit<ImportedRecord, 'recordId' | 'created'> {
  readonly name: string;
}

/** Makes them; those that are refused do not stop the rest. */
export async function makeRecords(
  { imports, store }: Pick<ImportDeps, 'imports' | 'store'>,
  { account: { portalId }, runId, lease }: ImportRun,
  records: readonly RecordToMake[],
): Promise<Pick<ImportDoneView, 'created' | 'refused'>> {
  const [first] = records;
  if (first === undefined) return { created: 0, refused: [] };
  const byKey = new Map(records.map((record) => [record.key, record]));
  const planned = records.map(({ objectType, key, changes, links }) => ({
    ...{ objectType, key, changes, links },
    ...{ recordId: null, created: true },
  }));
  await store.writeSync(portalId, lease, (unit) => unit.planImported(runId, planned));
  let created = 0;
  const refused: { readonly name: string; readonly reason: string }[] = [];
  const settle = async (made: readonly MadeRecord[]): Promise<void> => {
    const reasons = await linked({ imports }, made, byKey);
    const ends = made.map((one) => endOf(one, byKey, reasons));
    await store.writeSync(portalId, lease, (unit) => unit.settleImported(runId, ends));
    created += made.filter(({ kind }) => kind === 'made').length;
    for (const { key, reason } of ends) {
      if (reason !== null) refused.push({ name: byKey.get(key)?.name ?? key, reason });
    }
  };
  const toMake = records.map(({ key, changes }) => ({
    key,
    properties: Object.fromEntries(changes.map(({ property, newValue }) => [property, newValue])),
  }));
  await imports.create(first.objectType, toMake, settle);
  return { created, refused };
}

/** Associates what was made. @returns why it could not be, by record id. */
async function linked(
  { imports }: Pick<ImportDeps, 'imports'>,
  made: readonly MadeRecord[],
  byKey: ReadonlyMap<string, RecordToMake>,
): Promise<ReadonlyMap<string, string>> {
  const links = made.flatMap((one) =>
    one.kind === 'failed'
      ? []
      : (byKey.get(one.key)?.links ?? []).map((link) => ({ ...link, registrationId: one.recordId })),
  );
  return links.length === 0 ? new Map() : imports.linkRegistrations(links);
}

function endOf(
  made: MadeRecord,
  byKey: ReadonlyMap<string, RecordToMake>,
  reasons: ReadonlyMap<string, string>,
): SettledImport {
  const { key } = made;
  const objectType = byKey.get(key)?.objectType ?? 'companies';
  if (made.kind === 'failed')
    return { objectType, key, recordId: null, state: 'failed', reason: made.reason };
  const { recordId } = made;
  return { objectType, key, recordId, state: 'written', reason: reasons.get(recordId) ?? null };
}
