import { HOME_CURRENCY } from './exchange-rates.js';
import { invalid } from './api-error.js';
import { isCustom, specOf, type ObjectType } from './object-types.js';
import type { PortalTerms } from './portal-terms.js';
import { computeClosing, computeCompletion } from './computed-service.js';
import { SUPPORT_PIPELINE } from './ticket-pipelines.js';

type Properties = Map<string, string>;

const NOT_ACTIVITIES: ReadonlySet<ObjectType> = new Set([
  'companies',
  'contacts',
  'feedback_submissions',
  'marketing_events',
]);

/** People and imports may say when one of these was created. */
const DATED_BY_PEOPLE: ReadonlySet<ObjectType> = new Set(['deals', 'tickets']);

const iso = (millis: number): string => new Date(millis).toISOString();

/** What HubSpot fills in when a record is created without it. */
export function fillDefaults(
  type: ObjectType,
  properties: Properties,
  now: number,
  { pipelines }: Pick<PortalTerms, 'pipelines'>,
): void {
  if (type === 'deals') {
    if (!properties.has('pipeline')) properties.set('pipeline', pipelines[0]?.id ?? '');
    if (!properties.has('createdate')) properties.set('createdate', iso(now));
    return;
  }
  if (type === 'tickets') {
    if (!properties.has('hs_pipeline')) properties.set('hs_pipeline', SUPPORT_PIPELINE.id);
    if (!properties.has('createdate')) properties.set('createdate', iso(now));
    return;
  }
  if (NOT_ACTIVITIES.has(type) || isCustom(type)) return;
  if (type === 'tasks') {
    if (!properties.has('hs_task_status')) properties.set('hs_task_status', 'NOT_STARTED');
    if (!properties.has('hs_task_type')) properties.set('hs_task_type', 'TODO');
  }
  if (!properties.has('hs_timestamp')) {
    properties.set('hs_timestamp', properties.get('hs_meeting_start_time') ?? iso(now));
  }
}

/**
 * The properties that HubSpot computes, after a write at `now`. A home amount is amount × stored rate, to two decimals:
 * 1,250.00 EUR at 1.0920 is 1365.
 */
export function computeProperties(
  type: ObjectType,
  properties: Properties,
  before: ReadonlyMap<string, string>,
  now: number,
  terms: PortalTerms,
): void {
  if (type === 'tickets') {
    computeClosing(properties, now);
    return;
  }
  if (type === 'tasks') computeCompletion(properties, now);
  if (type !== 'deals') return;
  computeStage(properties, before, now, terms);
  computeHomeAmount(properties, before, terms);
}

/** The properties that follow from the record itself. */
export function stampRecord(
  type: ObjectType,
  properties: Properties,
  id: string,
  createdAt: number,
  updatedAt: number,
): void {
  const spec = specOf(type);
  properties.set('hs_object_id', id);
  properties.set('hs_createdate', iso(createdAt));
  if (!DATED_BY_PEOPLE.has(type)) properties.set(spec.created, iso(createdAt));
  properties.set(spec.modified, iso(updatedAt));
}

function computeStage(
  properties: Properties,
  before: ReadonlyMap<string, string>,
  now: number,
  { pipelines }: PortalTerms,
): void {
  const pipeline = pipelines.find(({ id }) => id === properties.get('pipeline'));
  const stageId = properties.get('dealstage');
  if (stageId === undefined) {
    properties.set('hs_is_closed', 'false');
    properties.set('hs_is_closed_won', 'false');
    properties.delete('hs_deal_stage_probability');
    return;
  }
  const stage = pipeline?.stages.find(({ id }) => id === stageId);
  if (stage === undefined) {
    const message = `Stage ${stageId} does not belong to pipeline ${pipeline?.id ?? ''}`;
    throw invalid(message, [{ message, code: 'INVALID_OPTION', context: { propertyName: ['dealstage'] } }]);
  }
  properties.set('hs_is_closed', String(stage.isClosed));
  properties.set('hs_is_closed_won', String(stage.probability === '1.0'));
  properties.set('hs_deal_stage_probability', stage.probability);
  // HubSpot dates a close when it happens, unless the same write says otherwise.
  const closes = stage.isClosed && before.get('hs_is_closed') !== 'true';
  if (closes && properties.get('closedate') === before.get('closedate'))
    properties.set('closedate', iso(now));
}

function computeHomeAmount(
  properties: Properties,
  before: ReadonlyMap<string, string>,
  { exchangeRates }: PortalTerms,
): void {
  const currency = properties.get('deal_currency_code') ?? HOME_CURRENCY;
  const moved = currency !== (before.get('deal_currency_code') ?? HOME_CURRENCY);
  if (moved && properties.get('hs_exchange_rate') === before.get('hs_exchange_rate')) {
    const today = exchangeRates.get(currency);
    if (today === undefined) properties.delete('hs_exchange_rate');
    else properties.set('hs_exchange_rate', String(today));
  }
  const home = homeAmount(properties.get('amount'), currency, properties.get('hs_exchange_rate'));
  for (const name of ['amount_in_home_currency', 'hs_amount_in_home_currency']) {
    if (home === null) properties.delete(name);
    else properties.set(name, home);
  }
}

/** An amount in the home currency, to two decimals; null where there is none or no rate is kept. */
export function homeAmount(
  amount: string | undefined,
  currency: string,
  rate: string | undefined,
): string | null {
  if (amount === undefined) return null;
  if (currency === HOME_CURRENCY) return amount;
  return rate === undefined ? null : String(Math.round(Number(amount) * Number(rate) * 100) / 100);
}
