/** Deals and customers as they were seen, and the deals beside those that were asked for. */
import type { LinkedActivity, NeighbourDeal } from '../domain/evidence.js';
import { dealId, type DealId } from '../domain/ids.js';
import type {
  Account,
  CompanyRecord,
  CrmReader,
  DealRecord,
  Links,
  RecordProblem,
  SetAsideRecord,
} from './crm-port.js';
import { customerLink } from './deal-facts.js';
import { everyOf, type Mirror } from './mirror.js';
import { neighbourOf } from './portal-findings.js';
import type { SeenRecord } from './seen-port.js';

export interface SeenDeals {
  readonly listed: readonly DealRecord[];
  readonly setAside: readonly SetAsideRecord[];
  readonly problems: readonly { readonly dealId: DealId; readonly problem: RecordProblem }[];
}

/** Reads the values of deals that were seen. */
export function readDeals(crm: CrmReader, account: Account, raws: readonly SeenRecord[]): SeenDeals {
  const pages = raws.map((raw) => ({ id: dealId(raw.id), page: crm.readDeal(raw, account) }));
  return {
    listed: pages.flatMap(({ page }) => page.records),
    setAside: pages.flatMap(({ page }) => page.setAside),
    problems: pages.flatMap(({ id, page }) => page.problems.map((problem) => ({ dealId: id, problem }))),
  };
}

/** Companies that are the customer of a deal, as far as they are there. */
export async function readCustomers(
  mirror: Mirror,
  crm: CrmReader,
  links: Links,
): Promise<ReadonlyMap<string, CompanyRecord>> {
  const ids = [...links.values()].flatMap((own) => customerLink(own)?.toId ?? []);
  const records = await mirror.records('companies', ids);
  const there = [...records.values()].filter((record) => record.gone === null);
  return new Map(there.flatMap((raw) => crm.readCompany(raw).records.map((company) => [raw.id, company])));
}

/**
 * Deals that are looked at beside those that were asked for: the other ones of an activity on several deals, and, where
 * an activity on no deal names a customer, all deals of that customer.
 */
export async function neighbours(
  mirror: Mirror,
  crm: CrmReader,
  account: Account,
  {
    activities,
    companiesOfContact,
    companies,
  }: {
    readonly activities: readonly LinkedActivity[];
    readonly companiesOfContact: ReadonlyMap<string, readonly string[]>;
    readonly companies: ReadonlyMap<string, CompanyRecord>;
  },
): Promise<readonly (readonly [DealId, NeighbourDeal])[]> {
  const named = activities
    .filter(({ dealIds }) => dealIds.length === 0)
    .flatMap(({ companyIds, contactIds }) => [
      ...companyIds,
      ...contactIds.flatMap((id) => companiesOfContact.get(id) ?? []),
    ]);
  const siblings = await mirror.origins(
    'deals',
    'companies',
    named.filter((id) => companies.has(id)),
  );
  const shared = activities.flatMap(({ dealIds }) => (dealIds.length > 1 ? dealIds : []));
  const others = [...everyOf(siblings), ...shared];
  const links = await mirror.links('deals', 'companies', others);
  const customers = await readCustomers(mirror, crm, links);
  const records = [...(await mirror.records('deals', others)).values()].filter(({ gone }) => gone === null);
  const { listed, setAside } = readDeals(crm, account, records);
  const deals = [...listed.map(({ deal }) => deal), ...setAside];
  return deals.flatMap((deal) => neighbourOf(deal, links, customers));
}
