/** What another policy changes for partners, in a table: a column for each amount that moves, before → after. */
import { displayMoney } from '../domain/money.js';
import type { PartnerDifference, PartnerSide } from './compare-portfolios.js';
import type { PolicyEffectPartner, PolicyEffectPartners } from './views/settings-view.js';

/** How many partners are drawn. */
const SHOWN = 25;

type Amount = Exclude<keyof PartnerSide, 'wonDeals'>;

const COLUMNS: readonly (readonly [Amount, string])[] = [
  ['sourcedMinor', 'Sourced'],
  ['influencedGrossMinor', 'Influenced'],
  ['modelMinor', 'By model'],
  ['sourcedPipelineMinor', 'Open, sourced'],
];

/**
 * Puts the partners whose amounts move in a table, the largest move first.
 * @param currency ISO 4217 of the amounts.
 * @returns null where no amount of any partner moves.
 */
export function effectOnPartners(
  changed: readonly PartnerDifference[],
  currency: string,
): PolicyEffectPartners | null {
  const moved = changed.filter((partner) => weightOf(partner) > 0);
  if (moved.length === 0) return null;
  const columns = COLUMNS.filter(([key]) => moved.some(({ difference }) => difference[key] !== 0));
  const more = moved.length - SHOWN;
  return {
    columns: columns.map(([, words]) => words),
    rows: moved
      .toSorted((a, b) => weightOf(b) - weightOf(a))
      .slice(0, SHOWN)
      .map((partner) =>
        rowOf(
          partner,
          columns.map(([key]) => key),
          currency,
        ),
      ),
    more: more > 0 ? `… and ${more} more ${more === 1 ? 'partner' : 'partners'}` : null,
  };
}

const weightOf = ({ difference }: PartnerDifference): number =>
  Math.max(...COLUMNS.map(([key]) => Math.abs(difference[key])));

const rowOf = (
  { partnerId, name, before, after }: PartnerDifference,
  keys: readonly Amount[],
  currency: string,
): PolicyEffectPartner => ({
  partnerId,
  name: name ?? `Company without a name (ID ${partnerId})`,
  cells: keys.map((key) => {
    const was = displayMoney(before[key], currency);
    return before[key] === after[key] ? was : `${was} → ${displayMoney(after[key], currency)}`;
  }),
});
