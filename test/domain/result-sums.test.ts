/** Results added up one at a time say what the columns say. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CreditPools, DealResult } from '../../src/domain/credit.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import { TotalOverflowError } from '../../src/domain/portfolio.js';
import { ClassResultSums, PartnerResultSums } from '../../src/domain/result-sums.js';
import { totalsOfResults } from './sums.js';

const NONE: CreditPools = { source: new Map(), influence: new Map(), model: new Map() };
const IDS = ['7', '10', 'a', 'B'] as const;

const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 });
/** A deal with roles, whose first partner has all linear credit. */
const results: fc.Arbitrary<DealResult> = fc
  .record({
    status: fc.constantFrom('won' as const, 'open' as const, 'lost' as const),
    minor: amounts,
    home: fc.option(amounts, { freq: 5 }),
    source: fc.subarray(IDS.slice(0, 2)),
    influence: fc.subarray(IDS.slice(2)),
  })
  .map(({ status, minor, home, source, influence }, index = 1): DealResult => {
    const credited = home ?? 0;
    const all = (ids: readonly string[], amount: number) => new Map(ids.map((id) => [partnerId(id), amount]));
    const pools: CreditPools = {
      source: all(source.slice(0, 1), credited),
      influence: all(influence, credited),
      model: new Map([['linear', all([...source, ...influence].slice(0, 1), credited)]]),
    };
    return {
      dealId: dealId(String(index)),
      policyVersion: 'default-1',
      status,
      class: source.length > 0 ? 'sourced' : influence.length > 0 ? 'influenced' : 'direct',
      bucket: 'new',
      currency: 'EUR',
      amountMinor: minor,
      homeCurrency: 'USD',
      homeAmountMinor: home,
      sourcingPartnerIds: source.map(partnerId),
      influencingPartnerIds: influence.map(partnerId),
      credits: NONE,
      homeCredits: status === 'lost' || home === null ? NONE : pools,
      flags: [],
    };
  });

describe('sums of results that are kept', () => {
  it('are those over columns: totals, deals without a home amount, and every partner’s numbers', () => {
    fc.assert(
      fc.property(fc.array(results, { maxLength: 30 }), (all) => {
        const [classes, partners] = [new ClassResultSums(), new PartnerResultSums('linear')];
        for (const one of all) {
          classes.add(one);
          partners.add(one);
        }
        const expected = totalsOfResults(all, new Map());
        expect(classes.totals()).toEqual(expected.totals);
        expect(classes.dealsWithoutHomeAmount).toBe(expected.dealsWithoutHomeAmount);
        expect([...partners.numbers()].map(([id, numbers]) => ({ partnerId: id, ...numbers }))).toEqual(
          expected.partners.map(({ withChildren, ...numbers }) =>
            withChildren === null ? numbers : withChildren,
          ),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('refuse a sum beyond 2^53−1', () => {
    const [huge] = fc.sample(results, { seed: 1, numRuns: 1 });
    const sums = new ClassResultSums();
    for (const homeAmountMinor of [Number.MAX_SAFE_INTEGER, 1]) {
      sums.add({ ...huge!, status: 'won', homeAmountMinor });
    }
    expect(() => sums.totals()).toThrow(TotalOverflowError);
  });
});
