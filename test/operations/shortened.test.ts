import { expect, it } from '@jest/globals';
import { shortened } from '../../src/operations/shortened.js';

it.each([
  [null, null],
  ['', ''],
  ['x'.repeat(200), 'x'.repeat(200)],
  ['x'.repeat(65_536), `${'x'.repeat(200)}…`],
])('of a value that a summary repeats no more than 200 characters stay', (value, shown) => {
  expect(shortened(value)).toBe(shown);
});
