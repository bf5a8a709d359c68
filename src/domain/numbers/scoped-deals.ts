/** What deals bring to a scope: to the programme as a whole by their class, to partners by their credit. */
import { CLASS_CODES, INFLUENCING, SOURCING, type DealColumns } from './deal-columns.js';
import type { PartnerId } from '../ids.js';

/** Null: the programme as a whole. */
export type Members = ReadonlySet<PartnerId> | null;

/** Called with a deal's place and what it brings: home currency, minor units; NaN where it would be of a deal without home amount. */
export type VisitDeal = (
  deal: number,
  brings: {
    /** The whole amount of a sourced deal, or the partners' part of it. */
    sourced: number;
    /** The whole amount of a deal of class influenced, or of one that one of the partners influences: not additive. */
    influenced: number;
    /** The whole amount of a direct deal; 0 for partners. */
    direct: number;
    /** Credit under the policy's model. */
    credited: number;
    /** Whether a partner of the scope has a role. */
    partnered: boolean;
  },
) => void;

/**
 * Visits every deal (scope: all) or, once each, those on which one of the partners has a role. Partners of a type or tier
 * have their source credit together, and each deal that one of them influences once, also where another of them sources it:
 * as a parent with its children has (attribution.md §4). `brings` is good for the one call only.
 */
export function eachDeal(columns: DealColumns, members: Members, visit: VisitDeal): void {
  if (members === null) eachOfAll(columns, visit);
  else eachOf(columns, members, visit);
}

function eachOfAll(columns: DealColumns, visit: VisitDeal): void {
  const { length, amount, dealClass, roleStart, roles } = columns;
  const brings = { sourced: 0, influenced: 0, direct: 0, credited: 0, partnered: false };
  for (let deal = 0; deal < length; deal += 1) {
    const code = dealClass[deal]!;
    const whole = amount[deal]!;
    brings.sourced = code === CLASS_CODES.sourced ? whole : 0;
    brings.influenced = code === CLASS_CODES.influenced ? whole : 0;
    brings.direct = code === CLASS_CODES.direct ? whole : 0;
    brings.partnered = code !== CLASS_CODES.direct;
    brings.credited = 0;
    for (let role = roleStart[deal]!; role < roleStart[deal + 1]!; role += 1)
      brings.credited += roles.model[role]!;
    visit(deal, brings);
  }
}

function eachOf(columns: DealColumns, members: ReadonlySet<PartnerId>, visit: VisitDeal): void {
  const { partners, roles, roleStart, amount } = columns;
  const places = new Set([...members].flatMap((id) => partners.placeOf.get(id) ?? []));
  const brings = { sourced: 0, influenced: 0, direct: 0, credited: 0, partnered: true };
  for (const deal of dealsOf(columns, places)) {
    const whole = amount[deal]!;
    brings.sourced = brings.influenced = brings.direct = brings.credited = 0;
    for (let role = roleStart[deal]!; role < roleStart[deal + 1]!; role += 1) {
      if (!places.has(roles.partner[role]!)) continue;
      if (roles.role[role] === SOURCING) brings.sourced += Number.isNaN(whole) ? NaN : roles.source[role]!;
      brings.credited += roles.model[role]!;
      if (roles.role[role] === INFLUENCING) brings.influenced = whole;
    }
    visit(deal, brings);
  }
}

/** Each once; in no order that anything may rest on. */
function dealsOf({ partners, roles, length }: DealColumns, places: ReadonlySet<number>): readonly number[] {
  const deals: number[] = [];
  // A partner has one role on a deal; several partners may share one.
  const seen = places.size > 1 ? new Uint8Array(length) : null;
  for (const place of places) {
    for (let at = partners.start[place]!; at < partners.start[place + 1]!; at += 1) {
      const deal = roles.deal[partners.role[at]!]!;
      if (seen?.[deal] === 1) continue;
      if (seen !== null) seen[deal] = 1;
      deals.push(deal);
    }
  }
  return deals;
}
