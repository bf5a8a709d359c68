/**
 * The newest deals of a portal with their neighbourhood, in the few requests that a function has: by searches, and with
 * the touches that the last sync published.
 */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { Touch } from '../domain/touch.js';
import type { Account, Crm, DealRecord, Link, Links } from './crm-port.js';
import { factsOf } from './deal-facts.js';
import { recordAsOf } from './read-portal.js';
import type { ComparedPortal } from './what-if.js';

export interface RecentDeals extends ComparedPortal {
  /** How many deals the portal has, those that were not read among them. */
  readonly total: number;
}

/** HubSpot's search answers 200 at once, five times a second. */
const PAGE = 200;

/** Reads the deals that closed last, or are to close last, up to a number of them. */
export async function readRecentDeals(
  crm: Crm,
  account: Account,
  asOf: () => Instant,
  most: number,
): Promise<RecentDeals> {
  const { deals: found, total } = await searchDeals(crm, account, most);
  const deals = found.flatMap((record) => recordAsOf(record, asOf()) ?? []);
  const links = await crm.links(
    'deals',
    'companies',
    deals.map(({ deal }) => deal.id),
  );
  const around = await crm.companiesById(companiesAround(deals, links));
  const companies = new Map(around.map((company) => [company.id, company]));
  const partners = new Map(
    around.flatMap(({ partner }) => (partner === null ? [] : [[partner.id, partner] as const])),
  );
  const facts = deals.map((record) =>
    factsOf({
      record,
      links: linksOf(links, record),
      companies,
      partners,
      // A company that has ceased to be a partner since the last sync has no touches, as in the next one.
      touches: touchesOf(record).filter((touch) => partners.has(touch.partnerId)),
    }),
  );
  return { account, deals, facts, partners, total };
}

async function searchDeals(
  crm: Crm,
  account: Account,
  most: number,
): Promise<{ readonly deals: readonly DealRecord[]; readonly total: number }> {
  const deals: DealRecord[] = [];
  let offset: number | null = 0;
  let total = 0;
  while (offset !== null && offset < most) {
    const page = await crm.searchDeals({
      anyOf: [],
      order: { by: 'closed', direction: 'descending' },
      offset,
      limit: Math.min(PAGE, most - offset),
    });
    ({ next: offset, total } = page);
    deals.push(...page.records.flatMap((raw) => crm.readDeal(raw, account).records));
  }
  return { deals, total };
}

const linksOf = (links: Links, { deal }: DealRecord): readonly Link[] => links.get(deal.id) ?? [];

const touchesOf = ({ publishedTouches }: DealRecord): readonly Touch[] =>
  publishedTouches.kind === 'read' ? publishedTouches.touches : [];

function companiesAround(deals: readonly DealRecord[], links: Links): readonly string[] {
  const ids = new Set<string | PartnerId>();
  for (const record of deals) {
    for (const { toId } of linksOf(links, record)) ids.add(toId);
    for (const { partnerId } of [...touchesOf(record), ...record.rulings]) ids.add(partnerId);
    if (record.referral !== null) ids.add(record.referral.partnerId);
  }
  return [...ids];
}
