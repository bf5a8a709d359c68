import { SEED_NOW } from '../clock.js';
import { RENEWAL_PIPELINE, SALES_PIPELINE, type Pipeline } from '../deal-pipelines.js';
import type { Place } from './names.js';
import type { Random } from './random.js';
import { DAY, HOUR, MINUTE } from './writer.js';

/** How partners take part in a deal of the story. */
export type Part = 'sourced' | 'influenced' | 'untagged' | 'direct';
export type Outcome = 'open' | 'won' | 'lost';

export interface DealPlan {
  readonly part: Part;
  readonly dealType: 'newbusiness' | 'existingbusiness' | 'renewal' | null;
  readonly outcome: Outcome;
  readonly pipeline: Pipeline;
  readonly stageId: string;
  readonly createdAt: number;
  /** When it closed, or is expected to. */
  readonly closeAt: number;
  readonly amount: string | null;
  readonly currency: Place['currency'] | 'CAD';
  /** Null in the home currency, and where the portal keeps no rate. */
  readonly rate: string | null;
}

const PARTS: Readonly<Record<Part, number>> = { sourced: 20, influenced: 14, untagged: 15, direct: 51 };

/** Partners bring deals that close better and are larger; the shares of the README's summary come from here. */
const WIN_RATE: Readonly<Record<Part, number>> = {
  sourced: 0.5,
  influenced: 0.46,
  untagged: 0.42,
  direct: 0.31,
};
const SIZE: Readonly<Record<Part, number>> = { sourced: 1.15, influenced: 1.2, untagged: 1.15, direct: 0.95 };

const STORY_DAYS = 548;

/** During office hours of a working day. */
export function workingTime(random: Random, near: number): number {
  const day = Math.floor(near / DAY);
  // Day 0 of the epoch was a Thursday.
  const weekday = (day + 4) % 7;
  const shifted = day + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
  return shifted * DAY + random.between(13, 21) * HOUR + random.below(12) * 5 * MINUTE;
}

/** As people round: small sums to 250, large ones to 5,000. */
function roundAmount(amount: number): number {
  const step = amount < 10_000 ? 250 : amount < 50_000 ? 500 : amount < 150_000 ? 1_000 : 5_000;
  return Math.max(step, Math.round(amount / step) * step);
}

const BASE_SIZE = { newbusiness: 17_000, existingbusiness: 9_500, renewal: 20_000 } as const;

function amountOf(random: Random, size: number, currency: string, missing: number): string | null {
  const usd = size * Math.exp(0.75 * random.bell());
  if (random.chance(missing)) return null;
  if (currency === 'JPY') return String(Math.max(50_000, Math.round((usd * 150) / 50_000) * 50_000));
  // Some come out of a price list and are not round at all.
  return random.chance(0.08) ? (Math.round(usd * 20) / 20).toFixed(2) : String(roundAmount(usd));
}

const RATE_RANGES = { EUR: [1.045, 1.105], GBP: [1.235, 1.305], JPY: [0.0063, 0.0069] } as const;

/** The rate on the day on which the deal was saved: it drifts over the story, and wavers. */
function rateOf(random: Random, currency: DealPlan['currency'], at: number): string | null {
  if (currency === 'USD' || currency === 'CAD') return null;
  const [low, high] = RATE_RANGES[currency];
  const share = 1 - (SEED_NOW - at) / (STORY_DAYS * DAY);
  const rate = low + (high - low) * Math.min(1, Math.max(0, 0.8 * share + 0.2 * random.next()));
  return rate.toFixed(currency === 'JPY' ? 6 : 4);
}

function openStage(random: Random, pipeline: Pipeline, progress: number): string {
  const open = pipeline.stages.filter(({ isClosed }) => !isClosed);
  const at = Math.floor(progress * open.length * (0.6 + 0.4 * random.next()));
  return open[Math.min(open.length - 1, at)]?.id ?? '';
}

function closedStage(pipeline: Pipeline, outcome: Outcome): string {
  const probability = outcome === 'won' ? '1.0' : '0.0';
  return pipeline.stages.find((stage) => stage.probability === probability)?.id ?? '';
}

/** What one deal of the story is, before anything of it is written. */
export function planDeal(random: Random, customerCurrency: Place['currency']): DealPlan {
  const part = random.weighted(PARTS);
  const dealType = random.weighted({ newbusiness: 62, existingbusiness: 21, renewal: 17 });
  const pipeline = dealType === 'renewal' ? RENEWAL_PIPELINE : SALES_PIPELINE;
  const createdAt = workingTime(random, SEED_NOW - (2 + (STORY_DAYS - 2) * random.next() ** 1.1) * DAY);
  const median = dealType === 'newbusiness' ? 52 : 34;
  const cycle = Math.min(240, Math.max(6, median * Math.exp(0.55 * random.bell())));
  const closeAt = workingTime(random, createdAt + cycle * DAY);
  const winRate = dealType === 'renewal' ? 0.84 : WIN_RATE[part];
  const ended = random.chance(winRate) ? 'won' : 'lost';
  // A few just slip.
  const slips = random.chance(0.05);
  const outcome = closeAt > SEED_NOW - DAY || slips ? 'open' : ended;
  const currency = random.chance(0.008) ? 'CAD' : customerCurrency;
  const progress = (SEED_NOW - createdAt) / (closeAt - createdAt);
  return {
    part,
    dealType: random.chance(0.02) && dealType === 'newbusiness' ? null : dealType,
    outcome,
    pipeline,
    stageId:
      outcome === 'open'
        ? openStage(random, pipeline, Math.min(1, progress))
        : closedStage(pipeline, outcome),
    createdAt,
    closeAt: outcome === 'open' && closeAt < SEED_NOW ? SEED_NOW + random.between(5, 60) * DAY : closeAt,
    amount: amountOf(random, BASE_SIZE[dealType] * SIZE[part], currency, outcome === 'won' ? 0.01 : 0.05),
    currency,
    rate: rateOf(random, currency, createdAt),
  };
}
