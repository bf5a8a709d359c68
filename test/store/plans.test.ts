import { expect, test } from '@jest/globals';

import { portalId } from '../../src/domain/ids.js';
import type { PlanRecord } from '../../src/operations/ports.js';
import { query } from './database.js';
import { OwnStore } from './own-store.js';
import { at } from './sync-sample.js';

const own = OwnStore.open('plans');

const record = (recordId: string, changes: Partial<PlanRecord> = {}): PlanRecord => ({
  objectType: 'deals',
  recordId,
  basis: 'facts',
  changes: [{ property: 'class', oldValue: null, newValue: "sourced'\0" }],
  ...changes,
});
const details = { madeAt: at(1), policyVersion: 'default-1', summary: { b: 1, a: ['\0'] } };
const save = (draft: string, hash: string, of = own.portal) =>
  own.store.savePlan(of, draft, { ...details, hash });
const ids = async (name: string, after = 0, limit = 100) =>
  (await own.store.planRecords(own.portal, name, after, limit)).map((one) => one.recordId);

/** Without the place, which only its order says something of. */
const placeless = (listed: { readonly place: number }) => ({ ...listed, place: undefined });

test('a draft grows, becomes a plan, and is read by either name, page by page', async () => {
  await own.store.draftPlan(own.portal, 'draft', [record('9'), record('10')]);
  await own.store.draftPlan(own.portal, 'draft', [record('1', { changes: [] })]);
  await own.store.draftPlan(own.portal, 'draft', [record('1', { objectType: 'companies' })]);
  expect(await own.store.plan(own.portal, 'hash')).toBeNull();
  await save('draft', 'hash');
  expect(await own.store.plan(own.portal, 'hash')).toEqual({
    ...details,
    portalId: own.portal,
    hash: 'hash',
  });
  expect(Object.keys((await own.store.plan(own.portal, 'hash'))!.summary)).toEqual(['b', 'a']);
  const records = await own.store.planRecords(own.portal, 'hash', 0, 2);
  expect(records.map(placeless)).toEqual([record('9'), record('10')]);
  expect(await ids('hash', records[1]!.place)).toEqual(['1', '1']);
  expect(await ids('draft')).toEqual(['9', '10', '1', '1']);
});

test('a record that is drafted again is replaced', async () => {
  await own.store.draftPlan(own.portal, 'draft', [record('1'), record('2')]);
  await own.store.draftPlan(own.portal, 'draft', [record('1', { changes: [] })]);
  expect(await own.store.planRecords(own.portal, 'draft', 0, 9)).toMatchObject([
    { recordId: '2' },
    { recordId: '1', changes: [] },
  ]);
});

test('a plan and a draft differ in records of one alone, other facts, other changes; not in their order', async () => {
  const other = record('3').changes.map((change) => ({ ...change, newValue: null }));
  await own.store.draftPlan(
    own.portal,
    'before',
    ['1', '2', '3', '4', '20'].map((id) => record(id)),
  );
  await save('before', 'hash');
  await own.store.draftPlan(
    own.portal,
    'same',
    ['20', '4', '3', '2', '1'].map((id) => record(id)),
  );
  await own.store.draftPlan(own.portal, 'now', [
    record('1'),
    record('3', { changes: other }),
    record('4', { basis: 'other' }),
    record('20'),
    record('100'),
    record('20', { objectType: 'companies' }),
  ]);
  expect(await own.store.planDifferences(own.portal, 'hash', 'same', 9)).toEqual([]);
  const differences = await own.store.planDifferences(own.portal, 'hash', 'now', 9);
  expect(differences.map(({ objectType, recordId, how }) => `${objectType} ${recordId} ${how}`)).toEqual([
    'companies 20 added',
    'deals 2 left',
    'deals 3 changed',
    'deals 4 changed',
    'deals 100 added',
  ]);
  expect(await own.store.planDifferences(own.portal, 'hash', 'now', 1)).toHaveLength(1);
});

test('the newest ten of a portal are kept, and drafts that nobody finished go', async () => {
  const other = portalId(`${own.portal}-other`);
  await own.store.draftPlan(other, 'abandoned', [record('1')]);
  await own.store.draftPlan(own.portal, 'abandoned', [record('1')]);
  for (let plan = 0; plan < 12; plan += 1) {
    await own.store.draftPlan(own.portal, `draft ${plan}`, [record(String(plan))]);
    await save(`draft ${plan}`, `hash ${plan}`);
  }
  const kept = await query<{ draft: string }>(
    own.database.databaseUrl,
    'select draft from partnership.plan_records where portal_id = $1 order by place',
    [own.portal],
  );
  expect(kept.map(({ draft }) => draft)).toEqual(
    Array.from({ length: 10 }, (_, index) => `draft ${index + 2}`),
  );
  expect(await own.store.plan(own.portal, 'hash 1')).toBeNull();
  expect(await ids('hash 2')).toEqual(['2']);
  expect(await own.store.planRecords(other, 'abandoned', 0, 9)).toHaveLength(1);
});

test('the same plan made again takes the place of the first', async () => {
  for (const draft of ['a', 'b']) {
    await own.store.draftPlan(own.portal, draft, [record('1')]);
    await save(draft, 'hash');
  }
  expect(await ids('hash')).toEqual(['1']);
  expect(await ids('a')).toEqual([]);
});

test('a draft can be dropped, a plan not by its draft', async () => {
  await own.store.draftPlan(own.portal, 'draft', [record('1')]);
  await own.store.draftPlan(own.portal, 'other', [record('2')]);
  await save('other', 'hash');
  await own.store.draftPlan(own.portal, 'draft', [record('1')]);
  await own.store.dropDraft(own.portal, 'draft');
  await own.store.dropDraft(own.portal, 'other');
  expect(await ids('draft')).toEqual([]);
  expect(await ids('hash')).toEqual(['2']);
  expect(await own.store.planRecords(portalId(`${own.portal}-other`), 'hash', 0, 9)).toEqual([]);
});
