import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dealId, partnerId } from '../../src/domain/ids.js';
import {
  brokenRules,
  byReceipt,
  checkEngagement,
  ENGAGEMENT_RULES,
} from '../../src/domain/registration-rules.js';
import { contoso, ENGAGEMENT_CASES, facts } from './engagement-cases.js';
import { ACME, at, registration } from './registrations.js';

describe('rules of engagement', () => {
  it.each(ENGAGEMENT_CASES)('$rule: $name', ({ rule, change, broken, says, evidence }) => {
    const verdict = checkEngagement(facts(change)).find((one) => one.rule === rule);
    expect(verdict?.broken).toBe(broken);
    expect(verdict?.sentence).toMatch(says);
    if (evidence !== undefined) {
      expect(verdict?.evidence.map(({ type, id }) => `${type} ${id}`)).toEqual(evidence);
    }
  });

  it('has a verdict of every rule, each in one sentence', () => {
    const verdicts = checkEngagement(facts());
    expect(verdicts.map(({ rule }) => rule)).toEqual(Object.keys(ENGAGEMENT_RULES));
    expect(brokenRules(verdicts)).toEqual([]);
    for (const { sentence } of verdicts) expect(sentence).toMatch(/^[^.]+\.$/);
  });

  it('decides alike in whatever order registrations and deals were read', () => {
    const others = [
      contoso(),
      contoso({ id: '4', status: 'submitted', submittedAt: at('2026-08-01T00:00Z') }),
      contoso({ id: '5', partnerId: partnerId('9'), prospect: { ...ACME, companyId: null } }),
      registration({ id: '6', submittedAt: at('2026-08-02T00:00Z') }),
      registration({ id: '8', submittedAt: at('2026-08-02T00:00Z') }),
    ];
    const openDeals = ['90', '91', '92'].map((id) => ({
      ...{ id: dealId(id), name: `Deal ${id}`, createdAt: at('2026-08-31T09:00Z') },
    }));
    const expected = checkEngagement(facts({ others, openDeals }));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(others, { minLength: others.length }),
        fc.shuffledSubarray(openDeals, { minLength: openDeals.length }),
        (shuffled, deals) => {
          expect(checkEngagement(facts({ others: shuffled, openDeals: deals }))).toEqual(expected);
        },
      ),
    );
  });

  it('lets exactly one of two equals be the first', () => {
    const ids = fc.option(fc.stringMatching(/^[1-9]\d{0,4}$/), { nil: null });
    const received = fc.record({
      id: ids,
      submittedAt: fc.integer({ min: 0, max: 2 }).map((n) => at(`2026-09-0${n + 1}`)),
    });
    fc.assert(
      fc.property(received, received, (a, b) => {
        fc.pre(a.id !== b.id);
        expect(Math.sign(byReceipt(a, b))).toBe(-Math.sign(byReceipt(b, a)));
        expect(byReceipt(a, b)).not.toBe(0);
      }),
    );
  });
});
