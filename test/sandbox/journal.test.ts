/** A portal that keeps its state: every answer given is there after a crash. */
import { appendFile, copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deleteState } from '../../src/sandbox/index.js';
import { PortalUnderTest } from './portal-under-test.js';

const deals = '/crm/objects/2026-09/deals';

describe('the state of a kept portal', () => {
  let folder: string;
  let stateFile: string;
  const open: PortalUnderTest[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'portal-'));
    stateFile = path.join(folder, 'portal.jsonl');
  });
  afterEach(async () => {
    for (const portal of open.splice(0)) await portal.close();
    await rm(folder, { recursive: true });
  });

  const start = async (file = stateFile): Promise<PortalUnderTest> => {
    const portal = await PortalUnderTest.start({ stateFile: file, deals: 5 });
    open.push(portal);
    return portal;
  };

  const changeAll = async (portal: PortalUnderTest): Promise<void> => {
    await portal.call('PATCH', `${deals}/4100001`, { properties: { amount: '1234' } });
    await portal.call('POST', deals, { properties: { dealname: 'Kept' } });
    await portal.call('DELETE', `${deals}/4100002`);
    const types = [{ associationCategory: 'USER_DEFINED', associationTypeId: 1 }];
    const inputs = [{ from: { id: '4100003' }, to: { id: '2100001' }, types }];
    await portal.call('POST', '/crm/associations/2026-09/deals/companies/batch/create', { inputs });
    const label = { name: 'scout', label: 'Scout', inverseLabel: 'Scouted' };
    await portal.call('POST', '/crm/associations/2026-09/deals/companies/labels', label);
    const property = {
      name: 'own',
      label: 'Own',
      type: 'string',
      fieldType: 'text',
      groupName: 'partnership',
    };
    await portal.call('POST', '/crm/properties/2026-09/deals', property);
    await portal.call('DELETE', '/crm/properties/2026-09/deals/partnership_rulings');
    await changeRarely(portal);
  };

  /** What happens seldom: a merge, a contact erased, a limit, an object of the portal's own. */
  const changeRarely = async (portal: PortalUnderTest): Promise<void> => {
    const ids = { primaryObjectId: '4100004', objectIdToMerge: '4100005' };
    await portal.call('POST', `${deals}/merge`, ids);
    await portal.call('POST', '/crm/v3/objects/contacts/gdpr-delete', { objectId: '3100001' });
    const limit = { category: 'HUBSPOT_DEFINED', typeId: 341, maxToObjectIds: 9 };
    const limits = '/crm/associations/2026-09/definitions/configurations/deals/companies';
    await portal.call('POST', `${limits}/batch/create`, { inputs: [limit] });
    const made = await portal.call<{ objectTypeId: string }>('POST', '/crm-object-schemas/2026-09/schemas', {
      name: 'boat',
      labels: { singular: 'Boat', plural: 'Boats' },
      requiredProperties: ['hull'],
      properties: [{ name: 'hull', label: 'Hull', type: 'string', fieldType: 'text' }],
      associatedObjects: ['DEAL'],
    });
    const boats = `/crm/objects/2026-09/${made.body.objectTypeId}`;
    await portal.call('POST', boats, { properties: { hull: 'oak' } });
  };

  const stateOf = (portal: PortalUnderTest) => [...portal.sandbox.portal.snapshot()];

  /** A file as a killed process leaves it: what had been written, and no more. */
  const crash = async (): Promise<string> => {
    const left = path.join(folder, 'left.jsonl');
    await copyFile(stateFile, left);
    return left;
  };

  it('is there after a crash, and the token too', async () => {
    const portal = await start();
    await changeAll(portal);
    const again = await start(await crash());
    expect(stateOf(again)).toEqual(stateOf(portal));
    expect(again.sandbox.accessToken).toBe(portal.sandbox.accessToken);
    const kinds = new Set(stateOf(again).map(({ kind }) => kind));
    for (const kind of ['schema', 'merged', 'association-limit'] as const) expect(kinds).toContain(kind);
    expect((await again.call('GET', `${deals}/4100005`)).status).toBe(200);
  });

  it('is there after an orderly stop, whatever the new start asks for', async () => {
    const portal = await start();
    await changeAll(portal);
    const before = stateOf(portal);
    await portal.close();
    open.splice(0);
    const again = await PortalUnderTest.start({ stateFile, deals: 9, seed: 1 });
    open.push(again);
    expect(stateOf(again)).toEqual(before);
    expect(again.sandbox.portal.seeded).toEqual({ seed: 7, deals: 5, empty: false });
  });

  it('bears a last line that was torn', async () => {
    const portal = await start();
    await changeAll(portal);
    const left = await crash();
    await appendFile(left, '[{"kind":"record","type":"deals","rec');
    const again = await start(left);
    expect(stateOf(again)).toEqual(stateOf(portal));
    await again.call('PATCH', `${deals}/4100001`, { properties: { amount: '5' } });
    const third = path.join(folder, 'third.jsonl');
    await copyFile(left, third);
    expect(stateOf(await start(third))).toEqual(stateOf(again));
  });

  it('with a broken line in the middle is refused, and left as it is', async () => {
    await writeFile(stateFile, '{"version":1}\nnot json\n[]\n');
    await expect(start()).rejects.toMatchObject({ code: 'file_malformed' });
    expect(await readFile(stateFile, 'utf8')).toBe('{"version":1}\nnot json\n[]\n');
    await expect(start()).rejects.toMatchObject({ code: 'file_malformed' });
  });

  it('its clock goes on from where it was and never back', async () => {
    const portal = await start();
    await portal.call('POST', '/__sandbox__/clock', { now: '2027-06-01T00:00:00Z' });
    const shown = portal.sandbox.portal.now();
    const again = await start(await crash());
    expect(again.sandbox.portal.now()).toBeGreaterThanOrEqual(shown);
    expect(again.sandbox.portal.now()).toBeLessThan(shown + 60_000);
  });

  it('has one writer: a second start is refused with home_in_use', async () => {
    const portal = await start();
    await expect(start()).rejects.toMatchObject({ code: 'home_in_use' });
    expect(() => deleteState(stateFile)).toThrow(expect.objectContaining({ code: 'home_in_use' }));
    expect((await portal.call('GET', deals)).status).toBe(200);
  });

  it('takes over the lock of a dead process', async () => {
    await writeFile(`${stateFile}.lock`, '999999999 1\n');
    expect((await (await start()).call('GET', deals)).status).toBe(200);
  });

  it('takes over the lock of a process whose id another one has now', async () => {
    await writeFile(`${stateFile}.lock`, `${process.pid} 1\n`);
    expect((await (await start()).call('GET', deals)).status).toBe(200);
  });

  it('keeps a reset, too', async () => {
    const portal = await start();
    await changeAll(portal);
    await portal.call('POST', '/__sandbox__/reset', { deals: 3 });
    const again = await start(await crash());
    expect(stateOf(again)).toEqual(stateOf(portal));
    expect(again.sandbox.portal.records.count('deals')).toBe(3);
  });

  it('starts over where its file is deleted', async () => {
    const portal = await start();
    const fresh = stateOf(portal);
    await changeAll(portal);
    await portal.close();
    open.splice(0);
    deleteState(stateFile);
    expect(stateOf(await start())).toEqual(fresh);
  });
});
