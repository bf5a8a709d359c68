/** Extracts of a sandbox portal into real Postgres, and what the mirror then says, beside what the portal says itself. */
import { expect } from '@jest/globals';
import { instant, type Instant } from '../../src/domain/calendar.js';
import type { DealFacts } from '../../src/domain/deal.js';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { compareIds, dealId, portalId, runId, type DealId, type PortalId } from '../../src/domain/ids.js';
import type { Account, Crm, LinkedType } from '../../src/operations/crm-port.js';
import { extractPortal, type Extracted } from '../../src/operations/extract-portal.js';
import { LISTED, targetsOf } from '../../src/operations/extract-run.js';
import { readPortal, type Portal } from '../../src/operations/read-portal.js';
import { dealsAround, seenPartnerProfiles, type SeenPortal } from '../../src/operations/seen-portal.js';
import type { Lease } from '../../src/operations/lease-port.js';
import type { SyncState, SyncUnit } from '../../src/operations/sync-port.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { crmOf, PortalOnDatabase, type Asked, type Tamper } from './portal.js';

interface Associated {
  readonly id: string;
  readonly label?: string;
  readonly primary?: boolean;
}

export class ExtractedPortal {
  #runs = 0;
  readonly portalId: PortalId;

  constructor(
    readonly portal: PortalOnDatabase,
    readonly mapping: Mapping = DEFAULT_MAPPING,
  ) {
    this.portalId = portalId(String(portal.sandbox.portalId));
  }

  static async open(
    options: Partial<SandboxOptions> = {},
    mapping: Mapping = DEFAULT_MAPPING,
  ): Promise<ExtractedPortal> {
    return new ExtractedPortal(await PortalOnDatabase.open(options), mapping);
  }

  /** One that is set up and extracted, two hours ago and with nothing left to work out. */
  static async settled(options: Partial<SandboxOptions>, mapping?: Mapping): Promise<ExtractedPortal> {
    const one = await ExtractedPortal.open(options, mapping);
    await setUpPortal(one.crm(), { dryRun: false });
    await one.extract();
    await one.settle();
    await one.pass(2 * HOUR_MS);
    return one;
  }

  close(): Promise<void> {
    return this.portal.close();
  }

  now(): Instant {
    return this.portal.now();
  }

  /** Moves the portal's clock on. */
  pass(ms: number): Promise<unknown> {
    return this.portal.call('POST', '/__sandbox__/clock', { advanceMs: ms });
  }

  /** A reader of its own: what one has looked up of the portal, such as who is a partner, stays. */
  crm(tamper?: Tamper): Crm {
    return crmOf(this.portal.sandbox, tamper, this.mapping);
  }

  async account(): Promise<Account> {
    return this.crm().account();
  }

  async underLease<T>(work: (lease: Lease) => Promise<T>): Promise<T> {
    const taken = await this.portal.store.takeLease(this.portalId, 'sync');
    if (!('lease' in taken)) throw new Error('the lease is held');
    try {
      return await work(taken.lease);
    } finally {
      await taken.lease.release();
    }
  }

  unit<T>(work: (unit: SyncUnit) => Promise<T>): Promise<T> {
    return this.underLease((lease) => this.portal.store.writeSync(this.portalId, lease, work));
  }

  /** An extract, and every request that it made. */
  async extract(
    options: { readonly full?: boolean; readonly tamper?: Tamper; readonly crm?: (crm: Crm) => Crm } = {},
  ): Promise<Extracted & { readonly asked: readonly Asked[] }> {
    const { full = false, tamper = () => null, crm = (same: Crm) => same } = options;
    const asked: Asked[] = [];
    const account = await this.account();
    const extracted = await this.underLease((lease) =>
      extractPortal(
        {
          crm: crm(
            this.crm((one) => {
              asked.push(one);
              return tamper(one);
            }),
          ),
          store: this.portal.store,
          clock: { now: () => this.now() },
        },
        { account, lease, runId: runId(`extract-${(this.#runs += 1)}`), full },
        () => undefined,
      ),
    );
    return { ...extracted, asked };
  }

  state(): Promise<SyncState | null> {
    return this.portal.store.syncState(this.portalId);
  }

  /** As after a computation of all deals: nothing is marked. */
  async settle(): Promise<void> {
    const dirty = await this.dirty();
    await this.unit(async (unit) => {
      await unit.clearDirty(dirty);
      const state = await unit.state();
      if (state !== null) await unit.saveState({ ...state, computeAfter: null });
    });
  }

  async dirty(): Promise<readonly string[]> {
    return this.portal.store.dirtyDeals(this.portalId, null, 100_000);
  }

