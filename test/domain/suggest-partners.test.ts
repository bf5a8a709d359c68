/** Partners that probably belong to a deal: each rule at both sides of its bounds, and what never happens. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { scoreOf, suggestPartners } from '../../src/domain/suggest-partners.js';
import { CUSTOMER_DEALS } from '../../src/domain/suggestion.js';
import { afterClose, company, day, partner, tag, touch } from './facts.js';
import { activity, activityOf, requestOf, sibling, sighting, type Scene } from './surroundings.js';

const settings = (changes: Partial<typeof DEFAULT_POLICY.programme.suggestions>) => ({
  ...DEFAULT_POLICY,
  programme: {
    ...DEFAULT_POLICY.programme,
    suggestions: { ...DEFAULT_POLICY.programme.suggestions, ...changes },
  },
});
const ALL = settings({ minScore: 0 });

/** "7 influenced 50: activities on_several_deals" a suggestion. */
const said = (scene: Scene): string =>
  suggestPartners(requestOf({ policy: ALL, ...scene }))
    .map(({ partnerId: id, role, score, reasons }) => {
      const why = reasons.map((one) => (one.kind === 'activities' ? `activities ${one.why}` : one.kind));
      return `${id} ${role} ${score}: ${why.join(', ')}`;
    })
    .join('; ');

const call = touch('7', 'call', day(3));

describe('a partner is suggested', () => {
  it.each<Scene & { readonly name: string; readonly says: string }>([
    {
      name: 'by one meeting on several deals',
      around: { activities: [activity('7', day(3))] },
      says: '7 influenced 29: activities on_several_deals',
    },
    {
      name: 'by two of them, more so',
      around: { activities: [activity('7', day(3)), activity('7', day(4))] },
      says: '7 influenced 50: activities on_several_deals',
    },
    {
      name: 'by a call, which is half of a meeting',
      around: { activities: [activity('7', day(3), { kind: 'call' })] },
      says: '7 influenced 16: activities on_several_deals',
    },
    {
      name: 'by a meeting with the customer that is on no deal',
      around: { activities: [activity('7', day(3), { place: 'on_no_deal' })] },
      says: '7 influenced 50: activities on_no_deal',
    },
    {
      name: 'not by one after the close that is on no deal',
      around: { activities: [activity('7', afterClose(1), { place: 'on_no_deal' })] },
      says: '',
    },
    {
      name: 'by a touch that is too little to count',
      touches: [call],
      around: { activities: [activityOf(call)] },
      says: '7 influenced 29: activities too_few',
    },
    {
      name: 'not by touches that are enough: those give it a role',
      touches: [call, touch('7', 'call', day(4))],
      around: { activities: [activityOf(call), activityOf(touch('7', 'call', day(4)))] },
      says: '',
    },
    ...(
      [
        ['on the edge of the days outside the window', -120, '7 influenced 29: activities outside_window'],
        ['not beyond them', -120.001, ''],
      ] as const
    ).map(([name, days, says]) => {
      const early = touch('7', 'meeting', day(days));
      return { name, touches: [early], around: { activities: [activityOf(early)] }, says };
    }),
    {
      name: 'by somebody with its domain',
      around: { domains: [sighting('7', day(3))] },
      says: '7 influenced 50: domain',
    },
    {
      name: 'by two people with its domain, more so, and not by the same one twice',
      around: { domains: [sighting('7', day(3)), sighting('7', day(4)), sighting('7', day(4), 'ben')] },
      says: '7 influenced 75: domain',
    },
    {
      name: 'not by a domain outside the time that counts',
      around: { domains: [sighting('7', day(-90.001)), sighting('7', afterClose(0.001))] },
      says: '',
    },
    {
      name: 'by the first instant that counts',
      around: { domains: [sighting('7', day(-90))] },
      says: '7 influenced 50: domain',
    },
    {
      name: 'by other deals of the customer, won ones more so',
      around: { siblings: [sibling('2', true, '7'), sibling('3', false, '7', '8')] },
      says: '7 influenced 41: customer; 8 influenced 15: customer',
    },
    {
      name: 'by those of a customer with as many deals as say something',
      around: {
        siblings: Array.from({ length: CUSTOMER_DEALS - 1 }, (_, place) =>
          sibling(String(place + 2), true, ...(place === 0 ? ['7'] : [])),
        ),
      },
      says: '7 influenced 30: customer',
    },
    {
      name: 'not by those of a customer with more',
      around: {
        siblings: Array.from({ length: CUSTOMER_DEALS }, (_, place) => sibling(String(place + 2), true, '7')),
      },
      says: '',
    },
    {
      name: 'as sourcing by a referral just before the window',
      touches: [touch('7', 'referral', day(-210))],
      says: '7 sourced 60: near_window',
    },
    {
      name: 'not by one farther away',
      touches: [touch('7', 'referral', day(-210.001))],
      says: '',
    },
    {
      // With influence by registrations switched off, since a late one would count for that.
      name: 'as sourcing by a registration just after the late claims',
      policy: { ...ALL, influence: { ...ALL.influence, kinds: ['meeting'] } },
      touches: [touch('7', 'registration', day(44))],
      says: '7 sourced 60: near_window',
    },
    {
      name: 'not by a registration that was never approved',
      touches: [touch('7', 'registration', day(-190), { status: 'rejected' })],
      says: '',
    },
    {
      name: 'by all that speaks for it, the strongest first',
      touches: [touch('7', 'referral', day(-190))],
      around: {
        activities: [activity('7', day(3))],
        domains: [sighting('7', day(3))],
        siblings: [sibling('2', true, '7')],
      },
      says: '7 sourced 90: near_window, domain, customer, activities on_several_deals',
    },
  ])('$name', ({ says, ...scene }) => {
    expect(said(scene)).toBe(says);
  });

  it('at the least score of the policy, and not below it', () => {
    const around = { activities: [activity('7', day(3)), activity('7', day(4))] };
    expect(said({ around, policy: settings({ minScore: 50 }) })).not.toBe('');
    expect(said({ around, policy: settings({ minScore: 51 }) })).toBe('');
  });

  it('with at most as many others as the policy says, the best first, equal ones by id', () => {
    const around = { domains: ['10', '9', '8'].map((id) => sighting(id, day(3))), siblings: [] };
    expect(said({ around, policy: settings({ most: 2 }) })).toBe(
      '8 influenced 50: domain; 9 influenced 50: domain',
    );
  });

  it('with its people, activities and the last date as data', () => {
    const around = {
      activities: [
        activity('7', day(3), { people: ['a', 'b'] }),
        activity('7', day(5), { people: ['b', 'c'] }),
      ],
    };
    expect(suggestPartners(requestOf({ around }))[0]?.reasons).toEqual([
      { kind: 'activities', why: 'on_several_deals', activities: 2, people: 3, last: day(5) },
    ]);
  });
});

