/** What a classification says of how it came about: claims, tags, and the touches that models look at. */
import { describe, expect, it } from '@jest/globals';
import type { Touch } from '../../src/domain/touch.js';
import {
  afterClose,
  classifyRow,
  company,
  CREATED,
  day,
  partner,
  policy,
  tag,
  touch,
  type Row,
} from './facts.js';

const reasonsOf = (row: Partial<Row>) => classifyRow({ name: '', says: '', ...row });

describe('claims', () => {
  const claims = (row: Partial<Row>) =>
    reasonsOf(row).claims.map(({ partnerId, strength, at }) => `${partnerId} ${strength} ${at - CREATED}`);

  it('stand by strength, whoever came earlier', () => {
    expect(
      claims({
        touches: [touch('1', 'referral', day(-20)), touch('3', 'registration', day(2))],
        tags: [tag('2', 'sourced'), tag('4', 'sourced', 'decided'), tag('5', 'influenced')],
      }),
    ).toEqual(['4 4 0', '3 3 172800000', '2 2 0', '1 1 -1728000000']);
  });

  it('of the same strength by date, then by id', () => {
    const later = ['10', '9', 'a'].map((id) => touch(id, 'referral', day(-2)));
    const first = touch('b', 'referral', day(-3));
    const order = ['b 1 -259200000', '9 1 -172800000', '10 1 -172800000', 'a 1 -172800000'];
    expect(claims({ touches: [...later, first] })).toEqual(order);
    expect(claims({ touches: [first, ...later.toReversed()] })).toEqual(order);
    expect(
      claims({ touches: [first, ...later], policy: policy({ sourcing: { coSourcing: 'split' } }) }),
    ).toEqual(order);
  });
});

describe('tags', () => {
  const STRICT = policy({ tags: { sourced: 'require_evidence' } });
  const tags = (row: Partial<Row>) =>
    reasonsOf(row).tags.map(
      ({ tag: left, stands }) =>
        `${left.partnerId} ${left.state} ${left.role}${stands ? '' : ', does not stand'}`,
    );

  it.each<[string, Partial<Row>, readonly string[]]>([
    ['none of an untagged partner', { touches: [touch('7', 'demo', day(1))] }, []],
    ['none of a proposed tag', { tags: [tag('7', 'sourced', 'proposed')] }, []],
    [
      'the decided one of several, whatever its role',
      { tags: [tag('7', 'sourced'), tag('7', 'influenced', 'decided'), tag('7', 'sourced', 'proposed')] },
      ['7 decided influenced'],
    ],
    [
      'the decided one, also where it comes first',
      { tags: [tag('7', 'influenced', 'decided'), tag('7', 'sourced')] },
      ['7 decided influenced'],
    ],
    [
      'the sourced one of two that are confirmed',
      { tags: [tag('7', 'influenced'), tag('7', 'sourced')] },
      ['7 confirmed sourced'],
    ],
    [
      'one of each partner',
      { tags: [tag('8', 'influenced'), tag('7', 'sourced'), tag('9', 'sourced', 'decided')] },
      ['8 confirmed influenced', '7 confirmed sourced', '9 decided sourced'],
    ],
    [
      'one that lacks its evidence, where the other’s is required',
      { tags: [tag('7', 'sourced'), tag('8', 'influenced')], policy: STRICT },
      ['7 confirmed sourced, does not stand', '8 confirmed influenced'],
    ],
  ])('%s', (_name, row, left) => expect(tags(row)).toEqual(left));
});

