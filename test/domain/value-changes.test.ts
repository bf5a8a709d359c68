import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { valueChanges } from '../../src/domain/value-changes.js';

describe('what differs between two values', () => {
  it.each([
    ['a value deep inside', { a: { b: 1 } }, { a: { b: 2 } }, [{ key: 'a.b', from: 1, to: 2 }]],
    ['a list is one value', { a: [1, 2] }, { a: [2, 1] }, [{ key: 'a', from: [1, 2], to: [2, 1] }]],
    ['a key that is new', {}, { a: null }, [{ key: 'a', from: undefined, to: null }]],
    ['a key that is gone', { a: 1 }, {}, [{ key: 'a', from: 1, to: undefined }]],
    ['the order of keys means nothing', { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ])('%s', (_what, from, to, changes) => {
    expect(valueChanges(from, to)).toEqual(changes);
  });

  it('a value does not differ from itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => valueChanges(value, structuredClone(value)).length === 0),
    );
  });
});
