import { describe, expect, it } from '@jest/globals';
import { agreementQueue, agreementStanding, complianceStates } from '../../src/domain/agreement.js';
import { EMPTY_PROGRAMME, type AgreementTerms } from '../../src/domain/partner-programme.js';
import type { PartnerAgreement, PartnerStage } from '../../src/domain/partner.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';
import { day, NOW, PROFILE } from './programme-changing.js';

const SETTINGS = DEFAULT_PROGRAMME.agreements;
const until = (endsAt: string | null, signedAt: string | null = '2026-01-01'): PartnerAgreement => ({
  signedAt: signedAt === null ? null : day(signedAt),
  startsAt: null,
  endsAt: endsAt === null ? null : day(endsAt),
});
const NO_TERMS = EMPTY_PROGRAMME.terms;
const standing = (
  agreement: PartnerAgreement,
  terms: Partial<AgreementTerms> = {},
  timeZone = 'UTC',
  at = NOW,
) =>
  agreementStanding(
    { agreement },
    { terms: { ...NO_TERMS, ...terms }, agreementEnds: [] },
    SETTINGS,
    at,
    timeZone,
  );

describe('an agreement on 15 Sep 2026', () => {
  it.each([
    ['2026-09-14', 'ended', -1, 30],
    ['2026-09-15', 'in_force', 0, 30],
    ['2026-10-15', 'in_force', 30, 30],
    ['2026-10-16', 'in_force', 31, 60],
    ['2026-11-14', 'in_force', 60, 60],
    ['2026-11-15', 'in_force', 61, 90],
    ['2026-12-14', 'in_force', 90, 90],
    ['2026-12-15', 'in_force', 91, null],
  ])('with the last day %s is %s with %p days left, due within %p', (endsAt, kind, daysLeft, step) => {
    expect(standing(until(endsAt))).toMatchObject({ kind, daysLeft, step });
  });

  it.each([
    ['nothing written down', until(null, null), 'none'],
    ['an end but no signature', until('2027-01-01', null), 'unsigned'],
    ['a start to come', { ...until('2027-01-01'), startsAt: day('2026-10-01') }, 'to_come'],
    ['no end', until(null), 'open_ended'],
  ])('with %s', (_what, agreement, kind) => expect(standing(agreement)).toMatchObject({ kind }));

  it('that renews itself is decided by its notice, as long as it can be given', () => {
    const terms = { renewsItself: true, noticeDays: 30 };
    expect(standing(until('2026-12-15'), terms)).toMatchObject({ decideBy: day('2026-11-15'), step: 90 });
    expect(standing(until('2026-10-01'), terms)).toMatchObject({ decideBy: day('2026-10-01'), step: 30 });
  });

  it('is in force until its last day is over where the portal is', () => {
    const midnight = day('2026-09-16T03:00:00Z');
    expect(standing(until('2026-09-15'), {}, 'America/New_York', midnight).kind).toBe('in_force');
    expect(standing(until('2026-09-15'), {}, 'Europe/Berlin', midnight).kind).toBe('ended');
  });

  it('is due no more once it is recorded what became of it', () => {
    const end = {
      endedAt: day('2026-09-30'),
      outcome: 'ended',
      valueMinor: null,
      decidedAt: NOW,
      by: null,
    } as const;
    const kept = { terms: NO_TERMS, agreementEnds: [end] };
    expect(agreementStanding({ agreement: until('2026-09-30') }, kept, SETTINGS, NOW, 'UTC').step).toBeNull();
  });
});

it('what must be in force besides is missing, over, due or in force', () => {
  const compliance = { data_protection: day('2026-09-14'), insurance: day('2026-12-14') };
  const programme = { terms: { ...NO_TERMS, compliance } };
  const kinds = complianceStates(programme, SETTINGS, NOW, 'UTC').map(({ item, kind }) => [item, kind]);
  expect(kinds).toEqual([
    ['data_protection', 'expired'],
    ['insurance', 'due'],
    ['security_review', 'missing'],
  ]);
});

describe('the queue', () => {
  const queue = (
    agreement: PartnerAgreement,
    stage: PartnerStage | null = 'activation_growth',
    terms = NO_TERMS,
  ) =>
    agreementQueue(
      {
        asOf: NOW,
        timeZone: 'America/New_York',
        partners: [
          {
            profile: { ...PROFILE, stage, agreement },
            programme: { ...EMPTY_PROGRAMME, terms },
            people: [],
            lastActivityAt: null,
          },
        ],
      },
      { agreements: { ...SETTINGS, required: [] } },
    );

  it.each([
    ['2026-10-15', 'The agreement with Contoso ends on 15 Oct 2026, in 30 days: renew it or end it.', false],
    [
      '2026-09-01',
      'The agreement with Contoso ended on 1 Sep 2026: record that it was renewed, or that it ended.',
      true,
    ],
  ])('of an agreement until %s', (endsAt, text, overdue) => {
    const [item] = queue(until(endsAt));
    expect(item).toMatchObject({
      kind: 'agreement_due',
      text,
      overdue,
      record: { type: 'companies', id: '7' },
    });
  });

  it('has the day as it is in the portal’s time zone', () => {
    expect(queue(until('2026-10-15'))[0]?.dueAt).toBe(day('2026-10-15T04:00:00Z'));
  });

  it('is empty of partners that ended, and of agreements that are far from their end', () => {
    expect(queue(until('2026-10-15'), 'ended')).toEqual([]);
    expect(queue(until('2027-10-15'))).toEqual([]);
  });

  it('names what is over besides', () => {
    const terms = { ...NO_TERMS, compliance: { insurance: day('2026-09-01') } };
    expect(queue(until('2027-10-15'), 'activation_growth', terms)).toMatchObject([
      {
        kind: 'compliance_due',
        overdue: true,
        text: 'Insurance with Contoso: over since 1 Sep 2026. Renew it and enter until when.',
      },
    ]);
  });
});
