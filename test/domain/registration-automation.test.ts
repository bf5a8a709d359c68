import { describe, expect, it } from '@jest/globals';
import { dealId, partnerId } from '../../src/domain/ids.js';
import { keepRegistration, type RegistrationDeals } from '../../src/domain/registration-automation.js';
import { answerDueAt, displayMoment } from '../../src/domain/registration-deadlines.js';
import { registrationQueue } from '../../src/domain/registration-queue.js';
import type { RegistrationRecord } from '../../src/domain/registration-record.js';
import { approved, at, context, deal, partner, registration, SETTINGS } from './registrations.js';

const NONE: RegistrationDeals = { linked: [], ofProspect: [] };
const BEFORE_END = context({ now: at('2026-12-01T10:00Z'), by: null });
const AFTER_END = context({ now: at('2026-12-01T10:00:00.001Z'), by: null });

interface Case {
  readonly name: string;
  readonly record: RegistrationRecord;
  readonly deals?: RegistrationDeals;
  readonly late?: true;
  /** What is done; empty: nothing. */
  readonly then: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'protected to the last instant', record: approved(), then: [] },
  { name: 'over', record: approved(), late: true, then: ['expired'] },
  {
    name: 'over and disputed',
    record: approved({ disputedAt: at('2026-09-05T00:00Z') }),
    late: true,
    then: ['expired'],
  },
  {
    ...{ name: 'over, of another system', record: approved({ externalId: 'crossbeam:1' }), late: true },
    then: [],
  },
  { name: 'never answered', record: registration(), late: true, then: [] },
  {
    ...{ name: 'one open deal came of it', record: approved(), deals: { linked: [], ofProspect: [deal()] } },
    then: ['converted'],
  },
  {
    name: 'a deal came at the instant of the approval',
    record: approved(),
    deals: { linked: [], ofProspect: [deal({ createdAt: at('2026-09-02T10:00Z') })] },
    then: ['converted'],
  },
  {
    name: 'a deal was there before',
    record: approved(),
    deals: { linked: [], ofProspect: [deal({ createdAt: at('2026-09-02T09:59:59.999Z') })] },
    then: [],
  },
  {
    name: 'two open deals came of it, and nobody knows which',
    record: approved(),
    deals: { linked: [], ofProspect: [deal(), deal({ id: dealId('91') })] },
    then: [],
  },
  {
    name: 'a deal came in time, and is seen after the end',
    record: approved(),
    deals: { linked: [], ofProspect: [deal()] },
    ...{ late: true, then: ['converted'] },
  },
  {
    name: 'a deal came after the end',
    record: approved(),
    deals: { linked: [], ofProspect: [deal({ createdAt: at('2026-12-01T10:00:00.001Z') })] },
    ...{ late: true, then: ['expired'] },
  },
  {
    name: 'somebody linked a deal that came after the end',
    record: approved({ dealIds: [dealId('90')] }),
    deals: { linked: [deal({ createdAt: at('2026-12-01T10:00:00.001Z') })], ofProspect: [] },
    ...{ late: true, then: ['expired'] },
  },
  {
    name: 'of two deals that somebody linked, the earlier one came in time',
    record: approved(),
    deals: {
      linked: [deal({ id: dealId('91'), createdAt: at('2026-12-01T10:00:00.001Z') }), deal()],
      ofProspect: [],
    },
    ...{ late: true, then: ['converted'] },
  },
  {
    name: 'disputed, and a deal came of it',
    record: approved({ disputedAt: at('2026-09-05T00:00Z') }),
    deals: { linked: [], ofProspect: [deal()] },
    then: [],
  },
  {
    name: 'somebody linked a deal that is won by now',
    record: approved(),
    deals: { linked: [deal({ status: 'won' })], ofProspect: [] },
    then: ['converted', 'won'],
  },
  {
    name: 'its deal is lost',
    record: approved({ status: 'converted', dealIds: [dealId('90')] }),
    deals: { linked: [deal({ status: 'lost' })], ofProspect: [] },
    then: ['lost'],
  },
  {
    name: 'one of its deals is lost, another open',
    record: approved({ status: 'converted' }),
    deals: { linked: [deal({ status: 'lost' }), deal({ id: dealId('91') })], ofProspect: [] },
    then: [],
  },
  {
    name: 'its deal is open again',
    record: approved({ status: 'won' }),
    deals: { linked: [deal()], ofProspect: [] },
    then: ['reopened'],
  },
  { name: 'its deal is gone', record: approved({ status: 'won' }), then: [] },
];

