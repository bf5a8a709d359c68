/** attribution.md §3.5 to §3.7: who sourced the deal, who influenced it, and its class. */
import { describe, expect, it } from '@jest/globals';
import { CREATED, classifyRow, day, policy, said, tag, touch, type Row } from './facts.js';

const SPLIT = policy({ sourcing: { coSourcing: 'split' } });
const STRICT = policy({ tags: { sourced: 'require_evidence', influenced: 'require_evidence' } });

const ROWS: readonly Row[] = [
  { name: 'nobody: direct', says: 'direct' },
  // Strengths: 4 decided, 3 registration, 2 confirmed tag, 1 another touch.
  {
    name: 'a registration goes before an earlier referral',
    touches: [touch('7', 'referral', day(-50)), touch('8', 'registration', day(10))],
    says: 'sourced by 8, influenced by 7',
  },
  {
    name: 'a confirmed tag goes before an earlier referral',
    touches: [touch('7', 'referral', day(-50)), touch('8', 'referral', day(-1))],
    tags: [tag('8', 'sourced')],
    says: 'sourced by 8, influenced by 7',
  },
  {
    name: 'a registration goes before a confirmed tag, and that is a conflict',
    touches: [touch('8', 'registration', day(10))],
    tags: [tag('7', 'sourced')],
    says: 'sourced by 8, influenced by 7',
    flags: ['sourcing_conflict', 'tag_without_evidence'],
  },
  {
    name: 'a decided tag goes before a registration, and that is a conflict',
    touches: [touch('8', 'registration', day(-10))],
    tags: [tag('7', 'sourced', 'decided')],
    says: 'sourced by 7, influenced by 8',
    flags: ['sourcing_conflict', 'tag_without_evidence'],
  },
  {
    name: 'a claim is the strongest of its partner’s: a tagged partner with a registration',
    touches: [touch('7', 'registration', day(5)), touch('8', 'registration', day(6))],
    tags: [tag('7', 'sourced')],
    says: 'sourced by 7, influenced by 8',
    flags: ['sourcing_conflict'],
  },
  {
    name: 'a registration that does not count makes no claim',
    touches: [touch('7', 'registration', day(15)), touch('8', 'referral', day(-1))],
    says: 'sourced by 8, influenced by 7',
  },
  {
    name: 'a tag that does not stand makes no claim, and takes none away',
    policy: STRICT,
    touches: [touch('8', 'referral', day(-1))],
    tags: [tag('7', 'sourced')],
    says: 'sourced by 8',
    flags: ['tag_without_evidence'],
  },
  // Influenced tags cancel claims.
  {
    name: 'a confirmed influenced tag cancels a claim by referral',
    touches: [touch('7', 'referral', day(-1))],
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7',
  },
  {
    name: '… so that the next one sources, without a conflict',
    touches: [touch('7', 'referral', day(-9)), touch('8', 'referral', day(-1))],
    tags: [tag('7', 'influenced')],
    says: 'sourced by 8, influenced by 7',
  },
  {
    name: 'a confirmed influenced tag does not cancel a registration',
    touches: [touch('7', 'registration', day(-1))],
    tags: [tag('7', 'influenced')],
    says: 'sourced by 7',
  },
  {
    name: 'a decided influenced tag cancels a registration too',
    touches: [touch('7', 'registration', day(-1))],
    tags: [tag('7', 'influenced', 'decided')],
    says: 'influenced by 7',
  },
  {
    name: 'a decided influenced tag cancels the partner’s own confirmed sourced tag',
    touches: [touch('7', 'registration', day(-1)), touch('8', 'referral', day(-1))],
    tags: [tag('7', 'sourced'), tag('7', 'influenced', 'decided')],
    says: 'sourced by 8, influenced by 7',
  },
  // Dates and ties.
  {
    name: 'the earliest of equal strength wins, and that is a conflict',
    touches: [touch('7', 'referral', day(-1)), touch('8', 'referral', day(-2))],
    says: 'sourced by 8, influenced by 7',
    flags: ['sourcing_conflict'],
  },
  {
    name: 'ties go to the smaller partner id, by number',
    touches: [touch('10', 'referral', day(-2)), touch('9', 'referral', day(-2))],
    says: 'sourced by 9, influenced by 10',
    flags: ['sourcing_conflict'],
  },
  {
    name: 'a registration is dated by itself, not by the partner’s earlier referral',
    touches: [
      touch('7', 'registration', day(3)),
      touch('7', 'referral', day(-100)),
      touch('8', 'registration', day(2)),
    ],
    says: 'sourced by 8, influenced by 7',
    flags: ['sourcing_conflict'],
  },
  {
    name: 'the earliest registration dates the claim',
    touches: [
      touch('7', 'registration', day(5)),
      touch('7', 'registration', day(1)),
      touch('8', 'registration', day(3)),
    ],
    says: 'sourced by 7, influenced by 8',
    flags: ['sourcing_conflict'],
  },
  {
    name: 'a tag is dated by its partner’s earliest sourcing touch',
    touches: [touch('8', 'referral', day(-5))],
    tags: [tag('7', 'sourced'), tag('8', 'sourced')],
    says: 'sourced by 8, influenced by 7',
    flags: ['sourcing_conflict', 'tag_without_evidence'],
  },
  {
    name: 'a tag without a sourcing touch is dated C: a demo before C does not help',
    touches: [touch('8', 'demo', day(-5))],
    tags: [tag('7', 'sourced'), tag('8', 'sourced')],
    says: 'sourced by 7, influenced by 8',
    flags: ['sourcing_conflict', 'tag_without_evidence'],
  },
  {
    name: 'decided tags are dated the same way',
    touches: [touch('8', 'referral', day(-5))],
    tags: [tag('7', 'sourced', 'decided'), tag('8', 'sourced', 'decided')],
    says: 'sourced by 8, influenced by 7',
    flags: ['sourcing_conflict', 'tag_without_evidence'],
  },
  // Conflicts.
  {
    name: 'a weaker claim below strength 2 is no conflict',
    touches: [touch('7', 'registration', day(-1)), touch('8', 'referral', day(-9))],
    says: 'sourced by 7, influenced by 8',
  },
  {
    name: 'a weaker claim of strength 2 is one',
    touches: [touch('7', 'registration', day(-1)), touch('8', 'referral', day(-9))],
    tags: [tag('8', 'sourced')],
    says: 'sourced by 7, influenced by 8',
    flags: ['sourcing_conflict'],
  },
  // Split.
  {
    name: 'split: all candidates of the greatest strength source together, without a conflict',
    policy: SPLIT,
    touches: [touch('10', 'referral', day(-1)), touch('9', 'referral', day(-2))],
    says: 'sourced by 9 10',
  },
  {
    name: 'split: weaker claims only influence; of strength 2 they are a conflict',
    policy: SPLIT,
    touches: [
      touch('7', 'registration', day(-1)),
      touch('8', 'registration', day(3)),
      touch('9', 'referral', day(-8)),
    ],
    tags: [tag('6', 'sourced')],
    says: 'sourced by 7 8, influenced by 6 9',
    flags: ['sourcing_conflict', 'tag_without_evidence'],
  },
  // Influence (§3.6).
  {
    name: 'a claimant that lost influences, whatever its touches are worth',
    policy: policy({ influence: { minPoints: 99 } }),
    touches: [touch('7', 'referral', day(-2)), touch('8', 'referral', day(-1))],
    says: 'sourced by 7, influenced by 8',
    flags: ['sourcing_conflict'],
  },
  {
    name: 'an influenced tag that stands influences, whatever its touches are worth',
    policy: policy({ influence: { minPoints: 99 } }),
    touches: [touch('7', 'email', day(1))],
    tags: [tag('7', 'influenced')],
    says: 'influenced by 7',
  },
  {
    name: 'a source never influences its own deal',
    touches: [touch('7', 'referral', day(-2)), touch('7', 'demo', day(5)), touch('7', 'demo', day(6))],
    says: 'sourced by 7',
  },
  {
    name: 'partners are listed in the order of ids',
    touches: ['b', '10', 'a', '9'].map((id) => touch(id, 'demo', day(1))),
    says: 'influenced by 9 10 a b',
  },
];

