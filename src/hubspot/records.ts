/** HubSpot's deals and companies → the domain's. */
import { parseInstant } from '../domain/calendar.js';
import { currencyExponent } from '../domain/currencies.js';
import type { Deal, DealStatus } from '../domain/deal.js';
import type { Flag } from '../domain/flag.js';
import { dealId, partnerId } from '../domain/ids.js';
import { parseAmount } from '../domain/money.js';
import { PARTNER_STAGES, PARTNER_TIERS, PARTNER_TYPES, type PartnerProfile } from '../domain/partner.js';
import { tagOfRuling, type TagRecord } from '../domain/tag-record.js';
import type { Account, CompanyRecord, DealRecord } from '../operations/crm-port.js';
import { DEFAULT_MAPPING } from '../domain/mapping.js';
import { Cells, names, type CrmRecord, type ReadRecord } from './cells.js';
import { decodeMonths } from './published-months.js';
import { decodeDismissals } from './dismissals.js';
import { decodeInsights } from './published-insights.js';
import { decodeTouches } from './published-touches.js';
import { DEAL_INPUTS, DEAL_RESULTS, PARTNER_INPUTS, PARTNER_RESULTS } from './schema.js';
import { decodeRulings } from './rulings.js';
import { decodeTagHistory } from './tag-history.js';

const { partners } = DEFAULT_MAPPING;
const MARKED_BY = partners.from === 'company' ? [partners.property] : [];

/** Which properties to ask for. */
export const COMPANY_PROPERTIES = [
  'name',
  'domain',
  'phone',
  ...MARKED_BY,
  'hs_parent_company_id',
  ...names(PARTNER_INPUTS),
  ...names(PARTNER_RESULTS),
];

export const DEAL_PROPERTIES = [
  'dealname',
  'createdate',
  'closedate',
  'hs_is_closed',
  'hs_is_closed_won',
  'amount',
  'deal_currency_code',
  'amount_in_home_currency',
  'dealtype',
  ...names(DEAL_INPUTS),
  ...names(DEAL_RESULTS),
];

/** Reads a company; the company id of one that is marked as a partner is its partner id. */
export function readCompany(record: CrmRecord): ReadRecord<CompanyRecord> {
  const cells = new Cells('companies', record);
  const value: CompanyRecord = {
    id: record.id,
    name: cells.get('name'),
    domain: cells.get('domain'),
    parentCompanyId: cells.get('hs_parent_company_id'),
    partner: isPartner(cells) ? readPartner(record, cells) : null,
    months: decodeMonths(cells.get(PARTNER_RESULTS.months.name)),
    published: cells.published(PARTNER_RESULTS),
  };
  return { value, problems: cells.problems };
}

function isPartner(cells: Cells): boolean {
  return partners.from === 'company' && partners.values.includes(cells.get(partners.property) ?? '');
}

function readPartner(record: CrmRecord, cells: Cells): PartnerProfile {
  const option = <T extends string>(property: string, labels: Readonly<Record<T, string>>): T | null => {
    const text = cells.get(property);
    if (text === null) return null;
    return Object.hasOwn(labels, text) ? (text as T) : cells.note(property, 'option_unknown', false);
  };
  return {
    id: partnerId(record.id),
    name: cells.get('name'),
    companyId: record.id,
    domain: cells.get('domain'),
    parentId: cells.get('hs_parent_company_id'),
    type: option(PARTNER_INPUTS.type.name, PARTNER_TYPES),
    tier: option(PARTNER_INPUTS.tier.name, PARTNER_TIERS),
    stage: option(PARTNER_INPUTS.stage.name, PARTNER_STAGES),
    managerId: cells.get(PARTNER_INPUTS.manager.name),
    phone: cells.get('phone'),
  };
}

/** Reads a deal; won, lost and open by `hs_is_closed_won` and `hs_is_closed` alone. */
export function readDeal(record: CrmRecord, account: Account): ReadRecord<DealRecord> {
  const cells = new Cells('deals', record);
  const id = dealId(record.id);
  const status = readStatus(cells);
  const createdAt = cells.instant('createdate');
  const closedAt = status === 'open' ? null : cells.instant('closedate');
  const money = readMoney(cells, account.homeCurrency);
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
  const deal: Deal = {
    id,
    createdAt,
    closedAt,
    status,
    ...money,
    dealType: cells.get('dealtype'),
    customer: null,
  };
  const value: DealRecord = {
    deal,
    name: cells.get('dealname'),
    referral,
    rulings: (tagging.rulings ?? []).map((ruling) => tagOfRuling(id, ruling)),
    tagging,
    publishedTouches: touches,
    ...insights,
    namedPartners: [],
    legacyClass: null,
    publishedPolicy: cells.get(DEAL_RESULTS.policyVersion.name),
    published: cells.published(DEAL_RESULTS),
  };
  return { value, problems };
}

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

type DealMoney = Pick<Deal, 'currency' | 'amountMinor' | 'homeAmountMinor' | 'flags'>;

function readMoney(cells: Cells, homeCurrency: string): DealMoney | null {
  const currency = cells.get('deal_currency_code') ?? homeCurrency;
  const exponent = currencyExponent(currency);
  if (exponent === null) return cells.note('deal_currency_code', 'currency_unknown', true);
  const own = readAmount(cells, 'amount', exponent);
  const isHome = currency === homeCurrency;
  const home = isHome
    ? own
    : readAmount(cells, 'amount_in_home_currency', currencyExponent(homeCurrency) ?? 0);
  if (own === 'invalid' || home === 'invalid') return null;
  const flags: readonly (Flag | false)[] = [
    own === null && 'amount_missing',
    (own?.rounded === true || home?.rounded === true) && 'amount_rounded',
    !isHome && home === null && 'home_amount_missing',
  ];
  return {
    currency,
    amountMinor: own?.minor ?? 0,
    homeAmountMinor: home?.minor ?? (isHome ? 0 : null),
    flags: flags.filter((flag) => flag !== false),
  };
}

function readAmount(
  cells: Cells,
  property: string,
  exponent: number,
): { readonly minor: number; readonly rounded: boolean } | null | 'invalid' {
  const text = cells.get(property);
  if (text === null) return null;
  const amount = parseAmount(text, exponent);
  if (amount.kind === 'amount') return amount;
  cells.note(property, 'amount_invalid', true);
  return 'invalid';
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
