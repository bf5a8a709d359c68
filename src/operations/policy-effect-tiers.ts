/** Which partners would earn another tier under another policy: by its tiers, and by the credit that it moves. */
import type { Instant } from '../domain/calendar.js';
import type { DealResult } from '../domain/credit.js';
import type { PartnerId } from '../domain/ids.js';
import type { Policy } from '../domain/policy.js';
import { compileRules } from '../domain/rules.js';
import { achievedBetween } from '../domain/tier-achieved.js';
import { earnedUnder, type AchievedChange } from '../domain/tier-snapshot.js';
import { monthsFrom } from '../domain/tier-window.js';
import { tierName, type TierSettings } from '../domain/tiers.js';
import { attributeFacts } from './attribute-facts.js';
import type { PublishedTiers } from './read-published-tiers.js';
import { spokenName } from './spoken-name.js';
import type { ComparedPortal } from './what-if.js';
import type { EffectRow, PolicyEffectTiers } from './views/settings-view.js';

/** How many partners are named. */
const NAMED = 10;

export interface TriedPolicies {
  readonly current: Policy;
  readonly proposed: Policy;
}

/** What the compared deals add to what partners achieved, or take away. */
export type AchievedChanges = ReadonlyMap<PartnerId, readonly AchievedChange[]>;

/**
 * Works it out over the deals that were read.
 * @throws AppError `total_overflow`.
 */
export function achievedUnder(
  portal: ComparedPortal,
  asOf: Instant,
  { current, proposed }: TriedPolicies,
): AchievedChanges {
  const under = (policy: Policy): readonly DealResult[] =>
    attributeFacts(portal.facts, {
      ...{ rules: compileRules(policy), models: [policy.model], partners: portal.partners, asOf },
      homeCurrency: portal.account.homeCurrency,
    }).deals.map(({ result }) => result);
  const [before, after] = [under(current), under(proposed)];
  const changes = new Map<PartnerId, AchievedChange[]>();
  portal.facts.forEach(({ deal }, place) => {
    const [was, is] = [before[place], after[place]];
    if (was === undefined || is === undefined) return;
    for (const [id, change] of achievedBetween(deal, was, is)) {
      const known = changes.get(id);
      if (known === undefined) changes.set(id, [change]);
      else known.push(change);
    }
  });
  return changes;
}

/** Whether another policy can move any tier at all; else no partner need be read. */
export const mayMoveTiers = ({ current, proposed }: TriedPolicies, changes: AchievedChanges): boolean =>
  changes.size > 0 || differ(current, proposed) || satisfactionDiffers(current, proposed);

const differ = (one: Policy, other: Policy): boolean =>
  JSON.stringify(earning(one)) !== JSON.stringify(earning(other));

/** What decides which tier is earned; grace and promotion decide what a review makes of it. */
const earning = ({ programme: { tiers } }: Policy): unknown => [tiers.windowMonths, tiers.levels];

const satisfactionDiffers = (one: Policy, other: Policy): boolean =>
  one.programme.numbers.satisfaction !== other.programme.numbers.satisfaction &&
  [one, other].some(({ programme: { tiers } }) =>
    tiers.levels.some(({ requirements }) => requirements.satisfaction !== undefined),
  );

export interface TiersTried extends TriedPolicies {
  readonly changes: AchievedChanges;
  readonly published: PublishedTiers;
  readonly asOf: Instant;
  /** The close of the oldest deal that was compared, where older ones were not; null where all were. */
  readonly dealsSince: Instant | null;
}

