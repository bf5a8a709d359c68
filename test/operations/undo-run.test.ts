/** Undo sets back what a run wrote, and leaves alone whatever changed since. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId, type RunId } from '../../src/domain/ids.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { SyncSummary } from '../../src/operations/sync-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { crmOf, PortalOnDatabase, recordIdOf } from './portal.js';
import { postedLedger } from '../store/read-store.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open();
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
});
afterAll(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));
const undo = (runId: RunId, dryRun = false) =>
  undoRun(portal.deps(), { named: runId, dryRun }, () => undefined);
const classOf = async (deal: string) =>
  (
    await portal.call<{ properties: Record<string, string | null> }>(
      'GET',
      `/crm/objects/2026-09/deals/${deal}?properties=partnership_class`,
    )
  ).properties['partnership_class'] ?? null;

// One portal lives through all of these, in their order.
describe('undo', () => {
  let before: string;
  let first: SyncSummary;
  const kept = () => recordIdOf(portal.sandbox.recordUrls.deal);

  it('of a run that is not there is refused', async () => {
    await expect(undo('run-none' as RunId)).rejects.toMatchObject({ code: 'run_not_found' });
  });

  it('of a dry run is refused: it wrote nothing', async () => {
    const { runId } = await portal.sync({ dryRun: true });
    await expect(undo(runId)).rejects.toMatchObject({ code: 'run_not_found' });
  });

  it('as a dry run says what it would set back, and writes nothing', async () => {
    before = portal.snapshot();
    first = await portal.sync();
    const after = portal.snapshot();
    const { records, properties, leftAlone, runId } = await undo(first.runId, true);
    expect({ records, leftAlone, runId }).toEqual({
      records: first.writes.deals + first.writes.partners,
      leftAlone: 0,
      runId: null,
    });
    expect(properties).toBeGreaterThan(records);
    expect(portal.snapshot()).toBe(after);
  });

  it('puts back every value but those of the deal that was edited since, and says which it left', async () => {
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${kept()}`, {
      properties: { partnership_class: 'direct' },
    });
    const edited = await classOf(kept());
    const entries = (await postedLedger(portal.store, id())).entries.length;
    const { left, leftAlone, records } = await undo(first.runId);
    expect(records).toBe(first.writes.deals + first.writes.partners);
    expect(leftAlone).toBe(1);
    expect(left).toEqual([
      expect.objectContaining({
        objectType: 'deals',
        recordId: kept(),
        property: 'partnership_class',
        holds: edited,
        why: 'changed_since',
      }),
    ]);
    expect(await classOf(kept())).toBe('direct');
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${kept()}`, {
      properties: { partnership_class: '' },
    });
    expect(portal.snapshot()).toBe(before);
    // The ledger is the record of what was computed.
    expect((await postedLedger(portal.store, id())).entries).toHaveLength(entries);
  });

  it('twice leaves everything as it is', async () => {
    const { records, leftAlone } = await undo(first.runId);
    expect({ records, leftAlone }).toEqual({ records: 0, leftAlone: 0 });
    expect(portal.snapshot()).toBe(before);
  });

  it('the next sync leaves what was undone alone; a full one publishes it anew', async () => {
    const next = await portal.sync();
    expect(next.writes.deals).toBeLessThanOrEqual(1);
    expect(next.writes.partners).toBe(0);
    const full = await portal.sync({ full: true });
    expect(full.writes.deals + next.writes.deals).toBe(first.writes.deals);
  });

  it('can itself be undone', async () => {
    const published = portal.snapshot();
    const last = await portal.sync({ full: true });
    expect(last.writes).toMatchObject({ deals: 0, partners: 0 });
    const undos = (await portal.store.listRuns(id(), 50)).filter(({ kind }) => kind === 'undo');
    const { records } = await undo(undos.at(-1)!.runId);
    // Everything that it emptied has been filled again since.
    expect(records).toBe(0);
    expect(portal.snapshot()).toBe(published);
  });

  it('of a run that wrote nothing is refused', async () => {
    await portal.sync();
    const { runId } = await portal.sync();
    await expect(undo(runId)).rejects.toMatchObject({
      code: 'run_not_found',
      message: expect.stringContaining('wrote nothing'),
    });
  });
});
