import { groupBy } from './group-by.js';
import type { Between } from './hygiene.js';
import { partnerId, type PartnerId } from './ids.js';
import type { TagEvent } from './tag-record.js';

/**
 * When each partner came on a deal: as the history of its tags has it, else between which syncs its label was seen. What
 * was before a tag was refused or removed does not count any more.
 * @param history the newest first; null where it cannot be read.
 * @param seen by company; absent where nobody looked before the label was there.
 */
export function tagTimes(
  history: readonly TagEvent[] | null,
  seen: ReadonlyMap<string, Between> | undefined,
): ReadonlyMap<PartnerId, Between> {
  const times = new Map<PartnerId, Between>();
  for (const [company, between] of seen ?? []) times.set(partnerId(company), between);
  for (const [id, events] of groupBy(history ?? [], (event) => event.partnerId)) {
    const ended = events.findIndex(({ what }) => what === 'refused' || what === 'removed');
    const first = (ended === -1 ? events : events.slice(0, ended)).at(-1);
    // The oldest one that is kept may have taken the place of a tag that nobody recorded.
    if (first?.before === null) times.set(id, { after: first.at, by: first.at });
  }
  return times;
}
