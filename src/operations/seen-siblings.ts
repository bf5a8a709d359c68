/** The other deals of the customers of some deals, as far as a person has put a partner there. */
import type { SiblingDeal } from '../domain/deal-surroundings.js';
import { dealId, type PartnerId } from '../domain/ids.js';
import { CUSTOMER_DEALS } from '../domain/suggestion.js';
import type { Account, CrmReader, Link } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import type { Mirror } from './mirror.js';

export interface Siblings {
  /** Tagged deals by customer; whose customer is left out has too many deals, or is a partner. */
  readonly ofCustomer: ReadonlyMap<string, readonly SiblingDeal[]>;
}

/** Customers of whom one deal says something about another: not of those with many, nor of partners that buy. */
export const saysSomething = (linkedDeals: readonly string[]): boolean =>
  linkedDeals.length <= CUSTOMER_DEALS;

/** Reads them from what was seen. */
export async function siblingsOf(
  mirror: Mirror,
  crm: Pick<CrmReader, 'readDeal'>,
  account: Account,
  customerIds: Iterable<string>,
  partners: ReadonlyMap<PartnerId, unknown>,
): Promise<Siblings> {
  const isPartner = (id: string): id is PartnerId => partners.has(id as PartnerId);
  const customers = [...new Set(customerIds)].filter((id) => !isPartner(id));
  const linked = await mirror.origins('deals', 'companies', customers);
  const small = new Map([...linked].filter(([, ids]) => saysSomething(ids)));
  const links = await mirror.links('deals', 'companies', [...small.values()].flat());
  const tagged = new Map(
    [...links].flatMap(([id, own]) => {
      const ids = confirmedPartners(own).filter(isPartner);
      return ids.length === 0 ? [] : [[id, ids] as const];
    }),
  );
  const won = await wonAmong(mirror, crm, account, tagged.keys());
  return {
    ofCustomer: new Map(
      [...small].map(([customer, ids]) => [
        customer,
        ids.flatMap((id): readonly SiblingDeal[] => {
          const partnerIds = tagged.get(id);
          const isWon = won.get(id);
          if (partnerIds === undefined || isWon === undefined) return [];
          if (customerLink(links.get(id) ?? [])?.toId !== customer) return [];
          return [{ id: dealId(id), won: isWon, partnerIds }];
        }),
      ]),
    ),
  };
}

const confirmedPartners = (links: readonly Link[]): readonly string[] =>
  links.flatMap(({ toId, tags }) => (tags.some(({ state }) => state !== 'proposed') ? [toId] : []));

/** By deal; those that are gone or cannot be read are left out. */
async function wonAmong(
  mirror: Mirror,
  crm: Pick<CrmReader, 'readDeal'>,
  account: Account,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, boolean>> {
  const won = new Map<string, boolean>();
  for (const [id, raw] of await mirror.records('deals', ids)) {
    if (raw.gone !== null) continue;
    for (const { deal } of crm.readDeal(raw, account).records) won.set(id, deal.status === 'won');
  }
  return won;
}
