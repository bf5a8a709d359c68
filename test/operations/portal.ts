/** A sandbox portal, a database and the operations' ports on both; nothing of it is a fake. */
import { instant, type Instant } from '../../src/domain/calendar.js';
import { portalId, runId, type RunId } from '../../src/domain/ids.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { fetchSend } from '../../src/hubspot/fetch-send.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import { hubspotImports } from '../../src/hubspot/import-crm.js';
import { hubspotScanner } from '../../src/hubspot/scan.js';
import { hubspotProgramme } from '../../src/hubspot/programme-crm.js';
import { hubspotPortalData } from '../../src/hubspot/portal-data.js';
import type { Method, RawAnswer, Send } from '../../src/hubspot/send.js';
import { Transport } from '../../src/hubspot/transport.js';
import type { Crm } from '../../src/operations/crm-port.js';
import type { ImportCrm } from '../../src/operations/import-port.js';
import type { PortalScanner } from '../../src/operations/scan-port.js';
import type { ProgrammeCrm } from '../../src/operations/programme-port.js';
import type { PortalData } from '../../src/operations/portal-data-port.js';
import { syncPortal, type SyncDeps, type SyncSummary } from '../../src/operations/sync-portal.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { openStore, type OpenedStore } from '../../src/store/store.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { testDatabase } from '../store/database.js';

/** One request as it went out. */
export interface Asked {
  readonly method: Method;
  readonly path: string;
  readonly body: unknown;
}

/** Answers in the portal's place; null lets the request through. */
export type Tamper = (asked: Asked) => Promise<RawAnswer | null> | RawAnswer | null;

const PASS: Tamper = () => null;

type Reached = Pick<Sandbox, 'url' | 'accessToken'>;

/** Nothing is limited, and nothing is waited for. */
export function transportTo({ url, accessToken }: Reached, tamper: Tamper = PASS): Transport {
  const portal = fetchSend(url, accessToken, 30_000);
  const send: Send = async (method, path, body) =>
    (await tamper({ method, path, body })) ?? (await portal(method, path, body));
  return new Transport({
    send,
    limit: (request) => request(),
    sleep: () => Promise.resolve(),
    random: () => 0,
    attempts: 2,
    longestAskedMs: 60_000,
  });
}

/** The Crm port on a portal. */
export const crmOf = (portal: Reached, tamper: Tamper = PASS, mapping: Mapping = DEFAULT_MAPPING): Crm =>
  hubspotCrm(transportTo(portal, tamper), undefined, mapping);

/** The PortalData port on a portal. */
export const dataOf = (portal: Reached, tamper: Tamper = PASS): PortalData =>
  hubspotPortalData(transportTo(portal, tamper));

/** The ProgrammeCrm port on a portal. */
export const programmeOf = (portal: Reached, tamper: Tamper = PASS): ProgrammeCrm =>
  hubspotProgramme(transportTo(portal, tamper));

/** Every port that the built command gives a sync: registrations, the partner programme and where numbers are published. */
export const portsOn = (transport: Transport) =>
  ({
    crm: hubspotCrm(transport),
    data: hubspotPortalData(transport),
    imports: hubspotImports(transport),
    programme: hubspotProgramme(transport),
  }) satisfies Partial<SyncDeps>;

/** The ImportCrm port on a portal. */
export const importsOf = (portal: Reached, tamper: Tamper = PASS): ImportCrm =>
  hubspotImports(transportTo(portal, tamper));

/** The PortalScanner port on a portal. */
export const scannerOf = (portal: Reached, tamper: Tamper = PASS): PortalScanner =>
  hubspotScanner(transportTo(portal, tamper));

/** A JSON answer in the portal's place. */
export const answer = (status: number, body: unknown): RawAnswer => ({
  status,
  header: () => null,
  text: JSON.stringify(body),
});

export class PortalOnDatabase {
  #runs = 0;
  /** Its syncs have every port that the built command gives them; else what is read of deals and companies alone. */
  asBuilt = false;

