/** Numbers of partners, their registrations, certifications, agreements and answers: worked by hand. */
import { describe, expect, it } from '@jest/globals';
import type { RegistrationStatus } from '../../../src/domain/registration.js';
import type { AgreementEnd } from '../../../src/domain/partner-programme.js';
import type {
  Certification,
  PartnerMeeting,
  ProgrammePerson,
  Survey,
} from '../../../src/domain/programme-facts.js';
import {
  DEFAULT_PROGRAMME,
  type ProgrammeSettings,
  type RequiredCertification,
} from '../../../src/domain/programme-settings.js';
import {
  A,
  at,
  B,
  besideOf,
  C,
  core,
  deal,
  factsOf,
  moves,
  number,
  of,
  partner,
  Q3,
  registration,
} from './programme.js';

describe('registration conversion', () => {
  const each = (statuses: readonly (RegistrationStatus | null)[], decided: string | null = null) =>
    factsOf({ registrations: statuses.map((status) => registration(A, status, '2026-08-01', decided)) });

  it.each<
    [
      string,
      readonly (RegistrationStatus | null)[],
      string | null,
      readonly (number | null)[],
      readonly (number | null)[],
    ]
  >([
    [
      'won over approved: 4 of (3 approved, 1 lost, 4 won)',
      [
        'submitted',
        'submitted',
        'rejected',
        'rejected',
        'approved',
        'approved',
        'approved',
        'lost',
        'won',
        'won',
        'won',
        'won',
      ],
      null,
      [0.5, 4, 8, 12],
      [0.8, 8, 10],
    ],
    ['a converted one was approved', ['converted', 'won'], null, [0.5, 1, 2, 2], [1, 2, 2]],
    [
      'one that expired after a decision was approved',
      ['expired', 'won'],
      '2026-08-02',
      [0.5, 1, 2, 2],
      [1, 2, 2],
    ],
    ['one that expired unanswered was not', ['expired'], null, [null, 0, 0, 1], [null, 0, 0]],
    ['a status of nobody’s counts for nothing', [null, 'won'], null, [1, 1, 1, 2], [1, 1, 1]],
    ['none', [], null, [null, 0, 0, 0], [null, 0, 0]],
  ])('%s', (_, statuses, decided, expected, approval) => {
    const value = number('registration_conversion', each(statuses, decided));
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'approval_rate')).toEqual(approval);
    expect(besideOf(value, 'status_unknown')).toEqual(statuses.includes(null) ? [1] : null);
  });

  it('goes by the month of submission, in the portal’s time zone, whenever it was decided', () => {
    const registrations = [
      registration(A, 'won', '2026-07-31T23:59:59Z', '2026-09-30'),
      registration(A, 'approved', '2026-08-01T00:30:00Z'),
      registration(B, 'won', '2026-10-01T00:00:00Z'),
      registration(B, 'won', '2026-06-30T23:00:00Z'),
    ];
    const utc = number('registration_conversion', factsOf({ registrations }));
    expect(utc.beside.map(({ id }) => id)).toEqual([
      'approval_rate',
      'waiting',
      'submitted_2026-07',
      'submitted_2026-08',
    ]);
    expect([core(utc), besideOf(utc, 'submitted_2026-07'), besideOf(utc, 'submitted_2026-08')]).toEqual([
      [0.5, 1, 2, 2],
      [1, 1, 1],
      [0, 0, 1],
    ]);
    // In Berlin the first and second are both of August, and 30 June 23:00 UTC is 1 July.
    const berlin = factsOf({ registrations, timeZone: 'Europe/Berlin' });
    const period = { name: '2026-Q3', from: at('2026-06-30T22:00:00Z'), to: at('2026-09-30T22:00:00Z') };
    const there = number('registration_conversion', berlin, [], { period });
    expect([besideOf(there, 'submitted_2026-07'), besideOf(there, 'submitted_2026-08')]).toEqual([
      [1, 1, 1],
      [0.5, 1, 2],
    ]);
  });

  it('is that of a partner, or n/a without registrations to read', () => {
    const two = factsOf({
      partners: [partner(A), partner(B)],
      registrations: [registration(A, 'won'), registration(B, 'lost')],
    });
    expect(core(number('registration_conversion', two, [], { scope: of(A) }))).toEqual([1, 1, 1, 1]);
    const none = number('registration_conversion', factsOf({ missing: ['registrations'] }));
    expect([none.value, none.missing]).toEqual([null, ['registrations']]);
  });
});

