/** What a review of tiers has written, or would write, and what it leaves to people. */
import { tierName } from '../domain/tiers.js';
import type { TiersApplied } from '../operations/apply-tiers.js';
import type { TierPlan } from '../operations/plan-tiers.js';
import type { TierReviewReport } from '../operations/review-tiers.js';
import { spokenName } from '../operations/spoken-name.js';
import { many } from './many.js';

/** The end of a review. */
export function writtenText(report: TierReviewReport, done: TiersApplied['done']): string {
  const { plan, heldIn, tried } = report;
  if (plan === null) return 'Nothing is written: it is the review of an earlier day.\n';
  const lines = [
    ...plan.refused.map(({ reason }) => `  Left as it is: ${reason}`),
    ...byHandLines(plan, heldIn),
    ...(done?.writes.failed.map(
      ({ recordId, reason }) => `  HubSpot refused company ${recordId}: ${reason}`,
    ) ?? []),
    ...(tried === null ? [endOf(plan, done)] : ['Nothing is written.']),
  ];
  return `${lines.join('\n')}\n`;
}

function endOf({ records }: TierPlan, done: TiersApplied['done']): string {
  if (done !== null) {
    const { writes, runId } = done;
    return `${many(writes.partners, 'partner')} written. Take it back: partnership undo ${runId}\nThat puts back each partner’s tier, warning and history as they were, but for those changed since. No deal’s class and no credit has moved by it.`;
  }
  return records.length === 0
    ? 'Nothing is to be written: HubSpot has it all.'
    : `Nothing is written. Write tiers, warnings and histories of ${many(records.length, 'partner')}: partnership tiers review --yes`;
}

function byHandLines({ byHand }: TierPlan, heldIn: TierReviewReport['heldIn']): readonly string[] {
  if (byHand.length === 0 || heldIn.kind !== 'theirs') return [];
  return [
    `The mapping reads tiers from ${heldIn.property}, which is the portal’s own and is not written. To be set there:`,
    ...byHand.map(
      ({ partnerId, name, from, to }) =>
        `  ${name === null ? `company ${partnerId}` : `${spokenName(name)} (${partnerId})`}: ${tierName(from)} → ${tierName(to)}`,
    ),
  ];
}
