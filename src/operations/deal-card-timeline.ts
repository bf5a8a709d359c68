/** A deal's windows, touches and dates in the order of time: drawn as steps, and said in one line. */
import type { Instant } from '../domain/calendar.js';
import { groupBy } from '../domain/group-by.js';
import { windowOf } from '../domain/rules.js';
import type { Touch } from '../domain/touch.js';
import { locksAtOf } from './deal-card-basis.js';
import { counted, dayIn, daysUntil } from './deal-card-days.js';
import { judgedWithTags, KIND_LABELS } from './deal-card-evidence.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { openingsOf, windowSentences } from './deal-card-windows.js';
import type { DealTimeline, DealTimelineStep } from './views/deal-timeline-view.js';

/** Draws the timeline of a deal. */
export function timelineOf(card: DealCardFacts): DealTimeline {
  const steps = stepsOf(card);
  const passed = steps.filter(({ at }) => at <= card.asOf).length;
  return {
    sentence: `${sentenceParts(card, steps).join(' — ')}.`,
    steps: steps.map(({ at, kind, text }) => ({ kind, text, date: dayIn(card, at) })),
    currentStep: Math.max(0, passed - 1),
    windows: windowSentences(card),
    lock: lockSentence(card),
  };
}

/** "Locks in 14 days, on 4 Dec 2026, at the latest."; null where there is nothing to lock. */
export function lockSentence(card: DealCardFacts): string | null {
  const at = locksAtOf(card);
  if (at === null) return null;
  const left = daysUntil(card, at);
  const day = dayIn(card, at);
  if (left === null) return `Locked on ${day} at the latest: later changes are booked as adjustments.`;
  return left === 'today'
    ? `Locks today, ${day}, at the latest.`
    : `Locks ${left}, on ${day}, at the latest.`;
}

interface Step extends Pick<DealTimelineStep, 'kind' | 'text'> {
  readonly at: Instant;
  /** As it stands within a sentence. */
  readonly words: string;
}

interface Milestone extends Step {
  /** Whether a window ends there. */
  readonly closes: boolean;
}

function stepsOf(card: DealCardFacts): readonly Step[] {
  const milestones = milestonesOf(card);
  const touches = judgedWithTags(card).map(({ touch }) => touch);
  // Windows are inclusive at both ends, so a touch at the moment of a milestone stands within what it opens or closes.
  const between = groupBy(
    touches,
    (touch) => milestones.filter(({ at, closes }) => (closes ? at < touch.at : at <= touch.at)).length,
  );
  return [...Array(milestones.length + 1).keys()].flatMap((place) => {
    const next = milestones[place];
    return [...touchSteps(card, between.get(place) ?? []), ...(next === undefined ? [] : [next])];
  });
}

function milestonesOf(card: DealCardFacts): readonly Milestone[] {
  const { deal } = card.facts;
  const { sourcing, influence } = openingsOf(card);
  const same = sourcing !== null && sourcing === influence;
  const locksAt = locksAtOf(card);
  const end = deal.status === 'open' ? 'today: the deal is open' : deal.status;
  const milestone = (at: Instant | null, words: string, closes = false): readonly Milestone[] =>
    at === null ? [] : [{ kind: 'milestone', at, ...said(words), closes }];
  return [
    ...milestone(sourcing, same ? 'the windows open' : 'the window for sourcing opens'),
    ...milestone(same ? null : influence, 'the window for influence opens'),
    ...milestone(deal.createdAt, 'deal created'),
    ...milestone(windowOf(deal, card.asOf).endsAt, end, true),
    ...milestone(locksAt, locksAt !== null && locksAt < card.asOf ? 'locked' : 'locks at the latest', true),
  ].sort((a, b) => a.at - b.at);
}

/** Days with touches between two milestones that are shown one by one; of more, all but the ends are summed up. */
const MOST_DAYS = 6;

function touchSteps(card: DealCardFacts, touches: readonly Touch[]): readonly Step[] {
  const days = [...groupBy(touches, (touch) => dayIn(card, touch.at)).values()];
  const [first, last] = [days[0], days.at(-1)];
  if (days.length <= MOST_DAYS || first === undefined || last === undefined)
    return days.flatMap((day) => touchStep(day, touchWords(card, day)));
  const middle = days.slice(1, -1).flat();
  const partners = new Set(middle.map((touch) => touch.partnerId)).size;
  const until = middle.at(-1)?.at ?? card.asOf;
  const summary = `${counted(middle.length, 'touch', 'touches')} of ${counted(partners, 'partner')}, until ${dayIn(card, until)}`;
  return [
    ...touchStep(first, touchWords(card, first)),
    ...touchStep(middle, said(summary)),
    ...touchStep(last, touchWords(card, last)),
  ];
}

const touchStep = ([first]: readonly Touch[], words: Words): readonly Step[] =>
  first === undefined ? [] : [{ kind: 'touches', at: first.at, ...words }];

// "Northwind: referral; Contoso: demo and meeting"
function touchWords(card: DealCardFacts, touches: readonly Touch[]): Words {
  const byPartner = [...groupBy(touches, (touch) => touch.partnerId)];
  if (byPartner.length > 3)
    return said(`${counted(touches.length, 'touch', 'touches')} of ${counted(byPartner.length, 'partner')}`);
  const words = byPartner
    .map(([id, own]) => {
      const kinds = new Set(own.map((touch) => KIND_LABELS[touch.kind].toLowerCase()));
      return `${nameOf(card, id)}: ${listed([...kinds])}`;
    })
    .join('; ');
  // A name is written as its owner writes it, also at the beginning.
  return { words, text: words };
}

// "12 Sep 2026 Northwind: referral — 15 Sep 2026 deal created, Contoso: referral — …", what is of one day together. The
// windows and the lock have sentences of their own.
function sentenceParts(card: DealCardFacts, steps: readonly Step[]): readonly string[] {
  const { sourcing, influence } = openingsOf(card);
  const apart = new Set<Instant | null>([sourcing, influence, locksAtOf(card)]);
  const told = steps.filter(({ kind, at }) => kind === 'touches' || !apart.has(at));
  const byDay = groupBy(told, ({ at }) => dayIn(card, at));
  return [...byDay].map(([day, ofDay]) => `${day} ${ofDay.map(({ words }) => words).join(', ')}`);
}

type Words = Pick<Step, 'words' | 'text'>;

const said = (words: string): Words => ({ words, text: words.charAt(0).toUpperCase() + words.slice(1) });
