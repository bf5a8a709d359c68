import { MOTION_LABELS } from './deal-card-evidence.js';
import { dayIn } from './deal-card-days.js';
import { nameOf, type DealCardFacts } from './deal-card-facts.js';
import type { TagEvent } from '../domain/tag-record.js';
import type { Motion, Role } from '../domain/touch.js';

/** Older ones are in the property alone. */
export const MOST_EVENTS = 20;

/** Who tagged what and when, the newest first, one sentence an item. */
export function historyOf(card: DealCardFacts): readonly string[] {
  const { history } = card.record.tagging;
  if (history === null || history.length === 0) return [];
  const shown = history.slice(0, MOST_EVENTS);
  const older = history.length - shown.length;
  const isUnsure = shown.some(({ by, byKnown }) => by !== null && !byKnown);
  return [
    ...shown.map((event) => eventSentence(card, event)),
    ...(older > 0 ? [`${older} older entries are in the property “Partner tag history”.`] : []),
    ...(isUnsure ? ['Names are as the card gave them; HubSpot does not vouch for them.'] : []),
  ];
}

function eventSentence(card: DealCardFacts, event: TagEvent): string {
  const reason = event.reason === null ? '' : ` Reason: ${event.reason}`;
  return `${dayIn(card, event.at)}: ${event.by ?? 'somebody'} ${deedWords(card, event)}.${reason}`;
}

function deedWords(card: DealCardFacts, { what, partnerId, role, motion, before }: TagEvent): string {
  const name = nameOf(card, partnerId);
  const as = roleWords(role, motion);
  switch (what) {
    case 'proposed':
      return `proposed ${name} as ${as}`;
    case 'confirmed':
      return before === null ? `tagged ${name} as ${as}` : `confirmed ${name} as ${as}`;
    case 'decided':
      return `decided that ${name} ${role} this deal`;
    case 'refused':
      return `refused ${name} as ${as}`;
    case 'removed':
      return `took ${name} off, which was tagged as ${as}`;
    case 'changed':
      return before === null
        ? `tagged ${name} as ${as}`
        : `changed ${name} from ${roleWords(before.role, before.motion)} to ${as}`;
  }
}

const roleWords = (role: Role, motion: Motion | null): string =>
  motion === null ? role : `${role} (${MOTION_LABELS[motion]})`;
