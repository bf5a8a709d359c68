import { expect } from '@jest/globals';
import {
  naiveAttribution,
  TotalRefused,
  type AttributedDeal,
  type AttributionJson,
  type Question,
} from '../naive/attribute.js';
import { floorOf, fraction, minus, toDouble } from '../naive/fraction.js';
import { exactShares } from '../naive/money.js';

/** What either implementation makes of a portal. */
export type Outcome = AttributionJson | 'refused';

/** The naive answer and the deals behind it; none where a total is refused. */
export interface NaiveAnswer {
  readonly outcome: Outcome;
  readonly deals: readonly AttributedDeal[];
}

export function naiveAnswer(question: Question): NaiveAnswer {
  try {
    const { json, deals } = naiveAttribution(question);
    return { outcome: json, deals };
  } catch (error) {
    if (!(error instanceof TotalRefused)) throw error;
    return { outcome: 'refused', deals: [] };
  }
}

/**
 * Holds an outcome against the naive one, to the letter. Doubles may break a remainder the other way: a time_decay
 * credit may be off by one minor unit where its exact share is within 1e-6 of where rounding turns (for amounts near
 * 2^53, within what 53 bits can tell).
 * @returns whether that allowance was needed.
 */
export function expectAgreement(actual: Outcome, { outcome: expected, deals }: NaiveAnswer): boolean {
  if (actual === 'refused' || expected === 'refused') {
    expect(actual).toEqual(expected);
    return false;
  }
  const plain = JSON.parse(JSON.stringify(expected)) as AttributionJson;
  if (JSON.stringify(actual) === JSON.stringify(plain)) return false;
  const settled = settle(actual, plain, deals);
  expect(settled.json).toEqual(plain);
  return settled.allowed;
}

/** A partner's credit, 0 if left out; a partner may have the id `__proto__`. */
export const creditOf = (credits: Readonly<Record<string, number>>, partnerId: string): number =>
  Object.hasOwn(credits, partnerId) ? (credits[partnerId] ?? 0) : 0;

/** How far doubles may be from the exact share, in minor units. */
const doubtOf = (amount: bigint): number => 1e-6 + Math.abs(Number(amount)) * 2 ** -50;

/** By how much a time_decay credit may differ: 0 where the exact shares leave no doubt. */
function allowanceFor({ weights }: AttributedDeal, amount: bigint): number {
  const ofModel = weights.get('time_decay');
  if (ofModel === undefined) return 0;
  const doubt = doubtOf(amount);
  const rests = [...exactShares(amount, ofModel).values()].map((share) =>
    toDouble(minus(share, fraction(floorOf(share)))),
  );
  const nearWhole = rests.some((rest) => rest < doubt || rest > 1 - doubt);
  const left = Math.round(rests.reduce((sum, rest) => sum + rest, 0));
  const ordered = rests.toSorted((a, b) => b - a);
  const nearTurn = left > 0 && (ordered[left - 1] ?? 1) - (ordered[left] ?? 0) < doubt;
  return nearWhole || nearTurn ? 1 + Math.floor(doubt) : 0;
}

interface Settled {
  readonly json: AttributionJson;
  readonly allowed: boolean;
}

/** The actual answer with its allowed differences taken out. */
function settle(
  actual: AttributionJson,
  expected: AttributionJson,
  deals: readonly AttributedDeal[],
): Settled {
  const json = structuredClone(actual);
  let allowed = false;
  let homeAllowance = 0;
  const close = (a: number | undefined, b: number | undefined, allowance: number): boolean =>
    allowance > 0 && a !== b && Math.abs((a ?? 0) - (b ?? 0)) <= allowance;
  deals.forEach((deal, index) => {
    if (deal.result.status === 'won') homeAllowance += allowanceFor(deal, deal.homeAmount ?? 0n);
    const own = json.deals[index]?.credits.model;
    const right = expected.deals[index]?.credits.model['time_decay'] ?? {};
    const credits = own?.['time_decay'];
    if (own === undefined || credits === undefined) return;
    // Whatever the doubles say, the pool sums to the amount.
    const sum = Object.values(credits).reduce((total, credit) => total + BigInt(credit), 0n);
    expect(sum).toBe(Object.values(right).reduce((total, credit) => total + BigInt(credit), 0n));
    const allowance = allowanceFor(deal, deal.amount);
    const ids = [...new Set([...Object.keys(credits), ...Object.keys(right)])];
    if (
      ids.every(
        (id) =>
          creditOf(credits, id) === creditOf(right, id) ||
          close(creditOf(credits, id), creditOf(right, id), allowance),
      )
    ) {
      allowed ||= ids.some((id) => creditOf(credits, id) !== creditOf(right, id));
      own['time_decay'] = right;
    }
  });
  json.partners.forEach((partner, index) => {
    const right = expected.partners[index];
    for (const [mine, theirs] of [
      [partner.modelMinor, right?.modelMinor],
      [partner.withChildren?.modelMinor, right?.withChildren?.modelMinor],
    ]) {
      const value = theirs?.['time_decay'];
      if (mine === undefined || value === undefined || !close(mine['time_decay'], value, homeAllowance))
        continue;
      Object.assign(mine, { time_decay: value });
      allowed = true;
    }
  });
  return { json, allowed };
}
