/** The changes that are worth trying, in as few words as a table's row allows. */
import type { Instant } from '../../src/domain/calendar.js';
import { candidateChanges } from '../../src/domain/candidate-changes.js';
import type { DealChange } from '../../src/domain/deal-change.js';
import type { Deal } from '../../src/domain/deal.js';
import type { Partner } from '../../src/domain/partner.js';
import type { Policy } from '../../src/domain/policy.js';
import type { Tag, Touch } from '../../src/domain/touch.js';
import { classified, CREATED, day, deal } from './facts.js';

export const STEPS = ['confirm', 'approve', 'gain', 'add', 'remove', 'untag', 'unrule', 'away'] as const;

export interface Facts {
  readonly deal?: Partial<Deal>;
  readonly touches?: readonly Touch[];
  readonly tags?: readonly Tag[];
  readonly policy?: Policy;
  readonly partners?: readonly Partner[];
}

/** Every step of the search over these facts. */
export const stepsOf = (facts: Facts) => {
  const { touches = [], tags = [] } = facts;
  return candidateChanges(
    classified({ deal: deal(facts.deal), touches, tags }, facts.policy, facts.partners),
  );
};

/** Days from the creation of the deal, and milliseconds beside them: "0d", "-180d+1". */
function dated(at: Instant): string {
  const days = Math.round((at - CREATED) / 86_400_000);
  const ms = at - day(days);
  return ms === 0 ? `${days}d` : `${days}d${ms > 0 ? '+' : ''}${ms}`;
}

function told(change: DealChange): string {
  if ('tag' in change) {
    const { partnerId, state, role, motion } = change.tag;
    return [partnerId, state, role, ...(motion === null ? [] : [motion])].join(' ');
  }
  const { kind, partnerId, at } = change.touch;
  const moved = change.kind === 'touch_moved' ? ` to ${dated(change.to)}` : '';
  return `${partnerId} ${kind} ${dated(at)}${moved}`;
}

/** The changes of one step, in the order in which they are tried. */
export const step = (name: (typeof STEPS)[number], facts: Facts): readonly string[] =>
  stepsOf(facts)[STEPS.indexOf(name)]!.changes.map(told);

/** The three sides of a bound. */
export const around = (who: string, bound: number): readonly string[] =>
  ['', '+1', '-1'].map((side) => `${who} to ${bound}d${side}`);
