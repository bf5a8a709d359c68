/** Carries out an import of registrations: what is new is made, what differs is changed, associations are added. */
import type { WriteOutcome } from './crm-port.js';
import type { ImportDeps, ImportRun } from './import-plan.js';
import type { ImportedLink } from './import-store-port.js';
import { makeRecords } from './make-records.js';
import { crossedWords, registrationPlace } from './registration-saves.js';
import { settleSaves } from './settle-saves.js';
import type { ImportDoneView, ImportRecordView } from './views/import-view.js';

export interface PlannedRegistration {
  readonly key: string;
  readonly links: readonly ImportedLink[];
  readonly view: ImportRecordView;
}

/** Writes it. */
export async function writeRegistrations(
  deps: ImportDeps,
  run: ImportRun,
  planned: readonly PlannedRegistration[],
): Promise<Omit<ImportDoneView, 'runId'>> {
  const made = await makeRecords(
    deps,
    run,
    planned
      .filter(({ view }) => view.action === 'create')
      .map(({ key, links, view: { name, changes } }) => ({
        objectType: 'registrations' as const,
        ...{ key, name, changes, links },
      })),
  );
  const changed = await changeRegistrations(
    deps,
    run,
    planned.filter(({ view }) => view.action === 'change'),
  );
  return {
    created: made.created,
    changed: changed.changed,
    refused: [...made.refused, ...changed.refused],
  };
}

/** Changes registrations that are there, each written down before, so that an undo finds it. */
export async function changeRegistrations(
  { imports, store }: Pick<ImportDeps, 'imports' | 'store'>,
  { account: { portalId }, runId, lease }: ImportRun,
  planned: readonly PlannedRegistration[],
): Promise<Pick<ImportDoneView, 'changed' | 'refused'>> {
  const byId = new Map(planned.map((one) => [one.view.recordId ?? '', one]));
  const records = planned.map(({ key, links, view: { recordId, changes } }) => ({
    objectType: 'registrations' as const,
    ...{ key, recordId, changes, links, created: false },
  }));
  await store.writeSync(portalId, lease, (unit) => unit.planImported(runId, records));
  const reasons = new Map<string, string>();
  const settle = async (outcomes: readonly WriteOutcome[]): Promise<void> => {
    for (const one of outcomes) if (one.kind === 'failed') reasons.set(one.recordId, one.reason);
    await Promise.resolve();
  };
  await imports.updateRegistrations(
    planned.flatMap(({ view: { recordId, changes } }) =>
      recordId === null || changes.length === 0
        ? []
        : [{ recordId, properties: Object.fromEntries(changes.map((one) => [one.property, one.newValue])) }],
    ),
    settle,
  );
  const settled = await settledDecisions(imports, planned, reasons);
  for (const [recordId, { why, stands }] of settled) if (!stands) reasons.set(recordId, why);
  const links = planned
    .filter(({ view }) => !reasons.has(view.recordId ?? ''))
    .flatMap((one) => one.links.map((link) => ({ ...link, registrationId: one.view.recordId ?? '' })));
  const unlinked = links.length === 0 ? new Map<string, string>() : await imports.linkRegistrations(links);
  const ends = [...byId].map(([recordId, { key }]) => {
    const refused = reasons.get(recordId);
    return {
      objectType: 'registrations' as const,
      ...{ key, recordId, reason: refused ?? unlinked.get(recordId) ?? settled.get(recordId)?.why ?? null },
      state: refused === undefined ? ('written' as const) : ('failed' as const),
    };
  });
  await store.writeSync(portalId, lease, (unit) => unit.settleImported(runId, ends));
  const failed = ends.flatMap(({ recordId, reason }) =>
    reason === null ? [] : [{ name: byId.get(recordId)?.view.name ?? recordId, reason }],
  );
  return { changed: ends.length - failed.length, refused: failed };
}

/** Those on which somebody else may have decided at the same time, and whether what was written here stands. */
async function settledDecisions(
  imports: ImportDeps['imports'],
  planned: readonly PlannedRegistration[],
  refused: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, { readonly why: string; readonly stands: boolean }>> {
  const { registrationFormat: format } = imports;
  const place = registrationPlace(format, {
    versions: (names, ids) => imports.registrationVersions(names, ids),
    update: async (updates) => {
      const all: WriteOutcome[] = [];
      await imports.updateRegistrations(updates, (some) => {
        all.push(...some);
        return Promise.resolve();
      });
      return all;
    },
  });
  const saves = planned.flatMap(({ view: { recordId, changes } }) =>
    recordId === null || refused.has(recordId)
      ? []
      : [
          {
            recordId,
            before: changes.find(({ property }) => property === format.decisionsProperty)?.oldValue ?? null,
            written: Object.fromEntries(changes.map((one) => [one.property, one.newValue])),
          },
        ],
  );
  const settled = await settleSaves(place, saves);
  return new Map(
    [...settled].flatMap(([recordId, one]) => {
      const words = crossedWords(format, one);
      const why = `${words?.message ?? ''} ${words?.next ?? ''}`;
      return words === null ? [] : [[recordId, { why, stands: one.kind !== 'gave_way' }] as const];
    }),
  );
}
