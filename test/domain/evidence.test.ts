/** attribution.md §3a: from the CRM's activities to touches. */
import { describe, expect, it } from '@jest/globals';
import {
  evidenceOf,
  type Activity,
  type LinkedActivity,
  type Neighbourhood,
} from '../../src/domain/evidence.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import { at, day } from './facts.js';

/** Partner company 70 with contact p; customers 10 and 20 with contacts a and b; a deal each, and a later one of 10. */
const AROUND: Neighbourhood = {
  partnerOfCompany: new Map([
    ['70', partnerId('70')],
    ['71', partnerId('71')],
  ]),
  companiesOfContact: new Map([
    ['p', ['70']],
    ['a', ['10']],
    ['b', ['20']],
    ['both', ['10', '70']],
    ['freelancer', ['10']],
  ]),
  companyOfContact: new Map([
    ['freelancer', '71'],
    ['lone', '70'],
    ['former', '99'],
  ]),
  deals: new Map(
    [
      { id: dealId('1'), createdAt: day(0), customerCompanyId: '10' },
      { id: dealId('2'), createdAt: day(5), customerCompanyId: '20' },
      { id: dealId('3'), createdAt: day(50), customerCompanyId: '10' },
      { id: dealId('4'), createdAt: day(1), customerCompanyId: null },
    ].map((one) => [one.id, one]),
  ),
};

interface Links {
  readonly deals?: readonly string[];
  readonly companies?: readonly string[];
  readonly contacts?: readonly string[];
}

const linked = (links: Links, changes: Partial<Activity> = {}): LinkedActivity => ({
  activity: {
    ...{ id: 'meeting-1', at: day(2), kind: 'meeting', title: null, outcome: 'held' },
    ...{ recordedAt: null, addresses: [] },
    ...changes,
  },
  dealIds: (links.deals ?? []).map(dealId),
  companyIds: links.companies ?? [],
  contactIds: links.contacts ?? [],
});

const touchesOf = (one: LinkedActivity): readonly string[] =>
  evidenceOf([one], AROUND).touches.map(({ dealId: deal, partnerId: who }) => `${who} on ${deal}`);

describe('an activity is a touch', () => {
  it.each<[string, Links, readonly string[]]>([
    ['its partner by company, on its one deal', { deals: ['1'], companies: ['70'] }, ['70 on 1']],
    ['its partner by a contact', { deals: ['1'], contacts: ['p'] }, ['70 on 1']],
    [
      'its partner by a contact who is one, without a company',
      { deals: ['1'], contacts: ['lone'] },
      ['70 on 1'],
    ],
    [
      'its partner by a contact who is one, whatever company the contact is of',
      { deals: ['1'], contacts: ['freelancer'] },
      ['71 on 1'],
    ],
    ['nobody by a contact whose company is no partner', { deals: ['1'], contacts: ['former'] }, []],
    [
      'its partner by a contact who is one, on several deals, where the customer’s contact took part',
      { deals: ['1', '2'], contacts: ['lone', 'a'] },
      ['70 on 1'],
    ],
    [
      'once, where company and contact name the same partner',
      { deals: ['1'], companies: ['70'], contacts: ['p'] },
      ['70 on 1'],
    ],
    ['of every partner that it names', { deals: ['1'], companies: ['70', '71'] }, ['70 on 1', '71 on 1']],
    [
      'on its one deal, also where the customer is another',
      { deals: ['2'], companies: ['70'], contacts: ['a'] },
      ['70 on 2'],
    ],
    ['of nobody, where it names no partner', { deals: ['1'], companies: ['10'], contacts: ['a'] }, []],
    ['of nobody, where it names nobody', { deals: ['1'] }, []],
    [
      'on those of several deals whose customer took part',
      { deals: ['1', '2'], companies: ['70'], contacts: ['a'] },
      ['70 on 1'],
    ],
    [
      'on all of several deals whose customers took part',
      { deals: ['1', '2'], contacts: ['p', 'a', 'b'] },
      ['70 on 1', '70 on 2'],
    ],
    [
      'on both deals of the customer that took part',
      { deals: ['1', '3'], contacts: ['p', 'a'] },
      ['70 on 1', '70 on 3'],
    ],
    [
      'on none of several, where only the customer’s company is named',
      { deals: ['1', '2'], companies: ['70', '10'] },
      [],
    ],
    ['on none of several without a customer', { deals: ['4', '2'], contacts: ['p', 'a'] }, []],
    [
      'on none of several without a customer, whose company nobody has',
      { deals: ['4', '9'], contacts: ['p'] },
      [],
    ],
    ['on none of several that are not known', { deals: ['1', '99'], contacts: ['p', 'a'] }, ['70 on 1']],
    [
      'by those people of whom a company is known',
      { deals: ['1', '2'], contacts: ['p', 'a', 'x'] },
      ['70 on 1'],
    ],
    ['by one person of both companies', { deals: ['1', '2'], contacts: ['both'] }, ['70 on 1']],
  ])('%s', (_name, links, touches) => expect(touchesOf(linked(links))).toEqual(touches));
});

