/**
 * deals.csv, touches.csv, tags.csv and partners.csv → the facts that the rules look at. Bad rows are set aside and
 * listed; the rest goes on.
 */
import type { Instant } from '../domain/calendar.js';
import type { Deal, DealFacts } from '../domain/deal.js';
import { groupBy } from '../domain/group-by.js';
import type { DealId } from '../domain/ids.js';
import { dealAsOf, type PartnerDirectory } from '../domain/rules.js';
import type { CsvSource } from './csv-table.js';
import { readDeals } from './read-deals.js';
import { readPartners } from './read-partners.js';
import { readTags, readTouches, type KnownIds } from './read-touches.js';
import type { Rejection } from './rejection.js';

export interface AttributionFiles {
  readonly deals: CsvSource;
  readonly touches: CsvSource;
  readonly tags: CsvSource | null;
  readonly partners: CsvSource | null;
}

export interface FileFacts {
  /** Deals that are known at the as-of instant, in the order of the file. */
  readonly facts: readonly DealFacts[];
  readonly partners: PartnerDirectory;
  /** By file (deals, touches, tags, partners), then line, then header order. */
  readonly rejected: readonly Rejection[];
}

/**
 * Reads the files of `partnership attribute`.
 * @param asOf deals created later are left out, with their touches and tags; deals closed later are open.
 * @param homeCurrency ISO 4217; what an amount without a currency is in.
 * @throws AppError `column_missing` or `file_malformed`, before anything is computed.
 */
export function readAttributionFiles(
  files: AttributionFiles,
  asOf: Instant,
  homeCurrency: string,
): FileFacts {
  const deals = readDeals(files.deals, homeCurrency);
  const partners = files.partners === null ? null : readPartners(files.partners);
  const live = dealsAsOf(deals.values, asOf);
  const known: KnownIds = { live, named: deals.ids, partners: partners?.directory ?? null };
  const touches = readTouches(files.touches, known);
  const tags = files.tags === null ? { values: [], rejected: [] } : readTags(files.tags, known);
  const touchesOf = groupBy(touches.values, (touch) => touch.dealId);
  const tagsOf = groupBy(tags.values, (tag) => tag.dealId);
  return {
    facts: [...live.values()].map((deal) => ({
      deal,
      touches: touchesOf.get(deal.id) ?? [],
      tags: tagsOf.get(deal.id) ?? [],
    })),
    partners: partners?.directory ?? new Map(),
    rejected: [...deals.rejected, ...touches.rejected, ...tags.rejected, ...(partners?.rejected ?? [])],
  };
}

function dealsAsOf(deals: readonly Deal[], asOf: Instant): ReadonlyMap<DealId, Deal> {
  const known = deals.map((deal) => dealAsOf(deal, asOf)).filter((deal) => deal !== null);
  return new Map(known.map((deal) => [deal.id, deal]));
}
