import { beforeEach, expect, test } from '@jest/globals';

import { portalId, type PortalId } from '../../src/domain/ids.js';
import type { SeenNote, SyncState, SyncUnit } from '../../src/operations/ports.js';
import { OwnStore } from './own-store.js';
import { at, underLease } from './sync-sample.js';

const own = OwnStore.open('state');
let other: PortalId;
beforeEach(() => {
  other = portalId(`${own.portal}-other`);
});

const write = <T>(work: (unit: SyncUnit) => Promise<T>, of = own.portal) => underLease(own.store, of, work);

test('where a sync stands is what was last saved of its portal', async () => {
  expect(await own.store.syncState(own.portal)).toBeNull();
  const state: SyncState = {
    watermarks: { deals: at(1), meetings: at(2) },
    extract: { startedAt: at(3), cursors: { "deals 1'-\0": { after: '77', done: false } } },
    computeAfter: '',
    basisHash: 'hash',
    computedAsOf: null,
    completeAt: null,
  };
  await write((unit) => unit.saveState(state));
  expect(await own.store.syncState(own.portal)).toEqual(state);
  await write(async (unit) => {
    await unit.saveState({ ...state, computeAfter: null, extract: null });
    expect(await unit.state()).toMatchObject({ computeAfter: null });
    // Others see it when the unit is over.
    expect(await own.store.syncState(own.portal)).toEqual(state);
  });
  expect(await own.store.syncState(own.portal)).toMatchObject({
    computeAfter: null,
    extract: null,
    basisHash: 'hash',
  });
  expect(await own.store.syncState(other)).toBeNull();
});

test('marked deals are listed once, by number, after one, until they are cleared', async () => {
  await write((unit) => unit.markDirty(['10', '9', '10', "x'\0"]));
  await write((unit) => unit.markDirty(['9', '7']));
  await write((unit) => unit.markDirty(['1']), other);
  expect(await own.store.dirtyDeals(own.portal, null, 10)).toEqual(['7', '9', '10', "x'\0"]);
  expect(await own.store.dirtyDeals(own.portal, '7', 2)).toEqual(['9', '10']);
  expect(await own.store.dirtyCount(own.portal)).toBe(4);
  await write((unit) => unit.clearDirty(['9', '1', "x'\0"]));
  expect(await own.store.dirtyDeals(own.portal, '', 10)).toEqual(['7', '10']);
  expect(await own.store.dirtyCount(other)).toBe(1);
});

test('deals are due when their time has come, not before, and not when it was put off', async () => {
  await write((unit) =>
    unit.saveDue([
      { dealId: '10', at: at(5) },
      { dealId: '9', at: at(6) },
      { dealId: '8', at: at(7) },
      { dealId: '7', at: null },
    ]),
  );
  const due = (minute: number, after: string | null = null) =>
    own.store.dueDeals(own.portal, at(minute), after, 10);
  expect(await due(4)).toEqual([]);
  expect(await due(6)).toEqual(['9', '10']);
  expect(await due(6, '9')).toEqual(['10']);
  await write((unit) =>
    unit.saveDue([
      { dealId: '10', at: at(9) },
      { dealId: '9', at: null },
    ]),
  );
  expect(await due(8)).toEqual(['8']);
  expect(await due(9)).toEqual(['8', '10']);
  expect(await own.store.dueDeals(other, at(99), null, 10)).toEqual([]);
});

test('notes of a record are replaced together; what several say is told once, by the first record', async () => {
  const note = (subjectId: string, text: string, kind: SeenNote['kind'] = 'finding'): SeenNote => ({
    ...{ subjectType: 'deals', subjectId, kind },
    content: { text, at: 1 },
  });
  const save = (ids: readonly string[], notes: readonly SeenNote[], of = own.portal) =>
    write((unit) => unit.saveNotes('deals', ids, notes), of);
  const told = async (limit = 10) => {
    const { notes, of } = await own.store.notes(own.portal, 'finding', limit);
    return [notes.map(({ text }) => text), of];
  };
  await save(['10', '9'], [note('10', 'c'), note('10', "b'\0"), note('9', 'c'), note('9', 'p', 'problem')]);
  await save(['1'], [note('1', 'z')], other);
  expect(await told()).toEqual([['c', "b'\0"], 2]);
  expect(await told(1)).toEqual([['c'], 2]);
  expect(await own.store.notes(own.portal, 'problem', 10)).toEqual({ notes: [{ text: 'p', at: 1 }], of: 1 });
  await save(['9', '11'], []);
  expect(await told()).toEqual([['c', "b'\0"], 2]);
  await save(['10'], [note('10', 'd')]);
  expect(await told()).toEqual([['d'], 1]);
  expect((await own.store.notes(other, 'finding', 10)).of).toBe(1);
  await expect(save(['1'], [note('2', 'x')])).rejects.toThrow('not named');
});
