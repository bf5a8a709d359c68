import type { PartnerCredits } from '../domain/credit.js';
import type { PartnerId } from '../domain/ids.js';
import { MODEL_LABELS } from '../domain/deal-model.js';
import { displayMoney } from '../domain/money.js';
import type { DealCardCredit, DealCardPool } from './views/deal-card-view.js';
import { nameOf, type DealCardFacts } from './deal-card-facts.js';

const TITLES = { won: 'Revenue', open: 'Pipeline', lost: 'No credit: this deal was lost' } as const;

/** The three pools of a deal, each split by partner; pools that nobody has credit in are left out. */
export function creditOf(card: DealCardFacts): DealCardCredit {
  const { result } = card.attributed;
  const { model } = card.policy;
  const pools = [
    pool(card, 'Partner-sourced', result.credits.source),
    pool(card, 'Partner-influenced (not additive)', result.credits.influence),
    pool(card, `${MODEL_LABELS[model]} split`, result.credits.model.get(model) ?? new Map()),
  ];
  const shown = pools.filter(({ lines }) => lines.length > 0);
  const nothing = shown.length === 0 && result.status !== 'lost' ? ': no credit to partners' : '';
  return { title: TITLES[result.status] + nothing, pools: shown };
}

function pool(card: DealCardFacts, title: string, credits: PartnerCredits): DealCardPool {
  const { currency, amountMinor, sourcingPartnerIds } = card.attributed.result;
  const sources = (id: PartnerId): boolean => sourcingPartnerIds.includes(id);
  return {
    title,
    // The source first, as everywhere on the card.
    lines: [...credits]
      .sort(([a], [b]) => Number(sources(b)) - Number(sources(a)))
      .map(([id, minor]) => {
        const percent = amountMinor === 0 ? 0 : (minor / amountMinor) * 100;
        return {
          partnerName: nameOf(card, id),
          amount: displayMoney(minor, currency),
          share: `${percent.toFixed(percent === 100 ? 0 : 1)}%`,
          sharePercent: Math.round(percent * 10) / 10,
        };
      }),
  };
}
