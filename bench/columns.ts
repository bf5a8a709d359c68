import { instant } from '../src/domain/calendar.js';
import { KIND, STATUS, type PortfolioColumns } from '../src/domain/columns/portfolio-columns.js';
import { orderTouches } from '../src/domain/columns/touch-order.js';
import { partnerId } from '../src/domain/ids.js';
import { compileRules, type Rules } from '../src/domain/rules.js';
import { DEFAULT_POLICY } from '../src/domain/policy.js';
import { TouchParts } from '../src/files/touch-parts.js';
import type { GeneratedPortfolio } from './generate.js';

/** The defaults under which every contender works. */
export const RULES: Rules = compileRules(DEFAULT_POLICY);
export const MODELS = ['linear', 'time_decay', 'u_shaped'] as const;

/** The engine's columns of a generated portfolio; partner i is the partner "i". */
export function columnsOf(portfolio: GeneratedPortfolio): PortfolioColumns {
  const { asOf, createdAt, closedAt, status, amount, customer } = portfolio;
  const kept = new TouchParts(createdAt.length, 31);
  for (let touch = 0; touch < portfolio.touchAt.length; touch += 1) {
    const kind = portfolio.touchKind[touch] ?? 0;
    const counts = kind === KIND.registration ? (portfolio.touchApproved[touch] ?? 0) : 1;
    const [deal, partner] = [portfolio.touchDeal[touch] ?? 0, portfolio.touchPartner[touch] ?? 0];
    kept.add(deal, partner, portfolio.touchAt[touch] ?? 0, kind, counts);
  }
  const places = Uint32Array.from({ length: portfolio.partners }, (_, place) => place);
  const touches = orderTouches(kept.parts.flat(), createdAt.length, 0, places);
  return {
    partners: Array.from({ length: portfolio.partners }, (_, place) => partnerId(String(place))),
    deals: {
      length: createdAt.length,
      createdAt,
      endsAt: closedAt.map((closed, deal) => (status[deal] === STATUS.open ? instant(asOf) : closed)),
      status,
      amount,
      homeAmount: amount,
    },
    touches,
    tags: {
      starts: new Uint32Array(createdAt.length + 1),
      partner: new Uint32Array(0),
      role: new Uint8Array(0),
      state: new Uint8Array(0),
    },
    isExcluded: (deal, partner) => customer[deal] === partner,
  };
}
