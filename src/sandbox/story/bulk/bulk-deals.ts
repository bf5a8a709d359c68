import { EXCHANGE_RATES, HOME_CURRENCY } from '../../exchange-rates.js';
import { SEED_NOW } from '../../clock.js';
import { homeAmount } from '../../computed-properties.js';
import type { GeneratedRecords, Reader } from '../../generated/generated-portal.js';
import { RENEWAL_PIPELINE, SALES_PIPELINE, type Pipeline, type Stage } from '../../deal-pipelines.js';
import { REPS } from '../customers.js';
import { PRODUCTS } from '../names.js';
import { DAY, HOUR, MINUTE } from '../writer.js';
import { AMOUNTS, yenText, type DealType } from './amounts.js';
import { customerName } from './bulk-companies.js';
import { bulkId, FIRST_BULK_ID } from './bulk-ids.js';
import type { BulkShape } from './bulk-shape.js';
import { minuteText, TODAY } from './calendar-text.js';
import { drawFor, pickBy } from './draw.js';

const STORY_DAYS = 546;
const LONGEST_CYCLE_DAYS = 150;

type Outcome = 'open' | 'won' | 'lost';

/** What a deal is; its properties follow from it. */
export interface BulkDeal {
  readonly createdAt: number;
  readonly closeAt: number;
  readonly changedAt: number;
  readonly dealType: DealType;
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly amount: string | undefined;
  readonly currency: string;
  readonly rate: string | undefined;
}

function winRate(rank: number, dealType: DealType): number {
  if (dealType === 'renewal') return 0.84;
  return rank < 5 ? 0.48 : rank < 8 ? 0.42 : 0.31;
}

const dealTypeOf = (drawn: number): DealType =>
  drawn < 0.62 ? 'newbusiness' : drawn < 0.83 ? 'existingbusiness' : 'renewal';

const currencyOf = (drawn: number): string =>
  drawn < 0.925 ? HOME_CURRENCY : drawn < 0.965 ? 'EUR' : drawn < 0.985 ? 'GBP' : 'JPY';

const OPEN_STAGES = new Map(
  [SALES_PIPELINE, RENEWAL_PIPELINE].map((one) => [one, one.stages.filter(({ isClosed }) => !isClosed)]),
);

function stageOf(pipeline: Pipeline, outcome: Outcome, drawn: number): Stage {
  if (outcome === 'open') return pickBy(OPEN_STAGES.get(pipeline) ?? [], drawn);
  const probability = outcome === 'won' ? '1.0' : '0.0';
  return pickBy(
    pipeline.stages.filter((stage) => stage.probability === probability),
    0,
  );
}

/** During office hours. */
const officeTime = (day: number, drawn: number): number =>
  TODAY + day * DAY + 13 * HOUR + Math.floor(drawn * 96) * 5 * MINUTE;

/** The deals of a seed by their numbers. */
export function dealPlans(seed: number, shape: BulkShape): (n: number) => BulkDeal {
  const draw = (topic: string) => drawFor(seed, `deal ${topic}`);
  const [day, time, cycle, ends] = [draw('day'), draw('time'), draw('cycle'), draw('ends')];
  const [kind, size, money] = [draw('kind'), draw('size'), draw('currency')];
  const [stage, changed, missing] = [draw('stage'), draw('changed'), draw('missing')];
  const plan = (n: number): BulkDeal => {
    const createdDay = -2 - Math.floor(day(n) * STORY_DAYS);
    const createdAt = officeTime(createdDay, time(n));
    const days = 6 + Math.floor(cycle(n) * cycle(n) * LONGEST_CYCLE_DAYS);
    const dueAt = officeTime(createdDay + days, time(n));
    const dealType = dealTypeOf(kind(n));
    const end = ends(n);
    // One in twenty just slips, its close date with it.
    const outcome =
      dueAt > SEED_NOW - DAY || end > 0.95
        ? 'open'
        : end < 0.95 * winRate(shape.rank(n), dealType)
          ? 'won'
          : 'lost';
    const closeAt = outcome === 'open' && dueAt < SEED_NOW ? dueAt + (STORY_DAYS + 60) * DAY : dueAt;
    const pipeline = dealType === 'renewal' ? RENEWAL_PIPELINE : SALES_PIPELINE;
    const currency = currencyOf(money(n));
    const dollars = AMOUNTS[dealType][Math.floor(size(n) * AMOUNTS[dealType].length)] ?? '0';
    return {
      createdAt,
      closeAt,
      changedAt: outcome === 'open' ? officeTime(-1 - Math.floor(changed(n) * 20), time(n)) : closeAt,
      dealType,
      pipeline,
      stage: stageOf(pipeline, outcome, stage(n)),
      amount: missing(n) < 0.03 ? undefined : currency === 'JPY' ? yenText(dollars) : dollars,
      currency,
      rate: currency === HOME_CURRENCY ? undefined : String(EXCHANGE_RATES.get(currency)),
    };
  };
  return remembered(plan);
}

