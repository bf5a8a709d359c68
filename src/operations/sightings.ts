/** Records that were just read, as they are kept: with digests that tell what counts of a change. */
import { canonicalJson } from '../domain/canonical-json.js';
import { parseInstant, type Instant } from '../domain/calendar.js';
import type { LinkedType, PropertyValues, RawRecord, RecordProblem } from './crm-port.js';
import type { ExtractRun } from './extract-run.js';
import type { SeenChange, SeenNote, Sighting } from './seen-port.js';
import type { SyncUnit } from './sync-port.js';

/** They move with every write, also with our own. */
const MODIFIED = ['hs_lastmodifieddate', 'lastmodifieddate', 'hs_updatedate', 'updatedAt'] as const;
const UNCOUNTED: ReadonlySet<string> = new Set(MODIFIED);

/** When a record was changed last; null where that is not told. */
export function modifiedAt({ properties }: { readonly properties: PropertyValues }): Instant | null {
  for (const name of MODIFIED) {
    const text = properties[name];
    if (text != null && text !== '') return parseInstant(text);
  }
  return null;
}

type Sighter = Pick<ExtractRun, 'crm' | 'store'>;

function sightingOf({ crm, store }: Sighter, type: LinkedType, record: RawRecord): Sighting {
  const ours = crm.publishedProperties(type);
  const filled = Object.entries(record.properties).filter(([, value]) => value !== null && value !== '');
  const counted = filled.filter(([name]) => !ours.has(name) && !UNCOUNTED.has(name));
  const published = filled.filter(([name]) => ours.has(name));
  const digestOf = (entries: typeof filled): string =>
    store.digest(canonicalJson(Object.fromEntries(entries)));
  return {
    record,
    inputHash: digestOf(counted),
    publishedHash: digestOf(published),
    isPartner:
      type === 'companies' && crm.readCompany(record).records.some(({ partner }) => partner !== null),
    isPublished: type === 'companies' && published.length > 0,
  };
}

/** Keeps records of a type that were read, and what of them cannot be read. @returns what changed of what was known. */
export async function saveSightings(
  run: Sighter & Pick<ExtractRun, 'runId' | 'tally'>,
  unit: SyncUnit,
  type: LinkedType,
  { records, at }: { readonly records: readonly RawRecord[]; readonly at: Instant },
): Promise<readonly SeenChange[]> {
  const sightings = records.map((record) => sightingOf(run, type, record));
  const changes = await unit.saveSeen(type, sightings, { at, runId: run.runId });
  // Notes of deals are made when they are worked out.
  if (changes.length > 0 && type !== 'deals' && type !== 'contacts') {
    const changed = new Set(changes.map(({ id }) => id));
    const notes = records
      .filter(({ id }) => changed.has(id))
      .flatMap((raw) => problemsOf(run, type, raw).map((problem) => noteOf(type, raw.id, problem)));
    await unit.saveNotes(type, [...changed], notes);
  }
  return changes;
}

function problemsOf(
  { crm }: Sighter,
  type: Exclude<LinkedType, 'deals' | 'contacts'>,
  raw: RawRecord,
): readonly RecordProblem[] {
  return (type === 'companies' ? crm.readCompany(raw) : crm.readActivity(type, raw)).problems;
}

const noteOf = (subjectType: LinkedType, subjectId: string, problem: RecordProblem): SeenNote => ({
  subjectType,
  subjectId,
  kind: 'problem',
  content: { ...problem },
});

/** Contacts are known by what names them: of them only their companies are read. */
export const contactNamed = (id: string): RawRecord => ({ id, archived: false, properties: {} });
