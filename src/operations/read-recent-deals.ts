/**
 * The newest deals of a portal with their neighbourhood, in the few requests that a function has: by searches, and with
 * the touches that the last sync published.
 */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { Touch } from '../domain/touch.js';
import type { Account, CompanyRecord, Crm, DealRecord, Link, Links } from './crm-port.js';
import { factsOf } from './deal-facts.js';
import { contactsOfDeals, readAround } from './read-around.js';
import { recordAsOf } from './read-portal.js';
import type { ComparedPortal } from './what-if.js';
import { hasContactLabels, partnersByName, peopleOnDeal, whoIsAmong } from './who-is-who.js';

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
  const { companies, statements } = await readNeighbours(crm, deals, links);
  const partners = new Map(
    [...companies.values()].flatMap(({ partner }) =>
      partner === null ? [] : [[partner.id, partner] as const],
    ),
  );
  const who = statements === null ? null : whoIsAmong(crm.mapping, partners);
  const facts = deals.map((record) =>
    factsOf({
      ...(who === null || statements === null
        ? {}
        : {
            people: peopleOnDeal(
              statements.contactsOf.get(record.deal.id) ?? [],
              statements.companiesOf,
              who,
            ),
            names: partnersByName(record, who),
          }),
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

interface Neighbours {
  readonly companies: ReadonlyMap<string, CompanyRecord>;
  /** Null where the mapping knows of nothing that deals or contacts state. */
  readonly statements: { readonly contactsOf: Links; readonly companiesOf: Links } | null;
}

async function readNeighbours(crm: Crm, deals: readonly DealRecord[], links: Links): Promise<Neighbours> {
  const { mapping } = crm;
  if (mapping.tags.property === null && !hasContactLabels(mapping)) {
    const around = await crm.companiesById(companiesAround(deals, links));
    return { companies: new Map(around.map((company) => [company.id, company])), statements: null };
  }
  const ids = deals.map(({ deal }) => deal.id);
  const contactsOf = await contactsOfDeals(crm, ids);
  const read = deals.map((record) => ({
    ...{ record, links: linksOf(links, record), contacts: contactsOf.get(record.deal.id) ?? [] },
  }));
  const { companies, statements } = await readAround(crm, read);
  return { companies, statements: statements && { contactsOf, companiesOf: statements.companiesOf } };
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