describe('activation rate, within 90 days of signing', () => {
  // 90 days after 1 January 2026 is 1 April.
  it.each<[string, string | undefined, readonly string[], readonly string[], readonly (number | null)[]]>([
    ['a deal on the 90th day', '2026-01-01', ['2026-04-01'], [], [1, 1, 1, 1]],
    ['a deal a moment later', '2026-01-01', ['2026-04-01T00:00:00.001Z'], [], [0, 0, 1, 1]],
    ['a registration before a late deal', '2026-01-01', ['2026-06-01'], ['2026-02-01'], [1, 1, 1, 1]],
    ['a deal before signing', '2026-01-01', ['2025-12-01'], [], [1, 1, 1, 1]],
    ['nothing at all', '2026-01-01', [], [], [0, 0, 1, 1]],
    [
      'signed exactly 90 days before the last moment',
      '2026-07-02T23:59:59.999Z',
      ['2026-08-01'],
      [],
      [1, 1, 1, 1],
    ],
    ['signed less than 90 days ago is not asked yet', '2026-07-03', ['2026-08-01'], [], [null, 0, 0, 0]],
    [
      'over the leap day of 2024: 31 December 2023 and 90 days is 30 March',
      '2023-12-31',
      ['2024-03-30'],
      [],
      [1, 1, 1, 1],
    ],
    ['no signing date', undefined, ['2026-04-01'], [], [null, 0, 0, 0]],
  ])('%s', (_, signed, created, approvedOn, expected) => {
    const facts = factsOf({
      partners: [partner(A, signed === undefined ? {} : { signed })],
      registrations: approvedOn.map((day) => registration(A, 'approved', '2025-01-01', day)),
    });
    const deals = created.map((day) => deal({ status: 'open', created: day, influencing: [A] }));
    const value = number('activation_rate', facts, deals);
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'without_signature')).toEqual(signed === undefined ? [1] : null);
  });

  it('does not forget a partner that ended, and tells those of the period apart', () => {
    const ended = { moves: moves('activation_growth 2025-01-01', 'ended 2026-03-01') };
    const facts = factsOf({
      partners: [
        partner(A, { signed: '2026-01-01', programme: ended }),
        partner(B, { signed: '2026-05-01' }),
      ],
    });
    const value = number('activation_rate', facts, [deal({ created: '2026-05-02', sourcing: [B] })]);
    expect(core(value)).toEqual([0.5, 1, 2, 2]);
    // 1 May and 90 days is 30 July: B alone.
    expect(besideOf(value, 'of_the_period')).toEqual([1, 1, 1]);
  });

  it('an approved registration without a day of decision counts from its submission; a rejected one never', () => {
    const facts = factsOf({
      partners: [partner(A, { signed: '2026-01-01' }), partner(B, { signed: '2026-01-01' })],
      registrations: [
        registration(A, 'won', '2026-02-01'),
        registration(B, 'rejected', '2026-02-01', '2026-02-02'),
      ],
    });
    expect(core(number('activation_rate', facts))).toEqual([0.5, 1, 2, 2]);
  });

  it('takes a day of signature as a day of the portal', () => {
    // 1 January in New York begins at 05:00 UTC: its 90 days end on 1 April at 05:00 UTC.
    const facts = factsOf({ timeZone: 'America/New_York', partners: [partner(A, { signed: '2026-01-01' })] });
    const on = (created: string) =>
      number('activation_rate', facts, [deal({ created, sourcing: [A] })]).value;
    expect([on('2026-04-01T05:00:00Z'), on('2026-04-01T05:00:00.001Z')]).toEqual([1, 0]);
  });
});

