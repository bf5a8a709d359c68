/** A full read takes its time: what somebody types on a record after it was listed is seen before it is written. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { crmOf, PortalOnDatabase } from './portal.js';
import { currentResults } from '../store/read-store.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open();
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
});
afterAll(() => portal.close());

it('what was listed minutes ago is read again before anything is planned on it', async () => {
  await portal.sync();
  const right = portal.snapshot();
  const id = portalId(String(portal.sandbox.portalId));
  const { dealId: deal, class: was } = (await currentResults(portal.store, id))[0]!;
  const type = (properties: Record<string, string>) =>
    portal.call('PATCH', `/crm/objects/2026-09/deals/${deal}`, { properties });
  await type({ partnership_touch_count: '77' });
  const typed = was === 'direct' ? 'sourced' : 'direct';
  let listed = false;
  const { runId } = await portal.sync({
    full: true,
    tamper: async ({ path }) => {
      // Every deal is listed once its links are asked for.
      if (/associations\/.*\/deals\//.test(path) && !listed) {
        listed = true;
        await type({ partnership_class: typed });
        await portal.call('POST', '/__sandbox__/clock', { advanceMs: 10 * 60_000 });
      }
      return null;
    },
  });
  expect(listed).toBe(true);
  expect(portal.snapshot()).toBe(right);
  expect(await portal.written(runId)).toContainEqual(
    expect.objectContaining({
      recordId: deal,
      property: 'partnership_class',
      oldValue: typed,
      newValue: was,
    }),
  );
});
