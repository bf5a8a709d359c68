/** attribution.md §3.2 and §3.3: which touches count, on both sides of every bound. */
import { describe, expect, it } from '@jest/globals';
import { instant, type Instant } from '../../src/domain/calendar.js';
import { TOUCH_KINDS } from '../../src/domain/touch.js';
import {
  AS_OF,
  CLOSED,
  CREATED,
  afterClose,
  classifyRow,
  day,
  policy,
  said,
  touch,
  type Row,
} from './facts.js';

const msAfter = (when: Instant, ms: number): Instant => instant(when + ms);
const OPEN = { status: 'open', closedAt: null } as const;
// The deal closes 30 days before it was created.
const BACKDATED = { closedAt: day(-30) };

const ROWS: readonly Row[] = [
  // Sourcing: C − 180 days ≤ t ≤ C.
  {
    name: 'a referral exactly 180 days before C sources',
    touches: [touch('7', 'referral', day(-180))],
    says: 'sourced by 7',
  },
  {
    name: 'a referral a millisecond earlier does not',
    touches: [touch('7', 'referral', msAfter(day(-180), -1))],
    says: 'direct',
  },
  { name: 'a referral at C sources', touches: [touch('7', 'referral', CREATED)], says: 'sourced by 7' },
  {
    name: 'a referral a millisecond after C only influences',
    touches: [touch('7', 'referral', msAfter(CREATED, 1))],
    says: 'influenced by 7',
  },
  {
    name: 'a registration 14 days after C sources',
    touches: [touch('7', 'registration', day(14))],
    says: 'sourced by 7',
  },
  {
    name: 'a registration a millisecond later only influences',
    touches: [touch('7', 'registration', msAfter(day(14), 1))],
    says: 'influenced by 7',
  },
  {
    name: 'a late registration does not count beyond E',
    deal: { closedAt: day(10) },
    touches: [touch('7', 'registration', day(12))],
    says: 'direct',
    flags: ['touch_after_close'],
  },
  {
    name: 'no late claims where the policy has none',
    policy: policy({ sourcing: { lateClaimDays: 0 } }),
    touches: [touch('7', 'registration', msAfter(CREATED, 1))],
    says: 'influenced by 7',
  },
  {
    name: 'fractions of days: half a day is 12 hours, inclusive',
    policy: policy({ sourcing: { lookbackDays: 0.5 }, influence: { lookbackDays: 0 } }),
    touches: [touch('7', 'referral', day(-0.5))],
    says: 'sourced by 7',
  },
  {
    name: '… and a millisecond more is outside',
    policy: policy({ sourcing: { lookbackDays: 0.5 }, influence: { lookbackDays: 0 } }),
    touches: [touch('7', 'referral', msAfter(day(-0.5), -1))],
    says: 'direct',
  },
  {
    name: 'a kind that is not in sourcing.kinds does not source',
    policy: policy({ sourcing: { kinds: ['registration'] } }),
    touches: [touch('7', 'referral', day(-1))],
    says: 'influenced by 7',
  },
  // Influence: C − 90 days ≤ t ≤ E.
  {
    name: 'a demo exactly 90 days before C influences',
    touches: [touch('7', 'demo', day(-90))],
    says: 'influenced by 7',
  },
  {
    name: 'a demo a millisecond earlier does not',
    touches: [touch('7', 'demo', msAfter(day(-90), -1))],
    says: 'direct',
  },
  { name: 'a demo at E influences', touches: [touch('7', 'demo', CLOSED)], says: 'influenced by 7' },
  {
    name: 'a demo a millisecond after E is evidence only',
    touches: [touch('7', 'demo', msAfter(CLOSED, 1))],
    says: 'direct',
    flags: ['touch_after_close'],
  },
  {
    name: 'the whole cycle of a deal counts, however long',
    deal: { createdAt: day(-2000) },
    touches: [touch('7', 'demo', day(-1000))],
    says: 'influenced by 7',
  },
  {
    name: 'a kind that is in neither list counts for nothing',
    policy: policy({ influence: { kinds: ['meeting'] } }),
    touches: [touch('7', 'demo', day(1))],
    says: 'direct',
  },
  {
    name: 'a sourcing kind that influence does not name still sources',
    policy: policy({ influence: { kinds: ['demo'] } }),
    touches: [touch('7', 'referral', day(-100))],
    says: 'sourced by 7',
  },
  {
    name: 'what counts for sourcing counts for influence, beyond its look-back too',
    policy: policy({ sourcing: { kinds: ['referral'] } }),
    touches: [touch('6', 'referral', day(-170)), touch('7', 'referral', day(-100))],
    says: 'sourced by 6, influenced by 7',
    flags: ['sourcing_conflict'],
  },
  // As-of, and what is after the close.
  {
    name: 'on an open deal E is the as-of instant',
    deal: OPEN,
    asOf: day(200),
    touches: [touch('7', 'demo', day(200))],
    says: 'influenced by 7',
  },
  {
    name: 'a touch after as-of is not known yet, without a flag',
    deal: OPEN,
    asOf: day(200),
    touches: [touch('7', 'demo', msAfter(day(200), 1))],
    says: 'direct',
  },
  {
    name: 'a touch after as-of raises no flag on a closed deal either',
    asOf: afterClose(1),
    touches: [touch('7', 'demo', afterClose(2))],
    says: 'direct',
  },
  {
    name: 'a touch after the close of a lost deal is flagged too',
    deal: { status: 'lost' },
    touches: [touch('7', 'demo', afterClose(1))],
    says: 'direct',
    flags: ['touch_after_close'],
  },
  {
    name: 'whatever its status: a rejected registration after the close',
    touches: [touch('7', 'registration', afterClose(1), { status: 'rejected' })],
    says: 'direct',
    flags: ['touch_after_close'],
  },
  {
    name: 'whatever its kind: one that the policy does not name',
    policy: policy({ influence: { kinds: ['meeting'] } }),
    touches: [touch('7', 'event', afterClose(1))],
    says: 'direct',
    flags: ['touch_after_close'],
  },
  // A deal that closes before it was created.
  {
    name: 'closed before it was created: a referral up to E sources',
    deal: BACKDATED,
    touches: [touch('7', 'referral', day(-30))],
    says: 'sourced by 7',
  },
  {
    name: 'closed before it was created: between E and C is after the close',
    deal: BACKDATED,
    touches: [touch('7', 'referral', msAfter(day(-30), 1))],
    says: 'direct',
    flags: ['touch_after_close'],
  },
];

