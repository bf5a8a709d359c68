/** Alerts that a run said it would make before it was stopped: whether it made them, found by their key in the CRM. */
import type { DueAlert } from '../domain/alerts.js';
import { instant } from '../domain/calendar.js';
import { groupBy } from '../domain/group-by.js';
import { isAppError } from '../errors.js';
import type { KeptAlert } from './alert-port.js';
import { alertMark, BODY, linksOf, type AlertRecordType, type AlertWriting } from './alert-records.js';
import type { ProgrammeCrm } from './programme-port.js';
import type { RawRecord } from './record-port.js';

/** How much earlier than our claim HubSpot's clock may say that a record was made. */
const CLOCKS_APART_MS = 10 * 60_000;

export interface MadeAlert {
  readonly type: AlertRecordType;
  readonly id: string;
}

/**
 * Of alerts that an earlier run said it would make, those that it did make: on their records, or, where it was stopped before
 * they were associated, among what was made since.
 * @param otherwise what they were made as where that was not kept.
 * @returns by key.
 */
export async function madeBefore(
  programme: ProgrammeCrm,
  claimed: readonly KeptAlert[],
  otherwise: AlertRecordType,
): Promise<ReadonlyMap<string, MadeAlert>> {
  const found = new Map<string, MadeAlert>();
  for (const [type, some] of groupBy(claimed, ({ wrote }) => typeOf(wrote) ?? otherwise)) {
    const records = await mayBeOurs(programme, type, some);
    for (const { key } of some) {
      const mark = `${alertMark(key)}</p>`;
      const own = records.find(({ properties }) => (properties[BODY[type]] ?? '').includes(mark));
      if (own !== undefined) found.set(key, { type, id: own.id });
    }
  }
  return found;
}

/** As what an alert was written. */
const typeOf = (wrote: KeptAlert['wrote']): AlertRecordType | null =>
  wrote === null ? null : BODY.notes in wrote ? 'notes' : 'tasks';

async function mayBeOurs(
  programme: ProgrammeCrm,
  type: AlertRecordType,
  claimed: readonly KeptAlert[],
): Promise<readonly RawRecord[]> {
  const near: string[] = [];
  for (const [from, some] of groupBy(claimed, ({ record }) => record.type)) {
    const linked = await programme.linked(
      from,
      type,
      some.map(({ record }) => record.id),
    );
    near.push(...[...linked.values()].flat());
  }
  const since = instant(Math.min(...claimed.map(({ claimedAt }) => claimedAt)) - CLOCKS_APART_MS);
  return [
    ...(await programme.byId(type, [BODY[type]], [...new Set(near)])),
    ...(await programme.madeSince(type, [BODY[type]], since)),
  ];
}

/** Kept alerts as they are once they were looked for; those that are due and were not found are made now. */
export const asLookedFor =
  (made: ReadonlyMap<string, MadeAlert>, dueKeys: ReadonlySet<string>) =>
  (one: KeptAlert): KeptAlert => {
    if (one.crm !== 'claimed') return one;
    const own = made.get(one.key);
    if (own !== undefined) return { ...one, crm: 'sent', made: own };
    return dueKeys.has(one.key)
      ? one
      : { ...one, crm: 'failed', reason: 'its run was stopped before it was made' };
  };

/**
 * Puts what a stopped run has made on its records, where that was still to be done. Of what is not due any more, the record it is
 * about is known alone.
 */
export async function linkFound(
  { programme, owners }: Pick<AlertWriting, 'programme' | 'owners'>,
  { madeBefore: made, due, open }: Looked,
): Promise<void> {
  const dueByKey = new Map(due.map((one) => [one.key, one] as const));
  for (const { key, record } of open) {
    const own = made.get(key);
    if (own === undefined) continue;
    const links = linksOf(dueByKey.get(key) ?? { record, partnerIds: [] }, owners);
    try {
      await programme.link(own.type, own.id, links);
    } catch (error) {
      // The record went, or the portal allows no such association: the task is there all the same.
      if (!isAppError(error) || error.code !== 'crm_refused') throw error;
    }
  }
}

interface Looked {
  readonly madeBefore: ReadonlyMap<string, MadeAlert>;
  readonly due: readonly DueAlert[];
  readonly open: readonly KeptAlert[];
}
