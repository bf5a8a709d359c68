import { Random } from '../random.js';

export type DealType = 'newbusiness' | 'existingbusiness' | 'renewal';

/** How many different amounts a type of deal has. */
const DIFFERENT = 2_048;

/** As people round: small sums to 250, large ones to 5,000; one in twelve comes out of a price list and is not round. */
function amountText(random: Random, median: number): string {
  const amount = median * Math.exp(0.75 * random.bell());
  if (random.chance(0.08)) return (Math.round(amount * 20) / 20).toFixed(2);
  const step = amount < 10_000 ? 250 : amount < 50_000 ? 500 : amount < 150_000 ? 1_000 : 5_000;
  return String(Math.max(step, Math.round(amount / step) * step));
}

function amountsAround(median: number): readonly string[] {
  const random = new Random(`amounts ${median}`);
  return Array.from({ length: DIFFERENT }, () => amountText(random, median));
}

/** Amounts that deals of each type have, most of them near the middle. */
export const AMOUNTS: Readonly<Record<DealType, readonly string[]>> = {
  newbusiness: amountsAround(18_000),
  existingbusiness: amountsAround(10_000),
  renewal: amountsAround(20_000),
};

const YEN = 150;

/** The same amount in yen, to 50,000 of them: that currency has no fraction. */
export const yenText = (dollars: string): string =>
  String(Math.max(50_000, Math.round((Number(dollars) * YEN) / 50_000) * 50_000));