interface Moved {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Puts it in sentences and counts; null where nothing is to be said. */
export function effectOnTiers(tried: TiersTried): PolicyEffectTiers | null {
  const { current, proposed, published } = tried;
  const [before, after] = [current.programme.tiers, proposed.programme.tiers];
  if (published.partners.length === 0) return null;
  const unable = whyNone(tried, before, after);
  if (unable !== null) return { sentences: [unable], counts: [] };
  const all = published.partners.flatMap(({ partnerId, name, snapshot }) => {
    const changes = tried.changes.get(partnerId) ?? [];
    const move = snapshot === null ? null : earnedUnder({ before, after }, snapshot, changes, tried.asOf);
    return move === null ? [] : [{ name, before: tierName(move.before), after: tierName(move.after) }];
  });
  const moved = all.filter((one) => one.before !== one.after);
  if (moved.length === 0 && !differ(current, proposed)) return null;
  return {
    sentences: [
      movedWords(moved, all.length),
      ...limitsOf(tried, published.partners.length - all.length),
      ...(moved.length === 0 ? [] : [heldWords(after)]),
    ],
    counts: moved.length === 0 ? [] : countsOf(all, before, after),
  };
}

const COMMAND = 'npx partnership tiers review --policy policy.json';

/** Why no partner can be compared; null where they can. */
function whyNone(
  { current, proposed, published }: TiersTried,
  before: TierSettings,
  after: TierSettings,
): string | null {
  const known = published.partners.flatMap(({ snapshot }) => snapshot ?? []);
  if (known.length === 0) return 'Which tiers partners have earned is known after the next sync.';
  if (satisfactionDiffers(current, proposed)) {
    return `Satisfaction would be ${proposed.programme.numbers.satisfaction.toUpperCase()}, and tiers ask for it: which of them move is told by: ${COMMAND}`;
  }
  if (known.every(({ windowMonths }) => windowMonths !== before.windowMonths)) {
    return 'The window of the tiers was changed since the last sync: which tiers move is known after the next one.';
  }
  if (after.windowMonths > before.windowMonths) {
    return `The last sync summed up ${before.windowMonths} months and not ${after.windowMonths}: which tiers move is told by: ${COMMAND}`;
  }
  return null;
}

function movedWords(moved: readonly Moved[], compared: number): string {
  if (moved.length === 0) return `None of ${compared} partners would earn another tier.`;
  const named = moved
    .slice(0, NAMED)
    .map(({ name, before, after }) => `${spokenName(name)} (${before} → ${after})`);
  const more = moved.length - NAMED;
  const list = more > 0 ? `${named.join(', ')} and ${more} more` : listed(named);
  return `${moved.length} of ${compared} ${compared === 1 ? 'partner' : 'partners'} would earn another tier: ${list}.`;
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

function limitsOf({ published, dealsSince, changes, current, proposed, asOf }: TiersTried, unknown: number) {
  const { read, total } = published;
  const months = Math.max(current.programme.tiers.windowMonths, proposed.programme.tiers.windowMonths);
  const some = dealsSince !== null && changes.size > 0 && dealsSince > monthsFrom(asOf, -months);
  return [
    ...(read < total
      ? [
          `Compared are the ${read} partners with the most partner-sourced revenue, of ${total}; all of them: ${COMMAND}`,
        ]
      : []),
    ...(unknown > 0
      ? [
          `${unknown} ${unknown === 1 ? 'partner is' : 'partners are'} left out: what the last sync published of them does not tell.`,
        ]
      : []),
    ...(some ? ['Older deals of the window are not compared here; they may move tiers too.'] : []),
  ];
}

/** What is earned is not held yet. */
const heldWords = ({ promotion, graceDays }: TierSettings): string =>
  promotion === 'at_once'
    ? `Promotions come with the next sync; a tier that is not earned any more is kept for ${graceDays} days from the warning of a tier review.`
    : `Nobody’s tier changes by saving: the next tier review promotes, and warns ${graceDays} days before it takes a tier away.`;

/** How many partners earn each tier, the highest first. */
function countsOf(all: readonly Moved[], before: TierSettings, after: TierSettings): readonly EffectRow[] {
  const levels = [...before.levels, ...after.levels].map(({ tier }) => tierName(tier));
  const names = [...new Set(levels.toReversed()), tierName(null)];
  return names.flatMap((name) => {
    const was = all.filter((one) => one.before === name).length;
    const is = all.filter((one) => one.after === name).length;
    if (name === tierName(null) && was === 0 && is === 0) return [];
    const change = is === was ? 'No change' : `${is > was ? '+' : '−'}${Math.abs(is - was)}`;
    return [{ name: name === tierName(null) ? 'No tier' : name, before: `${was}`, after: `${is}`, change }];
  });
}
