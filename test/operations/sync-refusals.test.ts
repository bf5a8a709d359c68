/** A sync that is refused, cut off or not alone. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { isAppError } from '../../src/errors.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { openStore } from '../../src/store/store.js';
import { answer, crmOf, PortalOnDatabase, type Tamper } from './portal.js';
import { currentResults } from '../store/read-store.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open();
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await portal.sync();
});
afterAll(() => portal.close());

const runs = () => portal.store.listRuns(portalId(String(portal.sandbox.portalId)), 50);
const results = () => currentResults(portal.store, portalId(String(portal.sandbox.portalId)));

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'done';
}

describe('when the portal refuses a record', () => {
  it('says which, writes the rest, and writes it the next time', async () => {
    const deals = (await results()).slice(0, 5);
    const bad = deals[2]!.dealId;
    for (const { dealId } of deals) {
      await portal.call('PATCH', `/crm/objects/2026-09/deals/${dealId}`, {
        properties: { partnership_bucket: '' },
      });
    }
    const refusing: Tamper = ({ path, body }) => {
      const inputs = (body as { inputs?: { id: string }[] } | undefined)?.inputs ?? [];
      if (!path.endsWith('/deals/batch/update') || !inputs.some(({ id }) => id === bad)) return null;
      return answer(400, {
        status: 'error',
        category: 'VALIDATION_ERROR',
        message: 'A required property is empty',
      });
    };
    const summary = await portal.sync({ tamper: refusing });
    expect(summary.writes.failed).toEqual([
      { objectType: 'deals', recordId: bad, reason: expect.stringContaining('A required property is empty') },
    ]);
    const changes = await portal.written(summary.runId);
    expect(changes.map(({ recordId, state }) => [recordId, state]).toSorted()).toEqual(
      deals.map(({ dealId }) => [dealId, dealId === bad ? 'failed' : 'written']).toSorted(),
    );
    expect(changes.find(({ recordId }) => recordId === bad)?.reason).toContain(
      'A required property is empty',
    );

    const again = await portal.sync();
    expect((await portal.changes(again)).map((change) => change.split(' ')[1])).toEqual([bad]);
    expect(again.writes.failed).toEqual([]);
  });

  it('a write that is cut off is recorded as planned before it is sent, and made up by the next run', async () => {
    const [deal] = await results();
    const id = deal!.dealId;
    await portal.call('PATCH', `/crm/objects/2026-09/deals/${id}`, {
      properties: { partnership_bucket: '' },
    });
    let planned: readonly string[] = [];
    const dying: Tamper = async ({ path }) => {
      if (!path.endsWith('/deals/batch/update')) return null;
      const [run] = await runs();
      planned = (await portal.written(run!.runId)).map(({ recordId, state }) => `${recordId} ${state}`);
      return answer(401, { status: 'error', category: 'EXPIRED_AUTHENTICATION', message: 'Expired' });
    };
    expect(await codeOf(portal.sync({ tamper: dying }))).toBe('token_invalid');
    expect(planned).toEqual([`${id} planned`]);
    expect((await runs())[0]?.state).toBe('failed');
    expect(await portal.changes(await portal.sync())).toEqual([
      expect.stringContaining(`deals ${id} partnership_bucket:  → `),
    ]);
  });
});

describe('two syncs of one portal at once', () => {
  it('one goes on, the other is told that the lease is held', async () => {
    const other = await openStore({ databaseUrl: portal.databaseUrl, home: '' });
    try {
      // The second starts while the first is in the middle of its reading.
      let second: Promise<string> | undefined;
      const meanwhile: Tamper = async ({ path }) => {
        if (second === undefined && path.startsWith('/crm/objects/2026-09/deals?')) {
          second = codeOf(
            syncPortal(
              { ...portal.deps(), store: other },
              { policy: DEFAULT_POLICY, dryRun: false },
              () => undefined,
            ),
          );
          await second;
        }
        return null;
      };
      const first = await portal.sync({ full: true, tamper: meanwhile });
      expect(await second).toBe('lease_held');
      expect(first.runId).not.toBeNull();
      expect(await codeOf(portal.sync())).toBe('done');
    } finally {
      await other.close();
    }
  });
});
