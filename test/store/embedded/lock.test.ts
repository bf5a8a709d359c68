import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, expect, test } from '@jest/globals';

import { withLock } from '../../../src/store/embedded/lock.js';
import { identityOf } from '../../../src/store/embedded/process-identity.js';
import { killPrograms, runProgram } from '../program.js';
import { newHome, removeHomes } from './home.js';

afterEach(async () => {
  await killPrograms();
  await removeHomes();
});

test('four processes and a holder that is killed with -9: never two at a time', async () => {
  const folder = await newHome();
  await writeFile(join(folder, 'counter'), '0');
  const holder = await runProgram('count-under-lock', [folder, 'hold']);
  const counting = ['1', '2', '3', '4'].map(() => runProgram('count-under-lock', [folder, '25']));
  await holder.kill();
  for (const program of await Promise.all(counting)) await program.leave();
  expect(await readFile(join(folder, 'counter'), 'utf8')).toBe('100');
});

test('within one process it is taken in turns', async () => {
  const folder = await newHome();
  let inside = 0;
  const visits = Array.from({ length: 5 }, () =>
    withLock(folder, async () => {
      inside += 1;
      await new Promise(setImmediate);
      expect(inside).toBe(1);
      inside -= 1;
    }),
  );
  await Promise.all(visits);
});

test('is given back when the work fails', async () => {
  const folder = await newHome();
  await expect(withLock(folder, () => Promise.reject(new Error('broken work')))).rejects.toThrow(
    'broken work',
  );
  expect(await withLock(folder, () => Promise.resolve('mine'))).toBe('mine');
});

test.each([
  [
    'a pid that belongs to another process by now',
    JSON.stringify({ pid: process.pid, begun: 'another day' }),
  ],
  ['nothing, as a crash of the machine leaves it', ''],
])('a ticket with %s is finished', async (_name, ticket) => {
  const folder = await newHome();
  await writeFile(join(folder, '41'), ticket);
  expect(await withLock(folder, () => readdir(folder))).toEqual(['42']);
});

test('keeps its highest ticket, so that a late waiter cannot start again from a number below', async () => {
  const folder = await newHome();
  for (let turn = 0; turn < 3; turn += 1) await withLock(folder, () => Promise.resolve());
  expect(await readdir(folder)).toEqual(['3']);
});

test('a process is known by its pid and its start', async () => {
  const me = await identityOf(process.pid);
  expect(me).toEqual({ pid: process.pid, begun: expect.stringMatching(/./) });
  expect(await identityOf(2 ** 22 + 1)).toBeNull();
});
