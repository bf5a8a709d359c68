/** Takes deals in, page by page, and keeps of each what the numbers need: a million of them fit into some 100 MB. */
import type { PartnerId } from '../ids.js';
import type { ProgrammeDeal } from '../programme-facts.js';
import {
  BUCKET_CODES,
  CLASS_CODES,
  INFLUENCING,
  SOURCING,
  STATUS_CODES,
  type CustomerWins,
  type DealColumns,
  type PartnerDeals,
  type RoleColumns,
} from './deal-columns.js';
import { GrowingColumn } from './growing-column.js';

const doubles = (): GrowingColumn<Float64Array> => new GrowingColumn((length) => new Float64Array(length));
const integers = (): GrowingColumn<Int32Array> => new GrowingColumn((length) => new Int32Array(length));
const bytes = (): GrowingColumn<Uint8Array> => new GrowingColumn((length) => new Uint8Array(length));

/** Whatever the order of deals and pages, the numbers are the same. Each deal is to come once. */
export class DealTally {
  readonly #deals = {
    ...{ created: doubles(), closed: doubles(), amount: doubles() },
    ...{ status: bytes(), bucket: bytes(), dealClass: bytes() },
    ...{ customer: integers(), roleStart: integers() },
  };
  readonly #roles = {
    ...{ deal: integers(), partner: integers(), role: bytes() },
    ...{ source: doubles(), model: doubles() },
  };
  readonly #partners = new Map<PartnerId, number>();
  readonly #customers = new Map<string, number>();
  #columns: DealColumns | null = null;

  /** Adds a page of deals. */
  add(page: Iterable<ProgrammeDeal>): this {
    this.#columns = null;
    for (const deal of page) this.#addDeal(deal);
    return this;
  }

  /** All deals so far; made once, and anew after another page. */
  columns(): DealColumns {
    this.#columns ??= this.#make();
    return this.#columns;
  }

  #addDeal(deal: ProgrammeDeal): void {
    const place = this.#deals.created.length;
    this.#deals.created.push(deal.createdAt);
    this.#deals.closed.push(deal.status === 'open' ? NaN : (deal.closedAt ?? NaN));
    this.#deals.amount.push(deal.homeAmountMinor ?? NaN);
    this.#deals.status.push(STATUS_CODES[deal.status]);
    this.#deals.bucket.push(BUCKET_CODES[deal.bucket]);
    this.#deals.dealClass.push(CLASS_CODES[deal.class]);
    this.#deals.customer.push(deal.customerId === null ? -1 : placeIn(this.#customers, deal.customerId));
    this.#deals.roleStart.push(this.#roles.deal.length);
    const sourcing = new Set(deal.sourcing);
    const influencing = new Set(deal.influencing.filter((id) => !sourcing.has(id)));
    for (const id of sourcing) this.#addRole(deal, place, id, SOURCING);
    for (const id of influencing) this.#addRole(deal, place, id, INFLUENCING);
  }

  #addRole(deal: ProgrammeDeal, place: number, id: PartnerId, role: number): void {
    this.#roles.deal.push(place);
    this.#roles.partner.push(placeIn(this.#partners, id));
    this.#roles.role.push(role);
    this.#roles.source.push(deal.source.get(id) ?? 0);
    this.#roles.model.push(deal.model.get(id) ?? 0);
  }

  #make(): DealColumns {
    const { created, closed, amount, status, bucket, dealClass, customer } = this.#deals;
    const { deal, partner, role, source, model } = this.#roles;
    const roleStart = new Int32Array(created.length + 1).fill(deal.length);
    roleStart.set(this.#deals.roleStart.values);
    const roles: RoleColumns = {
      ...{ deal: deal.values, partner: partner.values, role: role.values },
      ...{ source: source.values, model: model.values },
    };
    const columns = {
      ...{ length: created.length, created: created.values, closed: closed.values, amount: amount.values },
      ...{ status: status.values, bucket: bucket.values, dealClass: dealClass.values },
      ...{ customer: customer.values, roleStart, roles },
    };
    return {
      ...columns,
      partners: partnerDeals(this.#partners, columns),
      customers: customerWins(this.#customers, columns),
    };
  }
}

/** An empty tally. */
export const dealTally = (): DealTally => new DealTally();

function placeIn<Key>(places: Map<Key, number>, key: Key): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  places.set(key, places.size);
  return places.size - 1;
}

function partnerDeals(
  placeOf: ReadonlyMap<PartnerId, number>,
  { roles, created }: Pick<DealColumns, 'roles' | 'created'>,
): PartnerDeals {
  const start = new Int32Array(placeOf.size + 1);
  for (const partner of roles.partner) start[partner + 1]! += 1;
  for (let place = 0; place < placeOf.size; place += 1) start[place + 1]! += start[place]!;
  const next = start.slice();
  const role = new Int32Array(roles.partner.length);
  const firstCreated = new Float64Array(placeOf.size).fill(Infinity);
  roles.partner.forEach((partner, place) => {
    role[next[partner]!] = place;
    next[partner]! += 1;
    firstCreated[partner] = Math.min(firstCreated[partner]!, created[roles.deal[place]!]!);
  });
  return { placeOf, start, role, firstCreated };
}

function customerWins(
  placeOf: ReadonlyMap<string, number>,
  { length, customer, status, closed, dealClass }: Omit<DealColumns, 'partners' | 'customers'>,
): CustomerWins {
  const firstWon = new Float64Array(placeOf.size).fill(Infinity);
  const firstWonWithPartner = new Float64Array(placeOf.size).fill(Infinity);
  for (let deal = 0; deal < length; deal += 1) {
    const place = customer[deal]!;
    const at = closed[deal]!;
    if (place < 0 || status[deal] !== STATUS_CODES.won || Number.isNaN(at)) continue;
    firstWon[place] = Math.min(firstWon[place]!, at);
    if (dealClass[deal] === CLASS_CODES.direct) continue;
    firstWonWithPartner[place] = Math.min(firstWonWithPartner[place]!, at);
  }
  return { placeOf, firstWon, firstWonWithPartner };
}