describe('claims', () => {
  it.each(ROWS)('$name', (row) => {
    const result = classifyRow(row);
    expect(said(result)).toBe(row.says);
    expect(result.flags).toEqual(row.flags ?? []);
  });
});

it('tells every claim, the winner’s first, with its strength and date', () => {
  const result = classifyRow({
    name: '',
    says: '',
    touches: [touch('5', 'referral', day(-20)), touch('8', 'registration', day(2))],
    tags: [tag('7', 'sourced'), tag('9', 'sourced', 'decided'), tag('6', 'influenced')],
  });
  const claims = result.claims.map(({ partnerId, strength, at: when }) => [partnerId, strength, when]);
  expect(claims[0]).toEqual(['9', 4, CREATED]);
  expect(new Map(claims.map(([id, ...rest]) => [id, rest]))).toEqual(
    new Map([
      ['9', [4, CREATED]],
      ['8', [3, day(2)]],
      ['7', [2, CREATED]],
      ['5', [1, day(-20)]],
    ]),
  );
});

it('orders counting touches by instant, then partner id, then touch id', () => {
  const result = classifyRow({
    name: '',
    says: '',
    touches: [
      touch('10', 'demo', day(2), { id: 'a' as never }),
      touch('9', 'demo', day(2), { id: '10' as never }),
      touch('9', 'demo', day(2), { id: '9' as never }),
      touch('11', 'demo', day(1), { id: 'z' as never }),
    ],
  });
  expect(result.countingTouches.map(({ partnerId, id }) => `${partnerId} ${id}`)).toEqual([
    '11 z',
    '9 9',
    '9 10',
    '10 a',
  ]);
});
