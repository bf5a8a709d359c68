import { afterAll, expect, test } from '@jest/globals';

import { MIGRATIONS } from '../../src/store/migrations/index.js';
import { testDatabase } from '../store/database.js';
import { endAll, removeFolders, run } from './command-line.js';

afterAll(async () => {
  await endAll();
  await removeFolders();
});

test('db migrate says from which schema to which, and does nothing the second time', async () => {
  const database = await testDatabase();
  const settings = { DATABASE_URL: database.databaseUrl };
  const names = Object.keys(MIGRATIONS);
  const after = names.at(-1);
  const first = await run(['db', 'migrate', '--json'], settings);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.stdout)).toEqual({ before: null, after, applied: names });
  const second = await run(['db', 'migrate'], settings);
  expect(second.stdout).toBe(`The schema is ${after ?? ''}: nothing to do.\n`);
  await database.close();
});