describe('certification completion', () => {
  const held = (name: string, since: string, until: string | null = null): Certification => ({
    ...{ name, since: at(since), until: until === null ? null : at(until) },
  });
  const people = (...each: readonly (readonly Certification[])[]): readonly ProgrammePerson[] =>
    each.map((certifications, place) => ({
      contactId: `${place}`,
      name: null,
      isExecutive: false,
      certifications,
    }));
  const asking = (...required: readonly Partial<RequiredCertification>[]): ProgrammeSettings => ({
    ...DEFAULT_PROGRAMME,
    enablement: {
      required: required.map((one) => ({ name: 'Sales', people: 1, types: [], tiers: [], ...one })),
    },
  });
  const sales = held('Sales', '2026-01-01');

  it.each<[string, readonly (readonly Certification[])[], readonly (number | null)[]]>([
    ['held', [[sales]], [1, 1, 1, 1]],
    ['held under another spelling', [[held(' SALES ', '2026-01-01')]], [1, 1, 1, 1]],
    ['another one', [[held('Technical', '2026-01-01')]], [0, 0, 1, 1]],
    ['expired the day before', [[held('Sales', '2026-01-01', '2026-09-29')]], [0, 0, 1, 1]],
    ['in force on its last day', [[held('Sales', '2026-01-01', '2026-09-30')]], [1, 1, 1, 1]],
    ['not begun', [[held('Sales', '2026-10-01')]], [0, 0, 1, 1]],
    ['begins on the last day', [[held('Sales', '2026-09-30')]], [1, 1, 1, 1]],
    ['expires before it starts: none', [[held('Sales', '2026-05-01', '2026-04-01')]], [0, 0, 1, 1]],
    [
      'renewed by the same person: the one in force',
      [[held('Sales', '2024-01-01', '2025-01-01'), sales]],
      [1, 1, 1, 1],
    ],
    ['nobody', [], [0, 0, 1, 1]],
  ])('%s', (_, certifications, expected) => {
    const facts = factsOf({ partners: [partner(A, { people: people(...certifications) })] });
    expect(core(number('certification_completion', facts, [], { settings: asking({}) }))).toEqual(expected);
  });

  it('counts a person once, and more than asked for makes up for nothing', () => {
    // A has one of two people (the same twice), B three of two: 1 + 2 of 4.
    const facts = factsOf({
      partners: [
        partner(A, { people: people([sales, sales]) }),
        partner(B, { people: people([sales], [sales], [sales]) }),
      ],
    });
    const value = number('certification_completion', facts, [], { settings: asking({ people: 2 }) });
    expect(core(value)).toEqual([0.75, 3, 4, 2]);
    expect(besideOf(value, 'complete_partners')).toEqual([0.5, 1, 2]);
  });

  it('says how many have their dates reversed', () => {
    const facts = factsOf({
      partners: [partner(A, { people: people([held('Sales', '2026-05-01', '2026-04-01'), sales]) })],
    });
    const value = number('certification_completion', facts, [], { settings: asking({}) });
    expect([value.value, besideOf(value, 'dates_reversed')]).toEqual([1, [1]]);
  });

  it('asks partners of the types and tiers named, active at the end', () => {
    const facts = factsOf({
      partners: [
        partner(A, { profile: { type: 'system_integrator', tier: 'gold' } }),
        partner(B, { profile: { type: 'system_integrator', tier: 'silver' } }),
        partner(C, {
          profile: { type: 'system_integrator', tier: 'gold' },
          programme: { moves: moves('activation_growth 2025-01-01', 'ended 2026-09-01') },
        }),
      ],
    });
    const settings = asking({ types: ['system_integrator'], tiers: ['gold'] });
    expect(core(number('certification_completion', facts, [], { settings }))).toEqual([0, 0, 1, 1]);
  });

  it('is n/a where nothing is required, and where certifications cannot be read', () => {
    const facts = factsOf({ partners: [partner(A)] });
    expect(core(number('certification_completion', facts))).toEqual([null, 0, 0, 0]);
    const missing = number('certification_completion', { ...facts, missing: ['certifications'] });
    expect([missing.value, missing.missing]).toEqual([null, ['certifications']]);
  });
});

describe('campaign participation', () => {
  const event = (id: string, day: string, ...partnerIds: readonly (typeof A)[]) => ({
    ...{ id, name: null, at: at(day), kind: 'event' as const, partnerIds },
  });
  it('counts a partner once, those active within the period, and events of it', () => {
    const facts = factsOf({
      partners: [
        partner(A),
        partner(B),
        partner(C, { programme: { moves: moves('activation_growth 2024-01-01', 'ended 2025-01-01') } }),
      ],
      events: [
        event('1', '2026-07-01', A, A),
        event('2', '2026-08-01', A),
        event('3', '2026-09-30T23:59:59Z', A, C),
        event('4', '2026-10-01', B),
      ],
    });
    const value = number('campaign_participation', facts);
    // A in three, B in none of the quarter's; C ended the year before.
    expect(core(value)).toEqual([0.5, 1, 2, 2]);
    expect([besideOf(value, 'events'), besideOf(value, 'median')]).toEqual([[3], [1.5]]);
    expect(core(number('campaign_participation', facts, [], { scope: of(C) }))).toEqual([null, 0, 0, 0]);
  });
  it('is n/a without events to read', () => {
    expect(number('campaign_participation', factsOf({ missing: ['events'] })).missing).toEqual(['events']);
  });
});

