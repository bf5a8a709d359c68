/** The programme part of the home page, from a summary to finished words. */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, instant, type Instant } from '../../src/domain/calendar.js';
import type { KpiId } from '../../src/domain/kpi.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { ProgrammeQueue, ProgrammeSummary } from '../../src/operations/programme-summary.js';
import { showHomeProgramme } from '../../src/operations/show-home-programme.js';
import { showHomeProgrammeQueue } from '../../src/operations/show-home-programme-queue.js';
import type { HomeProgrammeReady } from '../../src/operations/views/home-programme-view.js';
import { AS_OF, QUEUE, SUMMARY } from './programme-summary-sample.js';

const SHOWN: readonly KpiId[] = [
  'registration_conversion',
  'sourced_revenue',
  'partner_satisfaction',
  'renewal_rate',
];

const show = async (
  summary: ProgrammeSummary | null = SUMMARY,
  { now = AS_OF, version = 'default-1' }: { now?: Instant; version?: string } = {},
): Promise<HomeProgrammeReady> => {
  const { programme } = DEFAULT_POLICY;
  const policy = {
    ...DEFAULT_POLICY,
    version,
    programme: { ...programme, numbers: { ...programme.numbers, shown: SHOWN } },
  };
  return (await showHomeProgramme({
    clock: { now: () => now },
    inForce: () => Promise.resolve({ policy, policyFrom: 'default' } as never),
    programmeSummary: () => Promise.resolve(summary),
  })) as HomeProgrammeReady;
};

it('says what to do where nothing was published', async () => {
  expect(await show(null)).toMatchObject({ kind: 'home-programme-empty' });
});

describe('the numbers', () => {
  it('are those that the policy shows, in its order, for each period', async () => {
    const { periods, choice } = await show();
    expect(periods.map(({ title }) => title)).toEqual([
      'This quarter (2026-Q4)',
      'Last quarter (2026-Q3)',
      'Last 12 months',
    ]);
    // Said once, not with each number.
    expect(periods.map(({ note }) => note)).toEqual([
      'The period is not over yet.',
      null,
      'The period is not over yet.',
    ]);
    for (const { numbers } of periods) expect(numbers.map(({ id }) => id)).toEqual(SHOWN);
    expect(choice).toContain('4 of 16 numbers');
  });

  it('say what they stand on, what is read beside them, and why they are n/a', async () => {
    const [{ numbers }] = (await show()).periods as [HomeProgrammeReady['periods'][number]];
    expect(numbers).toEqual([
      {
        ...{ id: 'registration_conversion', label: 'Registration conversion', value: '42%' },
        ...{ basis: '5 of 12', missing: null },
        beside: ['Approval rate 80% (8 of 10)'],
        how: [],
      },
      {
        ...{ id: 'sourced_revenue', label: 'Partner-sourced revenue', value: '$48,000.00' },
        ...{ basis: '7 won deals', beside: [], how: [], missing: null },
      },
      {
        ...{
          id: 'partner_satisfaction',
          label: 'Partner satisfaction',
          value: 'n/a',
          basis: '',
          beside: [],
          how: [],
        },
        missing: 'The portal lacks feedback submissions.',
      },
      {
        ...{
          id: 'renewal_rate',
          label: 'Agreement renewal rate',
          value: 'n/a',
          basis: '',
          beside: [],
          how: [],
        },
        missing: 'No agreements were due.',
      },
    ]);
  });

  it('that an earlier version did not publish are n/a, and the next sync brings them', async () => {
    const [, { numbers }] = (await show()).periods as HomeProgrammeReady['periods'] & {
      1: { numbers: readonly { missing: string | null }[] };
    };
    expect(numbers[0]!.missing).toBe('Not worked out yet: the next sync does it.');
  });
});

it('says as of when, by which policy, and what must be known before', async () => {
  const { basis, notices } = await show(SUMMARY, { now: instant(AS_OF + 2 * DAY_MS), version: 'acme-2' });
  expect(basis).toBe('As of 20 Nov 2026, 07:00 (America/New_York) · policy default-1 · amounts in USD');
  expect(notices.map(({ text }) => text)).toEqual([
    'These numbers are more than a day old: no sync has run since.',
    'Policy acme-2 is in force since: the next sync works these numbers out by it.',
    'This portal lacks feedback submissions and marketing events: numbers that need them are n/a.',
  ]);
  expect((await show({ ...SUMMARY, missing: [] })).notices).toEqual([]);
});

it('shows health with its parts, weights and formulas, and what is left out', async () => {
  const { health } = await show();
  expect(health.columns[0]).toBe('Engagement, 25%');
  expect(health.rows).toEqual([
    {
      ...{ partnerId: '7', name: 'Northwind', score: '38', variant: 'danger' },
      cells: ['13', '–', '–', '–', '–'],
      leftOut: ['Satisfaction: Nobody answered a survey.'],
    },
    {
      ...{ partnerId: '8', name: 'Contoso', score: 'n/a', variant: 'default' },
      ...{ cells: ['–', '–', '–', '–', '–'], leftOut: [] },
    },
  ]);
  expect(health.formulas).toHaveLength(health.columns.length);
});