  /** What the portal says of all its deals, read whole. */
  async whole(asOf = FAR): Promise<Portal> {
    return readPortal(this.crm(), await this.account(), asOf, () => undefined);
  }

  /** What the mirror says of some deals. */
  async seen(ids: readonly DealId[], asOf = FAR): Promise<SeenPortal> {
    const deps = { crm: this.crm(), store: this.portal.store };
    const partners = await seenPartnerProfiles(deps, this.portalId);
    return dealsAround(deps, { account: await this.account(), asOf, partners }, ids);
  }

  async seenIds(type: LinkedType): Promise<readonly string[]> {
    return this.portal.store.seenIds(this.portalId, type, null, 1_000_000);
  }

  /** Everything that the mirror holds, but for when and by which run it was seen. */
  async dump(): Promise<Record<string, unknown>> {
    const { store } = this.portal;
    const dump: Record<string, unknown> = {};
    for (const type of [...LISTED, 'contacts'] as const) {
      const ids = await this.seenIds(type);
      const records = await store.seenRecords(this.portalId, type, ids);
      dump[type] = ids.map((id) => [id, records.get(id)?.properties]);
      for (const to of targetsOf(type, this.mapping)) {
        const links = await store.seenLinks(this.portalId, type, to, ids);
        dump[`${type} → ${to}`] = [...links].toSorted(([a], [b]) => compareIds(a, b));
      }
    }
    return dump;
  }

  // What people do in the portal.

  async create(
    type: LinkedType,
    properties: Record<string, string>,
    associated: Partial<Record<LinkedType, readonly (string | Associated)[]>> = {},
  ): Promise<string> {
    const { id } = await this.portal.call<{ id: string }>('POST', `/crm/objects/2026-09/${type}`, {
      properties,
    });
    for (const [to, others] of Object.entries(associated)) {
      for (const other of others) await this.associate(type, id, to as LinkedType, other);
    }
    return id;
  }

  async edit(type: LinkedType, id: string, properties: Record<string, string>): Promise<void> {
    await this.portal.call('PATCH', `/crm/objects/2026-09/${type}/${id}`, { properties });
  }

  /** Records with one and the same time of change. */
  async createAtOnce(
    type: LinkedType,
    count: number,
    properties: Record<string, string>,
  ): Promise<readonly string[]> {
    const { portal } = this.portal.sandbox;
    const first = await this.create(type, properties);
    const record = portal.records.get(type, first);
    if (record === undefined) throw new Error(`no ${type} ${first}`);
    const ids = Array.from({ length: count - 1 }, () => portal.records.mintId(type));
    portal.commit(
      ids.map((id) => ({
        kind: 'record',
        type,
        record: { ...record, id, properties: new Map([...record.properties, ['hs_object_id', id]]) },
      })),
    );
    return [first, ...ids];
  }

  /** What a run of ours wrote on a deal. */
  async recordWrite(recordId: string, property: string, oldValue: string, newValue: string): Promise<string> {
    const run = runId(`write-${(this.#runs += 1)}`);
    const at = this.now();
    await this.portal.store.startRun({
      portalId: this.portalId,
      runId: run,
      kind: 'sync',
      startedAt: at,
      policyVersion: 'default-1',
      asOf: at,
    });
    await this.unit(async (unit) => {
      const changes = [{ property, oldValue, newValue }];
      await unit.planWrites(run, [{ objectType: 'deals', recordId, changes }]);
      await unit.settleWrites(run, [{ objectType: 'deals', recordId, state: 'written', reason: null }]);
    });
    return run;
  }

  async archive(type: LinkedType, id: string): Promise<void> {
    await this.portal.call('DELETE', `/crm/objects/2026-09/${type}/${id}`);
  }

  /** As the recycling bin does; the API has no call for it. */
  restore(type: LinkedType, id: string): void {
    const { portal } = this.portal.sandbox;
    const record = portal.records.get(type, id);
    if (record === undefined) throw new Error(`no ${type} ${id}`);
    portal.commit([{ kind: 'record', type, record: { ...record, archivedAt: null } }]);
  }

  async merge(type: LinkedType, primaryObjectId: string, objectIdToMerge: string): Promise<string> {
    const { id } = await this.portal.call<{ id: string }>('POST', `/crm/objects/2026-09/${type}/merge`, {
      primaryObjectId,
      objectIdToMerge,
    });
    return id;
  }