/** Keeps the last answer: the properties of one record are asked for one after the other. */
export function remembered<T>(compute: (n: number) => T): (n: number) => T {
  let last = -1;
  let kept: T | null = null;
  return (n) => {
    if (n !== last || kept === null) {
      kept = compute(n);
      last = n;
    }
    return kept;
  };
}

/** The days before a deal's creation on which its partner referred it; only the first two places of a block are referred. */
const REFERRED = 2;

/** The generated deals. */
export function bulkDeals(seed: number, shape: BulkShape): GeneratedRecords {
  const plan = dealPlans(seed, shape);
  const draw = (topic: string) => drawFor(seed, `deal ${topic}`);
  const [product, owner, referred] = [draw('product'), draw('owner'), draw('referred')];
  const isReferred = (n: number): boolean => shape.rank(n) < REFERRED;
  const createdAt = (n: number): number => plan(n).createdAt;
  const updatedAt = (n: number): number => Math.max(plan(n).createdAt, plan(n).changedAt);
  const readHome: Reader = (n) => {
    const { amount, currency, rate } = plan(n);
    return homeAmount(amount, currency, rate) ?? undefined;
  };
  const readers: [string, Reader][] = [
    ['dealname', (n) => `${customerName(seed, shape.customerOf(n) ?? n)} – ${pickBy(PRODUCTS, product(n))}`],
    ['pipeline', (n) => plan(n).pipeline.id],
    ['dealstage', (n) => plan(n).stage.id],
    ['amount', (n) => plan(n).amount],
    ['deal_currency_code', (n) => plan(n).currency],
    ['hs_exchange_rate', (n) => plan(n).rate],
    ['dealtype', (n) => plan(n).dealType],
    ['createdate', (n) => minuteText(createdAt(n))],
    ['closedate', (n) => minuteText(plan(n).closeAt)],
    ['hubspot_owner_id', (n) => pickBy(REPS, owner(n)).id],
    [
      'partnership_referral_partner',
      (n) => (isReferred(n) ? bulkId('companies', shape.partnerOf(n)) : undefined),
    ],
    [
      'partnership_referral_date',
      (n) =>
        isReferred(n) ? minuteText(createdAt(n) - Math.floor(referred(n) * 90) * DAY - HOUR) : undefined,
    ],
    ['hs_is_closed', (n) => String(plan(n).stage.isClosed)],
    ['hs_is_closed_won', (n) => String(plan(n).stage.probability === '1.0')],
    ['hs_deal_stage_probability', (n) => plan(n).stage.probability],
    ['amount_in_home_currency', readHome],
    ['hs_amount_in_home_currency', readHome],
    ['hs_object_id', (n) => bulkId('deals', n)],
    ['hs_createdate', (n) => minuteText(createdAt(n))],
    ['hs_lastmodifieddate', (n) => minuteText(updatedAt(n))],
  ];
  return {
    firstId: FIRST_BULK_ID.deals,
    count: shape.size.deals,
    readers: new Map(readers),
    createdAt,
    updatedAt,
  };
}
