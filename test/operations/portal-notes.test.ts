import { describe, expect, it } from '@jest/globals';
import { circularParents } from '../../src/operations/portal-notes.js';
import { profile } from './card-facts.js';

const child = (id: string, parentId: string | null) => profile(id, `Partner ${id}`, { parentId });
const circles = (...partners: readonly ReturnType<typeof profile>[]) =>
  circularParents(new Map(partners.map((one) => [one.id, one]))).map(({ recordId, recordName, detail }) => [
    recordId,
    recordName,
    detail.replace(/ lead back.*$/, ''),
  ]);

describe('circular parents', () => {
  it('are none where every chain ends', () => {
    expect(circles(child('1', null), child('2', '1'), child('3', '2'), child('4', 'outside'))).toEqual([]);
  });

  it('are one finding a circle, by the smallest id, whoever leads into it', () => {
    expect(
      circles(
        child('5', '3'),
        child('3', '2'),
        child('2', '3'),
        child('9', '10'),
        child('10', '9'),
        child('1', '1'),
      ),
    ).toEqual([
      ['2', 'Partner 2', 'the parents of Partner 2 (2), Partner 3 (3)'],
      ['9', 'Partner 9', 'the parents of Partner 9 (9), Partner 10 (10)'],
    ]);
  });
});
