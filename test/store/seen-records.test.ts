import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { compareIds } from '../../src/domain/ids.js';
import type { SyncUnit } from '../../src/operations/ports.js';
import { OwnStore } from './own-store.js';
import { OTHER_PORTAL, RUN } from './sample.js';
import { at, seenAt, sighting, underLease } from './sync-sample.js';

const own = OwnStore.open('seen');

const write = <T>(work: (unit: SyncUnit) => Promise<T>) => underLease(own.store, own.portal, work);
const save = (minute: number, ...sightings: ReturnType<typeof sighting>[]) =>
  write((unit) => unit.saveSeen('deals', sightings, seenAt(minute)));
const there = (after: string | null = null, limit = 100) =>
  own.store.seenIds(own.portal, 'deals', after, limit);

describe('records', () => {
  test('come back as they were seen, without the properties that were empty', async () => {
    await save(1, sighting('7', { dealname: "O'Brien; \0\ud800 \u001a", amount: null, stage: '' }));
    expect(await own.store.seenRecords(own.portal, 'deals', ['7', '8'])).toEqual(
      new Map([
        [
          '7',
          {
            ...{ type: 'deals', id: '7', archived: false, gone: null, seenAt: at(1), runId: RUN },
            properties: { dealname: "O'Brien; \0\ud800 \u001a", stage: '' },
          },
        ],
      ]),
    );
    expect(await own.store.seenRecords(own.portal, 'companies', ['7'])).toEqual(new Map());
  });

  test('tell what changed: new ones, what counts, or only what we publish; and nothing where nothing did', async () => {
    const first = [sighting('1', { a: 'x' }), sighting('2'), sighting('3'), sighting('4')];
    expect(await save(1, ...first)).toEqual(
      ['1', '2', '3', '4'].map((id) => ({ id, kind: 'new', before: null })),
    );
    expect(await save(2, ...first)).toEqual([]);
    const changes = await save(
      3,
      sighting('1', { a: 'y' }),
      sighting('2', {}, { publishedHash: 'credit' }),
      sighting('3', {}, { isPartner: true }),
      sighting('4'),
    );
    expect(changes).toEqual([
      { id: '1', kind: 'input', before: { properties: { a: 'x' }, isPartner: false } },
      { id: '2', kind: 'published', before: { properties: {}, isPartner: false } },
      { id: '3', kind: 'input', before: { properties: {}, isPartner: false } },
    ]);
  });

  test('seen again unchanged, keep their properties, which are not looked at', async () => {
    const long = sighting('1', { touches: 'x'.repeat(60_000) });
    await save(1, long);
    await save(2, { ...long, record: { ...long.record, properties: { touches: 'of no account' } } });
    const seen = (await own.store.seenRecords(own.portal, 'deals', ['1'])).get('1');
    expect(seen).toMatchObject({ seenAt: at(2), properties: long.record.properties });
  });

  test('given twice in one call count once, as they were last', async () => {
    expect(await save(1, sighting('1', { a: 'x' }), sighting('1', { a: 'y' }))).toHaveLength(1);
    expect((await own.store.seenRecords(own.portal, 'deals', ['1'])).get('1')?.properties).toEqual({
      a: 'y',
    });
  });

  test('that are archived are no sightings', async () => {
    const archived = sighting('1');
    await expect(save(1, { ...archived, record: { ...archived.record, archived: true } })).rejects.toThrow(
      'archived',
    );
    expect(await there()).toEqual([]);
  });

  test('of one portal or type are not those of another', async () => {
    await underLease(own.store, OTHER_PORTAL, (unit) => unit.saveSeen('deals', [sighting('1')], seenAt(1)));
    await write((unit) => unit.saveSeen('companies', [sighting('1')], seenAt(1)));
    expect(await there()).toEqual([]);
    expect(await write((unit) => unit.markGone('deals', ['1'], 'archived', at(2)))).toEqual([]);
    expect(await write((unit) => unit.markAbsent('deals', at(9), at(9)))).toEqual([]);
    expect(await own.store.seenIds(OTHER_PORTAL, 'deals', null, 9)).toEqual(['1']);
    expect(await own.store.seenCount(own.portal, 'companies')).toBe(1);
  });
});

describe('ids', () => {
  test('are listed by number, after one, as many as asked for', async () => {
    await save(1, ...['x', '10', '9', '007', '7', '100'].map((id) => sighting(id)));
    expect(await there()).toEqual(['007', '7', '9', '10', '100', 'x']);
    expect(await there('')).toHaveLength(6);
    expect(await there('9', 2)).toEqual(['10', '100']);
    expect(await there('8')).toEqual(['9', '10', '100', 'x']);
  });

  test('stand in the one order of ids, whatever they are', async () => {
    const id = fc.oneof(
      fc.stringMatching(/^[0-9]{1,20}$/),
      fc.string({ minLength: 1 }),
      fc.constantFrom("'; drop table x --", 'a\0b', '\\', '9;', '٣', '１２', '$1', '%s', '"', '1\n'),
    );
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(id, { maxLength: 20 }), async (ids) => {
        await write((unit) => unit.markAbsent('deals', at(99), at(99)));
        await save(1, ...ids.map((one) => sighting(one)));
        // Escaped ids are text that stands elsewhere; they come back whole all the same.
        const plain = ids.filter((one) => !/[\0\u001a]/.test(one)).sort(compareIds);
        expect((await there()).filter((one) => !/[\0\u001a]/.test(one))).toEqual(plain);
        expect(new Set(await there())).toEqual(new Set(ids));
      }),
      { numRuns: 40 },
    );
  });
});

