import { instant } from '../src/domain/calendar.js';
import { KIND, STATUS, type PortfolioColumns } from '../src/domain/columns/portfolio-columns.js';
import { orderTouches } from '../src/domain/columns/touch-order.js';
import { partnerId } from '../src/domain/ids.js';
import { compileRules, type Rules } from '../src/domain/rules.js';
import { DEFAULT_POLICY } from '../src/domain/policy.js';
import type { GeneratedPortfolio } from './generate.js';

/** The defaults under which every contender works. */
export const RULES: Rules = compileRules(DEFAULT_POLICY);
export const MODELS = ['linear', 'time_decay', 'u_shaped'] as const;

/** The engine's columns of a generated portfolio; partner i is the partner "i". */
export function columnsOf(portfolio: GeneratedPortfolio): PortfolioColumns {
  const { asOf, createdAt, closedAt, status, amount, customer } = portfolio;
  const known = portfolio.touchAt.length;
  const touches = orderTouches(
    {
      length: known,
      deal: portfolio.touchDeal,
      partner: portfolio.touchPartner,
      at: portfolio.touchAt,
      kind: portfolio.touchKind,
      statusCounts: portfolio.touchKind.map((kind, touch) =>
        kind === KIND.registration ? (portfolio.touchApproved[touch] ?? 0) : 1,
      ),
      outcomeMissing: new Uint8Array(known),
    },
    createdAt.length,
  );
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
