/** What waits for somebody in the programme: filtered by kind and paged, from what the last sync published. */
import { displayDay } from '../domain/calendar.js';
import { QUEUE_KINDS, type QueueItem, type QueueKind } from '../domain/programme-queue.js';
import { PAGE_RECORDS, pageOffset } from './home-pages.js';
import { countText, manyText, minuteText } from './home-words.js';
import type { ProgrammeQueue } from './programme-summary.js';
import type { HomeProgrammeItem, HomeProgrammeQueueView } from './views/home-programme-view.js';

export interface ProgrammeQueueAsked {
  /** Null: all kinds. */
  readonly kind: QueueKind | null;
  /** From 1. */
  readonly page: number;
}

/** One read. A page beyond the last is the last. */
export async function showHomeProgrammeQueue(
  { programmeQueue }: { readonly programmeQueue: () => Promise<ProgrammeQueue | null> },
  { kind, page }: ProgrammeQueueAsked,
): Promise<HomeProgrammeQueueView> {
  const queue = await programmeQueue();
  if (queue === null) {
    return {
      ...{ kind: 'home-programme-queue', kinds: [], items: [], range: '', page: 1, pages: 1 },
      note: 'Run partnership sync: it looks up what waits, and publishes it here.',
    };
  }
  const { items, total, asOf, timeZone } = queue;
  const wanted = kind === null ? items : items.filter((item) => item.kind === kind);
  const waiting = kind === null ? sumOf(total) : (total[kind] ?? 0);
  const pages = Math.max(1, Math.ceil(wanted.length / PAGE_RECORDS));
  const at = Math.min(page, pages);
  const shown = wanted.slice(pageOffset(at), pageOffset(at) + PAGE_RECORDS);
  return {
    kind: 'home-programme-queue',
    kinds: kindsOf(total),
    items: shown.map((item, place) => rowOf(item, pageOffset(at) + place, timeZone)),
    range: rangeText(pageOffset(at), shown.length, { listed: wanted.length, waiting }),
    ...{ page: at, pages },
    note: `As of ${minuteText(asOf, timeZone)}; what is settled leaves the list with the next sync.`,
  };
}

const sumOf = (total: ProgrammeQueue['total']): number =>
  Object.values(total).reduce((sum, count) => sum + count, 0);

const kindsOf = (total: ProgrammeQueue['total']): HomeProgrammeQueueView['kinds'] => [
  { value: 'all', label: `Everything: ${countText(sumOf(total))}` },
  ...(Object.keys(QUEUE_KINDS) as readonly QueueKind[]).flatMap((kind) => {
    const count = total[kind] ?? 0;
    return count === 0 ? [] : [{ value: kind, label: `${QUEUE_KINDS[kind]}: ${countText(count)}` }];
  }),
];

function rangeText(
  offset: number,
  shown: number,
  { listed, waiting }: { readonly listed: number; readonly waiting: number },
): string {
  if (shown === 0) return 'Nothing waits.';
  const range = `${countText(offset + 1)}–${countText(offset + shown)} of ${manyText(waiting, 'matter')}`;
  return waiting > listed
    ? `${range}. The first ${countText(listed)} are listed here: settle some, or choose a kind.`
    : `${range}.`;
}

/** HubSpot's object type ids; a registration is opened from its partner, since its type id is the portal's own. */
const LINKS: Readonly<Partial<Record<QueueItem['record']['type'], readonly [type: string, label: string]>>> =
  {
    deals: ['0-3', 'Open the deal'],
    tickets: ['0-5', 'Open the ticket'],
  };

function rowOf(item: ProgrammeQueue['items'][number], place: number, timeZone: string): HomeProgrammeItem {
  const { kind, partnerId, partnerName, record, text, dueAt, overdue } = item;
  const [objectTypeId, label] = LINKS[record.type] ?? [];
  return {
    id: `${kind} ${record.type} ${record.id} ${place}`,
    what: QUEUE_KINDS[kind],
    partner: { id: partnerId, name: partnerName },
    ...{ text, overdue },
    due: dueText(dueAt === null ? null : displayDay(dueAt, timeZone), overdue),
    link: objectTypeId === undefined || label === undefined ? null : { objectTypeId, id: record.id, label },
  };
}

function dueText(day: string | null, overdue: boolean): string {
  if (day === null) return overdue ? 'Overdue' : 'No day';
  return overdue ? `${day}, overdue` : day;
}
