/** What is left here once we are gone from a portal: enough that we may come back. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { hubspotRemover } from '../../src/hubspot/remove-schema.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncRequest } from '../../src/operations/sync-portal.js';
import { uninstallPortal } from '../../src/operations/uninstall-portal.js';
import { exampleMapping } from './mapped-portal.js';
import { crmOf, PortalOnDatabase, transportTo, type Tamper } from './portal.js';

const TWO_HOURS = { advanceMs: 2 * 3_600_000 };

let portal: PortalOnDatabase;
beforeEach(async () => {
  portal = await PortalOnDatabase.open({ portal: 'dropdown' });
});
afterEach(() => portal.close());

const uninstall = (tamper?: Tamper, stop?: AbortSignal) =>
  uninstallPortal(
    { remover: hubspotRemover(transportTo(portal.sandbox, tamper)), store: portal.store, stop },
    { portalId: portalId(String(portal.sandbox.portalId)), openExport: null, forget: false },
  );

describe('a portal that is set up once more', () => {
  it('publishes everything anew also after a removal that was stopped in between', async () => {
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await portal.sync();
    await portal.call('POST', '/__sandbox__/clock', TWO_HOURS);
    await portal.sync();
    const published = portal.snapshot();
    await portal.call('POST', '/__sandbox__/clock', TWO_HOURS);
    const stop = new AbortController();
    const stopping: Tamper = ({ method }) => {
      if (method === 'DELETE') stop.abort();
      return null;
    };
    await expect(uninstall(stopping, stop.signal)).rejects.toMatchObject({ code: 'interrupted' });
    expect(portal.snapshot()).not.toBe(published);
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await portal.sync();
    expect(portal.snapshot()).toBe(published);
  });

  it('keeps what the past was said to be, as it keeps the ledger', async () => {
    const crm = crmOf(portal.sandbox, undefined, exampleMapping('dropdown'));
    const syncFrom = (baseline: SyncRequest['baseline']) =>
      syncPortal(
        { ...portal.deps(), crm },
        { policy: DEFAULT_POLICY, dryRun: false, baseline: baseline ?? null },
        () => undefined,
      );
    await setUpPortal(crm, { dryRun: false });
    const first = await syncFrom({ kind: 'set', property: 'deal_origin', since: '2026-01-01' });
    expect(first.legacy?.deals).toBeGreaterThan(10);
    await uninstall();
    await setUpPortal(crm, { dryRun: false });
    const { legacy, ledger } = await syncFrom(null);
    expect(legacy).toEqual(first.legacy);
    expect(ledger).toEqual({ entries: 0, deals: 0 });
  });
});
