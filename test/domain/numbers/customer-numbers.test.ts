/** Escalations, support tickets and integrations: worked by hand. */
import { describe, expect, it } from '@jest/globals';
import type { NumberScope } from '../../../src/domain/numbers/number-scope.js';
import type { ProgrammeTicket } from '../../../src/domain/programme-facts.js';
import { A, at, B, besideOf, C, core, deal, factsOf, number, of, partner, ticket } from './programme.js';

const ALL: NumberScope = { kind: 'all' };
const partners = [partner(A), partner(B), partner(C)];

describe('escalations', () => {
  const escalation = (opened: string, closed: string | null, changes: Partial<ProgrammeTicket> = {}) =>
    ticket({
      escalationOf: A,
      openedAt: at(opened),
      closedAt: closed === null ? null : at(closed),
      ...changes,
    });

  it.each<[string, readonly ProgrammeTicket[], readonly (number | null)[]]>([
    // [count, median to resolution, open at the end, median age, oldest]
    ['none', [], [0, null, 0, null, null]],
    ['opened and resolved in the period', [escalation('2026-08-01', '2026-08-04')], [1, 3, 0, null, null]],
    ['opened before it, resolved in it', [escalation('2026-06-01', '2026-07-01')], [0, 30, 0, null, null]],
    ['open: ten days old', [escalation('2026-09-21', null)], [1, null, 1, 10, 10]],
    [
      'resolved after the period is open at its end',
      [escalation('2026-09-21', '2026-10-02')],
      [1, null, 1, 10, 10],
    ],
    ['opened after the period', [escalation('2026-10-01', null)], [0, null, 0, null, null]],
    ['two open', [escalation('2026-09-21', null), escalation('2026-06-23', null)], [1, null, 2, 55, 100]],
    [
      'an even number: the mean of the middle',
      [escalation('2026-08-01', '2026-08-02'), escalation('2026-08-01', '2026-08-05')],
      [2, 2.5, 0, null, null],
    ],
    [
      'closed before it was opened: counted, without a time',
      [escalation('2026-08-02', '2026-08-01')],
      [1, null, 0, null, null],
    ],
    [
      'an ordinary ticket is none',
      [escalation('2026-08-01', null, { escalationOf: null, companyId: 'x' })],
      [0, null, 0, null, null],
    ],
  ])('%s', (_, tickets, expected) => {
    const value = number('escalations', factsOf({ partners, tickets }));
    const ids = ['median_resolution', 'open', 'median_open_age', 'oldest_open_age'];
    const found = [value.value, ...ids.map((id) => besideOf(value, id)![0])];
    // Up to the last millisecond of the period, which is not quite a day.
    found.forEach((one, place) => {
      if (one === null || expected[place] === null) expect(one).toBe(expected[place]);
      else expect(one).toBeCloseTo(expected[place]!, 6);
    });
  });

  it('are a partner’s own, n/a where tickets cannot be read', () => {
    const facts = factsOf({
      partners,
      tickets: [escalation('2026-08-01', null), escalation('2026-08-01', null, { escalationOf: B })],
    });
    expect([
      number('escalations', facts).value,
      number('escalations', facts, [], { scope: of(A) }).value,
    ]).toEqual([2, 1]);
    expect(number('escalations', factsOf({ missing: ['tickets'] }))).toMatchObject({
      value: null,
      missing: ['tickets'],
    });
    expect(
      besideOf(
        number('escalations', factsOf({ partners, tickets: [escalation('2026-08-02', '2026-08-01')] })),
        'dates_reversed',
      ),
    ).toEqual([1]);
  });
});

// A shares customers x and y, B shares y, nobody z; w is won after the quarter, v only open.
const DEALS = [
  deal({ customer: 'x', sourcing: [A] }),
  deal({ customer: 'y', influencing: [A, B], closed: '2020-01-01' }),
  deal({ customer: 'y' }),
  deal({ customer: 'z' }),
  deal({ customer: 'w', sourcing: [A], closed: '2026-10-01' }),
  deal({ customer: 'v', sourcing: [A], status: 'open' }),
  deal({ customer: null, sourcing: [A] }),
];

describe('integration adoption', () => {
  const facts = factsOf({
    partners,
    integrations: new Map([
      ['y', [A]],
      ['z', [A]],
      ['w', [A]],
      ['unknown', [A]],
    ]),
  });
  it.each<[string, NumberScope, readonly (number | null)[]]>([
    ['of all: y of x and y', ALL, [0.5, 1, 2, 2]],
    ['of A: the same', of(A), [0.5, 1, 2, 2]],
    ['of B: its own is not active at y', of(B), [0, 0, 1, 1]],
    ['of C: no shared customers', of(C), [null, 0, 0, 0]],
  ])('%s', (_, scope, expected) => {
    expect(core(number('integration_adoption', facts, DEALS, { scope }))).toEqual(expected);
  });
  it('says that it is known of now alone', () => {
    expect(number('integration_adoption', facts, DEALS).notes).toEqual(['as_it_stands']);
    expect(number('integration_adoption', facts, DEALS, { scope: of(A) }).notes).toEqual([
      'as_it_stands',
      'not_additive',
    ]);
    expect(number('integration_adoption', factsOf({ missing: ['integrations'] })).value).toBeNull();
  });
});

describe('support tickets of partner customers', () => {
  const support = (companyId: string | null, opened = '2026-08-01') =>
    ticket({ companyId, openedAt: at(opened) });
  const tickets = [
    support('y'),
    support('z'),
    support('z'),
    support('y', '2026-06-30T23:59:59Z'),
    support('y', '2026-10-01'),
    support(null),
    support('w'),
    ticket({ companyId: 'x', escalationOf: A }),
  ];
  const facts = factsOf({ partners, tickets });
  it.each<[string, NumberScope, readonly (number | null)[]]>([
    ['of all: one ticket of x and y', ALL, [0.5, 1, 2, 2]],
    ['of B: one of y', of(B), [1, 1, 1, 1]],
    ['of C: no customers', of(C), [null, 0, 0, 0]],
  ])('%s', (_, scope, expected) => {
    const value = number('support_tickets', facts, DEALS, { scope });
    expect(core(value)).toEqual(expected);
    // z alone was won without any partner.
    expect(besideOf(value, 'without_partner')).toEqual([2, 2, 1]);
  });
  it('is n/a without tickets', () => {
    expect(number('support_tickets', factsOf({ missing: ['tickets'] })).missing).toEqual(['tickets']);
  });
});
