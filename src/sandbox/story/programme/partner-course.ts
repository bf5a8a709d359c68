import { SEED_NOW } from '../../clock.js';
import type { PartnerPlan } from '../partner-list.js';
import type { Random } from '../random.js';
import { DAY, HOUR, iso } from '../writer.js';

/** An entry of a stage; instants in milliseconds. */
export interface Move {
  readonly stage: string;
  readonly at: number;
  readonly reason: string | null;
}

interface AgreementEnd {
  readonly endedAt: number;
  readonly outcome: 'renewed' | 'changed' | 'ended';
}

/** Its instants are midnights in UTC, in milliseconds. */
export interface Agreement {
  readonly signed: number;
  readonly starts: number;
  readonly ends: number;
  /** US dollars a year. */
  readonly value: number;
  readonly before: readonly AgreementEnd[];
}

/** How a partner came to where it stands. */
export interface Course {
  readonly moves: readonly Move[];
  /** Null of one that has not signed yet. */
  readonly agreement: Agreement | null;
}

const [DISCOVERY, NEGOTIATION, ONBOARDING, ACTIVE, RENEWING] = [
  'discovery_qualification',
  'negotiation_agreement',
  'onboarding_enablement',
  'activation_growth',
  'optimization_renewal',
] as const;

/** Days from now to the end of an agreement that the story needs: what is due soon, and one that nobody renewed. */
const ENDS_IN: Readonly<Record<string, number>> = {
  'Tailspin Integration': 27,
  'Wingtip Distribution': 58,
  'Relecloud Advisors': 84,
  'Adatum Resale': -11,
  'Northwind Systems': 143,
};

const midnight = (at: number): number => Math.floor(at / DAY) * DAY;
/** A date as HubSpot writes it. */
export const dateText = (at: number): string => iso(at).slice(0, 10);
const officeHour = (random: Random, at: number): number => midnight(at) + random.between(13, 21) * HOUR;

/** Draws a partner's way through the stages; the demo portal's partners were entered long before some of them began it. */
export function courseOf(random: Random, plan: PartnerPlan, createdAt: number): Course {
  const moves = movesOf(random, plan, createdAt);
  const entered = moves.find(({ stage }) => stage === ONBOARDING)?.at;
  return { moves, agreement: entered === undefined ? null : agreementOf(random, plan, moves, entered) };
}

function movesOf(random: Random, plan: PartnerPlan, createdAt: number): readonly Move[] {
  const ago = (low: number, high: number): number =>
    officeHour(random, SEED_NOW - random.between(low, high) * DAY);
  const move = (stage: string, at: number, reason: string | null = null): Move => ({ stage, at, reason });
  if (plan.stage === DISCOVERY) return [move(DISCOVERY, ago(12, 80))];
  if (plan.stage === NEGOTIATION) return [move(DISCOVERY, ago(110, 140)), move(NEGOTIATION, ago(50, 62))];
  if (plan.stage === ONBOARDING) {
    return [move(DISCOVERY, ago(210, 280)), move(NEGOTIATION, ago(130, 190)), move(ONBOARDING, ago(25, 110))];
  }
  const later = (at: number, low: number, high: number): number =>
    officeHour(random, at + random.between(low, high) * DAY);
  const first = later(createdAt, 1, 5);
  const second = later(first, 20, 60);
  const third = later(second, 25, 70);
  const fourth = later(third, 40, 130);
  const moves = [
    move(DISCOVERY, first),
    move(NEGOTIATION, second),
    move(ONBOARDING, third),
    move(ACTIVE, fourth),
  ];
  if (plan.stage === RENEWING) return [...moves, move(RENEWING, ago(15, 60))];
  if (plan.stage === 'ended') return [...moves, move('ended', ago(94, 96), 'They left the market.')];
  if (plan.name !== 'Marigold Embedded') return moves;
  const back = later(fourth, 80, 100);
  return [
    ...moves,
    move(ONBOARDING, back, 'Everybody with a certification has left.'),
    move(ACTIVE, later(back, 50, 70)),
  ];
}

const isLarge = ({ tier }: PartnerPlan): boolean => tier === 'gold' || tier === 'platinum';

function agreementOf(random: Random, plan: PartnerPlan, moves: readonly Move[], entered: number): Agreement {
  const signed = midnight(entered - random.between(1, 6) * DAY);
  const began = signed + random.between(1, 14) * DAY;
  const term = (isLarge(plan) ? 730 : 365) * DAY;
  const value = random.between(2, 6) * (isLarge(plan) ? 10_000 : 2_500);
  const over = moves.find(({ stage }) => stage === 'ended')?.at;
  const endsIn = ENDS_IN[plan.name] ?? random.between(35, 340);
  const outcome = random.chance(0.75) ? 'renewed' : 'changed';
  if (over !== undefined) {
    const ends = midnight(over);
    return { signed, starts: began, ends, value, before: [{ endedAt: ends, outcome: 'ended' }] };
  }
  const ends = midnight(SEED_NOW) + endsIn * DAY;
  const starts = ends - term + DAY;
  if (starts > began + 60 * DAY) {
    return { signed, starts, ends, value, before: [{ endedAt: starts - DAY, outcome }] };
  }
  // Its first term is not over yet.
  const first = plan.name in ENDS_IN ? ends : began + term - DAY;
  return { signed, starts: began, ends: first, value, before: [] };
}
