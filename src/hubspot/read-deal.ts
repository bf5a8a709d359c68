import { parseInstant } from '../domain/calendar.js';
import type { Deal, DealStatus } from '../domain/deal.js';
import type { Flag } from '../domain/flag.js';
import { dealId, partnerId } from '../domain/ids.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import { tagOfRuling, type TagRecord } from '../domain/tag-record.js';
import type { Account, DealRecord, PropertyValues, SetAsideRecord } from '../operations/crm-port.js';
import { PIPELINE } from './asked-properties.js';
import { Cells, type CrmRecord, type ReadRecord } from './cells.js';
import { readMoney } from './deal-money.js';
import { ALL_COUNT, type DealPipelines, type PipelineUse } from './deal-pipelines.js';
import { decodeDismissals } from './dismissals.js';
import { namedPartners } from './named-partners.js';
import { isTicked } from './opt-out-properties.js';
import { decodeInsights } from './published-insights.js';
import { publishedResult } from './published-results.js';
import { decodeTouches } from './published-touches.js';
import { readLegacy } from './read-legacy.js';
import { decodeRulings } from './rulings.js';
import { DEAL_INPUTS, DEAL_RESULTS } from './schema.js';
import { decodeTagHistory } from './tag-history.js';

/** Reads a deal; won, lost and open by `hs_is_closed_won` and `hs_is_closed` alone. */
export function readDeal(
  record: CrmRecord,
  account: Account,
  mapping: Mapping = DEFAULT_MAPPING,
  pipelines: Pick<DealPipelines, 'useOf'> = ALL_COUNT,
): ReadRecord<DealRecord> {
  const cells = new Cells('deals', record);
  const id = dealId(record.id);
  const use = pipelines.useOf(cells.get(PIPELINE));
  const why = whyLeftOut(cells, use);
  if (why !== null) {
    const createdAt = cells.quietInstant('createdate');
    const setAside = { id, createdAt, why, published: cells.published(DEAL_RESULTS) };
    return { value: null, setAside, problems: [] };
  }
  const status = readStatus(cells);
  const createdAt = cells.instant('createdate');
  const closedAt = status === 'open' ? null : cells.instant('closedate');
  const money = readMoney(cells, account.homeCurrency, mapping.amount.property);
  const { problems } = cells;
  const tagging = readTagRecord(cells);
  const touches = decodeTouches(cells.get(DEAL_RESULTS.touches.name), id);
  if (touches.kind === 'unreadable') cells.note(DEAL_RESULTS.touches.name, 'touches_unreadable', false);
  const insights = readInsights(cells);
  const referral = readReferral(cells);
  if (createdAt === null || money === null || problems.some((problem) => problem.fatal)) {
    const setAside = { id, createdAt, published: cells.published(DEAL_RESULTS) };
    return { value: null, setAside, problems };
  }
  const { legacy, ...legacyFacts } = readLegacy(
    (property) => cells.get(property),
    mapping.baseline,
    account,
    { status, closedAt },
    wasLegacy(cells),
  );
  const deal: Deal = {
    id,
    createdAt,
    closedAt,
    status,
    ...money,
    dealType: cells.get('dealtype'),
    ...(use === 'count' || use === 'ignore' ? {} : { bucket: use }),
    ...(legacy === undefined ? {} : { legacy }),
    customer: null,
  };
  const value: DealRecord = {
    deal,
    recordedAt: cells.quietInstant('hs_createdate'),
    name: cells.get('dealname'),
    referral,
    rulings: (tagging.rulings ?? []).map((ruling) => tagOfRuling(id, ruling)),
    tagging,
    publishedTouches: touches,
    ...insights,
    namedPartners: namedPartners(namingCell(cells, mapping), mapping.tags.property),
    ...legacyFacts,
    ...publishedPartners(cells.published(DEAL_RESULTS), mapping),
    publishedPolicy: cells.get(DEAL_RESULTS.policyVersion.name),
    published: cells.published(DEAL_RESULTS),
  };
  return { value, problems };
}

/** Left out on purpose, which is no problem: nothing else of such a deal is looked at. */
function whyLeftOut(cells: Cells, use: PipelineUse): NonNullable<SetAsideRecord['why']> | null {
  if (isTicked(cells.get(DEAL_INPUTS.optOut.name))) return 'opted_out';
  return use === 'ignore' ? 'pipeline_ignored' : null;
}

const namingCell = (cells: Cells, { tags }: Mapping): string | null =>
  tags.property === null ? null : cells.get(tags.property.property);

/** Whether the last sync published that the deal lies before the baseline. */
const wasLegacy = (cells: Cells): boolean =>
  (cells.get(DEAL_RESULTS.flags.name) ?? '').split(';').includes('legacy' satisfies Flag);

function readTagRecord(cells: Cells): TagRecord {
  const decoded = <T>(property: string, decode: (text: string) => readonly T[] | null, problem: string) => {
    const text = cells.get(property);
    return text === null ? [] : (decode(text) ?? cells.note(property, problem, false));
  };
  return {
    rulings: decoded(DEAL_INPUTS.rulings.name, decodeRulings, 'rulings_unreadable'),
    history: decoded(DEAL_INPUTS.tagHistory.name, decodeTagHistory, 'tag_history_unreadable'),
  };
}

function readInsights(cells: Cells): Pick<DealRecord, 'insights' | 'dismissals'> {
  const { suggestions, hygieneDetail } = DEAL_RESULTS;
  const insights = decodeInsights(cells.get(suggestions.name), cells.get(hygieneDetail.name));
  if (insights.kind === 'unreadable') cells.note(suggestions.name, 'suggestions_unreadable', false);
  const text = cells.get(DEAL_INPUTS.dismissals.name);
  const dismissals = text === null ? [] : decodeDismissals(text);
  if (dismissals === null) cells.note(DEAL_INPUTS.dismissals.name, 'dismissals_unreadable', false);
  return { insights, dismissals };
}

function readStatus(cells: Cells): DealStatus {
  if (cells.get('hs_is_closed_won') === 'true') return 'won';
  return cells.get('hs_is_closed') === 'true' ? 'lost' : 'open';
}

// Both halves are needed: a referral without a date cannot be held against a window.
function readReferral(cells: Cells): DealRecord['referral'] {
  const partner = cells.get(DEAL_INPUTS.referralPartner.name);
  const date = cells.get(DEAL_INPUTS.referralDate.name);
  if (partner === null) return null;
  if (date === null) return cells.note(DEAL_INPUTS.referralDate.name, 'missing', false);
  const at = parseInstant(date);
  if (at === null) return cells.note(DEAL_INPUTS.referralDate.name, 'instant_invalid', false);
  return { partnerId: partnerId(partner), at };
}

/** By whose names a deal may be stated, somebody who reads it alone knows them from the last sync. */
function publishedPartners(
  published: PropertyValues,
  { tags }: Mapping,
): Pick<DealRecord, 'publishedPartners'> {
  if (tags.property === null && !tags.labels.some(({ object }) => object === 'contacts')) return {};
  const result = publishedResult(published);
  return {
    publishedPartners: result === null ? [] : [...result.sourcingPartnerIds, ...result.influencingPartnerIds],
  };
}
