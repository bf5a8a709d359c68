import { describe, expect, it } from '@jest/globals';
import { REGISTRATION_STATUSES, type RegistrationStatus } from '../../src/domain/registration.js';
import {
  ALLOWED_MOVES,
  moveRegistration,
  type MoveVerdict,
  type RegistrationMove,
} from '../../src/domain/registration-moves.js';
import { approved, at, context, deal, registration } from './registrations.js';

const APPROVE: RegistrationMove = { kind: 'approve', reason: null, against: [], evidence: [] };
const REJECT: RegistrationMove = { kind: 'reject', reason: 'We know them.', against: [], evidence: [] };
const MOVES: Readonly<Record<RegistrationMove['kind'], RegistrationMove>> = {
  approve: APPROVE,
  reject: REJECT,
  extend: { kind: 'extend', reason: null },
  dispute: { kind: 'dispute', reason: 'They were first.' },
  convert: { kind: 'convert', deal: deal(), reason: null },
  expire: { kind: 'expire' },
  follow: { kind: 'follow', deal: deal({ status: 'won' }) },
};

const moved = (verdict: MoveVerdict) => {
  if (verdict.kind === 'refused') throw new Error(verdict.message);
  return verdict.record;
};
const refusal = (verdict: MoveVerdict): string =>
  verdict.kind === 'refused' ? verdict.message : 'not refused';

describe('what each state allows', () => {
  const inState = (status: RegistrationStatus, disputed: boolean) =>
    approved({ status, disputedAt: disputed ? at('2026-09-03T00:00Z') : null });
  const LATE = context({ now: at('2027-01-01T00:00Z') });
  const cases = (Object.keys(REGISTRATION_STATUSES) as RegistrationStatus[]).flatMap((status) =>
    Object.values(MOVES).flatMap((move) => [
      { status, move, disputed: false },
      { status, move, disputed: true },
    ]),
  );

  it.each(cases)('$status, disputed $disputed: $move.kind', ({ status, move, disputed }) => {
    const before = inState(status, disputed);
    const now = move.kind === 'expire' ? LATE : context({ now: at('2026-10-02T00:00Z') });
    const verdict = moveRegistration(before, move, now);
    const allowed = ALLOWED_MOVES[disputed ? 'disputed' : status].includes(move.kind);
    if (!allowed) {
      expect(refusal(verdict)).toContain(REGISTRATION_STATUSES[status].toLowerCase());
      return;
    }
    // Disputed, what became of a deal and of time goes on as it would undisputed.
    const holds =
      !disputed || ['approve', 'reject'].includes(move.kind) || ALLOWED_MOVES[status].includes(move.kind);
    const isRepeat = move.kind === 'follow' && status === 'won';
    expect(verdict.kind).toBe(holds && !isRepeat ? 'moved' : 'refused');
    if (verdict.kind !== 'moved') return;
    expect(verdict.record.decisions).toEqual([...before.decisions, verdict.decision]);
    expect(verdict.record).toMatchObject({
      id: before.id,
      partnerId: before.partnerId,
      prospect: before.prospect,
    });
  });

  it('leaves alone what says nothing that it knows', () => {
    expect(refusal(moveRegistration(registration({ status: null }), APPROVE, context()))).toMatch(
      /does not know/,
    );
  });
});

describe('approving', () => {
  it.each([
    ['31 January', '2026-01-31T12:00Z', '2026-05-01T12:00Z'],
    ['29 February', '2028-02-29T12:00Z', '2028-05-29T12:00Z'],
    ['before clocks go forward', '2026-03-28T23:30Z', '2026-06-26T23:30Z'],
    ['before clocks go back', '2026-10-24T22:30Z', '2027-01-22T22:30Z'],
  ])('protects for 90 days of exactly 24 hours: %s', (_, now, until) => {
    const after = moved(moveRegistration(registration(), APPROVE, context({ now: at(now) })));
    expect(after).toMatchObject({ status: 'approved', protectedUntil: at(until), decidedBy: 'Sam Lee' });
  });

  it('keeps rules that it was decided in spite of, with evidence and policy', () => {
    const evidence = [{ type: 'deals' as const, id: '90', name: 'Acme rollout' }];
    const move = { ...APPROVE, reason: 'The deal is stale.', against: ['open_deal'], evidence };
    expect(moved(moveRegistration(registration(), move, context())).decisions).toEqual([
      {
        ...{ deed: 'approved', at: at('2026-09-02T10:00Z'), by: 'Sam Lee', reason: 'The deal is stale.' },
        ...{ policyVersion: 'default-1', against: ['open_deal'], evidence },
      },
    ]);
  });

  it('upholds what was disputed, with the protection that it had', () => {
    const disputed = approved({ disputedAt: at('2026-09-10T00:00Z') });
    const after = moved(moveRegistration(disputed, APPROVE, context({ now: at('2026-09-11T00:00Z') })));
    expect(after).toMatchObject({
      ...{ status: 'approved', disputedAt: null, decidedAt: disputed.decidedAt },
      protectedUntil: disputed.protectedUntil,
    });
    expect(after.decisions.at(-1)?.deed).toBe('upheld');
  });

  it('protects anew what was rejected and is approved after a dispute', () => {
    const disputed = registration({ status: 'rejected', disputedAt: at('2026-09-10T00:00Z') });
    const after = moved(moveRegistration(disputed, APPROVE, context({ now: at('2026-09-11T00:00Z') })));
    expect(after).toMatchObject({ status: 'approved', protectedUntil: at('2026-12-10T00:00Z') });
  });
});