describe('before a deal exists', () => {
  it.each<[string, Links, number, readonly string[]]>([
    ['it belongs to the next deal created with the customer', { companies: ['70', '10'] }, -3, ['70 on 1']],
    ['by the customer’s contact too', { contacts: ['p', 'a'] }, -3, ['70 on 1']],
    ['at the instant of creation it still belongs to it', { contacts: ['p', 'a'] }, 0, ['70 on 1']],
    ['a moment later it belongs to the one after', { contacts: ['p', 'a'] }, 0.0001, ['70 on 3']],
    ['after the last deal it belongs to none', { contacts: ['p', 'a'] }, 51, []],
    ['its partner may be named by a contact who is one', { contacts: ['lone', 'a'] }, -3, ['70 on 1']],
    ['people of whom no company is known change nothing', { contacts: ['x', 'p', 'a'] }, -3, ['70 on 1']],
    ['a company without deals changes nothing', { companies: ['70', '30', '10'] }, -3, ['70 on 1']],
    ['without a customer it belongs to none', { contacts: ['p'] }, -3, []],
    ['two customers: to the next deal of each', { contacts: ['p', 'a', 'b'] }, -3, ['70 on 1', '70 on 2']],
  ])('%s', (_name, links, when, touches) => {
    expect(touchesOf(linked(links, { at: day(when) })).toSorted()).toEqual(touches);
  });

  it('passes over deals that are in no number on purpose', () => {
    const deals = new Map(
      [...AROUND.deals].map(([id, deal]) => [id, id === '1' ? { ...deal, uncounted: true as const } : deal]),
    );
    const before = linked({ contacts: ['p', 'a'] }, { at: day(-3) });
    const touches = evidenceOf([before], { ...AROUND, deals }).touches;
    expect(touches.map(({ dealId: deal }) => deal)).toEqual(['3']);
  });

  it('of two deals created at once, to the smaller id', () => {
    const twins = ['10', '9'].map((id) => ({ id: dealId(id), createdAt: day(0), customerCompanyId: '10' }));
    const around = { ...AROUND, deals: new Map(twins.map((one) => [one.id, one])) };
    const { touches } = evidenceOf([linked({ contacts: ['p', 'a'] }, { at: day(-1) })], around);
    expect(touches.map(({ dealId: deal }) => deal)).toEqual(['9']);
  });
});

describe('activities on several deals', () => {
  const leftOut = (links: Links) => evidenceOf([linked(links)], AROUND).leftOut;
  it('lists the deals that they were no influence on', () => {
    expect(leftOut({ deals: ['1', '2', '3'], contacts: ['p', 'b'] })).toEqual([
      { activityId: 'meeting-1', dealIds: ['1', '3'] },
    ]);
  });
  it('lists nothing where no partner is named', () => {
    expect(leftOut({ deals: ['1', '2'], contacts: ['a'] })).toEqual([]);
  });
  it('lists nothing where every customer took part', () => {
    expect(leftOut({ deals: ['1', '2'], contacts: ['p', 'a', 'b'] })).toEqual([]);
  });
});

describe('outcomes', () => {
  const judge = (changes: Partial<Activity>) =>
    evidenceOf([linked({ deals: ['1'], companies: ['70'] }, changes)], AROUND);

  it('a meeting that was not held is no touch, and no finding', () => {
    const { touches, leftOut } = evidenceOf(
      [linked({ deals: ['1', '2'], companies: ['70'] }, { outcome: 'not_held' })],
      AROUND,
    );
    expect([touches, leftOut]).toEqual([[], []]);
  });
  it('one without an outcome is a touch that says so, and one that was held is not', () => {
    expect(judge({ outcome: 'unknown' }).touches.map((touch) => touch.outcomeMissing)).toEqual([true]);
    expect(judge({ outcome: 'held' }).touches.map((touch) => touch.outcomeMissing)).toEqual([undefined]);
  });
});

it('keeps kind, title, instant and the id of the activity', () => {
  const one = linked(
    { deals: ['1'], companies: ['70'] },
    { id: 'call-9', kind: 'demo', title: 'A tour', at: at('2026-03-04T05:06:07.089Z') },
  );
  expect(evidenceOf([one], AROUND).touches).toEqual([
    {
      id: 'call-9',
      dealId: '1',
      partnerId: '70',
      at: at('2026-03-04T05:06:07.089Z'),
      kind: 'demo',
      status: null,
      title: 'A tour',
    },
  ]);
});
