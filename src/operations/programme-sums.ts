/** What the partner programme takes of every result, as results pass by: in columns, never all deals as objects. */
import { approvedAt } from '../domain/approved-registration.js';
import type { Instant } from '../domain/calendar.js';
import { groupBy } from '../domain/group-by.js';
import type { PartnerId } from '../domain/ids.js';
import { DealTally } from '../domain/numbers/deal-tally.js';
import type { Policy } from '../domain/policy.js';
import type { ProgrammeFacts } from '../domain/programme-facts.js';
import { NOT_MEASURED, standingMeasures } from '../domain/tier-measures.js';
import { ShareSums, shareWindow, type ShareWindow } from '../domain/tier-shares.js';
import { snapshotOfSums, type TierSnapshot } from '../domain/tier-snapshot.js';
import { programmeDeal } from './programme-deals.js';
import type { CurrentResult } from './result-port.js';

export class ProgrammeSums {
  readonly tally = new DealTally();
  readonly #achieved = new Map<PartnerId, ShareSums>();
  readonly #window: ShareWindow;

  constructor(
    readonly policy: Pick<Policy, 'model' | 'programme'>,
    readonly asOf: Instant,
  ) {
    this.#window = shareWindow(asOf, policy.programme.tiers.windowMonths);
  }

  /** Each deal is to come once. */
  add(result: CurrentResult): void {
    const deal = programmeDeal(result, this.policy.model);
    if (deal !== null) this.tally.add([deal]);
    const { status, closedAt } = result;
    if (status !== 'won' || closedAt === null) return;
    for (const id of result.sourcingPartnerIds) {
      this.#of(id).add(closedAt, { wonDeals: 1, sourcedMinor: result.homeCredits.source.get(id) ?? 0 });
    }
    for (const id of result.influencingPartnerIds) {
      this.#of(id).add(closedAt, { wonDeals: 1, influencedMinor: result.homeAmountMinor ?? 0 });
    }
  }

  #of(id: PartnerId): ShareSums {
    const sums = this.#achieved.get(id) ?? new ShareSums(this.#window);
    this.#achieved.set(id, sums);
    return sums;
  }

  /** What each partner achieved in the window of the tiers. */
  tierSnapshots(facts: ProgrammeFacts): ReadonlyMap<PartnerId, TierSnapshot> {
    const { tiers, numbers } = this.policy.programme;
    const { windowMonths } = tiers;
    const over = { asOf: this.asOf, windowMonths, satisfaction: numbers.satisfaction };
    const measures = standingMeasures(facts, over);
    const registered = groupBy(facts.registrations, ({ partnerId }) => partnerId);
    return new Map(
      facts.partners.map(({ profile: { id } }) => {
        const sums = this.#achieved.get(id)?.copy() ?? new ShareSums(this.#window);
        for (const registration of registered.get(id) ?? []) {
          const at = approvedAt(registration);
          if (at !== null) sums.add(at, { registrationsApproved: 1 });
        }
        return [id, snapshotOfSums(sums, measures.get(id) ?? NOT_MEASURED)] as const;
      }),
    );
  }
}
