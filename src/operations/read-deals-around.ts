import { dealId, type DealId, type PartnerId } from '../domain/ids.js';
import { isAppError, type AppError } from '../errors.js';
import { knownDeal, type CardBasis, type DealAround } from './deal-around.js';
import { contactsOfDeals, readAround } from './read-around.js';
import type { RecordPage, DealRecord } from './crm-port.js';
import type { DealCardDeps } from './show-deal-card.js';

export interface DealsAround {
  readonly basis: CardBasis;
  /** Every deal that was asked for, or why it cannot be had. */
  readonly deals: ReadonlyMap<DealId, DealAround | AppError>;
}

/**
 * Reads deals and what stands around them, however many in two rounds.
 * @param named partners that are known by name besides those on the deals.
 */
export async function readDealsAround(
  { crm, clock, inForce }: DealCardDeps,
  ids: readonly DealId[],
  named: readonly PartnerId[] = [],
): Promise<DealsAround> {
  const [account, raws, allLinks, allContacts, owners, { policy, settings }] = await Promise.all([
    crm.account(),
    crm.recordsById('deals', ids),
    crm.links('deals', 'companies', ids),
    contactsOfDeals(crm, ids),
    crm.owners(),
    inForce(),
  ]);
  const asOf = clock.now();
  const read = new Map(raws.map((raw) => [dealId(raw.id), crm.readDeal(raw, account)]));
  const known = new Map(ids.map((id) => [id, knownOrWhyNot(read.get(id) ?? NOTHING, id, asOf)]));
  const around = [...known].flatMap(([id, record]) =>
    isAppError(record)
      ? []
      : [{ record, links: allLinks.get(id) ?? [], contacts: allContacts.get(id) ?? [] }],
  );
  const { companies, statements } = await readAround(crm, around, named);
  const deals = new Map(
    [...known].map(([id, record]): [DealId, DealAround | AppError] => {
      if (isAppError(record)) return [id, record];
      const { problems } = read.get(id) ?? NOTHING;
      const stated =
        statements === null ? {} : { statements: { ...statements, contacts: allContacts.get(id) ?? [] } };
      return [id, { record, problems, links: allLinks.get(id) ?? [], companies, ...stated }];
    }),
  );
  return { basis: { account, policy, settings, asOf, owners, mapping: crm.mapping }, deals };
}

const NOTHING: RecordPage<DealRecord> = { records: [], setAside: [], problems: [] };

function knownOrWhyNot(...deal: Parameters<typeof knownDeal>): DealRecord | AppError {
  try {
    return knownDeal(...deal);
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
}