describe('partner satisfaction', () => {
  const survey = (score: number | null, changes: Partial<Survey> = {}): Survey => ({
    ...{ id: `${score}`, partnerId: A, kind: 'nps', sentAt: at('2026-08-01'), score },
    ...changes,
  });
  const csat = {
    ...DEFAULT_PROGRAMME,
    numbers: { ...DEFAULT_PROGRAMME.numbers, satisfaction: 'csat' as const },
  };

  it.each<
    [string, 'nps' | 'csat', readonly (number | null)[], readonly (number | null)[], readonly number[]]
  >([
    [
      'NPS: 10 and 9 promote, 7 and 8 neither, 6 and 0 detract',
      'nps',
      [10, 9, 8, 7, 6],
      [20, 1, 5, 5],
      [1, 5, 5],
    ],
    ['NPS may be −100', 'nps', [0, 6], [-100, -2, 2, 2], [1, 2, 2]],
    ['who did not answer is in the response rate', 'nps', [10, 9, 7, 3, null], [25, 1, 4, 4], [0.8, 4, 5]],
    ['CSAT: 4 and 5 are satisfied', 'csat', [5, 4, 3, 1], [50, 2, 4, 4], [1, 4, 4]],
    ['an answer off its scale is left out', 'csat', [5, 6, 0], [100, 1, 1, 1], [1, 1, 1]],
    ['nobody answered', 'nps', [null], [null, 0, 0, 0], [0, 0, 1]],
  ])('%s', (_, kind, scores, expected, rate) => {
    const facts = factsOf({
      partners: [partner(A)],
      surveys: scores.map((score) => survey(score, { kind })),
    });
    const value = number('partner_satisfaction', facts, [], kind === 'csat' ? { settings: csat } : {});
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'response_rate')).toEqual(rate);
  });

  it('is of the kind that the policy names, sent in the period, of partners', () => {
    const surveys = [
      survey(10),
      survey(1, { kind: 'csat' }),
      survey(0, { sentAt: at('2026-10-01') }),
      survey(0, { partnerId: C }),
    ];
    expect(core(number('partner_satisfaction', factsOf({ partners: [partner(A)], surveys })))).toEqual([
      100, 1, 1, 1,
    ]);
  });
  it('is n/a without surveys to read', () => {
    expect(number('partner_satisfaction', factsOf({ missing: ['surveys'] })).missing).toEqual(['surveys']);
  });
});

describe('executive engagement', () => {
  const meeting = (day: string, changes: Partial<PartnerMeeting> = {}): PartnerMeeting => ({
    ...{ id: day, partnerId: A, at: at(day), held: true, withExecutive: true },
    ...changes,
  });
  const meetings = [
    meeting('2026-07-01'),
    meeting('2026-09-30T23:59:59Z'),
    meeting('2026-08-01', { held: false }),
    meeting('2026-08-02', { withExecutive: false }),
    meeting('2026-10-01'),
    meeting('2025-12-01'),
    meeting('2026-08-03', { partnerId: C }),
  ];
  const facts = factsOf({
    partners: [
      partner(A),
      partner(B),
      partner(C, { programme: { moves: moves('discovery_qualification 2026-01-01') } }),
    ],
    meetings,
  });

  it.each<[string, string, string, string, readonly (number | null)[]]>([
    [
      'a quarter: two held meetings, two active partners',
      '2026-Q3',
      '2026-07-01',
      '2026-10-01',
      [1, 2, 2, 2],
    ],
    ['a month is a third of a quarter', '2026-07', '2026-07-01', '2026-08-01', [1.5, 1, 2 / 3, 2]],
    ['a year is four, over or not: 3 of 2 × 4', 'year', '2025-11-01', '2026-11-01', [0.5, 4, 8, 2]],
  ])('%s', (_, name, from, to, expected) => {
    const value = number('executive_engagement', facts, [], { period: { name, from: at(from), to: at(to) } });
    expect(core(value)).toEqual(expected);
  });

  it('says who was met, and each quarter of a longer period', () => {
    expect(besideOf(number('executive_engagement', facts), 'partners_met')).toEqual([0.5, 1, 2]);
    const year = number('executive_engagement', facts, [], {
      period: { name: 'y', from: at('2025-10-01'), to: at('2026-10-01') },
    });
    expect(year.beside.slice(2).map(({ id, value }) => [id, value])).toEqual([
      ['meetings_2025-Q4', 1],
      ['meetings_2026-Q3', 2],
    ]);
    expect(number('executive_engagement', facts).beside).toHaveLength(2);
  });
  it('names both sources that it lacks', () => {
    const missing = number('executive_engagement', factsOf({ missing: ['executives', 'meetings'] }));
    expect([missing.value, missing.missing]).toEqual([null, ['meetings', 'executives']]);
  });
});

