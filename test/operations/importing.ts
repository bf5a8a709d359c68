/** A small portal of known companies, and files that are imported into it. */
import type { ImportKind } from '../../src/domain/import-map.js';
import { runId, type RunId } from '../../src/domain/ids.js';
import { digest } from '../../src/handlers/digest.js';
import { parseImportMap } from '../../src/files/import-map-file.js';
import { readImport } from '../../src/files/read-import.js';
import { importFile, type ImportEnd } from '../../src/operations/import-file.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { undoRun, type UndoSummary } from '../../src/operations/undo-run.js';
import { crmOf, importsOf, PortalOnDatabase, type Tamper } from './portal.js';

export interface ImportOptions {
  readonly write?: boolean;
  readonly create?: boolean;
  readonly overwrite?: boolean;
  readonly tamper?: Tamper;
}

export class ImportingPortal {
  #runs = 0;

  private constructor(readonly portal: PortalOnDatabase) {}

  static async open(): Promise<ImportingPortal> {
    const portal = await PortalOnDatabase.open({ empty: true });
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    return new ImportingPortal(portal);
  }

  close(): Promise<void> {
    return this.portal.close();
  }

  async make(type: string, properties: Readonly<Record<string, string>>): Promise<string> {
    const { id } = await this.portal.call<{ id: string }>('POST', `/crm/objects/2026-09/${type}`, {
      properties,
    });
    return id;
  }

  /** Associates a deal with a company, which becomes its primary one. */
  async link(deal: string, company: string): Promise<void> {
    await this.portal.call('POST', '/crm/associations/2026-09/deals/companies/batch/create', {
      inputs: [
        {
          from: { id: deal },
          to: { id: company },
          types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }],
        },
      ],
    });
  }

  async values(
    type: string,
    id: string,
    ...properties: readonly string[]
  ): Promise<readonly (string | null)[]> {
    const path = `/crm/objects/2026-09/${type}/${id}?properties=${properties.join(',')}`;
    const found = await this.portal.call<{ properties: Record<string, string | null> }>('GET', path);
    return properties.map((name) => found.properties[name] ?? null);
  }

  /** Ids of the records that one is associated with. */
  async linked(type: string, id: string, to: string): Promise<readonly string[]> {
    const path = `/crm/objects/2026-09/${type}/${id}/associations/${to}`;
    const { results } = await this.portal.call<{ results: { toObjectId: string }[] }>('GET', path);
    return results.map(({ toObjectId }) => toObjectId);
  }

  import(kind: ImportKind, map: object, csv: string, options: ImportOptions = {}): Promise<ImportEnd> {
    const filed = parseImportMap(JSON.stringify({ import: kind, source: 'prm', ...map }), 'map.json', kind);
    const { rows, rejected } = readImport(Buffer.from(csv), 'x.csv', filed);
    const { sandbox, store } = this.portal;
    return importFile(
      {
        ...{ crm: crmOf(sandbox), imports: importsOf(sandbox, options.tamper), store, digest },
        clock: { now: () => this.portal.now() },
        newRunId: () => runId(`import-${(this.#runs += 1)}`),
      },
      {
        ...{ map: filed.map, rows, setAside: rejected.length, policyVersion: 'default-1' },
        ...{
          create: options.create === true,
          overwrite: options.overwrite === true,
          write: options.write === true,
        },
      },
    );
  }

  undo(named: RunId | string | undefined, dryRun = false): Promise<UndoSummary> {
    const deps = { ...this.portal.deps(), imports: importsOf(this.portal.sandbox) };
    return undoRun(deps, { named: named ?? '', dryRun }, () => undefined);
  }
}

/** A plan in few words: what is done, and what is looked at. */
export const words = ({ plan }: ImportEnd): readonly string[] => [
  ...plan.records.map(
    ({ line, action, name, changes, kept }) =>
      `${line ?? ''} ${action} ${name}: ${[
        ...changes.map((one) => `${one.property} ${one.oldValue ?? ''}→${one.newValue ?? ''}`),
        ...kept.map((one) => `${one.property} stays ${one.oldValue ?? ''}`),
      ].join(', ')}`,
  ),
  ...plan.aside.map(({ line, why }) => `${line} ${why}`),
];
