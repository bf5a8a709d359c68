import { describe, expect, it } from '@jest/globals';
import { applyAgreementChange, type AgreementChange } from '../../src/domain/agreement-change.js';
import { EMPTY_PROGRAMME, type PartnerProgramme } from '../../src/domain/partner-programme.js';
import type { PartnerAgreement } from '../../src/domain/partner.js';
import { changed, context, day, NOW, PROFILE, refusal } from './programme-changing.js';

const YEAR: PartnerAgreement = {
  signedAt: day('2025-12-15'),
  startsAt: day('2026-01-01'),
  endsAt: day('2026-12-31'),
};
const judge = (
  change: AgreementChange,
  agreement: PartnerAgreement | null = YEAR,
  programme: PartnerProgramme = EMPTY_PROGRAMME,
) =>
  applyAgreementChange(
    context({ profile: agreement === null ? PROFILE : { ...PROFILE, agreement } }),
    programme,
    change,
  );

describe('an agreement is refused', () => {
  it.each<[what: string, change: AgreementChange, agreement: PartnerAgreement | null, says: string]>([
    [
      'that ends before it starts',
      {
        kind: 'set_agreement',
        signedAt: day('2026-09-01'),
        startsAt: day('2026-10-01'),
        endsAt: day('2026-09-30'),
      },
      null,
      'would end on 30 Sep 2026, before it starts on 1 Oct 2026',
    ],
    [
      'that ends before it was signed',
      { kind: 'set_agreement', signedAt: day('2026-09-01'), endsAt: day('2026-08-31') },
      null,
      'before it was signed on 1 Sep 2026',
    ],
    [
      'signed tomorrow',
      { kind: 'set_agreement', signedAt: day('2026-09-16') },
      null,
      'cannot have been signed on 16 Sep 2026',
    ],
    ['with half a day of notice', { kind: 'set_agreement', noticeDays: 0.5 }, YEAR, '0.5 days of notice'],
    [
      'whose notice is longer than itself',
      { kind: 'set_agreement', noticeDays: 400 },
      YEAR,
      'runs for 364 days, so that its 400 days',
    ],
    [
      'with a value in no currency',
      { kind: 'set_agreement', value: { amount: '12', currency: 'XXZ' } },
      YEAR,
      '“12 XXZ” is no value',
    ],
    [
      'with a negative value',
      { kind: 'set_agreement', value: { amount: '-1', currency: 'USD' } },
      YEAR,
      'is no value',
    ],
    [
      'with a document that is a script',
      { kind: 'set_agreement', document: 'javascript:alert(1)' },
      YEAR,
      'is no address of a document',
    ],
    ['that says what it said', { kind: 'set_agreement', endsAt: YEAR.endsAt }, YEAR, 'says that already'],
    [
      'renewed where none has an end',
      { kind: 'renew_agreement', outcome: 'renewed', endsAt: day('2027-12-31') },
      { ...YEAR, endsAt: null },
      'there is none to renew',
    ],
    [
      'renewed from within the one before',
      { kind: 'renew_agreement', outcome: 'renewed', startsAt: day('2026-12-31'), endsAt: day('2027-12-31') },
      YEAR,
      'would overlap with one that starts on 31 Dec 2026',
    ],
    [
      'renewed until before it starts',
      { kind: 'renew_agreement', outcome: 'renewed', endsAt: day('2026-12-31') },
      YEAR,
      'before it starts on 1 Jan 2027',
    ],
    [
      'ended without a reason',
      { kind: 'end_agreement', on: day('2026-10-01'), reason: ' ' },
      YEAR,
      'needs a reason',
    ],
    [
      'ended before it begins',
      { kind: 'end_agreement', on: day('2025-12-31'), reason: 'Over.' },
      YEAR,
      'before it begins on 1 Jan 2026',
    ],
    [
      'ended after it ends',
      { kind: 'end_agreement', on: day('2027-01-01'), reason: 'Over.' },
      YEAR,
      'would end later',
    ],
    [
      'ended where none was signed',
      { kind: 'end_agreement', on: day('2026-10-01'), reason: 'Over.' },
      null,
      'none to end',
    ],
  ])('%s', (_what, change, agreement, says) => {
    expect(refusal(judge(change, agreement))).toContain(says);
  });

  it('that overlaps with the one that ended before it', () => {
    const end = {
      endedAt: day('2026-06-30'),
      outcome: 'ended',
      valueMinor: null,
      decidedAt: NOW,
      by: null,
    } as const;
    const programme = { ...EMPTY_PROGRAMME, agreementEnds: [end] };
    const again = (startsAt: string) =>
      judge(
        { kind: 'set_agreement', startsAt: day(startsAt), endsAt: day('2027-06-30') },
        { ...YEAR, endsAt: day('2026-06-30') },
        programme,
      );
    expect(refusal(again('2026-06-30'))).toContain('overlap with the one before it');
    expect(changed(again('2026-07-01')).fields).toEqual({
      startsAt: day('2026-07-01'),
      endsAt: day('2027-06-30'),
    });
  });
});