describe('what becomes of a registration by itself', () => {
  it.each(CASES)('$name', ({ record, deals = NONE, late, then }) => {
    const when = late === true ? AFTER_END : BEFORE_END;
    const kept = keepRegistration(record, deals, when);
    expect(kept?.decisions.map(({ deed }) => deed) ?? []).toEqual(then);
    if (kept === null) return;
    expect(kept.decisions.every(({ by }) => by === null)).toBe(true);
    // A conversion links the deal, as the CRM will say next time.
    const linked = kept.record.dealIds.flatMap((id) =>
      [...deals.linked, ...deals.ofProspect].filter((one) => one.id === id),
    );
    expect(
      keepRegistration(kept.record, { ...deals, linked: [...deals.linked, ...linked] }, when),
    ).toBeNull();
  });

  it('keeps one of another system that somebody has decided on here', () => {
    const [decision] = keepRegistration(approved(), NONE, AFTER_END)?.decisions ?? [];
    const taken = approved({
      externalId: 'crossbeam:1',
      decisions: decision === undefined ? [] : [decision],
    });
    expect(keepRegistration(taken, NONE, AFTER_END)?.record.status).toBe('expired');
  });
});

describe('deadlines', () => {
  it.each([
    [
      'over the night in which clocks go forward',
      '2026-03-28T09:00Z',
      '2026-03-30T09:00Z',
      '30 Mar 2026, 11:00',
    ],
    [
      'over the night in which clocks go back',
      '2026-10-24T09:00Z',
      '2026-10-26T09:00Z',
      '26 Oct 2026, 10:00',
    ],
    ['at the end of a month', '2026-01-30T23:30Z', '2026-02-01T23:30Z', '2 Feb 2026, 00:30'],
  ])('an answer is due after exactly 48 hours: %s', (_, submittedAt, dueAt, words) => {
    const due = answerDueAt(registration({ submittedAt: at(submittedAt) }), SETTINGS);
    expect(due).toBe(at(dueAt));
    expect(displayMoment(due, 'Europe/Berlin')).toBe(words);
  });
});

describe('the queue', () => {
  const queueAt = (now: string, ...records: RegistrationRecord[]) =>
    registrationQueue(
      {
        asOf: at(now),
        timeZone: 'Europe/Berlin',
        partners: [{ profile: partner(), programme: null as never, people: [], lastActivityAt: null }],
        registrations: records.map((one) => ({
          ...one,
          id: one.id ?? '',
          dealId: one.dealIds[0] ?? null,
          prospectName: one.prospect.name,
        })),
      },
      { registrations: SETTINGS },
    );

  it('asks for an answer, which is overdue a millisecond after it was due', () => {
    const [due] = queueAt('2026-09-03T09:00Z', registration());
    expect(due).toMatchObject({
      ...{ kind: 'registration_due', overdue: false, record: { type: 'registrations', id: '1' } },
      text: 'Northwind’s registration of Acme of 1 Sep 2026, 11:00 waits: an answer is due by 3 Sep 2026, 11:00. Approve or reject it.',
    });
    expect(queueAt('2026-09-03T09:00:00.001Z', registration())[0]?.overdue).toBe(true);
  });

  it('tells of a dispute, due from when it began', () => {
    const disputed = approved({ disputedAt: at('2026-09-10T00:00Z') });
    expect(queueAt('2026-09-11T00:00Z', disputed)[0]).toMatchObject({
      ...{ kind: 'registration_disputed', dueAt: at('2026-09-12T00:00Z'), overdue: false },
    });
  });

  it.each([
    ['2026-11-17T09:59:59.999Z', 0],
    ['2026-11-17T10:00Z', 1],
    ['2026-12-01T10:00Z', 1],
    ['2026-12-01T10:00:00.001Z', 0],
  ])('tells of a protection that ends within 14 days: %s', (now, items) => {
    expect(queueAt(now, approved())).toHaveLength(items);
  });

  it('tells nothing of what is settled, or has a deal', () => {
    const settled = (['rejected', 'converted', 'won', 'lost', 'expired'] as const).map((status) =>
      approved({ status }),
    );
    const linked = approved({ dealIds: [dealId('90')], partnerId: partnerId('7') });
    expect(queueAt('2026-11-20T00:00Z', ...settled, linked)).toEqual([]);
  });
});
