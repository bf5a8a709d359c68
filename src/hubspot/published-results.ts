/** The result properties of records, read back: what the sync wrote, in the domain's types. */
import { parseInstant } from '../domain/calendar.js';
import { BUCKETS, type DealClass } from '../domain/credit.js';
import { currencyExponent } from '../domain/currencies.js';
import { plainDecimal } from '../domain/exact-decimal.js';
import { FLAGS, type Flag } from '../domain/flag.js';
import { partnerId, type PartnerId } from '../domain/ids.js';
import { parseAmount } from '../domain/money.js';
import type {
  CompanyRecord,
  DealRecord,
  PropertyValues,
  PublishedDeal,
  RawRecord,
} from '../operations/crm-port.js';
import type { PublishedNumbers, PublishedResult } from '../operations/published-port.js';
import { DEAL_RESULTS, PARTNER_RESULTS } from './schema.js';

/**
 * A deal with the result that the sync published on it.
 * @returns null where the deal cannot be read: it is in no number either.
 */
export function readPublishedDeal(raw: RawRecord, record: DealRecord | null): PublishedDeal | null {
  if (record === null) return null;
  const closedate = raw.properties.closedate ?? '';
  return {
    record,
    closesAt: closedate === '' ? null : parseInstant(closedate),
    result: publishedResult(record.published),
  };
}

/** The published result; null before the first sync, and where a person has emptied or changed the class. */
export function publishedResult(published: PropertyValues): PublishedResult | null {
  const of = (key: keyof typeof DEAL_RESULTS): string => published[DEAL_RESULTS[key].name] ?? '';
  const dealClass = of('class');
  if (!isClass(dealClass)) return null;
  return {
    class: dealClass,
    bucket: BUCKETS.find((bucket) => bucket === of('bucket')) ?? null,
    sourcingPartnerIds: idsIn(of('sourcingPartnerIds')),
    influencingPartnerIds: idsIn(of('influencingPartnerIds')),
    flags: partsOf(of('flags')).filter(isFlag),
    policyVersion: of('policyVersion'),
  };
}

const isClass = (text: string): text is DealClass => ['sourced', 'influenced', 'direct'].includes(text);
const isFlag = (text: string): text is Flag => FLAGS.some((flag) => flag === text);

const partsOf = (text: string): readonly string[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const idsIn = (text: string): readonly PartnerId[] => partsOf(text).map(partnerId);

/** A partner's numbers; null before the first sync, and where one of them is no number any more. */
export function publishedNumbers({ published }: CompanyRecord): PublishedNumbers | null {
  const of = (key: keyof typeof PARTNER_RESULTS): string => published[PARTNER_RESULTS[key].name] ?? '';
  const homeCurrency = of('homeCurrency');
  const exponent = currencyExponent(homeCurrency);
  if (exponent === null) return null;
  const minor = (key: keyof typeof PARTNER_RESULTS): number => {
    const amount = parseAmount(plainDecimal(of(key)) ?? '', exponent);
    return amount.kind === 'amount' ? amount.minor : Number.NaN;
  };
  const numbers = {
    sourcedMinor: minor('sourcedRevenue'),
    influencedMinor: minor('influencedRevenue'),
    modelMinor: minor('modelCredit'),
    sourcedPipelineMinor: minor('sourcedPipeline'),
    wonDeals: Number(of('wonDeals') || 'none'),
  };
  if (!Object.values(numbers).every(Number.isSafeInteger)) return null;
  return { homeCurrency, policyVersion: of('policyVersion'), ...numbers };
}
