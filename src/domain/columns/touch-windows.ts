/** Which touches count on a deal, and for what: attribution.md §3.3. */
import type { Rules } from '../rules.js';
import { TOUCH_KINDS } from '../touch.js';
import { STANDING } from './outcome-codes.js';
import { KIND, type PortfolioColumns } from './portfolio-columns.js';

/** Judges touches by kind, status and time; windows are inclusive at both ends. */
export class TouchWindows {
  readonly #portfolio: Pick<PortfolioColumns, 'deals' | 'touches'>;
  readonly #rules: Rules;
  readonly #sourcingKind: Uint8Array;
  readonly #influenceKind: Uint8Array;

  constructor(portfolio: Pick<PortfolioColumns, 'deals' | 'touches'>, rules: Rules) {
    this.#portfolio = portfolio;
    this.#rules = rules;
    this.#sourcingKind = Uint8Array.from(TOUCH_KINDS, (kind) => Number(rules.sourcingKinds.has(kind)));
    this.#influenceKind = Uint8Array.from(TOUCH_KINDS, (kind) => Number(rules.influenceKinds.has(kind)));
  }

  /** The standing of a touch of a deal whose partner is not excluded. */
  standingOf(deal: number, touch: number): number {
    const { deals, touches } = this.#portfolio;
    const at = touches.at[touch]!;
    const kind = touches.kind[touch]!;
    if (at > deals.endsAt[deal]!) return STANDING.after_close;
    if (touches.statusCounts[touch] === 0) return STANDING.status_does_not_count;
    const beforeMs = deals.createdAt[deal]! - at;
    const { sourcingLookbackMs, lateClaimMs, influenceLookbackMs } = this.#rules;
    const sources = this.#sourcingKind[kind] === 1;
    const lateMs = kind === KIND.registration ? lateClaimMs : 0;
    if (sources && beforeMs <= sourcingLookbackMs && -beforeMs <= lateMs) return STANDING.counts_for_sourcing;
    if (this.#influenceKind[kind] === 0)
      return sources ? STANDING.outside_window : STANDING.kind_does_not_count;
    return beforeMs <= influenceLookbackMs ? STANDING.counts_for_influence : STANDING.outside_window;
  }
}