describe('partner retention', () => {
  it.each<[string, readonly string[], readonly (number | null)[], number]>([
    ['stays', ['activation_growth 2026-01-01'], [1, 1, 1, 1], 0],
    [
      'ends inside the period',
      ['activation_growth 2026-01-01', 'ended 2026-09-30T23:59:59.999Z'],
      [0, 0, 1, 1],
      0,
    ],
    ['ends a moment after it', ['activation_growth 2026-01-01', 'ended 2026-10-01'], [1, 1, 1, 1], 0],
    ['ended before it', ['activation_growth 2026-01-01', 'ended 2026-06-30'], [null, 0, 0, 0], 0],
    ['joins in it', ['onboarding_enablement 2026-07-01'], [null, 0, 0, 0], 1],
    [
      'goes back before signing',
      ['onboarding_enablement 2026-01-01', 'negotiation_agreement 2026-08-01'],
      [0, 0, 1, 1],
      0,
    ],
    ['moves on', ['activation_growth 2026-01-01', 'optimization_renewal 2026-08-01'], [1, 1, 1, 1], 0],
  ])('%s', (_, written, expected, joined) => {
    const value = number(
      'partner_retention',
      factsOf({ partners: [partner(A, { programme: { moves: moves(...written) } })] }),
    );
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'joined')).toEqual([joined]);
  });

  it('leaves out partners without a history, and is n/a without stages at all', () => {
    const facts = factsOf({ partners: [partner(A), partner(B, { programme: { moves: [] } })] });
    const value = number('partner_retention', facts);
    expect([core(value), besideOf(value, 'without_stages')]).toEqual([[1, 1, 1, 1], [1]]);
    expect(number('partner_retention', { ...facts, missing: ['stages'] }).value).toBeNull();
  });
});

describe('time to onboarding', () => {
  it.each<[string, string | undefined, readonly string[], readonly (number | null)[], number]>([
    [
      '30 days',
      '2026-07-01',
      ['onboarding_enablement 2026-07-01', 'activation_growth 2026-07-31'],
      [30, null, null, 1],
      0,
    ],
    [
      'the first entry counts, not one after a step back',
      '2026-05-02',
      ['activation_growth 2026-07-01', 'onboarding_enablement 2026-07-02', 'activation_growth 2026-08-01'],
      [60, null, null, 1],
      0,
    ],
    ['onboarded before the period', '2026-01-01', ['activation_growth 2026-06-30'], [null, null, null, 0], 0],
    [
      'onboarded after it: still open',
      '2026-07-01',
      ['onboarding_enablement 2026-07-01', 'activation_growth 2026-10-01'],
      [null, null, null, 0],
      1,
    ],
    ['on its way', '2026-07-01', ['onboarding_enablement 2026-07-01'], [null, null, null, 0], 1],
    [
      'ended on its way',
      '2026-07-01',
      ['onboarding_enablement 2026-07-01', 'ended 2026-08-01'],
      [null, null, null, 0],
      0,
    ],
    ['signed after the period', '2026-10-01', ['onboarding_enablement 2026-09-01'], [null, null, null, 0], 0],
    [
      'was active before its signature was written',
      '2026-07-01',
      ['activation_growth 2026-01-01'],
      [null, null, null, 0],
      0,
    ],
    ['no signature', undefined, ['activation_growth 2026-08-01'], [null, null, null, 0], 0],
    [
      'over a leap day: 29 February 2028 is in 1 February to 1 March',
      '2028-02-01',
      ['activation_growth 2028-03-01'],
      [29, null, null, 1],
      0,
    ],
  ])('%s', (_, signed, written, expected, open) => {
    const year =
      signed?.startsWith('2028') === true
        ? { name: '2028', from: at('2028-01-01'), to: at('2029-01-01') }
        : Q3;
    const facts = factsOf({
      asOf: at('2029-06-01'),
      partners: [
        partner(A, { ...(signed === undefined ? {} : { signed }), programme: { moves: moves(...written) } }),
      ],
    });
    const value = number('time_to_onboarding', facts, [], { period: year });
    expect(core(value)).toEqual(expected);
    expect(besideOf(value, 'open')).toEqual([open]);
  });

  it('is the median, with the age of those still open', () => {
    const on = (day: string) => ({
      signed: '2026-07-01',
      programme: { moves: moves(`activation_growth ${day}`) },
    });
    const facts = factsOf({
      partners: [
        partner(A, on('2026-07-31')),
        partner(B, on('2026-08-30')),
        partner(C, { signed: '2026-07-03', programme: { moves: moves('onboarding_enablement 2026-07-03') } }),
      ],
    });
    const value = number('time_to_onboarding', facts);
    // 30 and 60 days; from 3 July to the last moment of September 90.
    expect(core(value)).toEqual([45, null, null, 2]);
    expect(besideOf(value, 'median_open_age')![0]).toBeCloseTo(90, 6);
  });
});

