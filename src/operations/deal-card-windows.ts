/** From when to when touches count on a deal, as instants and as sentences. */
import { instant, type Instant } from '../domain/calendar.js';
import { compileRules, windowOf } from '../domain/rules.js';
import { TOUCH_KINDS, type TouchKind } from '../domain/touch.js';
import { LAST_INSTANT } from './deal-card-basis.js';
import { counted, dayIn } from './deal-card-days.js';
import { KIND_LABELS } from './deal-card-evidence.js';
import { legacyOf } from './deal-card-legacy.js';
import { listed, type DealCardFacts } from './deal-card-facts.js';

/** When the windows of a deal open; null where a policy reaches back so far that no calendar has the day. */
export function openingsOf(card: DealCardFacts): Readonly<Record<'sourcing' | 'influence', Instant | null>> {
  const { sourcingLookbackMs, influenceLookbackMs } = compileRules(card.policy);
  const { createdAt } = card.facts.deal;
  const before = (ms: number): Instant | null =>
    Math.abs(createdAt - ms) > LAST_INSTANT ? null : instant(createdAt - ms);
  return { sourcing: before(sourcingLookbackMs), influence: before(influenceLookbackMs) };
}

/** One sentence for sourcing, one for influence; none for a deal from before the baseline. */
export const windowSentences = (card: DealCardFacts): readonly string[] =>
  legacyOf(card) === null ? [sourcingWindow(card), influenceWindow(card)] : [];

// "For sourcing: registration and referral from 19 Mar 2026 (180 days before …) to 15 Sep 2026; …"
function sourcingWindow(card: DealCardFacts): string {
  const { kinds, lookbackDays, lateClaimDays } = card.policy.sourcing;
  const { lateClaimMs } = compileRules(card.policy);
  const { createdAt, endsAt } = windowOf(card.facts.deal, card.asOf);
  const late =
    kinds.includes('registration') && lateClaimDays > 0
      ? `; a registration until ${edge(card, instant(Math.min(createdAt + lateClaimMs, endsAt)))} (${counted(lateClaimDays, 'day')} after, never beyond the end)`
      : '';
  return (
    `For sourcing: ${kindsIn(kinds)} from ${edge(card, openingsOf(card).sourcing)} ` +
    `(${counted(lookbackDays, 'day')} before the deal was created) to ${edge(card, instant(Math.min(createdAt, endsAt)))}${late}.`
  );
}

function influenceWindow(card: DealCardFacts): string {
  const { kinds, lookbackDays } = card.policy.influence;
  const { deal } = card.facts;
  const { endsAt } = windowOf(deal, card.asOf);
  const end = deal.status === 'open' ? 'now, since the deal is open' : 'when the deal closed';
  return (
    `For influence: ${kindsIn(kinds)} from ${edge(card, openingsOf(card).influence)} ` +
    `(${counted(lookbackDays, 'day')} before the deal was created) to ${edge(card, endsAt)} (${end}).`
  );
}

const kindsIn = (kinds: readonly TouchKind[]): string =>
  kinds.length === TOUCH_KINDS.length
    ? 'touches of every kind'
    : kinds.length === 0
      ? 'nothing'
      : listed(kinds.map((kind) => KIND_LABELS[kind].toLowerCase()));

const edge = (card: DealCardFacts, at: Instant | null): string =>
  at === null || Math.abs(at) > LAST_INSTANT ? 'the beginning' : dayIn(card, at);