describe('windows are inclusive at both ends', () => {
  it.each(ROWS)('$name', (row) => {
    const result = classifyRow(row);
    expect(said(result)).toBe(row.says);
    expect(result.flags).toEqual(row.flags ?? []);
  });
});

describe('the status of a registration', () => {
  it.each(['approved', 'converted', 'won', 'lost'])('%s counts', (status) => {
    const touches = [touch('7', 'registration', day(-1), { status })];
    expect(said(classifyRow({ name: '', says: '', touches }))).toBe('sourced by 7');
  });

  it.each([null, '', 'submitted', 'rejected', 'expired', 'Approved', ' approved'])(
    '%j does not, and is no error',
    (status) => {
      const touches = [touch('7', 'registration', day(-1), { status })];
      const result = classifyRow({ name: '', says: '', touches });
      expect(said(result)).toBe('direct');
      expect(result.flags).toEqual([]);
    },
  );

  it.each(TOUCH_KINDS.filter((kind) => kind !== 'registration' && kind !== 'tag'))(
    'is ignored on other kinds: %s',
    (kind) => {
      const touches = [
        touch('7', kind, day(1), { status: 'rejected' }),
        touch('7', kind, day(2), { status: null }),
      ];
      expect(said(classifyRow({ name: '', says: '', touches }))).toBe('influenced by 7');
    },
  );
});

describe('points', () => {
  it.each<[string, readonly ('email' | 'call' | 'meeting')[], string]>([
    ['an email is worth half a point', ['email'], 'direct'],
    ['two emails are one', ['email', 'email'], 'influenced by 7'],
    ['an email and a call are one', ['email', 'call'], 'influenced by 7'],
    ['a kind that is not named is worth one', ['meeting'], 'influenced by 7'],
  ])('%s', (_name, kinds, says) => {
    const touches = kinds.map((kind, index) => touch('7', kind, day(index)));
    expect(said(classifyRow({ name: '', says, touches }))).toBe(says);
  });

  it('ten tenths are one, which doubles would deny', () => {
    const tenths = policy({ influence: { points: { email: 0.1 } } });
    const emails = (count: number) =>
      Array.from({ length: count }, (_, index) => touch('7', 'email', day(index)));
    const says = (count: number): string =>
      said(classifyRow({ name: '', says: '', policy: tenths, touches: emails(count) }));
    expect(says(9)).toBe('direct');
    expect(says(10)).toBe('influenced by 7');
  });

  it('do not add up over partners', () => {
    const touches = [touch('7', 'email', day(1)), touch('8', 'email', day(2))];
    expect(said(classifyRow({ name: '', says: '', touches }))).toBe('direct');
  });

  it('are worth nothing where the policy says 0', () => {
    const worthless = policy({ influence: { points: { demo: 0 } } });
    const touches = [touch('7', 'demo', day(1)), touch('7', 'demo', day(2))];
    expect(said(classifyRow({ name: '', says: '', policy: worthless, touches }))).toBe('direct');
  });

  it('touches of a partner that stays below are in no model', () => {
    const touches = [touch('7', 'email', day(1)), touch('8', 'demo', day(2))];
    const result = classifyRow({ name: '', says: '', touches });
    expect(result.countingTouches.map(({ partnerId }) => partnerId)).toEqual(['8']);
  });
});

describe('standings', () => {
  it('say of every touch why it counts, or why not, oldest first', () => {
    const result = classifyRow({
      name: '',
      says: '',
      policy: policy({ influence: { kinds: ['registration', 'referral', 'demo'] } }),
      asOf: AS_OF,
      touches: [
        touch('7', 'demo', afterClose(1)),
        touch('7', 'meeting', day(4)),
        touch('7', 'demo', day(3)),
        touch('7', 'registration', day(2), { status: 'draft' }),
        touch('7', 'referral', day(-1)),
        touch('7', 'demo', day(-100)),
      ],
    });
    expect(result.judged.map(({ standing }) => standing)).toEqual([
      'outside_window',
      'counts_for_sourcing',
      'status_does_not_count',
      'counts_for_influence',
      'kind_does_not_count',
      'after_close',
    ]);
  });
});
