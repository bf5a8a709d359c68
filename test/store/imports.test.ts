/** What is kept of imports: overlap lists, records that they made, registrations. */
import { beforeEach, describe, expect, test } from '@jest/globals';

import { instant } from '../../src/domain/calendar.js';
import { dealId, partnerId, portalId, type RunId } from '../../src/domain/ids.js';
import type { Overlap, OverlapKind } from '../../src/domain/overlap.js';
import type { Registration } from '../../src/domain/registration.js';
import type { SyncUnit } from '../../src/operations/ports.js';
import { OwnStore } from './own-store.js';
import { started } from './sample.js';
import { underLease } from './sync-sample.js';

const own = OwnStore.open('imports');
const OTHER = portalId('imports-other');
let [first, second, undo] = ['', '', ''] as unknown as [RunId, RunId, RunId];
beforeEach(async () => {
  first = await started(own.store, 'first', own.portal);
  second = await started(own.store, 'second', own.portal);
  undo = await started(own.store, 'undo', own.portal);
});

const write = <T>(work: (unit: SyncUnit) => Promise<T>) => underLease(own.store, own.portal, work);

describe('overlaps', () => {
  const overlap = (partner: string, companyId: string, kind: OverlapKind = 'customer'): Overlap => ({
    partnerId: partnerId(partner),
    companyId,
    kind,
  });
  const change = (runId: RunId, at: number, add: readonly Overlap[], remove: readonly Overlap[] = []) =>
    write((unit) => unit.changeOverlaps({ runId, source: 'xbeam', at: instant(at), add, remove }));
  const held = async () =>
    (await own.store.overlapsOfSource(own.portal, 'xbeam')).map(
      (one) => `${one.partnerId} ${one.companyId} ${one.kind} ${one.importedAt}`,
    );

  test('hold until they are replaced, by account and by source, and in one portal only', async () => {
    await change(first, 1_000, [overlap('7', '20'), overlap('7', '21', 'prospect'), overlap('8', '20')]);
    // What is there already stays as it is, with the day on which it came.
    await change(second, 2_000, [overlap('7', '20'), overlap('9', '20')], [overlap('8', '20')]);
    expect(await held()).toEqual(['7 20 customer 1000', '7 21 prospect 1000', '9 20 customer 2000']);
    const byAccount = await own.store.overlapsOf(own.portal, ['20', '22']);
    expect([...byAccount].map(([id, all]) => [id, all.map((one) => one.partnerId)])).toEqual([
      ['20', ['7', '9']],
    ]);
    expect(await own.store.overlapsOf(OTHER, ['20'])).toEqual(new Map());
    expect(await own.store.overlapsOfSource(own.portal, 'other')).toEqual([]);
  });

  test('an undo takes away what its run brought and brings back what it took', async () => {
    await change(first, 1_000, [overlap('7', '20'), overlap('8', '20')]);
    await change(second, 2_000, [overlap('9', '20')], [overlap('8', '20')]);
    const undone = await write((unit) => unit.takeBackOverlaps(second, undo));
    expect([undone.removed, undone.restored].map((all) => all.map((one) => one.partnerId))).toEqual([
      ['9'],
      ['8'],
    ]);
    expect(await held()).toEqual(['7 20 customer 1000', '8 20 customer 1000']);
  });

  test('an undo leaves alone what a later import has replaced or brought again', async () => {
    await change(first, 1_000, [overlap('7', '20')]);
    await change(second, 2_000, [overlap('8', '20')], [overlap('7', '20')]);
    const third = await started(own.store, 'third', own.portal);
    await change(third, 3_000, [overlap('7', '20')], [overlap('8', '20')]);
    expect(await own.store.overlapsOfRun(own.portal, second)).toEqual({ added: [], removed: [] });
    const undone = await write((unit) => unit.takeBackOverlaps(second, undo));
    expect(undone).toEqual({ removed: [], restored: [] });
    expect(await held()).toEqual(['7 20 customer 3000']);
  });
});

test('records that an import makes are kept before they are made, and how that ended', async () => {
  const planned = {
    objectType: 'companies' as const,
    recordId: null,
    created: true,
    changes: [{ property: 'name', oldValue: null, newValue: 'Con\0toso' }],
    links: [{ to: 'deals' as const, id: '5' }],
  };
  await write((unit) =>
    unit.planImported(first, [
      { ...planned, key: 'b' },
      { ...planned, key: 'a' },
    ]),
  );
  await write((unit) =>
    unit.settleImported(first, [
      { objectType: 'companies', key: 'b', recordId: '77', state: 'written', reason: null },
    ]),
  );
  expect(await own.store.importedRecords(own.portal, first)).toEqual([
    { ...planned, key: 'b', recordId: '77', state: 'written', reason: null },
    { ...planned, key: 'a', state: 'planned', reason: null },
  ]);
  expect(await own.store.importedRecords(own.portal, second)).toEqual([]);
});

test('registrations are replaced together, and the deals on which they changed are told', async () => {
  const registration = (id: string, deal: string, change: Partial<Registration> = {}): Registration => ({
    id,
    dealId: dealId(deal),
    partnerId: partnerId('7'),
    submittedAt: instant(1_000),
    status: 'approved',
    title: null,
    ...change,
  });
  const save = async (...all: readonly Registration[]) =>
    (await write((unit) => unit.saveRegistrations(all))).toSorted();
  expect(await save(registration('1', '10'), registration('2', '11'), registration('2', '12'))).toEqual([
    '10',
    '11',
    '12',
  ]);
  expect(await save(registration('1', '10'), registration('2', '11'), registration('2', '12'))).toEqual([]);
  expect(await save(registration('1', '10', { status: 'won' }), registration('2', '12'))).toEqual([
    '10',
    '11',
  ]);
  expect(await own.store.registrationsOf(own.portal, ['10', '11'])).toEqual(
    new Map([['10', [registration('1', '10', { status: 'won' })]]]),
  );
});
