/**
 * Results → what changes on deals and partner companies, recorded before it is written, and written in batches.
 */
import type { Instant } from '../domain/calendar.js';
import type { RunId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { PartnerNumbers } from '../domain/portfolio.js';
import type { AttributedPortfolio } from './attribute-facts.js';
import type { Account, Crm, PropertyValues, RecordUpdate } from './crm-port.js';
import type { PropertyChange, Store } from './ports.js';
import type { Portal } from './read-portal.js';

export interface FailedWrite {
  readonly objectType: string;
  readonly recordId: string;
  readonly reason: string;
}

/** Changed properties of a record. */
export interface Update extends RecordUpdate {
  /** What the record holds now, for the properties that change. */
  readonly before: PropertyValues;
}

const NO_NUMBERS: PartnerNumbers = {
  sourcedMinor: 0,
  influencedGrossMinor: 0,
  modelMinor: new Map(),
  wonDeals: 0,
  sourcedPipelineMinor: 0,
};

/** What publishing would change on deals, against what they hold now. */
export function dealUpdates(
  crm: Crm,
  portal: Portal,
  portfolio: AttributedPortfolio,
  policy: Policy,
  asOf: Instant,
): readonly Update[] {
  const partnerNames = new Map([...portal.partners].map(([id, partner]) => [id, partner.name ?? id]));
  const records = new Map(portal.deals.map((record) => [record.deal.id, record]));
  return portfolio.deals.flatMap(({ result, classification }) => {
    const record = records.get(result.dealId);
    if (record === undefined) return [];
    const properties = crm.dealChanges(record, {
      result,
      model: policy.model,
      partnerNames,
      touchCount: classification.countingTouches.length,
      touches: portal.activityTouches.get(result.dealId) ?? [],
      asOf,
    });
    return updateOf(result.dealId, properties, record.published);
  });
}

/** What publishing would change on partner companies; a partner without any role has zeros. */
export function partnerUpdates(
  crm: Crm,
  portal: Portal,
  portfolio: AttributedPortfolio,
  policy: Policy,
): readonly Update[] {
  const numbers = new Map(portfolio.partners.map((partner) => [partner.partnerId, partner]));
  return [...portal.partners.keys()].flatMap((id) => {
    const record = portal.companies.get(id);
    if (record === undefined) return [];
    const properties = crm.partnerChanges(record, {
      numbers: numbers.get(id) ?? NO_NUMBERS,
      model: policy.model,
      homeCurrency: portal.account.homeCurrency,
      policyVersion: policy.version,
    });
    return updateOf(id, properties, record.published);
  });
}

const updateOf = (recordId: string, properties: PropertyValues, before: PropertyValues): readonly Update[] =>
  Object.keys(properties).length === 0 ? [] : [{ recordId, properties, before }];

export type Updates = Readonly<Record<'deals' | 'companies', readonly Update[]>>;

/**
 * Records what is about to change, then writes it, batch by batch.
 * @param progress is told how many records were written, of how many.
 * @returns the records that HubSpot refused; the rest is written.
 */
export async function publishUpdates(
  { crm, store }: { readonly crm: Crm; readonly store: Store },
  { portalId }: Account,
  runId: RunId,
  updates: Updates,
  progress: (written: number, of: number) => void,
): Promise<readonly FailedWrite[]> {
  const of = updates.deals.length + updates.companies.length;
  await store.planChanges(portalId, runId, [
    ...changesOf('deals', updates.deals),
    ...changesOf('companies', updates.companies),
  ]);
  const failed: FailedWrite[] = [];
  let written = 0;
  for (const objectType of ['deals', 'companies'] as const) {
    for (let from = 0; from < updates[objectType].length; from += WRITE_BATCH) {
      const batch = updates[objectType].slice(from, from + WRITE_BATCH);
      const outcomes = await crm.update(objectType, batch);
      // Recorded batch by batch, so that a run that is killed knows what it wrote.
      await store.recordOutcomes(
        portalId,
        runId,
        outcomes.map((one) => ({
          objectType,
          recordId: one.recordId,
          state: one.kind,
          reason: one.kind === 'failed' ? one.reason : null,
        })),
      );
      for (const one of outcomes) {
        if (one.kind === 'failed') failed.push({ objectType, recordId: one.recordId, reason: one.reason });
      }
      written += batch.length;
      progress(written, of);
    }
  }
  return failed;
}

/** One request of HubSpot's batch endpoints. */
const WRITE_BATCH = 100;

const changesOf = (objectType: string, updates: readonly Update[]): readonly PropertyChange[] =>
  updates.flatMap(({ recordId, properties, before }) =>
    Object.entries(properties).map(([property, newValue]) => ({
      objectType,
      recordId,
      property,
      oldValue: before[property] ?? null,
      newValue: newValue === '' ? null : newValue,
    })),
  );
