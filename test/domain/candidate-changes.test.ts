/** Which changes are worth trying, step by step; that they are enough is the law of counterfactual-laws.test.ts. */
import { describe, expect, it } from '@jest/globals';
import type { Tag } from '../../src/domain/touch.js';
import { afterClose, CLOSED, company, day, partner, policy, tag, touch } from './facts.js';
import { step, STEPS, stepsOf, type Facts } from './candidate-steps.js';

describe('steps', () => {
  it('are eight, all empty where nothing is known; only moves towards a bound must gain', () => {
    expect(stepsOf({})).toEqual(STEPS.map((name) => ({ changes: [], gainsOnly: name === 'gain' })));
  });

  it('have each its own kind of change', () => {
    const steps = stepsOf({
      touches: [
        touch('1', 'email', day(1)),
        touch('2', 'registration', day(-2), { status: 'new' }),
        touch('3', 'referral', day(1)),
      ],
      tags: [tag('4', 'sourced', 'proposed')],
      policy: policy({ influence: { minPoints: 5 } }),
    });
    expect(steps.map(({ changes }) => [...new Set(changes.map(({ kind }) => kind))])).toEqual([
      ['tag_confirmed'],
      ['registration_approved'],
      ['touch_moved'],
      ['touch_added'],
      ['touch_removed'],
      [],
      [],
      ['touch_moved'],
    ]);
  });

  it('leave out whatever the deal’s own customer did as a partner', () => {
    const facts = {
      deal: { customer: company({ companyId: 'c7' }) },
      partners: [partner('7', { companyId: 'c7' })],
      touches: [touch('7', 'referral', day(1)), touch('7', 'registration', day(1), { status: 'new' })],
    };
    expect(stepsOf(facts).flatMap(({ changes }) => changes)).toEqual([]);
  });
});

describe('tags', () => {
  const tags = [
    tag('10', 'sourced', 'decided'),
    tag('9', 'sourced'),
    tag('8', 'influenced', 'proposed'),
    tag('7', 'influenced', 'proposed'),
    tag('7', 'sourced', 'proposed'),
    tag('9', 'influenced'),
    tag('2', 'influenced'),
  ];
  it('that are proposed are confirmed, by partner, sourced before influenced', () => {
    expect(step('confirm', { tags })).toEqual([
      '7 proposed sourced',
      '7 proposed influenced',
      '8 proposed influenced',
    ]);
  });
  it('that are confirmed go before those that are decided', () => {
    expect(step('untag', { tags })).toEqual([
      '2 confirmed influenced',
      '9 confirmed sourced',
      '9 confirmed influenced',
    ]);
    expect(step('unrule', { tags })).toEqual(['10 decided sourced']);
  });
  it.each<[string, readonly Tag['motion'][], string]>([
    ['the one without a motion', ['resale', null, 'cosell'], '7 confirmed sourced'],
    ['else the first by motion', ['services', 'cosell', 'resale'], '7 confirmed sourced cosell'],
  ])('that are repeated stand once: %s', (_name, motions, expected) => {
    const repeated = motions.map((motion) => ({ ...tag('7', 'sourced'), motion }));
    expect(step('untag', { tags: repeated })).toEqual([expected]);
    expect(step('untag', { tags: repeated.toReversed() })).toEqual([expected]);
  });
});

it('approves registrations whose status does not count, and no others', () => {
  const touches = [
    touch('7', 'registration', day(-2), { status: 'new' }),
    touch('8', 'registration', day(-2)),
    touch('9', 'meeting', day(1), { status: 'new' }),
  ];
  expect(step('approve', { touches })).toEqual(['7 registration -2d']);
});

describe('one touch more', () => {
  const facts: Facts = {
    policy: policy({ influence: { minPoints: 9 } }),
    touches: [
      touch('8', 'call', day(3)),
      touch('7', 'email', day(3)),
      touch('7', 'demo', day(4)),
      touch('7', 'referral', day(5)),
      touch('9', 'demo', afterClose(5)),
    ],
  };
  it('is of a kind that a counting partner has, or a meeting; what is worth less first, then by partner', () => {
    expect(step('add', facts)).toEqual([
      ...['7 email 92d', '8 call 92d', '7 meeting 92d', '7 demo 92d', '8 meeting 92d'],
    ]);
  });
  it('has an id of its own, and ends the deal', () => {
    const [first] = stepsOf(facts)[STEPS.indexOf('add')]!.changes;
    expect(first).toEqual({
      kind: 'touch_added',
      touch: {
        id: 'one-more',
        dealId: '1',
        partnerId: '7',
        at: CLOSED,
        kind: 'email',
        status: null,
        title: null,
      },
    });
  });
  it('is tried only where nobody has a part', () => {
    expect(step('add', { touches: [touch('7', 'email', day(1)), touch('8', 'demo', day(1))] })).toEqual([]);
  });
});

it('removes the first of counting touches that are alike, and none that does not count', () => {
  const touches = [
    touch('7', 'demo', day(3)),
    touch('7', 'demo', day(2)),
    touch('7', 'referral', day(-3)),
    touch('7', 'demo', afterClose(1)),
    touch('8', 'demo', day(2)),
  ];
  expect(step('remove', { touches })).toEqual(['7 referral -3d', '7 demo 2d', '8 demo 2d']);
});
