/**
 * The nearest change that would have given a deal another class or another sourcing partner (attribution.md §7): found
 * by trying changes in the order of docs/adr/0006-counterfactual.md, each verified by the rules themselves.
 */
import { DAY_MS, instant, type Instant } from './calendar.js';
import { candidateChanges, type Candidates, type ClassifiedDeal } from './candidate-changes.js';
import { classify, type Classification } from './classify.js';
import { applyChange, type DealChange } from './deal-change.js';

export type Outcome = Pick<Classification, 'class' | 'sourcingPartnerIds' | 'influencingPartnerIds'>;

export interface Counterfactual {
  readonly change: DealChange;
  /** What the rules say about the changed deal. */
  readonly becomes: Outcome;
}

/** Every change is one run of the rules; what a step holds beyond these is farther off, and a card stays quick. */
const MOST_TRIED_A_STEP = 200;

/**
 * Finds the nearest change.
 * @returns null where nothing near changes class or sourcing partner.
 */
export function counterfactualOf(deal: ClassifiedDeal): Counterfactual | null {
  const { facts, partners, rules, asOf, classification } = deal;
  const now = outcomeOf(classification);
  const attempt: Attempt = (change) => {
    const after = classify(applyChange(facts, change), partners, rules, asOf);
    if (outcomeOf(after) === now) return null;
    const { class: dealClass, sourcingPartnerIds, influencingPartnerIds } = after;
    return { change, becomes: { class: dealClass, sourcingPartnerIds, influencingPartnerIds } };
  };
  const found = firstThatChanges(candidateChanges(deal), classification, attempt);
  return found === null ? null : inWholeUnits(found, asOf, attempt);
}

/** Runs the rules on the changed deal. @returns null where class and sourcing partner stay. */
type Attempt = (change: DealChange) => Counterfactual | null;

function firstThatChanges(
  steps: readonly Candidates[],
  before: Outcome,
  attempt: Attempt,
): Counterfactual | null {
  for (const { changes, gainsOnly } of steps) {
    for (const change of changes.slice(0, MOST_TRIED_A_STEP)) {
      const found = attempt(change);
      if (found !== null && (!gainsOnly || gains(found, before))) return found;
    }
  }
  return null;
}

/** What counts as another outcome: the class, or who sourced the deal. */
export const outcomeOf = (one: Outcome): string => JSON.stringify([one.class, ...one.sourcingPartnerIds]);

const RANK = { direct: 0, influenced: 1, sourced: 2 } as const;

/** Whether the partner of the change has more from it: it sources the deal now, or lifts its class. */
function gains({ change, becomes }: Counterfactual, before: Outcome): boolean {
  const { partnerId } = 'touch' in change ? change.touch : change.tag;
  const sources = (one: Outcome): boolean => one.sourcingPartnerIds.includes(partnerId);
  return (sources(becomes) && !sources(before)) || RANK[becomes.class] > RANK[before.class];
}

const UNITS_MS = [DAY_MS, 3_600_000, 60_000, 1_000] as const;
const SMALLEST_SAID_MS = 60_000;

/**
 * Rounds a move up to whole days, else hours, minutes, seconds: the largest unit within it under which the rules still
 * say the same. Example: two days and an hour earlier → three days earlier. A move of a millisecond → a minute.
 */
function inWholeUnits(found: Counterfactual, asOf: Instant, attempt: Attempt): Counterfactual {
  const { change, becomes } = found;
  if (change.kind !== 'touch_moved') return found;
  const moveMs = change.to - change.touch.at;
  const distanceMs = Math.abs(moveMs);
  for (const unitMs of UNITS_MS) {
    if (unitMs > Math.max(distanceMs, SMALLEST_SAID_MS)) continue;
    const to = instant(change.touch.at + Math.sign(moveMs) * Math.ceil(distanceMs / unitMs) * unitMs);
    const rounded = to > asOf ? null : attempt({ ...change, to });
    if (rounded !== null && outcomeOf(rounded.becomes) === outcomeOf(becomes)) return rounded;
  }
  return found;
}
