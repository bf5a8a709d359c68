/** What is kept of a source beside what was just read of it: only what differs is written. */
import { canonicalJson } from '../domain/canonical-json.js';
import type { PortalId } from '../domain/ids.js';
import type { Store } from './ports.js';
import type { ProgrammeRecord, ProgrammeSource, ProgrammeUnit } from './programme-store-port.js';
import type { Instant } from '../domain/calendar.js';

const PAGE = 5_000;

/** All of a source, by id. */
export async function keptRecords(
  store: Pick<Store, 'programmeRecords'>,
  portalId: PortalId,
  source: ProgrammeSource,
): Promise<ReadonlyMap<string, ProgrammeRecord>> {
  const kept = new Map<string, ProgrammeRecord>();
  for (let after: string | null = null; ;) {
    const page: readonly ProgrammeRecord[] = await store.programmeRecords(portalId, source, after, PAGE);
    for (const record of page) kept.set(record.id, record);
    if (page.length < PAGE) return kept;
    after = page.at(-1)?.id ?? null;
  }
}

/** Makes what is kept of a source what there is now. */
export async function replaceKept(
  unit: Pick<ProgrammeUnit, 'saveProgrammeRecords' | 'dropProgrammeRecords'>,
  source: ProgrammeSource,
  {
    kept,
    now,
    at,
  }: {
    readonly kept: ReadonlyMap<string, ProgrammeRecord>;
    readonly now: readonly ProgrammeRecord[];
    readonly at: Instant;
  },
): Promise<void> {
  const there = new Set(now.map(({ id }) => id));
  const changed = now.filter((one) => textOf(one) !== textOf(kept.get(one.id)));
  const gone = [...kept.keys()].filter((id) => !there.has(id));
  if (changed.length > 0) await unit.saveProgrammeRecords(source, changed, at);
  if (gone.length > 0) await unit.dropProgrammeRecords(source, gone);
}

/** Empty properties are not kept, and ids are linked in any order. */
function textOf(record: ProgrammeRecord | undefined): string {
  if (record === undefined) return '';
  const filled = Object.entries(record.properties).filter(([, value]) => value !== null);
  const links = Object.entries(record.links).map(([to, ids]) => [to, ids.toSorted()] as const);
  return canonicalJson({ properties: Object.fromEntries(filled), links: Object.fromEntries(links) });
}
