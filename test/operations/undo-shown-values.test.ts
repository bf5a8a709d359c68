/** An undo goes by what HubSpot made of a value, by what is there when it writes, and by what it is an undo of. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { portalId, type RunId } from '../../src/domain/ids.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { undoRun } from '../../src/operations/undo-run.js';
import { crmOf, PortalOnDatabase, type Tamper } from './portal.js';
import { currentResults } from '../store/read-store.js';

const withoutAsOf = (text: string): string => text.replace(/\\"asOf\\":\\"[^"]*"/g, '');

let portal: PortalOnDatabase;
beforeEach(async () => {
  // As HubSpot does: "48000.00" is shown as "48000".
  portal = await PortalOnDatabase.open({ settings: { dropTrailingZeros: true } });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
});
afterEach(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));
const undo = (runId: RunId, dryRun = false, tamper?: Tamper) =>
  undoRun(portal.deps(tamper), { named: runId, dryRun }, () => undefined);
const dealPath = (deal: string) => `/crm/objects/2026-09/deals/${deal}`;
const valueOf = async (deal: string, property: string) =>
  (
    await portal.call<{ properties: Record<string, string | null> }>(
      'GET',
      `${dealPath(deal)}?properties=${property}`,
    )
  ).properties[property] ?? null;

it('a number that HubSpot shows without its zeros is what was written, and is set back', async () => {
  const before = portal.snapshot();
  const { runId, writes } = await portal.sync();
  expect(writes.partners).toBeGreaterThan(0);
  expect(portal.snapshot()).not.toContain('.00"]');
  expect(await undo(runId)).toMatchObject({ leftAlone: 0, records: writes.deals + writes.partners });
  expect(portal.snapshot()).toBe(before);
});

it('what is typed on a deal once it is undone stays', async () => {
  const { runId } = await portal.sync();
  const { dealId: deal } = (await currentResults(portal.store, id()))[0]!;
  let typed = false;
  await undo(runId, false, async ({ path }) => {
    if (path.includes('companies/batch/read') && !typed) {
      typed = true;
      await portal.call('PATCH', dealPath(deal), { properties: { partnership_class: 'influenced' } });
    }
    return null;
  });
  expect(typed).toBe(true);
  expect(await valueOf(deal, 'partnership_class')).toBe('influenced');
});

it('undoing an undo hides no value: what becomes right again is published', async () => {
  await portal.sync();
  const right = portal.snapshot();
  const results = await currentResults(portal.store, id());
  const { dealId: deal } = results.find((one) => one.status === 'won' && one.class === 'sourced')!;
  const amount = await valueOf(deal, 'amount');
  await portal.call('PATCH', dealPath(deal), { properties: { amount: '999999.00' } });
  const { runId } = await portal.sync();
  const first = await undo(runId);
  const second = await undo(first.runId!);
  expect(await portal.store.findRun(id(), second.runId!)).toMatchObject({ undoes: first.runId });
  await portal.call('PATCH', dealPath(deal), { properties: { amount } });
  await portal.sync();
  await portal.sync();
  // A partner's months are published anew, and say as of when they are.
  expect(withoutAsOf(portal.snapshot())).toBe(withoutAsOf(right));
});
