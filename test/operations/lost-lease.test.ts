/** A process whose lease another took over writes nothing more to the CRM, though its requests were waiting already. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { fetchSend } from '../../src/hubspot/fetch-send.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import type { RawAnswer } from '../../src/hubspot/send.js';
import { Transport } from '../../src/hubspot/transport.js';
import type { Lease } from '../../src/operations/ports.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { query } from '../store/database.js';
import { crmOf, PortalOnDatabase } from './portal.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 900 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
});
afterAll(() => portal.close());

/** One request at a time, as a limiter that is busy. */
function oneByOne(): (request: () => Promise<RawAnswer>) => Promise<RawAnswer> {
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const next = last.then(request);
    last = next.catch(() => undefined);
    return next;
  };
}

it('sends only what was under way when its lease was taken over', async () => {
  const id = portalId(String(portal.sandbox.portalId));
  const { url, accessToken } = portal.sandbox;
  const send = fetchSend(url, accessToken, 30_000);
  let sent = 0;
  let other: Lease | null = null;
  const crm = hubspotCrm(
    new Transport({
      send: async (method, path, body) => {
        if (path.endsWith('/batch/update')) {
          sent += 1;
          if (sent === 1) {
            await query(
              portal.databaseUrl,
              "update partnership.leases set expires_at = clock_timestamp() - interval '1 second'",
            );
            const taken = await portal.store.takeLease(id, 'sync');
            if (!('lease' in taken)) throw new Error('the lease is held');
            other = taken.lease;
          }
        }
        return send(method, path, body);
      },
      limit: oneByOne(),
      sleep: () => Promise.resolve(),
      random: () => 0,
      attempts: 2,
      longestAskedMs: 60_000,
    }),
  );
  const sync = syncPortal(
    { ...portal.deps(), crm },
    { policy: DEFAULT_POLICY, dryRun: false },
    () => undefined,
  );
  await expect(sync).rejects.toMatchObject({ code: 'lease_lost' });
  expect(sent).toBe(1);
  await (other as Lease | null)?.release();
});
