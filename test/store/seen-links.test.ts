import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { compareIds } from '../../src/domain/ids.js';
import type { Link } from '../../src/operations/crm-port.js';
import type { SyncUnit } from '../../src/operations/ports.js';
import { query } from './database.js';
import { OwnStore } from './own-store.js';
import { OTHER_PORTAL } from './sample.js';
import { underLease } from './sync-sample.js';

const own = OwnStore.open('links');

const SOURCED = { role: 'sourced', state: 'confirmed', motion: null } as const;
const RESALE = { role: 'influenced', state: 'proposed', motion: 'resale' } as const;
const link = (toId: string, changes: Partial<Link> = {}): Link => ({
  toId,
  primary: false,
  tags: [],
  ...changes,
});
const write = <T>(work: (unit: SyncUnit) => Promise<T>, of = own.portal) => underLease(own.store, of, work);
const save = (ids: readonly string[], links: Record<string, readonly Link[]>, of = own.portal) =>
  write((unit) => unit.saveLinks('deals', 'companies', ids, new Map(Object.entries(links))), of);
const known = async (...ids: readonly string[]) =>
  Object.fromEntries(await own.store.seenLinks(own.portal, 'deals', 'companies', ids));

/** Where each row lies, which changes with every write of it. */
const places = () =>
  query<{ place: string }>(
    own.database.databaseUrl,
    'select ctid::text || xmin::text as place from partnership.seen_links where portal_id = $1 order by 1',
    [own.portal],
  );

test('come back with what their labels mean, in the order of ids, from both ends', async () => {
  const tagged = link('9', { primary: true, tags: [RESALE, SOURCED] });
  await save(['1', '2', '3'], { 1: [link('10'), tagged], 2: [link('9')] });
  expect(await known('1', '2', '3')).toEqual({ 1: [tagged, link('10')], 2: [link('9')] });
  expect(await own.store.seenOrigins(own.portal, 'deals', 'companies', ['9', '10', '11'])).toEqual(
    new Map([
      ['9', ['1', '2']],
      ['10', ['1']],
    ]),
  );
  expect(await own.store.seenLinks(own.portal, 'companies', 'deals', ['9'])).toEqual(new Map());
});

test('come back with who the end customer is; that alone is a change, and no tag', async () => {
  await save(['1'], { 1: [link('9', { primary: true }), link('10')] });
  const after = [link('9', { primary: true }), link('10', { endCustomer: true })];
  expect(await save(['1'], { 1: [...after, link('10')] })).toEqual([
    { fromId: '1', before: [link('9', { primary: true }), link('10')], after },
  ]);
  expect(await known('1')).toEqual({ 1: after });
  expect(await save(['1'], { 1: after })).toEqual([]);
  expect(await own.store.seenTags(own.portal, 'companies', ['1'])).toEqual(new Map());
});

test('origins that changed are told, as they were and as they are; the others are not written', async () => {
  const links = { 1: [link('9', { tags: [SOURCED] }), link('10')], 2: [link('9')], 3: [link('8')], 4: [] };
  const ids = ['1', '2', '3', '4'];
  expect((await save(ids, links)).map(({ fromId }) => fromId).sort()).toEqual(['1', '2', '3']);
  const before = await places();
  expect(await save(ids, links)).toEqual([]);
  expect(await save(['1'], { 1: [link('10'), link('9', { tags: [SOURCED] })] })).toEqual([]);
  expect(await places()).toEqual(before);

  const changes = await save(ids, { ...links, 1: [link('10', { primary: true })], 3: [] });
  expect([...changes].sort((a, b) => compareIds(a.fromId, b.fromId))).toEqual([
    { fromId: '1', before: links[1], after: [link('10', { primary: true })] },
    { fromId: '3', before: links[3], after: [] },
  ]);
  expect(await known(...ids)).toEqual({ 1: [link('10', { primary: true })], 2: links[2] });
});

test('a label that came, went or means something else is a change', async () => {
  await save(['1'], { 1: [link('9')] });
  for (const tags of [[SOURCED], [{ ...SOURCED, state: 'decided' } as const], [SOURCED, RESALE], []]) {
    expect(await save(['1'], { 1: [link('9', { tags })] })).toHaveLength(1);
    expect(await save(['1'], { 1: [link('9', { tags: [...tags].reverse() })] })).toEqual([]);
  }
});

test('a target that stands on two pages of an answer is one link, with all that its labels mean', async () => {
  await save(['1'], {
    1: [link('9', { tags: [SOURCED] }), link('9', { primary: true, tags: [RESALE, SOURCED] })],
  });
  expect(await known('1')).toEqual({ 1: [link('9', { primary: true, tags: [RESALE, SOURCED] })] });
});

test('of an origin that is not named are a bug', async () => {
  await expect(save(['1'], { 2: [link('9')] })).rejects.toThrow('not named');
});

test('of another portal or pair are left alone', async () => {
  await save(['1'], { 1: [link('9')] }, OTHER_PORTAL);
  await write((unit) => unit.saveLinks('meetings', 'companies', ['1'], new Map([['1', [link('9')]]])));
  expect(await save(['1'], {})).toEqual([]);
  expect(await own.store.seenLinks(OTHER_PORTAL, 'deals', 'companies', ['1'])).toEqual(
    new Map([['1', [link('9')]]]),
  );
  expect(await own.store.seenLinks(own.portal, 'meetings', 'companies', ['1'])).toEqual(
    new Map([['1', [link('9')]]]),
  );
});

test('whatever is saved over whatever: it is what is known then, and exactly the difference is told', async () => {
  const id = fc.oneof(
    fc.stringMatching(/^[0-9]{1,3}$/),
    fc.constantFrom("';--", 'a\0', '\ud800', '__proto__', '{}'),
  );
  const links = fc.dictionary(
    id,
    fc.uniqueArray(fc.record({ toId: id, primary: fc.boolean(), tags: fc.subarray([SOURCED, RESALE]) }), {
      selector: ({ toId }) => toId,
      maxLength: 4,
    }),
    { maxKeys: 5, noNullPrototype: false },
  );
  const sorted = (own: readonly Link[]) =>
    own
      .map((one) => ({ ...one, tags: [...one.tags].sort((a, b) => (a.role < b.role ? -1 : 1)) }))
      .sort((a, b) => compareIds(a.toId, b.toId));
  await fc.assert(
    fc.asyncProperty(links, links, async (first, second) => {
      const ids = [...new Set([...Object.keys(first), ...Object.keys(second)])];
      const maps = [first, second].map(
        (one) => new Map(Object.entries(one).map(([from, own]) => [from, sorted(own)])),
      );
      const [before = new Map<string, Link[]>(), after = new Map<string, Link[]>()] = maps;
      await write((unit) => unit.saveLinks('deals', 'companies', ids, before));
      const changes = await write((unit) => unit.saveLinks('deals', 'companies', ids, after));
      const expected = ids
        .map((fromId) => ({ fromId, before: before.get(fromId) ?? [], after: after.get(fromId) ?? [] }))
        .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
      const byId = (a: { fromId: string }, b: { fromId: string }) => compareIds(a.fromId, b.fromId);
      expect([...changes].sort(byId)).toEqual(expected.sort(byId));
      const stored = await own.store.seenLinks(own.portal, 'deals', 'companies', ids);
      expect(stored).toEqual(new Map([...after].filter(([, own]) => own.length > 0)));
    }),
    { numRuns: 40 },
  );
});
