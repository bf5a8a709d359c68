/** What a partnership manager should look at: each rule at both sides of its bounds. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hygieneFindings } from '../../src/domain/hygiene-findings.js';
import { partnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { Tag, Touch } from '../../src/domain/touch.js';
import { afterClose, company, day, tag, touch } from './facts.js';
import { activityOf, requestOf, type Scene } from './surroundings.js';

/** "influenced_without_touch 7" a finding. */
const said = (scene: Scene): string =>
  hygieneFindings(requestOf(scene))
    .map(
      (one) =>
        `${one.code} ${one.partnerId}${one.code === 'partners_claim_deal' ? ` ${one.others.join(' ')}` : ''}`,
    )
    .join('; ');

const taggedAt = (after: number, by = after) => ({
  tagTimes: new Map([[partnerId('7'), { after: day(after), by: day(by) }]]),
});
const SOURCED = [tag('7', 'sourced')];
/** The deal of the tests closes 92 days after it was created; a week before is day 85. */
const meeting = touch('7', 'meeting', day(10));
const registration = (days: number): Touch => touch('7', 'registration', day(days));
const ONLY_MEETINGS = {
  ...DEFAULT_POLICY,
  influence: { ...DEFAULT_POLICY.influence, kinds: ['meeting' as const] },
};

interface Row extends Scene {
  readonly name: string;
  readonly says: string;
}

describe('tagged shortly before close', () => {
  it.each<Row>([
    { name: 'a week before', tags: SOURCED, around: taggedAt(85), says: 'tagged_near_close 7' },
    { name: 'earlier than that', tags: SOURCED, around: taggedAt(84.999), says: '' },
    { name: 'after the close', tags: SOURCED, around: taggedAt(120), says: 'tagged_near_close 7' },
    {
      name: 'between two syncs, both late',
      tags: SOURCED,
      around: taggedAt(86, 93),
      says: 'tagged_near_close 7',
    },
    { name: 'between two syncs, perhaps in time', tags: SOURCED, around: taggedAt(80, 93), says: '' },
    { name: 'nobody knows when', tags: SOURCED, says: '' },
    { name: 'with a touch before', tags: SOURCED, touches: [meeting], around: taggedAt(90), says: '' },
    {
      name: 'with a touch after it alone',
      tags: SOURCED,
      touches: [touch('7', 'meeting', day(91))],
      around: taggedAt(90),
      says: 'tagged_near_close 7',
    },
    { name: 'on a lost deal', deal: { status: 'lost' }, tags: SOURCED, around: taggedAt(90), says: '' },
    {
      name: 'on a deal that is shorter than the week',
      deal: { closedAt: day(6) },
      tags: SOURCED,
      around: taggedAt(5),
      says: '',
    },
    {
      name: 'a proposal, which counts for nothing yet',
      tags: [tag('7', 'sourced', 'proposed')],
      around: taggedAt(90),
      says: '',
    },
  ])('$name: $says', ({ says, ...scene }) => {
    expect(said(scene)).toBe(says);
  });
});

describe('registered when the deal was all but won', () => {
  it.each<Row>([
    { name: 'a week before the close', touches: [registration(85)], says: 'registered_near_close 7' },
    { name: 'earlier than that', touches: [registration(84.999)], says: '' },
    { name: 'after the close', touches: [registration(100)], says: 'registered_near_close 7' },
    { name: 'before the deal', touches: [registration(-3)], says: '' },
    { name: 'a meeting at that time', touches: [touch('7', 'meeting', day(90))], says: '' },
    {
      name: 'never approved',
      touches: [touch('7', 'registration', day(90), { status: 'rejected' })],
      says: '',
    },
    {
      name: 'submitted then, and won with its deal since',
      touches: [touch('7', 'registration', day(90), { status: 'won' })],
      says: 'registered_near_close 7',
    },
    {
      name: 'submitted then, and waiting for its answer',
      touches: [touch('7', 'registration', day(90), { status: 'submitted' })],
      says: '',
    },
    {
      name: 'on a deal that is shorter than the week',
      deal: { closedAt: day(6) },
      touches: [registration(5)],
      says: '',
    },
    {
      name: 'on an open deal',
      deal: { status: 'open', closedAt: null },
      touches: [registration(85)],
      says: '',
    },
  ])('$name: $says', ({ says, ...scene }) => {
    expect(said({ policy: ONLY_MEETINGS, ...scene })).toBe(says);
  });
});

describe('influenced without a touch', () => {
  it.each<Row>([
    { name: 'by a tag alone', tags: [tag('7', 'influenced')], says: 'influenced_without_touch 7' },
    { name: 'by a tag and a touch', tags: [tag('7', 'influenced')], touches: [meeting], says: '' },
    {
      name: 'by a tag and a touch that does not count',
      tags: [tag('7', 'influenced')],
      touches: [touch('7', 'meeting', day(-91))],
      says: 'influenced_without_touch 7',
    },
    { name: 'sourced by a tag alone', tags: SOURCED, says: '' },
    { name: 'by a proposal', tags: [tag('7', 'influenced', 'proposed')], says: '' },
  ])('$name: $says', ({ says, ...scene }) => {
    expect(said(scene)).toBe(says);
  });
});

