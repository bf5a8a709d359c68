import { afterEach, expect, test } from '@jest/globals';

import { portalId } from '../../src/domain/ids.js';
import { query } from './database.js';
import { OwnStore } from './own-store.js';
import { killPrograms, runProgram } from './program.js';

const own = OwnStore.open('rate');
afterEach(killPrograms);

/** Keeps every value that a row had: the places that were given out end there. */
async function keepHistory(): Promise<void> {
  await query(
    own.database.databaseUrl,
    `create table if not exists grants (portal_id text, free_at timestamptz);
    create or replace function keep_grant() returns trigger language plpgsql as $$
      begin insert into grants values (new.portal_id, new.free_at); return null; end $$;
    create or replace trigger keep after insert or update on partnership.rate_windows
      for each row execute function keep_grant()`,
  );
}

test('from three processes at most the limit is granted in any rolling window', async () => {
  await keepHistory();
  // 190 in 10 seconds, at a hundredth of the time.
  const [limit, windowMs, places] = [190, 100, 200];
  const spacingMs = windowMs / limit;
  const args = [own.database.databaseUrl, own.portal, String(spacingMs), String(places), '1'];
  const programs = await Promise.all([1, 2, 3].map(() => runProgram('take-places', args)));
  await Promise.all(programs.map((program) => program.leave()));
  const rows = await query<{ micros: string }>(
    own.database.databaseUrl,
    `select (extract(epoch from free_at) * 1000000)::bigint::text as micros from grants
      where portal_id = $1 order by free_at`,
    [own.portal],
  );
  const granted = rows.map(({ micros }) => Number(micros));
  expect(granted).toHaveLength(3 * places);
  const tooSoon = granted.filter((at, place) => at - (granted[place - limit] ?? -Infinity) < windowMs * 1000);
  expect(tooSoon).toEqual([]);
});

test('places stand in a line, each its spacing after the one before; several may be taken at once', async () => {
  const row = own.store.rateRow(own.portal);
  const minute = 60_000;
  expect(await row.take('requests', 1, minute)).toBe(0);
  const second = await row.take('requests', 3, minute);
  const third = await row.take('requests', 1, minute);
  expect([second, third].map((ms) => Math.ceil(ms / minute))).toEqual([1, 4]);
  expect(second % 1 === 0 && third % 1 === 0).toBe(false);
});

test('buckets and portals have lines of their own', async () => {
  await own.store.rateRow(own.portal).take('requests', 1, 60_000);
  expect(await own.store.rateRow(own.portal).take('search', 1, 60_000)).toBe(0);
  expect(await own.store.rateRow(portalId(`${own.portal}'; --`)).take('requests', 1, 60_000)).toBe(0);
});

test('a pause keeps everybody waiting, and shortens no wait', async () => {
  const row = own.store.rateRow(own.portal);
  await row.pause('requests', 60_000);
  const wait = await row.take('requests', 1, 60_000);
  expect(Math.ceil(wait / 60_000)).toBe(1);
  await row.pause('requests', 10);
  expect(Math.ceil((await row.take('requests', 1, 1)) / 60_000)).toBe(2);
});

test('the line does not remember how long it stood empty', async () => {
  const row = own.store.rateRow(own.portal);
  await row.take('requests', 1, 0.001);
  await query(
    own.database.databaseUrl,
    "update partnership.rate_windows set free_at = free_at - interval '1 day' where portal_id = $1",
    [own.portal],
  );
  expect(await row.take('requests', 1, 60_000)).toBe(0);
  expect(Math.ceil((await row.take('requests', 1, 60_000)) / 60_000)).toBe(1);
});