describe('agreement renewal rate', () => {
  const end = (
    day: string,
    outcome: AgreementEnd['outcome'],
    valueMinor: number | null = null,
  ): AgreementEnd => ({
    ...{ endedAt: at(day), outcome, valueMinor, decidedAt: at(day), by: null },
  });
  it.each<[string, readonly AgreementEnd[], string | undefined, readonly (number | null)[]]>([
    ['renewed', [end('2026-07-01', 'renewed')], '2027-07-01', [1, 1, 1, 1]],
    ['renewed under changed terms', [end('2026-09-30', 'changed')], undefined, [1, 1, 1, 1]],
    ['ended', [end('2026-08-01', 'ended')], '2026-08-01', [0, 0, 1, 1]],
    ['past its end without a word: due, not renewed', [], '2026-08-01', [0, 0, 1, 1]],
    [
      'of another period',
      [end('2026-06-30', 'renewed'), end('2026-10-01', 'ended')],
      undefined,
      [null, 0, 0, 0],
    ],
    [
      'decided twice: the later word stands',
      [end('2026-08-01', 'ended'), { ...end('2026-08-01', 'renewed'), decidedAt: at('2026-09-01') }],
      undefined,
      [1, 1, 1, 1],
    ],
    ['no agreement', [], undefined, [null, 0, 0, 0]],
  ])('%s', (_, agreementEnds, ends, expected) => {
    const facts = factsOf({
      partners: [partner(A, { ...(ends === undefined ? {} : { ends }), programme: { agreementEnds } })],
    });
    expect(core(number('renewal_rate', facts))).toEqual(expected);
  });

  it('is told by value too, of those that have one in the home currency', () => {
    const euro = {
      noticeDays: null,
      renewsItself: false,
      value: { minor: 5, currency: 'EUR' },
      document: null,
      compliance: {},
    };
    const facts = factsOf({
      partners: [
        partner(A, { programme: { agreementEnds: [end('2026-08-01', 'renewed', 30_000)] } }),
        partner(B, { programme: { agreementEnds: [end('2026-08-01', 'ended', 10_000)] } }),
        partner(C, { ends: '2026-08-31', programme: { terms: euro } }),
      ],
    });
    const value = number('renewal_rate', facts);
    expect(core(value)).toEqual([1 / 3, 1, 3, 3]);
    expect([
      besideOf(value, 'by_value'),
      besideOf(value, 'without_value'),
      besideOf(value, 'undecided'),
    ]).toEqual([[0.75, 30_000, 40_000], [1], [1]]);
  });

  it('says how many are due within 30, 60 and 90 days of its end', () => {
    // From the last moment of September: 30 October, 29 November and 29 December are the last days.
    const days = ['2026-10-30', '2026-10-31', '2026-11-29', '2026-11-30', '2026-12-29', '2026-12-30'];
    const partners = days.map((ends, place) => partner(`${200 + place}` as typeof A, { ends }));
    const gone = partner(A, {
      ends: '2026-10-05',
      programme: { moves: moves('activation_growth 2025-01-01', 'ended 2026-09-01') },
    });
    const value = number('renewal_rate', factsOf({ partners: [...partners, gone] }));
    expect(['due_30', 'due_60', 'due_90'].map((id) => besideOf(value, id))).toEqual([[1], [3], [5]]);
  });

  it('takes the end as a day of the portal: 1 October is of the fourth quarter in New York too', () => {
    const facts = factsOf({ timeZone: 'America/New_York', partners: [partner(A, { ends: '2026-10-01' })] });
    const there = { name: '2026-Q3', from: at('2026-07-01T04:00:00Z'), to: at('2026-10-01T04:00:00Z') };
    expect(core(number('renewal_rate', facts, [], { period: there }))).toEqual([null, 0, 0, 0]);
  });
});
