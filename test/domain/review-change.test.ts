import { describe, expect, it } from '@jest/globals';
import { formatInstant } from '../../src/domain/calendar.js';
import type { ChangeContext, ProgrammeVerdict } from '../../src/domain/change-context.js';
import {
  EMPTY_PROGRAMME,
  type HealthReview,
  type PartnerProgramme,
} from '../../src/domain/partner-programme.js';
import { applyProgrammeChange, type ProgrammeChange } from '../../src/domain/programme-change.js';
import { allowed, contextOf, refusal, type Changed } from './programme-change-sample.js';
import { at, PROFILE } from './programme-sample.js';

const PLAN = EMPTY_PROGRAMME;
const change = (asked: ProgrammeChange, programme = PLAN, context = contextOf()): ProgrammeVerdict =>
  applyProgrammeChange(context, programme, asked);
const changed = (...asked: Parameters<typeof change>): Changed => allowed(change(...asked));

describe('a health review that is held', () => {
  const hold = { kind: 'hold_review', decision: 'continue', note: null, heldOn: null, nextOn: null } as const;
  const reviewed: PartnerProgramme = {
    ...PLAN,
    reviews: [
      {
        heldAt: at('2026-11-10T15:00:00Z'),
        decision: 'expand',
        note: 'x',
        nextAt: at('2027-02-08'),
        by: null,
      },
    ],
  };

  it('sets the next by the tier’s interval, and keeps who decided what', () => {
    const verdict = changed(hold);
    expect(verdict.programme.reviews).toEqual([
      {
        ...{ heldAt: at('2026-11-20T12:00:00Z'), decision: 'continue', note: null, by: 'Ana Ruiz' },
        nextAt: at('2027-02-18T05:00:00Z'),
      },
    ] satisfies HealthReview[]);
    expect(verdict.sentences).toEqual([
      'The health review of Northwind Systems of 20 Nov 2026 decides: continue.',
      'The next one is on 18 Feb 2027: Gold partners are reviewed every quarter.',
    ]);
  });

  it('may set another day', () => {
    const verdict = changed({ ...hold, nextOn: '2027-01-15' });
    expect(formatInstant(verdict.programme.reviews[0]!.nextAt)).toBe('2027-01-15T05:00:00.000Z');
    expect(verdict.sentences[1]).toBe('The next one is on 15 Jan 2027, as set here.');
  });

  it('that decides to wind down says the next step, and moves nothing by itself', () => {
    const verdict = changed({ ...hold, decision: 'wind_down', note: 'Acquired by a competitor' });
    expect(verdict.fields).toBeUndefined();
    expect(verdict.programme.moves).toEqual(PLAN.moves);
    expect(verdict.sentences.at(-1)).toContain('Next step: End the partnership');
  });

  it.each<[string, ProgrammeChange, string]>([
    [
      'with a decision that changes something and no note',
      { ...hold, decision: 'renegotiate', note: ' ' },
      '“Renegotiate” needs a note',
    ],
    ['with a note of 2,001 characters', { ...hold, note: 'x'.repeat(2_001) }, 'it takes at most 2,000'],
    ['tomorrow', { ...hold, heldOn: '2026-11-21' }, 'still to come'],
    ['before the last one', { ...hold, heldOn: '2026-11-09' }, 'was reviewed on 10 Nov 2026 already'],
    ['on a day that is none', { ...hold, heldOn: 'yesterday' }, '“yesterday” is no day.'],
    [
      'with the next on its own day',
      { ...hold, nextOn: '2026-11-20' },
      'The next review cannot be on 20 Nov 2026',
    ],
  ])('%s is refused', (_, asked, message) => {
    expect(refusal(change(asked, reviewed))).toContain(message);
  });

  it.each<[string, Partial<ChangeContext>, string]>([
    ['of a partner that ended', { profile: { ...PROFILE, stage: 'ended' } }, 'has ended'],
    [
      'of a partner without a tier, unless a day is given',
      { profile: { ...PROFILE, tier: null } },
      'no interval of reviews for a partner without a tier',
    ],
  ])('%s is refused', (_, context, message) => {
    expect(refusal(change(hold, PLAN, contextOf(context)))).toContain(message);
  });

  it('of a partner without a tier takes the day that is given', () => {
    const context = contextOf({ profile: { ...PROFILE, tier: null } });
    expect(change({ ...hold, nextOn: '2027-05-01' }, PLAN, context).kind).toBe('changed');
  });
});