  async associate(
    from: LinkedType,
    fromId: string,
    to: LinkedType,
    other: string | Associated,
  ): Promise<void> {
    const target = typeof other === 'string' ? { id: other } : other;
    const path = `/crm/objects/2026-09/${from}/${fromId}/associations`;
    if (target.primary !== true && target.label === undefined) {
      await this.portal.call('PUT', `${path}/default/${to}/${target.id}`);
      return;
    }
    const { results } = await this.portal.call<{
      results: { typeId: number; label: string | null; category: string }[];
    }>('GET', `/crm/associations/2026-09/${from}/${to}/labels`);
    const label = target.primary === true ? 'Primary' : target.label;
    const type = results.find((one) => one.label === label);
    if (type === undefined) throw new Error(`no label ${label ?? ''} among ${JSON.stringify(results)}`);
    await this.portal.call('PUT', `${path}/${to}/${target.id}`, [
      { associationCategory: type.category, associationTypeId: type.typeId },
    ]);
  }

  async dissociate(from: LinkedType, fromId: string, to: LinkedType, toId: string): Promise<void> {
    await this.portal.call('DELETE', `/crm/objects/2026-09/${from}/${fromId}/associations/${to}/${toId}`);
  }
}

/** Beyond everything in the story. */
export const FAR = instant(Date.parse('2030-01-01T00:00:00Z'));

/** A portal's or a mirror's deals one by one, as text that can be compared. */
export function byDeal(
  portal: Pick<Portal, 'deals' | 'facts' | 'activityTouches' | 'setAside'>,
): ReadonlyMap<string, string> {
  const facts = new Map(portal.facts.map((one) => [one.deal.id, one]));
  return new Map([
    ...portal.deals.map(
      (record) =>
        [
          record.deal.id,
          JSON.stringify([
            record,
            inOrder(facts.get(record.deal.id)),
            portal.activityTouches.get(record.deal.id) ?? [],
          ]),
        ] as const,
    ),
    ...portal.setAside.map((one) => [one.id, JSON.stringify(one)] as const),
  ]);
}

/** The order of a pair's labels is nobody's: the mirror keeps them in one. */
const inOrder = (facts: DealFacts | undefined): unknown =>
  facts === undefined
    ? null
    : { ...facts, tags: facts.tags.map((tag) => JSON.stringify(tag)).toSorted((a, b) => (a < b ? -1 : 1)) };

/** Ids of every deal that a portal lists, whether it can be read or not. */
export const allDeals = (portal: Portal): readonly DealId[] =>
  [...portal.deals.map(({ deal }) => deal.id), ...portal.setAside.map(({ id }) => dealId(id))].toSorted(
    compareIds,
  );

export const HOUR_MS = 3_600_000;

/** What the mirror says of each deal that comes to anything: its facts, its name, and what is found about it. */
export async function contentsByDeal(extracted: ExtractedPortal): Promise<ReadonlyMap<string, string>> {
  const seen = await extracted.seen((await extracted.seenIds('deals')).map(dealId));
  const facts = new Map(seen.facts.map((one) => [one.deal.id, one]));
  const found = (id: string): readonly unknown[] => [
    ...seen.findings.filter((one) => one.dealId === id).map(({ finding }) => finding),
    ...seen.problems.filter((one) => one.dealId === id).map(({ problem }) => problem),
  ];
  const touches = (id: DealId): unknown => seen.activityTouches.get(id) ?? [];
  // What suggestions and findings are made of is marked as the facts are.
  const around = (id: DealId): unknown => {
    const own = seen.surroundings.get(id);
    return own === undefined
      ? null
      : [own.activities, own.domains, own.siblings, [...(own.dismissed ?? ['?'])], [...own.tagTimes]];
  };
  return new Map([
    ...seen.deals.map(({ deal: { id }, name }) => {
      return [id, JSON.stringify([name, facts.get(id), touches(id), around(id), found(id)])] as const;
    }),
    ...seen.setAside.map(({ id, createdAt }) => [id, JSON.stringify([createdAt, found(id)])] as const),
  ]);
}

/** The mirror says what the portal says, deal by deal. */
export async function expectMirrored(extracted: ExtractedPortal): Promise<void> {
  const whole = await extracted.whole();
  const ids = await extracted.seenIds('deals');
  expect(ids).toEqual(allDeals(whole));
  const seen = byDeal(await extracted.seen(ids.map(dealId)));
  for (const [id, text] of byDeal(whole))
    expect(JSON.parse(seen.get(id) ?? 'null')).toEqual(JSON.parse(text));
}

/** The same after a sync: what it wrote is looked at first. */
export async function expectMirroredAfterSync(extracted: ExtractedPortal): Promise<void> {
  await extracted.extract();
  await expectMirrored(extracted);
}
