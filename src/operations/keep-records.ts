/**
 * What was recorded of tags, read back once more. A property is written whole, and HubSpot locks nothing: somebody who
 * acted on the same deal in the same moment, from what it held before, has written over it without a word.
 */
import type { DealId } from '../domain/ids.js';
import type { TagRecord } from '../domain/tag-record.js';
import type { Crm, RecordUpdate } from './crm-port.js';
import type { CardBasis, DealAround } from './deal-around.js';
import { recordedAs, type TagStep } from './tag-step.js';
import { updateDeals } from './update-deals.js';

/**
 * Puts back what got lost, beside what was written over it.
 * @param steps that were recorded and whose labels are set.
 * @param arounds of the deals, as they were recorded.
 * @returns them, with what is recorded now; a record that is gone or cannot be read any more is left as it is.
 */
export async function keepRecords(
  crm: Crm,
  { account }: CardBasis,
  steps: readonly TagStep[],
  arounds: ReadonlyMap<DealId, DealAround>,
): Promise<ReadonlyMap<DealId, DealAround>> {
  const ids = steps.map(({ target }) => target.dealId);
  const raws = ids.length === 0 ? [] : await crm.recordsById('deals', ids);
  const now = new Map(raws.map((raw) => [raw.id, crm.readDeal(raw, account).records[0]?.tagging]));
  const kept = new Map(arounds);
  const updates: RecordUpdate[] = [];
  for (const step of steps) {
    const { dealId } = step.target;
    const [held, around] = [now.get(dealId), arounds.get(dealId)];
    const whole = held === undefined ? null : withOurs(held, step);
    if (held === undefined || around === undefined || whole === null) continue;
    kept.set(dealId, { ...around, record: recordedAs(around, whole) });
    updates.push({ recordId: dealId, properties: crm.tagRecordChanges(held, whole) });
  }
  await updateDeals(crm, updates);
  return kept;
}

/** A record with what a step has recorded; null where it cannot be read. */
function withOurs({ history, rulings }: TagRecord, { target, plan, record }: TagStep): TagRecord | null {
  if (history === null || rulings === null) return null;
  const { partnerId } = target;
  const event = record.history?.find((one) => one.partnerId === partnerId);
  if (plan.kind !== 'change' || event === undefined) return { history, rulings };
  const own = history.filter((one) => one.partnerId === partnerId);
  const isThere = own.some(({ at, what }) => at === event.at && what === event.what);
  const kept = isThere ? history : [event, ...history];
  // Whoever ruled on the same partner afterwards has the last word.
  if (plan.ruling === 'keep' || own.some(({ at }) => at > event.at)) return { history: kept, rulings };
  const others = rulings.filter((one) => one.partnerId !== partnerId);
  const [wanted] = (record.rulings ?? []).filter((one) => one.partnerId === partnerId);
  const [held] = rulings.filter((one) => one.partnerId === partnerId);
  if (held?.at === wanted?.at) return { history: kept, rulings };
  return { history: kept, rulings: wanted === undefined ? others : [...others, wanted] };
}
