/** A plan of a dry run is applied as it was shown, or not at all. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { crmOf, PortalOnDatabase, recordIdOf } from './portal.js';
import { currentResults, postedLedger } from '../store/read-store.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open();
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
});
afterAll(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));
const dealOf = () => recordIdOf(portal.sandbox.recordUrls.deal);
const patch = (deal: string, properties: Record<string, string>) =>
  portal.call('PATCH', `/crm/objects/2026-09/deals/${deal}`, { properties });
const hashOf = ({ plan }: SyncSummary): string => plan?.hash ?? '';
/** Runs, but for when they ran. */
const ledger = async () => (await postedLedger(portal.store, id())).entries.length;

// One portal lives through all of these, in their order.
describe('a plan', () => {
  let dry: SyncSummary;

  it('lists every value that would be written, with what is there now, and writes and posts nothing', async () => {
    dry = await portal.sync({ dryRun: true });
    expect(dry.plan).toMatchObject({ reclassified: 0 });
    expect(dry.plan?.records).toBe(dry.writes.deals + dry.writes.partners);
    expect(dry.plan?.totals.before.wonMinor).toBe(0);
    expect(dry.plan?.totals.after).toEqual(dry.totals);
    expect(await ledger()).toBe(0);
    expect(await currentResults(portal.store, id())).toEqual([]);
    const records = await portal.store.planRecords(id(), hashOf(dry), 0, 10_000);
    const values = records.flatMap(({ changes }) => changes);
    expect(values).toHaveLength(dry.plan?.values ?? 0);
    expect(values.every(({ oldValue }) => oldValue === null)).toBe(true);
  });

  it('that is not known is refused', async () => {
    expect(await portal.refusal({ plan: 'ffffffffffffffffffffffffffffffff' })).toMatchObject({
      code: 'plan_unknown',
    });
  });

  it('is refused once a deal has changed, with the deal named, and nothing is written', async () => {
    await patch(dealOf(), { amount: '4711.00' });
    const before = portal.writes();
    const error = await portal.refusal({ plan: hashOf(dry) });
    expect(error).toMatchObject({ code: 'plan_outdated' });
    const name = portal.sandbox.portal.records.getLive('deals', dealOf())?.properties.get('dealname');
    expect(error.message).toContain(`deal “${name}” (${dealOf()}) changed`);
    expect(portal.writes()).toBe(before);
    expect(await ledger()).toBe(0);
  });

  it('made anew writes just what it said', async () => {
    const again = await portal.sync({ dryRun: true });
    const planned = await portal.store.planRecords(id(), hashOf(again), 0, 10_000);
    const done = await portal.sync({ plan: hashOf(again) });
    expect(done.writes).toMatchObject({
      deals: again.writes.deals,
      partners: again.writes.partners,
      refused: 0,
    });
    const written = await portal.store.outbox(id(), done.runId, {
      states: ['written'],
      after: 0,
      limit: 10_000,
    });
    const shape = (records: readonly { recordId: string; changes: unknown }[]) =>
      new Map(records.map(({ recordId, changes }) => [recordId, changes]));
    expect(shape(written)).toEqual(shape(planned.filter(({ changes }) => changes.length > 0)));
    expect(await ledger()).toBeGreaterThan(0);
  });

  it('that was applied does not fit any more', async () => {
    expect(await portal.refusal({ plan: hashOf(dry) })).toMatchObject({ code: 'plan_outdated' });
  });

  it('of a portal that is up to date has nothing to write', async () => {
    const nothing = await portal.sync({ dryRun: true });
    expect(nothing.plan).toMatchObject({ records: 0, values: 0, reclassified: 0, top: [] });
  });

  it('names the deals on which the most credit moves', async () => {
    const [partner] = [recordIdOf(portal.sandbox.recordUrls.partner)];
    const results = await currentResults(portal.store, id());
    const direct = results.find((result) => result.class === 'direct' && result.status === 'won');
    const dealId = direct?.dealId ?? '';
    const { results: labels } = await portal.call<{ results: { typeId: number; label: string | null }[] }>(
      'GET',
      '/crm/associations/2026-09/deals/companies/labels',
    );
    const typeId = labels.find(({ label }) => label === 'Partner sourced')?.typeId;
    await portal.call('PUT', `/crm/objects/2026-09/deals/${dealId}/associations/companies/${partner}`, [
      { associationCategory: 'USER_DEFINED', associationTypeId: typeId },
    ]);
    const { plan } = await portal.sync({ dryRun: true });
    expect(plan?.reclassified).toBe(1);
    expect(plan?.top).toEqual([
      expect.objectContaining({
        dealId,
        before: 'direct',
        after: 'sourced',
        movedMinor: direct?.homeAmountMinor,
      }),
    ]);
    const { before, after } = plan!.totals;
    expect(after.sourcedMinor - before.sourcedMinor).toBe(direct?.homeAmountMinor);
    expect(after.wonMinor).toBe(before.wonMinor);
  });

  it('writes no value that it did not show, though somebody types one while it is applied', async () => {
    await portal.sync();
    await patch(dealOf(), { amount: '1234567.00' });
    const planned = await portal.sync({ dryRun: true });
    const shown = await portal.store.planRecords(id(), hashOf(planned), 0, 10_000);
    const deps = portal.deps();
    let typed = false;
    // Dropping the draft is what follows the comparison.
    const dropDraft: typeof deps.store.dropDraft = async (...draft) => {
      await deps.store.dropDraft(...draft);
      if (typed) return;
      typed = true;
      await patch(dealOf(), { partnership_class: 'direct' });
    };
    const done = await syncPortal(
      { ...deps, store: { ...deps.store, dropDraft } },
      { policy: DEFAULT_POLICY, dryRun: false, plan: hashOf(planned) },
      () => undefined,
    );
    const written = (await portal.written(done.runId)).filter(({ state }) => state === 'written');
    const lines = (records: readonly { recordId: string; property: string; newValue: string | null }[]) =>
      records.map(({ recordId, property, newValue }) => `${recordId} ${property} ${newValue}`);
    const plannedLines = lines(
      shown.flatMap(({ recordId, changes }) => changes.map((change) => ({ recordId, ...change }))),
    );
    expect(plannedLines).toEqual(expect.arrayContaining(lines(written)));
    expect(done).toMatchObject({ leftAlone: 1 });
    expect(written.map(({ recordId }) => recordId)).not.toContain(dealOf());
    // The next one puts it right.
    expect(await portal.changes(await portal.sync())).toContainEqual(
      expect.stringContaining(`deals ${dealOf()} partnership_class: direct → `),
    );
    expect((await portal.sync({ dryRun: true })).plan).toMatchObject({ records: 0 });
  }, 180_000);

  it('of everything is applied as one of everything, though an undo came before; one of changes not with --full', async () => {
    await patch(dealOf(), { amount: '7654321.00' });
    const { runId } = await portal.sync();
    await undoRun(portal.deps(), { named: runId, dryRun: false }, () => undefined);
    const full = await portal.sync({ dryRun: true, full: true });
    expect(full.writes.partners).toBeGreaterThan(0);
    const done = await portal.sync({ plan: hashOf(full) });
    expect(done.writes).toEqual(full.writes);
    await patch(dealOf(), { amount: '54321.00' });
    const changes = await portal.sync({ dryRun: true });
    expect(await portal.refusal({ plan: hashOf(changes), full: true })).toMatchObject({
      code: 'option_invalid',
    });
  }, 180_000);
});
