/** Moves that are worth trying, and in which order. */
import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { AS_OF, afterClose, CREATED, day, policy, touch } from './facts.js';

import { around, step, STEPS, stepsOf, type Facts } from './candidate-steps.js';

describe('moves towards a bound', () => {
  it('go to the start of each window and the end of the deal, to both sides, the nearest first', () => {
    const moves = (days: number): readonly string[] =>
      step('gain', { touches: [touch('7', 'referral', day(days), { id: 'x' as never })] });
    expect(moves(1)).toEqual([
      ...['7 referral 1d to 0d+1', '7 referral 1d to 0d', '7 referral 1d to 0d-1'],
      ...['7 referral 1d to 14d-1', '7 referral 1d to 14d', '7 referral 1d to 14d+1'],
    ]);
    expect(moves(-181).map((move) => move.split(' to ')[1])).toEqual(['-180d-1', '-180d', '-180d+1']);
    expect(moves(-93).map((move) => move.split(' to ')[1])).toContain('-90d');
    expect(moves(93).map((move) => move.split(' to ')[1])).toEqual(['92d+1', '92d', '92d-1']);
  });

  it('of the same length, to the earlier bound first', () => {
    expect(step('gain', { touches: [touch('7', 'referral', day(7))] })).toEqual([
      ...['7 referral 7d to 0d+1', '7 referral 7d to 14d-1', '7 referral 7d to 0d'],
      ...['7 referral 7d to 14d', '7 referral 7d to 0d-1', '7 referral 7d to 14d+1'],
    ]);
  });

  it('of the same length, of the smaller partner id first, then of the smaller touch id', () => {
    const touches = ['10', '9'].flatMap((who) =>
      (['b', 'a'] as const).map((id) =>
        touch(who, id === 'a' ? 'registration' : 'referral', day(200), { id: id as never }),
      ),
    );
    const near = touches.map((one) => ({ ...one, at: afterClose(1) }));
    expect(step('gain', { touches: near }).slice(0, 4)).toEqual([
      ...['9 registration 93d to 92d+1', '9 referral 93d to 92d+1'],
      ...['10 registration 93d to 92d+1', '10 referral 93d to 92d+1'],
    ]);
  });

  it('are thirty days long at most', () => {
    expect(step('gain', { touches: [touch('7', 'referral', day(30))] })).toEqual([
      ...['7 referral 30d to 14d+1', '7 referral 30d to 14d', '7 referral 30d to 14d-1'],
      ...['7 referral 30d to 0d+1', '7 referral 30d to 0d'],
    ]);
  });

  it('end at the as-of instant, where an open deal ends', () => {
    const open = { status: 'open', closedAt: null } as const;
    const touches = [touch('7', 'referral', instant(AS_OF - 60_000))];
    const { changes } = stepsOf({ deal: open, touches })[STEPS.indexOf('gain')]!;
    expect(changes.map((change) => 'to' in change && change.to - AS_OF)).toEqual([-1, 0]);
  });

  it('go to the date of the winning claim, not of one that lost', () => {
    const touches = [
      touch('7', 'referral', day(-20)),
      touch('8', 'referral', day(-10)),
      touch('9', 'referral', day(5)),
    ];
    const bounds = step('gain', { touches })
      .filter((move) => move.startsWith('9'))
      .map((move) => move.split(' to ')[1]);
    expect(bounds).toContain('-20d');
    expect(bounds).not.toContain('-10d');
  });

  it('are of the nearest of touches that are alike', () => {
    const touches = [5, 3, 4].map((days) => touch('7', 'referral', day(days)));
    const moves = step('gain', { touches });
    expect(moves).toHaveLength(6);
    expect(moves.filter((move) => move.includes('to 0d'))).toEqual(
      [...around('7 referral 3d', 0)].sort(bySide),
    );
    expect(
      moves.filter((move) => move.includes('to 14d')).every((move) => move.startsWith('7 referral 5d')),
    ).toBe(true);
  });

  it('are of the earlier of two that are equally far', () => {
    const touches = [touch('7', 'referral', day(-89)), touch('7', 'referral', day(-91))];
    expect(step('gain', { touches })).toContain('7 referral -91d to -90d');
    expect(step('gain', { touches })).not.toContain('7 referral -89d to -90d');
  });

  it('leave a touch that is there already, and move another like it', () => {
    const there = touch('7', 'referral', instant(CREATED + 1));
    const other = touch('7', 'referral', day(2));
    const moves = step('gain', { touches: [there, other] });
    expect(moves).toContain('7 referral 2d to 0d+1');
    expect(moves).not.toContain('7 referral 0d+1 to 0d+1');
  });

  it('tell touches apart by partner, kind and standing', () => {
    const touches = [
      touch('7', 'referral', day(1)),
      touch('8', 'referral', day(1)),
      touch('7', 'registration', day(20)),
      touch('7', 'registration', day(-3)),
    ];
    const moved = step('gain', { touches }).map((move) => move.split(' to ')[0]);
    expect(new Set(moved)).toEqual(
      new Set(['7 referral 1d', '8 referral 1d', '7 registration 20d', '7 registration -3d']),
    );
  });

  const late = touch('7', 'meeting', afterClose(2));
  it.each<[string, Facts, boolean]>([
    ['a meeting on a deal without partners', { touches: [late] }, true],
    [
      'a kind that may neither source nor influence',
      { touches: [late], policy: policy({ influence: { kinds: ['demo'] } }) },
      false,
    ],
    [
      'a meeting on a deal that is influenced already',
      { touches: [late, touch('8', 'demo', day(1))] },
      false,
    ],
    [
      'a referral on a deal that is influenced already',
      { touches: [{ ...late, kind: 'referral' }, touch('8', 'demo', day(1))] },
      true,
    ],
    [
      'a registration that does not count',
      { touches: [{ ...late, kind: 'registration', status: 'new' }] },
      false,
    ],
    [
      'a registration that counts',
      { touches: [{ ...late, kind: 'registration', status: 'approved' }] },
      true,
    ],
  ])('%s', (_name, facts, moves) => {
    expect(step('gain', facts).some((move) => move.startsWith('7'))).toBe(moves);
  });
});

const bySide = (a: string, b: string): number => SIDES.indexOf(a.slice(-2)) - SIDES.indexOf(b.slice(-2));
const SIDES = ['+1', '0d', '-1'];

describe('moves away', () => {
  const moved = (facts: Facts): readonly string[] => [
    ...new Set(step('away', facts).map((move) => move.split(' to ')[0]!)),
  ];
  it('are of touches that count, where they may change the class', () => {
    const demo = touch('8', 'demo', day(3));
    expect(moved({ touches: [demo, touch('8', 'demo', afterClose(3))] })).toEqual(['8 demo 3d']);
    expect(moved({ touches: [demo, touch('7', 'referral', day(-3))] })).toEqual(['7 referral -3d']);
  });
  it('go to the date of every claim, but not to where the touch is', () => {
    const touches = [touch('7', 'referral', day(-20)), touch('8', 'referral', day(-10))];
    const moves = step('away', { touches }).map((move) => move.split(' to '));
    expect(moves.filter(([who]) => who === '7 referral -20d').map(([, to]) => to)).toContain('-10d');
    expect(moves.filter(([who]) => who === '8 referral -10d').map(([, to]) => to)).toEqual(
      expect.arrayContaining(['-20d', '-10d+1', '-10d-1']),
    );
    expect(moves).not.toContainEqual(['8 referral -10d', '-10d']);
  });
});
