/** Carries out an import of partners: values of companies that are there through the outbox, others are made. */
import type { ImportDeps, ImportRun } from './import-plan.js';
import { makeRecords } from './make-records.js';
import type { ImportDoneView, ImportRecordView } from './views/import-view.js';
import { writeOutbox } from './write-outbox.js';

/** Writes it. */
export async function writePartners(
  deps: ImportDeps,
  run: ImportRun,
  records: readonly ImportRecordView[],
): Promise<Omit<ImportDoneView, 'runId'>> {
  const { store } = deps;
  const { portalId } = run.account;
  const changed = records.flatMap(({ recordId, changes }) =>
    recordId === null || changes.length === 0
      ? []
      : [{ objectType: 'companies' as const, recordId, changes }],
  );
  await store.writeSync(portalId, run.lease, (unit) => unit.planWrites(run.runId, changed));
  const writes = await writeOutbox(deps, { portalId, ...run }, () => undefined);
  const nameOf = new Map(records.map(({ recordId, name }) => [recordId, name]));
  const made = await makeRecords(
    deps,
    run,
    records
      .filter(({ action }) => action === 'create')
      .map(({ line, name, changes }) => ({
        objectType: 'companies' as const,
        key: `line-${line ?? 0}`,
        name,
        changes,
        links: [],
      })),
  );
  return {
    created: made.created,
    changed: writes.partners,
    refused: [
      ...writes.failed.map(({ recordId, reason }) => ({ name: nameOf.get(recordId) ?? recordId, reason })),
      ...made.refused,
    ],
  };
}