describe('counting touches', () => {
  const counting = (row: Partial<Row>) =>
    reasonsOf(row).countingTouches.map(({ partnerId, kind, at }) => `${partnerId} ${kind} ${at - CREATED}`);

  it.each<[string, readonly Touch[]]>([
    ['after the close', [touch('7', 'demo', afterClose(1))]],
    ['outside the window', [touch('7', 'demo', day(-91))]],
    ['of a registration that nobody approved', [touch('7', 'registration', day(1), { status: 'new' })]],
    ['of a partner without a part', [touch('8', 'email', day(1))]],
  ])('are none %s', (_name, touches) => {
    const own = touch('7', 'meeting', day(3));
    expect(counting({ touches: [...touches, own] })).toEqual(['7 meeting 259200000']);
  });

  it('have an implied one for a standing tag without any, in the order of instants', () => {
    const row = {
      touches: [touch('8', 'meeting', day(1)), touch('9', 'meeting', day(-1))],
      tags: [tag('7', 'sourced'), tag('6', 'sourced', 'proposed'), tag('8', 'influenced')],
    };
    expect(counting(row)).toEqual(['9 meeting -86400000', '7 tag 0', '8 meeting 86400000']);
    expect(reasonsOf(row).countingTouches[1]).toEqual({
      id: '',
      dealId: '1',
      partnerId: '7',
      at: CREATED,
      kind: 'tag',
      status: null,
      title: null,
    });
  });

  it('have none for a tag that does not stand, or where tags are no influence', () => {
    const tags = [tag('7', 'sourced')];
    expect(counting({ tags, policy: policy({ tags: { sourced: 'require_evidence' } }) })).toEqual([]);
    expect(counting({ tags, policy: policy({ influence: { kinds: ['demo'] } }) })).toEqual([]);
  });
});

describe('points of many digits', () => {
  // Over a common scale these are beyond what doubles add up exactly.
  const digits = (minPoints: number) =>
    policy({ influence: { points: { email: 0.3333333333333, demo: 0.1 }, minPoints } });
  const three = [1, 2, 3].map((days) => touch('7', 'email', day(days)));
  it.each<[string, number, readonly Touch[], string]>([
    ['are reached exactly', 0.9999999999999, three, 'influenced'],
    ['are missed by the last digit', 1, three, 'direct'],
    [
      'are not another partner’s',
      0.9999999999999,
      [...three.slice(1), touch('8', 'email', day(1))],
      'direct',
    ],
    [
      'are not of touches that do not count',
      0.9999999999999,
      [...three.slice(1), touch('7', 'email', day(-91))],
      'direct',
    ],
    ['go by kind', 0.4333333333333, [touch('7', 'email', day(1)), touch('7', 'demo', day(2))], 'influenced'],
    ['are nothing without a touch', 0.1, [], 'direct'],
  ])('%s', (_name, minPoints, touches, expected) => {
    expect(reasonsOf({ touches, policy: digits(minPoints) }).class).toBe(expected);
  });
});

it('flags a meeting without an outcome, but not of an excluded partner', () => {
  const open = touch('7', 'meeting', day(1), { outcomeMissing: true });
  const customer = { customer: company({ companyId: 'c7' }) };
  const partners = [partner('7', { companyId: 'c7' })];
  expect(reasonsOf({ touches: [open] }).flags).toEqual(['outcome_missing']);
  expect(reasonsOf({ touches: [touch('7', 'meeting', day(1))] }).flags).toEqual([]);
  expect(reasonsOf({ touches: [open], deal: customer, partners }).flags).toEqual(['partner_is_customer']);
});

it('judges every known touch, and says why', () => {
  const { judged } = reasonsOf({
    touches: [
      touch('7', 'referral', day(-1)),
      touch('7', 'demo', day(1)),
      touch('7', 'demo', afterClose(1)),
      touch('7', 'registration', day(2), { status: 'new' }),
      touch('7', 'referral', day(-181)),
      touch('7', 'campaign', day(3)),
    ],
    policy: policy({ influence: { kinds: ['demo'] } }),
  });
  expect(judged.map(({ touch: one, standing }) => `${one.kind} ${standing}`)).toEqual([
    'referral outside_window',
    'referral counts_for_sourcing',
    'demo counts_for_influence',
    'registration status_does_not_count',
    'campaign kind_does_not_count',
    'demo after_close',
  ]);
});
