import { expect, it } from '@jest/globals';
import { agreementQueue } from '../../src/domain/agreement.js';
import { COMPLIANCE_ITEMS, EMPTY_PROGRAMME } from '../../src/domain/partner-programme.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { standingSettings } from '../../src/operations/programme-queue-items.js';
import { day, NOW, PROFILE } from '../domain/programme-changing.js';

const asked = (required: typeof DEFAULT_POLICY.programme.agreements.required, dueDays: readonly number[]) => {
  const settings = { ...DEFAULT_POLICY.programme, agreements: { required, dueDays } };
  const agreement = { signedAt: day('2026-01-01'), startsAt: null, endsAt: day('2031-01-01') };
  const partner = { profile: { ...PROFILE, stage: null, agreement }, programme: EMPTY_PROGRAMME };
  const facts = { asOf: NOW, timeZone: 'UTC', partners: [{ ...partner, people: [], lastActivityAt: null }] };
  const namesOf = (of: typeof settings) =>
    agreementQueue(facts, of).map(({ kind, matter, record, dueAt }) => ({ kind, matter, record, dueAt }));
  return { due: namesOf(settings), standing: namesOf(standingSettings(settings)) };
};

it('what is due by one policy stands by every one that asks for less', () => {
  const { required, dueDays } = DEFAULT_POLICY.programme.agreements;
  const { due } = asked(required, dueDays);
  expect(due.map(({ matter }) => matter).toSorted()).toEqual([...required].toSorted());
  const narrow = asked([], []);
  expect(narrow.due).toEqual([]);
  expect(narrow.standing).toEqual(expect.arrayContaining(due));
  expect(narrow.standing).toHaveLength(1 + Object.keys(COMPLIANCE_ITEMS).length);
});