it('is written down with what stood there before, and leaves what was not typed', () => {
  const terms = { ...EMPTY_PROGRAMME.terms, noticeDays: 30, compliance: { insurance: day('2027-01-01') } };
  const { programme, fields, sentences } = changed(
    judge(
      {
        kind: 'set_agreement',
        endsAt: day('2027-06-30'),
        value: { amount: '12000.5', currency: 'eur' },
        compliance: { data_protection: day('2027-05-01'), insurance: null },
      },
      YEAR,
      { ...EMPTY_PROGRAMME, terms },
    ),
  );
  expect(fields).toEqual({ endsAt: day('2027-06-30') });
  expect(programme.terms).toEqual({
    ...terms,
    value: { minor: 1_200_050, currency: 'EUR' },
    compliance: { data_protection: day('2027-05-01') },
  });
  expect(sentences[0]).toBe(
    'The agreement with Contoso: ends 30 Jun 2027 (was 31 Dec 2026); value EUR 12000.50; data-protection terms until 1 May 2027; insurance until nothing any more (was 1 Jan 2027).',
  );
});

it('is renewed from the day after, and what it was worth is kept for the renewal rate', () => {
  const programme = {
    ...EMPTY_PROGRAMME,
    terms: { ...EMPTY_PROGRAMME.terms, value: { minor: 500_000, currency: 'USD' } },
  };
  const renewed = changed(
    judge({ kind: 'renew_agreement', outcome: 'renewed', endsAt: day('2027-12-31') }, YEAR, programme),
  );
  expect(renewed.fields).toEqual({ startsAt: day('2027-01-01'), endsAt: day('2027-12-31') });
  expect(renewed.programme.agreementEnds).toEqual([
    { endedAt: YEAR.endsAt, outcome: 'renewed', valueMinor: 500_000, decidedAt: NOW, by: 'Mia' },
  ]);
  expect(renewed.programme.terms).toEqual(programme.terms);
});

it('in another currency is in no renewal rate by value, and says so', () => {
  const terms = { ...EMPTY_PROGRAMME.terms, value: { minor: 1, currency: 'EUR' }, renewsItself: true };
  const ended = changed(
    judge({ kind: 'end_agreement', on: day('2026-10-31'), reason: 'They were bought.' }, YEAR, {
      ...EMPTY_PROGRAMME,
      terms,
    }),
  );
  expect(ended.fields).toEqual({ endsAt: day('2026-10-31') });
  expect(ended.programme.agreementEnds).toMatchObject([{ outcome: 'ended', valueMinor: null }]);
  expect(ended.programme.terms.renewsItself).toBe(false);
  expect(ended.sentences.join(' ')).toContain('leaves it out');
  expect(ended.sentences[0]).toBe(
    'The agreement with Contoso ends on 31 Oct 2026, not on 31 Dec 2026. Reason: They were bought.',
  );
});
