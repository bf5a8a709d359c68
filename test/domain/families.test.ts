import { describe, expect, it } from '@jest/globals';
import { familiesOf, parentsOf } from '../../src/domain/families.js';
import type { Partner } from '../../src/domain/partner.js';
import { directory, partner } from './facts.js';

/** Each partner with the parents that it counts towards. */
const families = (...partners: readonly Partner[]): Record<string, readonly string[]> =>
  Object.fromEntries([...familiesOf(directory(...partners))].map(([id, parents]) => [id, [...parents]]));

const parents = (...partners: readonly Partner[]): Record<string, string> =>
  Object.fromEntries(parentsOf(directory(...partners)));

describe('parentsOf', () => {
  it.each<[string, readonly Partner[], Record<string, string>]>([
    ['a partner id', [partner('1'), partner('2', { parentId: '1' })], { 2: '1' }],
    ['a company id', [partner('1', { companyId: 'c' }), partner('2', { parentId: 'c' })], { 2: '1' }],
    [
      'a partner id before a company id',
      [partner('1'), partner('3', { companyId: '1' }), partner('2', { parentId: '1' })],
      { 2: '1' },
    ],
    [
      'the smallest id of those that share a company',
      [
        partner('10', { companyId: 'c' }),
        partner('9', { companyId: 'c' }),
        partner('a', { companyId: 'c' }),
        partner('2', { parentId: 'c' }),
      ],
      { 2: '9' },
    ],
    ['nobody where nobody has the id', [partner('2', { parentId: 'outside' })], {}],
    ['nobody where it names itself', [partner('2', { parentId: '2' })], {}],
    ['nobody where none is named', [partner('1'), partner('2')], {}],
  ])('goes by %s', (_name, partners, expected) => expect(parents(...partners)).toEqual(expected));
});

describe('familiesOf', () => {
  it('counts a parent towards itself, and all below it, up to the top', () => {
    expect(
      families(
        partner('1'),
        partner('2', { parentId: '1' }),
        partner('3', { parentId: '2' }),
        partner('4', { parentId: '1' }),
      ),
    ).toEqual({ 1: ['1'], 2: ['2', '1'], 3: ['2', '1'], 4: ['1'] });
  });

  it('leaves out partners without a family', () => {
    expect(families(partner('1'), partner('5', { parentId: 'outside' }))).toEqual({});
  });

  it('ends where a chain of parents comes back to where it was', () => {
    expect(families(partner('1', { parentId: '2' }), partner('2', { parentId: '1' }))).toEqual({
      1: ['1', '2'],
      2: ['2', '1'],
    });
  });
});
