/**
 * Results → what changes on deals and partner companies, recorded before it is written, and written in batches.
 */
import type { Instant } from '../domain/calendar.js';
import type { RunId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { PartnerNumbers } from '../domain/portfolio.js';
import type { AttributedPortfolio } from './attribute-facts.js';
import type { Account, Crm, PropertyValues, RecordUpdate, WriteOutcome } from './crm-port.js';
import type { ChangeOutcome, PropertyChange, Store } from './ports.js';
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

export type Updates = Readonly<Record<'deals' | 'companies', readonly Update[]>>;

const NO_NUMBERS: PartnerNumbers = {
  sourcedMinor: 0,
  influencedGrossMinor: 0,
  modelMinor: new Map(),
  wonDeals: 0,
  sourcedPipelineMinor: 0,
};

/**
 * What publishing would change on deals, against what they hold now. What an earlier sync published on a deal that is
 * set aside by now is taken back: HubSpot's own reports would go on adding it up.
 */
export function dealUpdates(
  crm: Crm,
  portal: Portal,
  portfolio: AttributedPortfolio,
  policy: Policy,
  asOf: Instant,
): readonly Update[] {
  const partnerNames = new Map([...portal.partners].map(([id, partner]) => [id, partner.name ?? id]));
  const records = new Map(portal.deals.map((record) => [record.deal.id, record]));
  const attributed = portfolio.deals.flatMap(({ result, classification }) => {
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
  return [...attributed, ...portal.setAside.flatMap(({ id, published }) => takenBack(id, published))];
}

/**
 * What publishing would change on companies: a partner without any role has zeros, and what was published on a company
 * that is no partner any more is taken back.
 */
export function partnerUpdates(
  crm: Crm,
  portal: Portal,
  portfolio: AttributedPortfolio,
  policy: Policy,
): readonly Update[] {
  const numbers = new Map(portfolio.partners.map((partner) => [partner.partnerId, partner]));
  return [...portal.companies.values()].flatMap((record) => {
    if (record.partner === null) return takenBack(record.id, record.published);
    const properties = crm.partnerChanges(record, {
      numbers: numbers.get(record.partner.id) ?? NO_NUMBERS,
      model: policy.model,
      homeCurrency: portal.account.homeCurrency,
      policyVersion: policy.version,
    });
    return updateOf(record.id, properties, record.published);
  });
}

const updateOf = (recordId: string, properties: PropertyValues, before: PropertyValues): readonly Update[] =>
  Object.keys(properties).length === 0 ? [] : [{ recordId, properties, before }];

function takenBack(recordId: string, published: PropertyValues): readonly Update[] {
  const filled = Object.entries(published).filter(([, value]) => value !== null);
  return updateOf(recordId, Object.fromEntries(filled.map(([property]) => [property, ''])), published);
}

export interface PublishResult {
  readonly deals: number;
  readonly partners: number;
  /** Refused by HubSpot, record by record; the rest is written. */
  readonly failed: readonly FailedWrite[];
}

/**
 * Records what is about to change, then writes it, batch by batch.
 * @param progress is told how many records were written or refused, of how many.
 */
export async function publishUpdates(
  { crm, store }: { readonly crm: Crm; readonly store: Store },
  { portalId }: Account,
  runId: RunId,
  updates: Updates,
  progress: (done: number, of: number) => void,
): Promise<PublishResult> {
  const of = updates.deals.length + updates.companies.length;
  const changes = [...changesOf('deals', updates.deals), ...changesOf('companies', updates.companies)];
  await store.planChanges(portalId, runId, changes);
  const written = { deals: 0, companies: 0 };
  const failed: FailedWrite[] = [];
  for (const objectType of ['deals', 'companies'] as const) {
    await crm.update(objectType, updates[objectType], async (outcomes) => {
      // Recorded as they come, so that a run that is killed knows what it wrote.
      await store.recordOutcomes(
        portalId,
        runId,
        outcomes.map((one) => recordedOutcome(objectType, one)),
      );
      for (const one of outcomes) {
        if (one.kind === 'written') written[objectType] += 1;
        else failed.push({ objectType, recordId: one.recordId, reason: one.reason });
      }
      progress(written.deals + written.companies + failed.length, of);
    });
  }
  return { deals: written.deals, partners: written.companies, failed };
}

const recordedOutcome = (objectType: string, outcome: WriteOutcome): ChangeOutcome => ({
  objectType,
  recordId: outcome.recordId,
  state: outcome.kind,
  reason: outcome.kind === 'failed' ? outcome.reason : null,
});

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
