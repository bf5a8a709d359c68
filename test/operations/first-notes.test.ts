import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { FirstNotes } from '../../src/operations/first-notes.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

it('keeps the first of many notes, each once, and counts every different one', () => {
  const notes = new FirstNotes<{ readonly a: number; readonly b: string }>(digest, 3);
  for (let time = 0; time < 2; time += 1) for (let a = 0; a < 5_000; a += 1) notes.add({ a, b: 'same' });
  notes.add({ b: 'same', a: 1 });
  expect(notes.count).toBe(5_000);
  expect(notes.first).toEqual([0, 1, 2].map((a) => ({ a, b: 'same' })));
});
