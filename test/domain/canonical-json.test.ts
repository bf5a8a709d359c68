import { expect, it } from '@jest/globals';
import { canonicalJson } from '../../src/domain/canonical-json.js';

it.each<[string, unknown, string]>([
  ['keys in order, however they were put together', { b: 1, a: 2, B: 3 }, '{"B":3,"a":2,"b":1}'],
  ['keys within keys', { z: { y: 1, x: { w: 1, v: 2 } } }, '{"z":{"x":{"v":2,"w":1},"y":1}}'],
  ['lists in their own order', [3, 1, 2], '[3,1,2]'],
  ['keys within lists', [{ b: 1, a: 2 }, [{ d: 1, c: 2 }]], '[{"a":2,"b":1},[{"c":2,"d":1}]]'],
  ['null', { a: null, b: [null] }, '{"a":null,"b":[null]}'],
  ['plain values', 'text', '"text"'],
  ['nothing', {}, '{}'],
])('writes %s', (_name, value, json) => expect(canonicalJson(value)).toBe(json));