describe('back-dated touches', () => {
  const entered = (days: number, one = meeting): NonNullable<Row['around']> => ({
    activities: [activityOf(one, { recordedAt: day(days) })],
  });
  const last = touch('7', 'meeting', day(91));

  it.each<Row>([
    { name: 'entered two weeks later', touches: [meeting], around: entered(24), says: '' },
    { name: 'entered later still', touches: [meeting], around: entered(24.001), says: 'back_dated_touch 7' },
    { name: 'entered ahead', touches: [meeting], around: entered(-3), says: '' },
    { name: 'entered within a day, over the close', touches: [last], around: entered(92, last), says: '' },
    {
      name: 'entered after the close that it is dated before',
      touches: [last],
      around: entered(92.5, last),
      says: 'back_dated_touch 7',
    },
    {
      name: 'one that counts for nothing',
      touches: [touch('7', 'meeting', day(-91))],
      around: entered(60, touch('7', 'meeting', day(-91))),
      says: '',
    },
  ])('$name: $says', ({ says, ...scene }) => {
    expect(said(scene)).toBe(says);
  });

  it('are one finding a partner: the worst of them, and how many there are', () => {
    const other = touch('7', 'demo', day(12));
    const activities = [
      activityOf(meeting, { recordedAt: day(30) }),
      activityOf(other, { recordedAt: day(50) }),
    ];
    expect(hygieneFindings(requestOf({ touches: [meeting, other], around: { activities } }))).toEqual([
      {
        code: 'back_dated_touch',
        ...{ partnerId: '7', touchId: other.id, touchKind: 'demo', at: day(12), recordedAt: day(50) },
        touches: 2,
      },
    ]);
  });
});

describe('the partner is the customer', () => {
  const customer = { customer: company({ companyId: '7' }) };

  it.each<Row>([
    { name: 'with a tag', deal: customer, tags: SOURCED, says: 'partner_is_customer 7' },
    { name: 'with a touch', deal: customer, touches: [meeting], says: 'partner_is_customer 7' },
    { name: 'with nothing on the deal', deal: customer, says: '' },
    {
      name: 'another company',
      deal: { customer: company({ companyId: '9' }) },
      touches: [meeting],
      says: '',
    },
    {
      name: 'where the policy lets it count',
      deal: customer,
      touches: [meeting],
      policy: { ...DEFAULT_POLICY, exclude: { partnerIsCustomer: false, sharedParent: false } },
      says: 'partner_is_customer 7',
    },
  ])('$name: $says', ({ says, ...scene }) => {
    expect(said(scene)).toBe(says);
  });
});

describe('two partners claim the deal', () => {
  it.each<Row>([
    {
      name: 'by equal claims',
      touches: [touch('7', 'referral', day(-5)), touch('8', 'referral', day(-4))],
      says: 'partners_claim_deal 7 8',
    },
    {
      name: 'by a registration and a tag',
      touches: [registration(-5)],
      tags: [tag('8', 'sourced')],
      // Who loses it is influenced, by its tag alone.
      says: 'influenced_without_touch 8; partners_claim_deal 7 8',
    },
    {
      name: 'by a registration and a mere referral',
      touches: [registration(-5), touch('8', 'referral', day(-4))],
      says: '',
    },
    {
      name: 'split between them',
      policy: { ...DEFAULT_POLICY, sourcing: { ...DEFAULT_POLICY.sourcing, coSourcing: 'split' } },
      touches: [touch('7', 'referral', day(-5)), touch('8', 'referral', day(-4))],
      says: '',
    },
  ])('$name: $says', ({ says, ...scene }) => {
    expect(said(scene)).toBe(says);
  });
});

describe('laws', () => {
  const id = fc.constantFrom('7', '8', '9');
  const when = fc.integer({ min: -100, max: 120 }).map(day);
  const touches = fc.uniqueArray(
    fc
      .tuple(id, fc.constantFrom('meeting' as const, 'referral' as const, 'registration' as const), when)
      .map(([who, kind, at]) => touch(who, kind, at)),
    { selector: (one) => one.id, maxLength: 8 },
  );
  const tags = fc.uniqueArray(
    fc
      .tuple(id, fc.constantFrom('sourced' as const, 'influenced' as const))
      .map(([who, role]) => tag(who, role)),
    { selector: (one: Tag) => one.partnerId, maxLength: 3 },
  );

  it('the order of what is given makes no difference, and each code is said once a partner', () => {
    fc.assert(
      fc.property(touches, tags, fc.integer({ min: 0, max: 60 }), (given, tagged, lag) => {
        const activities = given.map((one) =>
          activityOf(one, { recordedAt: day((one.at - day(0)) / 86_400_000 + lag) }),
        );
        const tagTimes = taggedAt(88).tagTimes;
        const findings = hygieneFindings(
          requestOf({ touches: given, tags: tagged, around: { activities, tagTimes } }),
        );
        expect(
          hygieneFindings(
            requestOf({
              touches: given.toReversed(),
              tags: tagged.toReversed(),
              around: { activities: activities.toReversed(), tagTimes },
            }),
          ),
        ).toEqual(findings);
        expect(new Set(findings.map((one) => `${one.code} ${one.partnerId}`)).size).toBe(findings.length);
      }),
    );
  });

  it('nothing is found long after the close that was not there before', () => {
    expect(said({ tags: SOURCED, asOf: afterClose(1) })).toBe(said({ tags: SOURCED, asOf: afterClose(900) }));
  });
});
