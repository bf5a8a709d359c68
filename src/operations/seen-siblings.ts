/** The other deals of the customers of some deals, as far as a person has put a partner there. */
import type { SiblingDeal } from '../domain/deal-surroundings.js';
import { dealId, type PartnerId } from '../domain/ids.js';
import { CUSTOMER_DEALS } from '../domain/suggestion.js';
import type { Account, CrmReader, DealRecord, Link } from './crm-port.js';
import { customerLink } from './deal-facts.js';
import type { Mirror } from './mirror.js';
import { peopleOfDeals } from './seen-people.js';
import { partnersByName, type WhoIsWho } from './who-is-who.js';

export interface Siblings {
  /** Tagged deals by customer; whose customer is left out has too many deals, or is a partner. */
  readonly ofCustomer: ReadonlyMap<string, readonly SiblingDeal[]>;
}

/** Customers of whom one deal says something about another: not of those with many, nor of partners that buy. */
const saysSomething = (linkedDeals: readonly string[]): boolean => linkedDeals.length <= CUSTOMER_DEALS;

/** Reads them from what was seen. */
export async function siblingsOf(
  mirror: Mirror,
  crm: Pick<CrmReader, 'readDeal' | 'mapping'>,
  account: Account,
  customerIds: Iterable<string>,
  who: WhoIsWho,
): Promise<Siblings> {
  const isPartner = (id: string): id is PartnerId => who.partners.has(id as PartnerId);
  const customers = [...new Set(customerIds)].filter((id) => !isPartner(id));
  const linked = await mirror.origins('deals', 'companies', customers);
  const small = new Map([...linked].filter(([, ids]) => saysSomething(ids)));
  const deals = [...small.values()].flat();
  const links = await mirror.links('deals', 'companies', deals);
  const people = await peopleOfDeals(mirror, crm.mapping, deals, who);
  // Where the deal itself names its partner, all of them are read; else those that are tagged.
  const read = who.index === null ? null : await dealsAmong(mirror, crm, account, deals);
  const tagged = new Map(
    [...links].flatMap(([id, own]) => {
      const persons = (people.get(id) ?? []).flatMap(({ partnerId }) => partnerId ?? []);
      const named = namedOn(read?.get(id), who);
      const ids = [...new Set([...confirmedPartners(own), ...persons, ...named])].filter(isPartner);
      return ids.length === 0 ? [] : [[id, ids] as const];
    }),
  );
  const known = read ?? (await dealsAmong(mirror, crm, account, tagged.keys()));
  return {
    ofCustomer: new Map(
      [...small].map(([customer, ids]) => [
        customer,
        ids.flatMap((id): readonly SiblingDeal[] => {
          const partnerIds = tagged.get(id);
          const record = known.get(id);
          if (partnerIds === undefined || record === undefined) return [];
          if (customerLink(links.get(id) ?? [])?.toId !== customer) return [];
          return [{ id: dealId(id), won: record.deal.status === 'won', partnerIds }];
        }),
      ]),
    ),
  };
}

const confirmedPartners = (links: readonly Link[]): readonly string[] =>
  links.flatMap(({ toId, tags }) => (tags.some(({ state }) => state !== 'proposed') ? [toId] : []));

const namedOn = (record: DealRecord | undefined, who: WhoIsWho): readonly string[] =>
  record === undefined
    ? []
    : partnersByName(record, who).flatMap(({ match }) => (match.kind === 'matched' ? [match.partnerId] : []));

/** By deal; those that are gone or cannot be read are left out. */
async function dealsAmong(
  mirror: Mirror,
  crm: Pick<CrmReader, 'readDeal'>,
  account: Account,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, DealRecord>> {
  const deals = new Map<string, DealRecord>();
  for (const [id, raw] of await mirror.records('deals', ids)) {
    if (raw.gone !== null) continue;
    for (const record of crm.readDeal(raw, account).records) deals.set(id, record);
  }
  return deals;
}
