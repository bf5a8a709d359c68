/** Certified people, satisfaction, published achievements and the queue of tiers at risk. */
import { describe, expect, it } from '@jest/globals';
import { parseInstant, type Instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import { EMPTY_PROGRAMME, type TierRecord } from '../../src/domain/partner-programme.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { Certification, ProgrammePartner, Survey } from '../../src/domain/programme-facts.js';
import {
  certifiedPeople,
  NOT_MEASURED,
  type MeasuredFacts,
  standingMeasures,
} from '../../src/domain/tier-measures.js';
import { tierQueue } from '../../src/domain/tier-queue.js';
import { earnedMove, tierSnapshot } from '../../src/domain/tier-snapshot.js';
import { DEFAULT_TIERS } from '../../src/domain/tiers.js';

const at = (day: string): Instant => parseInstant(day)!;
const NOW = at('2026-11-20');
const ANA = partnerId('1');
const person = (...certifications: readonly Certification[]) => ({
  ...{ contactId: '9', name: 'Jo', isExecutive: false, certifications },
});
const held = (since: string, until: string | null): Certification => ({
  ...{ name: 'Pro', since: at(since), until: until === null ? null : at(until) },
});
const partner = (
  tiers: Partial<TierRecord> = {},
  profile: Partial<PartnerProfile> = {},
): ProgrammePartner => ({
  profile: {
    ...{ id: ANA, name: 'Contoso', companyId: '1', domain: null, parentId: null, type: null },
    ...{ tier: 'gold', stage: null, managerId: null, phone: null },
    ...profile,
  },
  programme: { ...EMPTY_PROGRAMME, tiers: { changes: [], warnedAt: null, override: null, ...tiers } },
  people: [],
  lastActivityAt: null,
});

it.each<[string, readonly Certification[], number]>([
  ['one that does not expire', [held('2026-01-01', null)], 1],
  ['one from today on', [held('2026-11-20', null)], 1],
  ['none from tomorrow on', [held('2026-11-21', null)], 0],
  ['one on its last day', [held('2026-01-01', '2026-11-20')], 1],
  ['none on the day after', [held('2026-01-01', '2026-11-19')], 0],
  ['none whose dates are reversed', [held('2026-12-01', '2026-01-01')], 0],
  ['one person with two of them', [held('2026-01-01', null), held('2026-02-01', null)], 1],
])('certified people: %s', (_, certifications, expected) => {
  expect(certifiedPeople([person(...certifications), person()], NOW, 'UTC')).toBe(expected);
});

describe('measures of partners', () => {
  const survey = (more: Partial<Survey>): Survey => ({
    ...{ id: '1', partnerId: ANA, kind: 'nps', sentAt: at('2026-06-01'), score: 9 },
    ...more,
  });
  const measured = (
    surveys: readonly Survey[],
    {
      missing = [],
      satisfaction = 'nps',
    }: { missing?: MeasuredFacts['missing']; satisfaction?: 'nps' | 'csat' } = {},
  ) =>
    standingMeasures(
      { partners: [partner()], surveys, missing, timeZone: 'UTC' },
      { asOf: NOW, windowMonths: 12, satisfaction },
    ).get(ANA);

  it.each<[string, Partial<Survey>, number | null]>([
    ['an answer in the window counts', {}, 100],
    ['one before it does not', { sentAt: at('2025-11-20') }, null],
    ['one that nobody answered does not', { score: null }, null],
    ['CSAT is no NPS', { kind: 'csat' }, null],
    ['another partner’s does not', { partnerId: partnerId('2') }, null],
  ])('%s', (_, more, expected) => {
    expect(measured([survey(more)])?.satisfaction).toBe(expected);
  });

  it('CSAT counts where the policy says so', () => {
    expect(measured([survey({ kind: 'csat', score: 4 })], { satisfaction: 'csat' })?.satisfaction).toBe(100);
  });

  it('what the portal does not have is measured of nobody', () => {
    expect(measured([survey({})], { missing: ['surveys', 'certifications'] })).toEqual(NOT_MEASURED);
    expect(measured([])).toEqual({ certifiedPeople: 0, satisfaction: null });
  });
});

describe('what a change of credit does to the tier earned', () => {
  const deals = (count: number) =>
    Array.from({ length: count }, () => ({
      ...{ at: at('2026-05-01'), sourcedMinor: 2_500_000, influencedMinor: 0 },
      ...{ wonDeals: 1, registrationsApproved: 0 },
    }));
  const snapshot = tierSnapshot(DEFAULT_TIERS, deals(3), NOT_MEASURED, NOW);
  const more = {
    at: at('2026-07-01'),
    sourcedMinor: 2_500_000,
    influencedMinor: 0,
    wonDeals: 1,
    registrationsApproved: 0,
  };

  it.each<[string, Parameters<typeof earnedMove>, ReturnType<typeof earnedMove>]>([
    ['a deal more earns gold', [DEFAULT_TIERS, snapshot, [more], NOW], { before: 'silver', after: 'gold' }],
    [
      'a deal of before the window, nothing',
      [DEFAULT_TIERS, snapshot, [{ ...more, at: at('2025-01-01') }], NOW],
      { before: 'silver', after: 'silver' },
    ],
    [
      'a deal less loses',
      [DEFAULT_TIERS, snapshot, [{ ...more, sourcedMinor: -5_100_000, wonDeals: -2 }], NOW],
      { before: 'silver', after: 'registered' },
    ],
    ['another window is not compared', [{ ...DEFAULT_TIERS, windowMonths: 6 }, snapshot, [more], NOW], null],
    [
      'nor a snapshot that no sync has looked at for more than a month',
      [DEFAULT_TIERS, snapshot, [more], at('2026-12-26')],
      null,
    ],
    [
      'a quiet partner has one of weeks ago',
      [DEFAULT_TIERS, snapshot, [more], at('2026-12-20')],
      { before: 'silver', after: 'gold' },
    ],
  ])('%s', (_, args, expected) => {
    expect(earnedMove(...args)).toEqual(expected);
  });
});

describe('the queue', () => {
  const queue = (tiers: Partial<TierRecord>, profile: Partial<PartnerProfile> = {}) =>
    tierQueue(
      { partners: [partner(tiers, profile)], asOf: NOW, timeZone: 'UTC' },
      DEFAULT_POLICY.programme,
    ).map(({ text, overdue }) => [text, overdue]);
  const override = { tier: 'gold', reason: 'strategic', approver: 'Ana', until: at('2026-12-01') } as const;

  it.each<[string, Partial<TierRecord>, readonly unknown[]]>([
    ['is empty without a warning', {}, []],
    [
      'tells until when a warned partner keeps its tier',
      { warnedAt: at('2026-11-01') },
      [
        [
          'Contoso loses Gold on 30 Jan 2027, unless it has earned it again by then; its card says what is missing.',
          false,
        ],
      ],
    ],
    [
      'is overdue when the grace is over',
      { warnedAt: at('2026-08-01') },
      [
        [
          'The grace of Contoso ended on 30 Oct 2026: the next tier review takes Gold away, unless it has earned it again.',
          true,
        ],
      ],
    ],
    [
      'tells of an override that ends within 30 days',
      { override },
      [
        [
          'The override of Contoso to Gold ends on 1 Dec 2026: give it another one, or let the next tier review decide.',
          false,
        ],
      ],
    ],
    ['and not of one that ends later', { override: { ...override, until: at('2027-12-01') } }, []],
  ])('%s', (_, tiers, expected) => {
    expect(queue(tiers)).toEqual(expected);
  });

  it('has no partner that ended', () => {
    expect(queue({ warnedAt: at('2026-08-01') }, { stage: 'ended' })).toEqual([]);
  });
});
