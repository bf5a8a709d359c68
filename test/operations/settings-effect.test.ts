/** What the settings page says of a policy's effect on partners, and of what it created. */
import { describe, expect, it } from '@jest/globals';
import type { PartnerId } from '../../src/domain/ids.js';
import type { PartnerDifference, PartnerSide } from '../../src/operations/compare-portfolios.js';
import { effectOnPartners } from '../../src/operations/policy-effect-partners.js';

const NOTHING: PartnerSide = {
  sourcedMinor: 0,
  influencedGrossMinor: 0,
  modelMinor: 0,
  wonDeals: 0,
  sourcedPipelineMinor: 0,
};

const partner = (
  id: string,
  before: Partial<PartnerSide>,
  after: Partial<PartnerSide>,
): PartnerDifference => {
  const sides = { before: { ...NOTHING, ...before }, after: { ...NOTHING, ...after } };
  const keys = Object.keys(NOTHING) as (keyof PartnerSide)[];
  const difference = Object.fromEntries(
    keys.map((key) => [key, sides.after[key] - sides.before[key]]),
  ) as unknown as PartnerSide;
  return { partnerId: id as PartnerId, name: `Partner ${id}`, ...sides, difference };
};

describe('the partners that a policy changes', () => {
  it('have a column for each amount that moves for any of them, before → after where it moves', () => {
    const view = effectOnPartners(
      [
        partner('1', { sourcedMinor: 100, modelMinor: 500 }, { sourcedMinor: 100, modelMinor: 200 }),
        partner('2', { sourcedMinor: 900 }, { sourcedMinor: 0 }),
      ],
      'USD',
    );
    expect(view).toEqual({
      columns: ['Sourced', 'By model'],
      rows: [
        { partnerId: '2', name: 'Partner 2', cells: ['$9.00 → $0.00', '$0.00'] },
        { partnerId: '1', name: 'Partner 1', cells: ['$1.00', '$5.00 → $2.00'] },
      ],
      more: null,
    });
  });

  it('are left out where no amount of theirs moves', () => {
    const still = partner('1', { wonDeals: 1 }, { wonDeals: 2 });
    expect(effectOnPartners([still], 'USD')).toBeNull();
    expect(effectOnPartners([], 'USD')).toBeNull();
    const moved = partner('2', {}, { sourcedPipelineMinor: 1 });
    expect(effectOnPartners([still, moved], 'USD')?.rows.map(({ name }) => name)).toEqual(['Partner 2']);
  });

  it('are counted beyond those that are shown', () => {
    const many = Array.from({ length: 26 }, (_, at) => partner(`${at + 1}`, {}, { sourcedMinor: at + 1 }));
    const view = effectOnPartners(many, 'USD')!;
    expect([view.rows.length, view.rows[0]?.name, view.more]).toEqual([
      25,
      'Partner 26',
      '… and 1 more partner',
    ]);
  });
});
