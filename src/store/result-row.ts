/** A deal's result as it is stored, and the hash by which an unchanged one is known. */
import { createHash } from 'node:crypto';

import type { Selectable } from 'kysely';

import type { Instant } from '../domain/calendar.js';
import type { CreditPools, DealResult, PartnerCredits } from '../domain/credit.js';
import type { Flag } from '../domain/flag.js';
import { compareIds, dealId, partnerId } from '../domain/ids.js';
import { readJson } from './stored-text.js';
import type { DealResultsTable } from './tables.js';
import { storeInstant } from './timestamps.js';

/** A result's own columns. Written as a list in JSON (`storeJson`), which Postgres spreads into rows. */
export type ContentRow = Omit<
  Selectable<DealResultsTable>,
  'portal_id' | 'version' | 'run_id' | 'recorded_at' | 'retired' | 'closed_at'
>;

type Credits = Record<string, number>;
interface Pools {
  source: Credits;
  influence: Credits;
  model: Record<string, Credits>;
}

/** Everything of a result, in columns, and its deal's close date. */
export function contentRow(
  result: DealResult,
  closedAt: Instant | null,
): ContentRow & { readonly closed_at: string | null } {
  const content = {
    deal_id: result.dealId,
    policy_version: result.policyVersion,
    status: result.status,
    class: result.class,
    bucket: result.bucket,
    currency: result.currency,
    amount_minor: result.amountMinor,
    home_currency: result.homeCurrency,
    home_amount_minor: result.homeAmountMinor,
    sourcing_partner_ids: [...result.sourcingPartnerIds],
    influencing_partner_ids: [...result.influencingPartnerIds],
    credits: poolsOf(result.credits),
    home_credits: poolsOf(result.homeCredits),
    flags: [...result.flags],
  };
  const closed_at = closedAt === null ? null : storeInstant(closedAt);
  // Keys stand in one order here and credits are sorted, so equal results have equal JSON. Without a close date it is
  // the hash of before that was kept.
  const json = JSON.stringify(closed_at === null ? content : { ...content, closed_at }, checkNumber);
  const hash = createHash('sha256').update(json).digest('hex');
  return { ...content, closed_at, content_hash: hash };
}

/** The inverse of `contentRow`, on a row that was read; credits come back in the order of ids, models by name. */
export function readResult(stored: ContentRow): DealResult {
  const row = readJson(stored) as ContentRow;
  return {
    dealId: dealId(row.deal_id),
    policyVersion: row.policy_version,
    status: row.status,
    class: row.class,
    bucket: row.bucket,
    currency: row.currency,
    amountMinor: row.amount_minor,
    homeCurrency: row.home_currency,
    homeAmountMinor: row.home_amount_minor,
    sourcingPartnerIds: row.sourcing_partner_ids.map(partnerId),
    influencingPartnerIds: row.influencing_partner_ids.map(partnerId),
    credits: readPools(row.credits as Pools),
    homeCredits: readPools(row.home_credits as Pools),
    flags: row.flags as Flag[],
  };
}

const poolsOf = ({ source, influence, model }: CreditPools): Pools => ({
  source: creditsOf(source),
  influence: creditsOf(influence),
  model: Object.fromEntries(sorted(model).map(([name, credits]) => [name, creditsOf(credits)])),
});

const readPools = ({ source, influence, model }: Pools): CreditPools => ({
  source: readCredits(source),
  influence: readCredits(influence),
  model: new Map(sorted(Object.entries(model)).map(([name, credits]) => [name, readCredits(credits)])),
});

const creditsOf = (credits: PartnerCredits): Credits => Object.fromEntries(sorted(credits));

const readCredits = (credits: Credits): PartnerCredits =>
  new Map(sorted(Object.entries(credits)).map(([id, minor]) => [partnerId(id), minor]));

const sorted = <K extends string, V>(entries: Iterable<readonly [K, V]>): (readonly [K, V])[] =>
  [...entries].sort(([a], [b]) => compareIds(a, b));

/** NaN, fractions and overflow would be stored as something else than what was computed. */
function checkNumber(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new Error(`${key} is ${value}, not integer minor units`);
  }
  return value;
}
