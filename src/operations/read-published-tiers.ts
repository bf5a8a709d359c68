/** What partners achieved, as the last sync published it: in the few requests that a function has. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { TierSnapshot } from '../domain/tier-snapshot.js';
import { fullNameOf } from './company-card-facts.js';
import type { Crm } from './crm-port.js';

/** Five searches: a partner's published programme is up to 65 kB, so that more would take too long. */
const MOST_PARTNERS = 500;
const PAGE = 100;

export interface PublishedTier {
  readonly partnerId: PartnerId;
  readonly name: string;
  /** Null where no sync has published anything of it that can be read. */
  readonly snapshot: TierSnapshot | null;
}

export interface PublishedTiers {
  /** Those with the most partner-sourced revenue first; without those whose lifecycle stage is `ended`. */
  readonly partners: readonly PublishedTier[];
  /** How many partners were read, and how many the portal has, those that ended among both. */
  readonly read: number;
  readonly total: number;
}

/** Reads up to 500 partners, 100 a request. @param asOf when it is told. */
export async function readPublishedTiers(
  crm: Pick<Crm, 'searchCompanies' | 'readCompany' | 'publishedProgramme'>,
  asOf: Instant,
): Promise<PublishedTiers> {
  const partners: PublishedTier[] = [];
  let offset: number | null = 0;
  let read = 0;
  let total = 0;
  while (offset !== null && offset < MOST_PARTNERS) {
    const page = await crm.searchCompanies({
      anyOf: [[{ kind: 'partner' }]],
      order: { by: 'sourced', direction: 'descending' },
      offset,
      limit: PAGE,
    });
    ({ next: offset, total } = page);
    read += page.records.length;
    for (const record of page.records.flatMap((raw) => crm.readCompany(raw).records)) {
      if (record.partner === null || record.partner.stage === 'ended') continue;
      partners.push({
        partnerId: record.partner.id,
        name: fullNameOf(record),
        snapshot: crm.publishedProgramme(record, asOf)?.tiers ?? null,
      });
    }
  }
  return { partners, read, total };
}
