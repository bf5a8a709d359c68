/** A seeded portfolio for benchmarks: the same columns for every contender. */
import { KIND, STATUS } from '../src/domain/columns/portfolio-columns.js';
import { DAY_MS } from '../src/domain/calendar.js';
import { TOUCH_KINDS } from '../src/domain/touch.js';

/** Deals and touches as they come: deals by place, touches in no order but that of their ids. */
export interface GeneratedPortfolio {
  readonly asOf: number;
  readonly partners: number;
  readonly createdAt: Float64Array;
  /** Of open deals: NaN. */
  readonly closedAt: Float64Array;
  readonly status: Uint8Array;
  readonly amount: Float64Array;
  /** Place of the partner that is the deal's customer; −1 for all but one in a hundred deals. */
  readonly customer: Int32Array;
  readonly touchDeal: Uint32Array;
  readonly touchPartner: Uint32Array;
  readonly touchAt: Float64Array;
  readonly touchKind: Uint8Array;
  /** Whether a registration was approved. */
  readonly touchApproved: Uint8Array;
}

/** mulberry32: 32 bits of state, good enough for data and the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const AS_OF = Date.UTC(2026, 9, 1);
/** In percent; what is left of a hundred is meetings. */
const KIND_SHARES = [
  ...[KIND.registration, KIND.registration, KIND.referral, KIND.demo, KIND.demo, KIND.proposal],
  ...[KIND.email, KIND.email, KIND.email, KIND.call, KIND.call, KIND.campaign, KIND.event],
  ...[KIND.implementation, KIND.meeting, KIND.meeting, KIND.meeting, KIND.meeting, KIND.meeting, KIND.email],
];

/** Two years of deals; three partners work on a deal, from 120 days before it was created until after its close. */
export function generatePortfolio(
  deals: number,
  touches: number,
  partners: number,
  seed: number,
): GeneratedPortfolio {
  const roll = random(seed);
  const below = (bound: number): number => Math.floor(roll() * bound);
  const one = dealColumns(deals, partners, roll);
  const touchDeal = new Uint32Array(touches);
  const touchPartner = new Uint32Array(touches);
  const touchAt = new Float64Array(touches);
  const touchKind = new Uint8Array(touches);
  const touchApproved = new Uint8Array(touches);
  for (let touch = 0; touch < touches; touch += 1) {
    const deal = below(deals);
    const created = one.createdAt[deal] ?? 0;
    const closed = one.closedAt[deal] ?? 0;
    const last = Number.isNaN(closed) ? AS_OF : closed + 5 * DAY_MS;
    const first = created - 120 * DAY_MS;
    touchDeal[touch] = deal;
    touchPartner[touch] = ((Math.imul(deal, 7919) + 613 * below(3)) >>> 0) % partners;
    touchAt[touch] = Math.min(AS_OF, first + Math.floor(roll() * (last - first)));
    touchKind[touch] = KIND_SHARES[below(KIND_SHARES.length)] ?? 0;
    touchApproved[touch] = Number(roll() < 0.8);
  }
  return { asOf: AS_OF, partners, ...one, touchDeal, touchPartner, touchAt, touchKind, touchApproved };
}

function dealColumns(
  deals: number,
  partners: number,
  roll: () => number,
): Pick<GeneratedPortfolio, 'createdAt' | 'closedAt' | 'status' | 'amount' | 'customer'> {
  const createdAt = new Float64Array(deals);
  const closedAt = new Float64Array(deals);
  const status = new Uint8Array(deals);
  const amount = new Float64Array(deals);
  const customer = new Int32Array(deals);
  for (let deal = 0; deal < deals; deal += 1) {
    createdAt[deal] = AS_OF - 200 * DAY_MS - Math.floor(roll() * 730 * DAY_MS);
    const kind = roll();
    status[deal] = kind < 0.6 ? STATUS.won : kind < 0.85 ? STATUS.open : STATUS.lost;
    const days = Math.floor(roll() * 180 * DAY_MS);
    closedAt[deal] = status[deal] === STATUS.open ? Number.NaN : (createdAt[deal] ?? 0) + days;
    // From 10.00 to 1,000,000.00, a refund now and then.
    amount[deal] = Math.floor(1000 * 10 ** (roll() * 5)) * (roll() < 0.01 ? -1 : 1);
    customer[deal] = roll() < 0.01 ? (Math.imul(deal, 7919) >>> 0) % partners : -1;
  }
  return { createdAt, closedAt, status, amount, customer };
}

export const kindName = (kind: number): string => TOUCH_KINDS[kind] ?? '';
