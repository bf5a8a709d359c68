/** An import that was cut off after HubSpot made its records and before it could say so. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { portalId } from '../../src/domain/ids.js';
import { ImportingPortal } from './importing.js';
import { answer, type Tamper } from './portal.js';

let portal: ImportingPortal;
beforeAll(async () => {
  portal = await ImportingPortal.open();
  await portal.make('companies', { name: 'Contoso', domain: 'contoso.example', type: 'PARTNER' });
});
afterAll(() => portal.close());

/** The records are made, and the answer gets lost. */
const lostAnswer: Tamper = async ({ method, path, body }) => {
  if (!path.endsWith('/batch/create')) return null;
  await portal.portal.call(method, path, body);
  return answer(502, { status: 'error', message: 'bad gateway' });
};

const lastRun = async (): Promise<string> => {
  const id = portalId(String(portal.portal.sandbox.portalId));
  const [run] = await portal.portal.store.listRuns(id, 1);
  if (run === undefined) throw new Error('there is no run');
  return run.runId;
};

function registrations(): readonly string[] {
  const { records, schemas } = portal.portal.sandbox.portal;
  const { type } = schemas.find('p_partner_registration')!;
  return [...records.list(type)].filter((one) => one.archivedAt === null).map(({ id }) => id);
}

const MAP = {
  columns: {
    externalId: 'Id',
    partnerName: 'Partner',
    accountName: 'Account',
    submittedAt: 'Day',
    status: 'Status',
  },
};
const FILE = 'Id,Partner,Account,Day,Status\nR-1,Contoso,Northwind,2026-01-15,Approved\n';

it('has its registrations taken back all the same, found by their key', async () => {
  const cutOff = portal.import('registrations', MAP, FILE, { write: true, tamper: lostAnswer });
  await expect(cutOff).rejects.toMatchObject({ name: 'AppError' });
  expect(registrations()).toHaveLength(1);
  const { imported } = await portal.undo(await lastRun());
  expect(imported).toMatchObject({ archived: 1, left: [] });
  expect(registrations()).toEqual([]);
});

it('leaves a registration that the same import has made once more', async () => {
  const refusing: Tamper = ({ path }) => (path.endsWith('/batch/create') ? answer(502, {}) : null);
  const cutOff = portal.import('registrations', MAP, FILE, { write: true, tamper: refusing });
  await expect(cutOff).rejects.toMatchObject({ name: 'AppError' });
  const first = await lastRun();
  const { done } = await portal.import('registrations', MAP, FILE, { write: true });
  expect(done).toMatchObject({ created: 1 });
  expect((await portal.undo(first)).imported).toMatchObject({ archived: 0 });
  expect(registrations()).toHaveLength(1);
});

it('names the companies of which nobody knows whether they were made', async () => {
  const map = { columns: { partnerName: 'Name' } };
  const options = { write: true, create: true, tamper: lostAnswer };
  await expect(portal.import('partners', map, 'Name\nLitware\n', options)).rejects.toMatchObject({
    name: 'AppError',
  });
  expect((await portal.undo(await lastRun())).imported?.left).toEqual([
    { recordId: 'Litware', why: expect.stringContaining('look whether this company was made') },
  ]);
});
