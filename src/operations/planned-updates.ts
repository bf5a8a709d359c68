/** Results → what publishing them would change on deals and partner companies. */
import type { Instant } from '../domain/calendar.js';
import { NO_INSIGHTS } from '../domain/deal-insights.js';
import type { DealId, PartnerId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import type { PartnerHistory } from '../domain/partner-history.js';
import type { PartnerNumbers } from '../domain/portfolio.js';
import type { AttributedPortfolio } from './attribute-facts.js';
import type { WorkedInsights } from './deal-insights.js';
import type { Account, CompanyRecord, Crm, PropertyValues, RecordUpdate } from './crm-port.js';
import type { Portal } from './read-portal.js';
import type { PlannedRecord } from './outbox-port.js';
import type { PublishedPartnerProgramme } from './published-programme-port.js';

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

/** Under what results are published, and what is published beside them. */
export interface DealUpdateBasis {
  readonly policy: Policy;
  readonly asOf: Instant;
  readonly insights: ReadonlyMap<DealId, Pick<WorkedInsights, 'insights'>>;
}

/**
 * What publishing would change on deals, against what they hold now. What an earlier sync published on a deal that is
 * set aside by now is taken back: HubSpot's own reports would go on adding it up.
 */
export function dealUpdates(
  crm: Crm,
  portal: Pick<Portal, 'deals' | 'partners' | 'activityTouches' | 'setAside'>,
  portfolio: AttributedPortfolio,
  { policy, asOf, insights }: DealUpdateBasis,
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
      insights: insights.get(result.dealId)?.insights ?? NO_INSIGHTS,
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
  companies: Iterable<CompanyRecord>,
  numbers: ReadonlyMap<PartnerId, PartnerNumbers>,
  policy: Policy,
  { homeCurrency }: Pick<Account, 'homeCurrency'>,
  history: {
    readonly asOf: Instant;
    readonly of: (id: PartnerId) => PartnerHistory;
    /** Of partners with children. */
    readonly families: ReadonlyMap<PartnerId, PartnerNumbers>;
    /** Absent where it was not worked out. */
    readonly programme?: ReadonlyMap<PartnerId, PublishedPartnerProgramme>;
  },
): readonly Update[] {
  return [...companies].flatMap((record) => {
    if (record.partner === null) return takenBack(record.id, record.published);
    const programme = history.programme?.get(record.partner.id);
    const properties = crm.partnerChanges(record, {
      numbers: numbers.get(record.partner.id) ?? NO_NUMBERS,
      model: policy.model,
      homeCurrency,
      policyVersion: policy.version,
      history: history.of(record.partner.id),
      withChildren: history.families.get(record.partner.id) ?? null,
      ...(programme === undefined ? {} : { programme }),
      asOf: history.asOf,
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

/** An update as the outbox keeps it: field by field, with what was there; null is empty. */
export const plannedOf = (
  objectType: PlannedRecord['objectType'],
  { recordId, properties, before }: Update,
): PlannedRecord => ({
  objectType,
  recordId,
  changes: Object.entries(properties).map(([property, newValue]) => ({
    property,
    oldValue: before[property] ?? null,
    newValue: newValue === '' ? null : newValue,
  })),
});