describe('rejecting', () => {
  it('asks for a reason', () => {
    expect(refusal(moveRegistration(registration(), { ...REJECT, reason: ' ' }, context()))).toMatch(
      /reason/,
    );
  });

  it('takes the protection away from what was disputed', () => {
    const disputed = approved({ disputedAt: at('2026-09-10T00:00Z') });
    expect(moved(moveRegistration(disputed, REJECT, context()))).toMatchObject({
      ...{ status: 'rejected', protectedUntil: null, disputedAt: null, reason: 'We know them.' },
    });
  });
});

describe('extending', () => {
  const extend = MOVES.extend;

  it('is possible up to the last instant, once', () => {
    const last = context({ now: at('2026-12-01T10:00Z') });
    const once = moved(moveRegistration(approved(), extend, last));
    expect(once).toMatchObject({ protectedUntil: at('2026-12-31T10:00Z'), extended: true });
    expect(refusal(moveRegistration(once, extend, last))).toMatch(/extended once already, until 31 Dec 2026/);
  });

  it('is too late a millisecond after', () => {
    const late = context({ now: at('2026-12-01T10:00:00.001Z') });
    expect(refusal(moveRegistration(approved(), extend, late))).toMatch(/ended on 1 Dec 2026, 11:00/);
  });

  it('is refused where the policy grants none', () => {
    const none = context({ settings: { ...context().settings, extensionDays: 0 } });
    expect(refusal(moveRegistration(approved(), extend, none))).toMatch(/extensionDays is 0/);
  });
});

describe('expiring', () => {
  it.each([
    ['2026-12-01T10:00Z', 'refused'],
    ['2026-12-01T10:00:00.001Z', 'moved'],
  ])('at %s', (now, kind) => {
    expect(moveRegistration(approved(), MOVES.expire, context({ now: at(now) })).kind).toBe(kind);
  });
});

describe('converting', () => {
  it('links the deal', () => {
    const after = moved(
      moveRegistration(approved(), MOVES.convert, context({ now: at('2026-10-02T00:00Z') })),
    );
    expect(after).toMatchObject({ status: 'converted', dealIds: ['90'] });
  });

  it.each([
    ['created in time, found late', '2026-12-01T10:00Z', 'moved'],
    ['created a millisecond late', '2026-12-01T10:00:00.001Z', 'refused'],
  ])('of one that has expired: %s', (_, createdAt, kind) => {
    const expired = approved({ status: 'expired' });
    const move: RegistrationMove = {
      kind: 'convert',
      deal: deal({ createdAt: at(createdAt) }),
      reason: null,
    };
    expect(moveRegistration(expired, move, context({ now: at('2027-01-01T00:00Z') })).kind).toBe(kind);
  });
});

describe('following its deal', () => {
  it.each([
    ['converted', 'won', 'won'],
    ['converted', 'lost', 'lost'],
    ['won', 'open', 'converted'],
    ['won', 'lost', 'lost'],
    ['lost', 'won', 'won'],
  ] as const)('%s, and the deal is %s', (status, dealStatus, then) => {
    const move: RegistrationMove = { kind: 'follow', deal: deal({ status: dealStatus }) };
    const after = moved(moveRegistration(approved({ status }), move, context({ by: null })));
    expect(after.status).toBe(then);
    expect(moveRegistration(after, move, context()).kind).toBe('refused');
  });
});