describe('nobody is suggested', () => {
  const around = { domains: [sighting('7', day(3))] };

  it.each<Scene & { readonly name: string }>([
    { name: 'who is tagged', tags: [tag('7', 'influenced')], around },
    { name: 'who is proposed', tags: [tag('7', 'sourced', 'proposed')], around },
    { name: 'who has a role by touches', touches: [touch('7', 'meeting', day(2))], around },
    { name: 'who was dismissed', around: { ...around, dismissed: new Set([partnerId('7')]) } },
    { name: 'where the dismissals cannot be read', around: { ...around, dismissed: null } },
    { name: 'who is the customer', deal: { customer: company({ companyId: '7' }) }, around },
    {
      name: 'who is the customer by domain, also where the policy lets it count',
      deal: { customer: company({ domain: 'www.Seven.example' }) },
      partners: [partner('7', { domain: 'seven.example' })],
      policy: { ...ALL, exclude: { partnerIsCustomer: false, sharedParent: false } },
      around,
    },
    {
      name: 'who shares a parent with the customer',
      deal: { customer: company({ companyId: '20', parentCompanyId: '30' }) },
      partners: [partner('7', { parentId: '30' })],
      around,
    },
    { name: 'by what lies ahead', asOf: day(2), deal: { closedAt: null, status: 'open' }, around },
  ])('$name', (scene) => {
    expect(said(scene)).toBe('');
  });
});

describe('the score', () => {
  it('is that of the worked example', () => {
    expect(scoreOf([0.5, 0.7])).toBe(65);
    expect(scoreOf([])).toBe(0);
  });
});

const id = fc.constantFrom('7', '8', '9', '10');
const when = fc.integer({ min: -250, max: 130 }).map((days) => instant(day(days)));
const scenes = fc.record({
  activities: fc.array(
    fc
      .tuple(id, when, fc.constantFrom('on_several_deals' as const, 'on_no_deal' as const))
      .map(([who, at, place]) => activity(who, at, { place, activityId: `${place}-${who}-${at}` })),
    { maxLength: 12 },
  ),
  domains: fc.array(
    fc.tuple(id, when).map(([who, at]) => sighting(who, at)),
    { maxLength: 6 },
  ),
  siblings: fc.uniqueArray(
    fc
      .tuple(fc.integer({ min: 2, max: 30 }), fc.boolean(), fc.uniqueArray(id))
      .map(([deal, won, partners]) => sibling(String(deal), won, ...partners)),
    { selector: (one) => one.id, maxLength: 8 },
  ),
});

describe('laws', () => {
  it('the order of what is given makes no difference, nor does what is given twice', () => {
    fc.assert(
      fc.property(scenes, (around) => {
        const turned = {
          activities: [...around.activities, ...around.activities].reverse(),
          domains: around.domains.toReversed(),
          siblings: around.siblings.toReversed(),
        };
        expect(suggestPartners(requestOf({ around: turned, policy: ALL }))).toEqual(
          suggestPartners(requestOf({ around, policy: ALL })),
        );
      }),
    );
  });

  it('the customer, whoever is tagged and whoever was dismissed are never suggested; scores stay within 0 and 100', () => {
    fc.assert(
      fc.property(scenes, id, id, id, (around, customer, tagged, gone) => {
        const suggestions = suggestPartners(
          requestOf({
            deal: { customer: company({ companyId: customer }) },
            tags: [tag(tagged, 'influenced')],
            around: { ...around, dismissed: new Set([partnerId(gone)]) },
            policy: ALL,
          }),
        );
        const never = new Set<string>([customer, tagged, gone]);
        expect(suggestions.filter((one) => never.has(one.partnerId))).toEqual([]);
        expect(suggestions.every(({ score }) => score >= 0 && score <= 100)).toBe(true);
      }),
    );
  });

  it('whoever more speaks for is not suggested less', () => {
    fc.assert(
      fc.property(scenes, id, (around, who) => {
        const scoreWith = (domains: typeof around.domains): number =>
          suggestPartners(requestOf({ around: { ...around, domains }, policy: ALL })).find(
            (one) => one.partnerId === who,
          )?.score ?? 0;
        const more = [...around.domains, sighting(who, day(1), 'somebody else')];
        expect(scoreWith(more)).toBeGreaterThanOrEqual(scoreWith(around.domains));
      }),
    );
  });
});
