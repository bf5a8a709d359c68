/** An undo goes by what HubSpot made of a value, by what is there when it writes, and by what it is an undo of. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { RunId } from '../../src/domain/ids.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { crmOf, PortalOnDatabase } from './portal.js';

let portal: PortalOnDatabase;
beforeEach(async () => {
  // As HubSpot does: "48000.00" is shown as "48000".
  portal = await PortalOnDatabase.open({ settings: { dropTrailingZeros: true } });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
});
afterEach(() => portal.close());

const undo = (runId: RunId) => undoRun(portal.deps(), { runId, dryRun: false }, () => undefined);

it('a number that HubSpot shows without its zeros is what was written, and is set back', async () => {
  const before = portal.snapshot();
  const { runId, writes } = await portal.sync();
  expect(writes.partners).toBeGreaterThan(0);
  expect(portal.snapshot()).not.toContain('.00"]');
  expect(await undo(runId)).toMatchObject({ leftAlone: 0, records: writes.deals + writes.partners });
  expect(portal.snapshot()).toBe(before);
});
