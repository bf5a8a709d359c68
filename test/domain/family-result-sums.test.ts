/** Families added up one result at a time say what the columns say of parents with their children. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CreditPools, DealResult } from '../../src/domain/credit.js';
import { FamilyResultSums } from '../../src/domain/family-result-sums.js';
import { dealId, partnerId, type PartnerId } from '../../src/domain/ids.js';
import type { Partner } from '../../src/domain/partner.js';
import { totalsOfResults } from './sums.js';

const IDS = ['1', '2', '3', '4', '5'].map(partnerId);
const partner = (id: PartnerId, parentId: string | null): Partner => ({
  id,
  parentId,
  name: null,
  companyId: null,
  domain: null,
});
/** 1 over 2 and 3, 2 over 4; 5 belongs to nobody. */
const PARTNERS = new Map(
  [null, '1', '1', '2', null].map((parent, at) => [IDS[at]!, partner(IDS[at]!, parent)]),
);

const split = (ids: readonly PartnerId[], amount: number): ReadonlyMap<PartnerId, number> =>
  new Map(ids.map((id, at) => [id, at === 0 ? amount - (ids.length - 1) : 1]));
const NONE: CreditPools = { source: new Map(), influence: new Map(), model: new Map() };

const results: fc.Arbitrary<DealResult> = fc
  .record({
    status: fc.constantFrom('won' as const, 'open' as const, 'lost' as const),
    home: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }), { freq: 6 }),
    roles: fc.array(fc.constantFrom('sourced', 'influenced', 'none'), { minLength: 5, maxLength: 5 }),
  })
  .map(({ status, home, roles }): DealResult => {
    const of = (role: string): readonly PartnerId[] => IDS.filter((_id, at) => roles[at] === role);
    const [sourcing, influencing] = [of('sourced'), of('influenced')];
    const pools: CreditPools = {
      source: split(sourcing, home ?? 0),
      influence: new Map(influencing.map((id) => [id, home ?? 0])),
      model: new Map([['linear', split([...sourcing, ...influencing], home ?? 0)]]),
    };
    return {
      dealId: dealId('1'),
      policyVersion: 'default-1',
      status,
      class: sourcing.length > 0 ? 'sourced' : influencing.length > 0 ? 'influenced' : 'direct',
      bucket: 'new',
      currency: 'USD',
      amountMinor: home ?? 0,
      homeCurrency: 'USD',
      homeAmountMinor: home,
      sourcingPartnerIds: sourcing,
      influencingPartnerIds: influencing,
      credits: NONE,
      homeCredits: status === 'lost' || home === null ? NONE : pools,
      flags: [],
    };
  });

describe('families', () => {
  it('bring what the columns say, a deal counted once', () => {
    fc.assert(
      fc.property(fc.array(results, { minLength: 3, maxLength: 20 }), (all) => {
        const sums = new FamilyResultSums('linear', PARTNERS);
        for (const one of all) sums.add(one);
        const expected = totalsOfResults(all, PARTNERS).partners.flatMap(({ partnerId: id, withChildren }) =>
          withChildren === null ? [] : [[id, withChildren] as const],
        );
        const numbers = sums.numbers();
        // A parent without a role of its own is in no row of the columns.
        for (const [id, withChildren] of expected) expect([id, numbers.get(id)]).toEqual([id, withChildren]);
        expect([...numbers.keys()].every((id) => id === '1' || id === '2')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('are none where no partner belongs to another', () => {
    const sums = new FamilyResultSums('linear', new Map([[IDS[4]!, partner(IDS[4]!, null)]]));
    expect([...sums.numbers()]).toEqual([]);
  });
});