it('says once what is left out of every partner’s health', async () => {
  const [first] = SUMMARY.health as [ProgrammeSummary['health'][number]];
  const own = { id: 'enablement', why: 'It has no people.' } as const;
  const { health } = await show({
    ...SUMMARY,
    health: [first, { ...first, leftOut: [...first.leftOut, own] }],
    healthPartners: 30,
  });
  expect(health.rows.map(({ leftOut }) => leftOut)).toEqual([[], ['Enablement: It has no people.']]);
  expect(health.note).toBe(
    'The 2 partners with the lowest health of 30 partners. A dash is left out, and its weight goes to the others. Of all of them: Satisfaction: Nobody answered a survey.',
  );
});

describe('the forecast', () => {
  it('has a range, what it learned from, and how far off it was', async () => {
    const { forecast } = await show();
    expect(forecast.rows[0]).toEqual({
      line: 'Partner-sourced',
      cells: [
        '12',
        '$90,000.00',
        '$10,000.00 ($5,000.00 to $20,000.00)',
        '$40,000.00 ($20,000.00 to $80,000.00)',
      ],
    });
    expect(forecast.sentences).toEqual([
      'Eight times in ten what comes lies within the range, as far as the past goes on.',
      'Learned from 40 deals with a partner and 160 without that closed since Nov 2024.',
      'Tested on 2 months: 1 of 2 within the range; off by 30% a month, 12% too low in sum.',
      '1 open deal without an amount in USD: in no amount here.',
      'New business, expansion and renewal together.',
    ]);
    expect(forecast.backtest.map(({ month, cells }) => [month, cells.at(-1)])).toEqual([
      ['Sep 2026', 'Yes'],
      ['Oct 2026', 'No'],
    ]);
  });

  it('says why there is none', async () => {
    const few = { ...SUMMARY.forecast!, lines: null, closed: { withPartner: 3, without: 4 }, backtest: null };
    expect((await show({ ...SUMMARY, forecast: few })).forecast).toMatchObject({
      none: 'There is too little to forecast from: 3 deals with a partner and 4 without that closed since Nov 2024. It takes 20.',
      rows: [],
    });
    expect((await show({ ...SUMMARY, forecast: null })).forecast.none).toContain('the next one does');
  });
});

it('compares with n and an interval, and says nothing of too few', async () => {
  const { comparison } = await show();
  expect(comparison.rows).toEqual([
    {
      what: 'Win rate',
      cells: ['40% (26% to 56%; 40 deals)', '25% (19% to 32%; 160 deals)', 'No clear difference'],
    },
    {
      what: 'Days from created to won, median',
      cells: [
        '34.5 days (20 days to 50 days; 16 deals)',
        '60 days (55 days to 70 days; 40 deals)',
        'Lower with a partner',
      ],
    },
    {
      what: 'Size of won deals, median, USD',
      cells: [
        '$10,000.01 (no interval; 3 deals)',
        '$9,000.00 ($8,000.00 to $9,500.00; 40 deals)',
        'Too few deals to say: it takes 10 on each side',
      ],
    },
  ]);
  expect(comparison.note).toContain('less without: +15 points (-1 to +31).');
});

describe('the queue', () => {
  const queueOf = (
    kind: Parameters<typeof showHomeProgrammeQueue>[1]['kind'],
    page = 1,
    queue: ProgrammeQueue | null = QUEUE,
  ) => showHomeProgrammeQueue({ programmeQueue: () => Promise.resolve(queue) }, { kind, page });

  it('pages through everything, and says how many are not listed', async () => {
    const [first, second] = [await queueOf(null), await queueOf(null, 2)];
    expect([first.items.length, second.items.length, first.pages]).toEqual([25, 16, 2]);
    expect(first.range).toBe(
      '1–25 of 61 matters. The first 41 are listed here: settle some, or choose a kind.',
    );
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(41);
    expect(await queueOf(null, 99)).toEqual(second);
  });

  it('shows one kind, with where it is settled', async () => {
    const { items, kinds, range } = await queueOf('escalation');
    expect(kinds.map(({ label }) => label)).toEqual([
      'Everything: 61',
      'Agreement due: 60',
      'Open escalation: 1',
    ]);
    expect(range).toBe('1–1 of 1 matter.');
    expect(items).toMatchObject([
      { what: 'Open escalation', due: 'Overdue', overdue: true, link: { objectTypeId: '0-5', id: '55' } },
    ]);
    expect((await queueOf('agreement_due')).items[0]).toMatchObject({ due: '22 Nov 2026', link: null });
  });

  it('says so where nothing waits, or nobody has looked', async () => {
    expect(await queueOf('stalled')).toMatchObject({ items: [], range: 'Nothing waits.', pages: 1 });
    expect(await queueOf(null, 1, null)).toMatchObject({
      items: [],
      kinds: [],
      note: expect.stringContaining('sync'),
    });
  });
});