describe('tombstones', () => {
  test('of archived records stand for what was never seen too, and for what was taken for deleted', async () => {
    const seen = seenAt(3);
    await save(1, sighting('71'), sighting('72'), sighting('73'), sighting('74'));
    await write((unit) => unit.markGone('deals', ['72'], 'absent', at(2)));
    await write((unit) => unit.markGone('deals', ['73'], 'merged', at(2)));
    const ids = ['71', '72', '73', '79', '79'];
    expect(await write((unit) => unit.markArchived('deals', ids, seen))).toEqual(['71']);
    expect(await write((unit) => unit.markArchived('deals', ids, seen))).toEqual([]);
    expect(await own.store.goneIds(own.portal, 'deals', 'archived', '70', 9)).toEqual(['71', '72', '79']);
    expect(await own.store.goneIds(own.portal, 'deals', 'merged', '70', 9)).toEqual(['73']);
    const [back] = await write((unit) => unit.saveSeen('deals', [sighting('79')], seen));
    expect(back).toMatchObject({ id: '79', kind: 'new' });
  });

  test('name who was there until now, and may say more of one that is gone', async () => {
    await save(1, sighting('1', { a: 'x' }), sighting('2'), sighting('3'));
    expect(await write((unit) => unit.markGone('deals', ['1', '99'], 'archived', at(2)))).toEqual(['1']);
    expect(await own.store.goneIds(own.portal, 'deals', 'archived', null, 9)).toEqual(['1']);
    expect(await write((unit) => unit.markGone('deals', ['1'], 'absent', at(3)))).toEqual([]);
    expect(await own.store.goneIds(own.portal, 'deals', 'absent', null, 9)).toEqual(['1']);
    expect(await write((unit) => unit.markGone('deals', ['1', '2'], 'merged', at(3)))).toEqual(['2']);
    expect(await write((unit) => unit.markGone('deals', ['1', '2'], 'absent', at(4)))).toEqual([]);
    expect(await own.store.goneIds(own.portal, 'deals', 'merged', null, 9)).toEqual(['1', '2']);
    expect(await own.store.goneIds(own.portal, 'deals', 'merged', '1', 9)).toEqual(['2']);
    const records = await own.store.seenRecords(own.portal, 'deals', ['1', '2', '3']);
    expect([...records.values()].map(({ id, gone, archived }) => [id, gone, archived]).sort()).toEqual([
      ['1', 'merged', true],
      ['2', 'merged', true],
      ['3', null, false],
    ]);
    expect(records.get('1')?.properties).toEqual({ a: 'x' });
    expect(await there()).toEqual(['3']);
    expect(await own.store.seenCount(own.portal, 'deals')).toBe(1);
  });

  test('are put on everything that was not seen since an instant', async () => {
    await save(1, sighting('1'), sighting('2'));
    await save(5, sighting('2'), sighting('3'));
    expect(await write((unit) => unit.markAbsent('deals', at(5), at(6)))).toEqual(['1']);
    expect(await there()).toEqual(['2', '3']);
  });

  test('go when a record comes back, which is new then', async () => {
    await save(1, sighting('1', { a: 'x' }));
    await write((unit) => unit.markGone('deals', ['1'], 'archived', at(2)));
    expect(await save(3, sighting('1', { a: 'x' }))).toEqual([
      { id: '1', kind: 'new', before: { properties: { a: 'x' }, isPartner: false } },
    ]);
    expect(await there()).toEqual(['1']);
  });
});

test('partners and companies that hold what was published are found, while they are there', async () => {
  await write((unit) =>
    unit.saveSeen(
      'companies',
      [
        sighting('10', {}, { isPartner: true, isPublished: true }),
        sighting('9', {}, { isPartner: true }),
        sighting('8', {}, { isPublished: true }),
        sighting('7'),
        sighting('6', {}, { isPartner: true }),
      ],
      seenAt(1),
    ),
  );
  await write((unit) => unit.markGone('companies', ['6'], 'archived', at(2)));
  expect((await own.store.seenPartners(own.portal)).map(({ id }) => id)).toEqual(['9', '10']);
  expect((await own.store.seenPublishedCompanies(own.portal)).map(({ id }) => id)).toEqual(['8']);
});

test('what a unit of work throws takes all of it back', async () => {
  await expect(
    write(async (unit) => {
      await unit.saveSeen('deals', [sighting('1')], seenAt(1));
      await unit.markDirty(['1']);
      throw new Error('stop');
    }),
  ).rejects.toThrow('stop');
  expect(await there()).toEqual([]);
  expect(await own.store.dirtyCount(own.portal)).toBe(0);
});