  private constructor(
    readonly sandbox: Sandbox,
    readonly store: OpenedStore,
    readonly databaseUrl: string,
    readonly close: () => Promise<void>,
  ) {}

  static async open(options: Partial<SandboxOptions> = {}): Promise<PortalOnDatabase> {
    const [sandbox, database] = await Promise.all([
      startSandbox({ port: 0, deals: 60, faults: WIDE_LIMITS, ...options }),
      testDatabase(),
    ]);
    const { databaseUrl } = database;
    const store = await openStore({ databaseUrl, home: '' });
    return new PortalOnDatabase(sandbox, store, databaseUrl, async () => {
      await store.close();
      await Promise.all([sandbox.close(), database.close()]);
    });
  }

  now(): Instant {
    return instant(this.sandbox.portal.now());
  }

  deps(tamper: Tamper = PASS): SyncDeps {
    return {
      ...(this.asBuilt ? portsOn(transportTo(this.sandbox, tamper)) : { crm: crmOf(this.sandbox, tamper) }),
      store: this.store,
      clock: { now: () => this.now() },
      newRunId: () => runId(`run-${(this.#runs += 1)}`),
    };
  }

  async sync(
    options: {
      readonly dryRun?: boolean;
      readonly full?: boolean;
      readonly plan?: string;
      readonly tamper?: Tamper;
      readonly policy?: Policy;
    } = {},
  ): Promise<SyncSummary> {
    const { dryRun = false, full = false, plan = null, tamper, policy = DEFAULT_POLICY } = options;
    return syncPortal(this.deps(tamper), { policy, dryRun, full, plan }, () => undefined);
  }

  /** The refusal of a sync that must be refused. */
  async refusal(options: Parameters<PortalOnDatabase['sync']>[0]): Promise<AppError> {
    try {
      await this.sync(options);
    } catch (error) {
      if (isAppError(error)) return error;
      throw error;
    }
    throw new Error('it was not refused');
  }

  /** Every value of a run's outbox, with how its record ended. */
  async written(run: RunId) {
    const records = await this.store.outbox(portalId(String(this.sandbox.portalId)), run, {
      states: ['planned', 'written', 'failed', 'superseded'],
      after: 0,
      limit: 100_000,
    });
    return records.flatMap(({ changes, ...record }) => changes.map((change) => ({ ...record, ...change })));
  }

  /** What a run changed, as "deals 5 partnership_class: direct → sourced". */
  async changes({ runId: run }: SyncSummary): Promise<readonly string[]> {
    return (await this.written(run)).map(
      ({ objectType, recordId, property, oldValue, newValue }) =>
        `${objectType} ${recordId} ${property}: ${oldValue ?? ''} → ${newValue ?? ''}`,
    );
  }

  /** How many batch updates the portal was asked for. */
  writes(): number {
    const { requests } = this.sandbox.portal.counters.body() as { requests: Record<string, number> };
    return Object.entries(requests)
      .filter(([route]) => route.endsWith('/batch/update'))
      .reduce((sum, [, count]) => sum + count, 0);
  }

  /** Every value of every deal and company that is there, but for when it was changed. */
  snapshot(): string {
    const { records } = this.sandbox.portal;
    const lines = (['deals', 'companies'] as const).flatMap((type) =>
      [...records.list(type)]
        .filter((record) => record.archivedAt === null)
        .map((record) => {
          const values = [...record.properties].filter(
            ([name, value]) => name !== 'hs_lastmodifieddate' && value !== '',
          );
          return JSON.stringify([type, record.id, ...values.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
        }),
    );
    return lines.join('\n');
  }

  async call<T = Record<string, unknown>>(method: Method, path: string, body?: unknown): Promise<T> {
    const send = fetchSend(this.sandbox.url, this.sandbox.accessToken, 30_000);
    const { status, text } = await send(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }
}

/** Ids at the end of a record page's address. */
export const recordIdOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1);
