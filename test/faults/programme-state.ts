/** What the sync's programme phase stores and publishes, as text that can be compared. */
import { compareIds, type PortalId } from '../../src/domain/ids.js';
import { KPI_IDS, KPIS } from '../../src/domain/kpi.js';
import type { ProgrammeSource } from '../../src/operations/programme-store-port.js';
import { SEED_NOW } from '../../src/sandbox/clock.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import type { OpenedStore } from '../../src/store/store.js';
import { dataOf } from '../operations/portal.js';
import { registrationsIn } from './registered.js';

/** Every one of them: a source that is added is compared, or does not compile. */
const SOURCES: Readonly<Record<ProgrammeSource, true>> = {
  tickets: true,
  surveys: true,
  events: true,
  registrations: true,
  people: true,
  tasks: true,
  owners: true,
  archived_tickets: true,
  archived_surveys: true,
};
const ALL = 1_000_000;
const PLAYED_MS = 6 * 3_600_000;

/** An instant of the play itself, such as when a registration was moved on: two plays never have the same. */
const isPlayed = (at: number): boolean => at >= SEED_NOW && at <= SEED_NOW + PLAYED_MS;

/** Text without the instants at which it was played. */
export const withoutPlayed = (text: string): string =>
  text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (one) => (isPlayed(Date.parse(one)) ? 'then' : one))
    .replace(/\b1[78]\d{11}\b/g, (one) => (isPlayed(Number(one)) ? 'then' : one));

/** Each record that is kept with what it says, and each source with where its reading stands; when it was seen is left out. */
export async function programmeLines(store: OpenedStore, portalId: PortalId): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const source of Object.keys(SOURCES) as ProgrammeSource[]) {
    for (const { id, properties, links } of await store.programmeRecords(portalId, source, null, ALL)) {
      const ids = Object.entries(links).map(([to, all]) => [to, all.toSorted(compareIds)]);
      lines.push(withoutPlayed(JSON.stringify([source, id, inOrder(properties), ids])));
    }
  }
  for (const [source, state] of await store.programmeSources(portalId)) {
    const { missing, asked, listing, watermark, lacks = [] } = state;
    const stands = { missing, asked, lacks, isListing: listing !== null, isTold: watermark !== null };
    lines.push(JSON.stringify(['source', source, stands]));
  }
  const deals = await store.seenIds(portalId, 'deals', null, ALL);
  for (const [deal, all] of await store.registrationsOf(portalId, deals))
    for (const one of all) lines.push(withoutPlayed(JSON.stringify(['registered', deal, one])));
  return lines.toSorted();
}

const inOrder = (values: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Two plays never end at the same instant. */
const BY_AS_OF: ReadonlySet<string> = new Set(['asOf', 'historyFrom']);

/** One line a part: numbers by period, health by partner, items of the queue. The as-of alone is left out. */
export async function publishedLines(sandbox: Sandbox): Promise<readonly string[]> {
  const { programme, queue } = await dataOf(sandbox).read(['programme', 'queue']);
  return Object.entries({ programme, queue })
    .flatMap(([key, value]) =>
      Object.entries(value ?? {}).flatMap(([part, content]) =>
        (Array.isArray(content) ? (content as unknown[]) : [content]).map((one) =>
          withoutPlayed(
            `${key} ${part} ${JSON.stringify(one, (name, inner: unknown) => (BY_AS_OF.has(name) ? undefined : inWholeDays(inner)))}`,
          ),
        ),
      ),
    )
    .filter((line) => !/^\w+ asOf /.test(line));
}

const IN_DAYS: ReadonlySet<string> = new Set(KPI_IDS.filter((id) => KPIS[id].unit === 'days'));

/** Ages run on while it is played: they are compared in whole days, as records hold them. */
function inWholeDays(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { unit, id } = value as { readonly unit?: string; readonly id?: string };
  if (unit !== 'days' && !(id !== undefined && IN_DAYS.has(id))) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, typeof one === 'number' ? Math.floor(one) : one]),
  );
}

/** Every value of every registration that is there, and the deals that it is associated with. */
export function registrationLines(sandbox: Sandbox): readonly string[] {
  const type = sandbox.portal.schemas.find('p_partner_registration')?.type;
  return registrationsIn(sandbox).map(({ id, properties }) => {
    const values = [...properties].filter(([name, value]) => name !== 'hs_lastmodifieddate' && value !== '');
    const deals = sandbox.portal.links.targets({ type: type!, id }, 'deals').map((one) => one.id);
    return withoutPlayed(JSON.stringify(['registrations', id, inOrder(Object.fromEntries(values)), deals]));
  });
}

/** Of those that say where their reading stands. */
const LISTED = ['tickets', 'surveys', 'events', 'registrations', 'people'] as const;

/**
 * Says that a state holds everything that is to be compared, so that two empty ones are not taken for two equal ones.
 * @param undone what was published on companies was taken back.
 * @param gone what no registration is, because what was played took it away: `won`.
 * @throws Error that names what is missing.
 */
export function requireProgramme(
  state: Readonly<Record<'programme' | 'published' | 'portal', readonly string[]>>,
  undone = false,
  gone: readonly string[] = [],
): void {
  const asked: readonly (readonly [string, readonly string[], string])[] = [
    ...[...LISTED, 'tasks', 'owners'].map(
      (one) => [`records of ${one}`, state.programme, `["${one}",`] as const,
    ),
    ...LISTED.map((one) => [`where ${one} stand`, state.programme, `["source","${one}"`] as const),
    ['registered deals', state.programme, '["registered",'],
    ['numbers of periods', state.published, 'programme periods'],
    ['health of partners', state.published, 'programme health '],
    ['the queue', state.published, 'queue items'],
    ['registrations', state.portal, '["registrations",'],
  ];
  const missing = asked.flatMap(([what, lines, start]) =>
    lines.some((line) => line.startsWith(start)) ? [] : [what],
  );
  const values = ['expired', 'converted', 'won']
    .filter((one) => !gone.includes(one))
    .map((one) => `"${one}"`);
  if (!undone) values.push('partnership_programme', 'partnership_health');
  missing.push(...values.filter((value) => !state.portal.some((line) => line.includes(value))));
  if (missing.length > 0) throw new Error(`nothing to compare: ${missing.join(', ')}`);
}
