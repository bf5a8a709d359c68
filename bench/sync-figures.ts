/** What a watched sync comes to: requests beside the least possible, the use of the limit, phases, rows a second. */
import { TARGETS } from '../src/operations/extract-run.js';
import type { Limits, ProgrammeCounts } from './sync-portal.js';
import type { Sample, WatchedRun } from './sync-run.js';

const LIST_PAGE = 100;
const LINKS_AT_ONCE = 1_000;
const BY_ID_AT_ONCE = 100;
const WRITES_AT_ONCE = 100;
const WINDOW_MS = 10_000;

export interface LeastRequests {
  readonly lists: number;
  readonly links: number;
  readonly byId: number;
  readonly writes: number;
  readonly all: number;
}

/** What the portal holds beyond what a sync says that it has read. */
export interface Counted {
  readonly contacts: number;
  readonly programme: ProgrammeCounts;
}

/**
 * Σ⌈records/100⌉ over types read, one at least for each list of the programme and for the owners, + Σ⌈ids/1000⌉ over pairs
 * swept + ⌈partners' people/100⌉ + ⌈writes/100⌉ of each type.
 */
export function leastRequests(
  { read, writes }: WatchedRun['summary'],
  { contacts, programme }: Counted,
): LeastRequests {
  const counts: Readonly<Record<string, number>> = { ...read, contacts };
  const sum = (terms: readonly number[]): number => terms.reduce((all, one) => all + one, 0);
  const lists = sum(
    Object.entries(read)
      .filter(([type]) => type in TARGETS && type !== 'contacts')
      .map(([, records]) => Math.ceil(records / LIST_PAGE)),
  );
  const { tickets, surveys, events, partners, people } = programme;
  // A list that is empty has to be asked for all the same; an emulated portal's owners fit on one page.
  const ownLists = sum(
    [tickets, surveys, events].map((records) => Math.max(1, Math.ceil(records / LIST_PAGE))).concat(1),
  );
  // Events name companies and contacts.
  const ownLinks = sum(
    [tickets, surveys, events, events, partners].map((ids) => Math.ceil(ids / LINKS_AT_ONCE)),
  );
  const byId = Math.ceil(people / BY_ID_AT_ONCE);
  const links = sum(
    Object.entries(TARGETS).map(
      ([type, targets]) => targets.length * Math.ceil((counts[type] ?? 0) / LINKS_AT_ONCE),
    ),
  );
  const written = sum([writes.deals, writes.partners].map((records) => Math.ceil(records / WRITES_AT_ONCE)));
  const all = lists + ownLists + links + ownLinks + byId + written;
  return { lists: lists + ownLists, links: links + ownLinks, byId, writes: written, all };
}

/** Requests of the run by method and path. */
export function requestsByRoute({ samples }: WatchedRun): Readonly<Record<string, number>> {
  const [first, last] = [samples[0], samples.at(-1)];
  const own = Object.entries(last?.counters.requests ?? {}).map(
    ([route, count]) => [route, count - (first?.counters.requests[route] ?? 0)] as const,
  );
  return Object.fromEntries(own.filter(([, count]) => count > 0));
}

export const isWrite = (route: string): boolean => route.endsWith('/batch/update');
export const isSweep = (route: string): boolean => /associations\/.*\/batch\/read$/.test(route);
const isList = (route: string): boolean => route.startsWith('GET /crm/objects/');
const isSearch = (route: string): boolean => route.endsWith('/search');

const countOf = ({ counters }: Sample, isCounted: (route: string) => boolean): number =>
  Object.entries(counters.requests).reduce((sum, [route, count]) => sum + (isCounted(route) ? count : 0), 0);

/** The samples between which requests of a kind came; with the one before the first of them. */
function phase(samples: readonly Sample[], isCounted: (route: string) => boolean): readonly Sample[] {
  const counts = samples.map((sample) => countOf(sample, isCounted));
  const first = counts.findIndex((count) => count > (counts[0] ?? 0));
  const end = counts.indexOf(counts.at(-1) ?? 0);
  return first < 1 ? [] : samples.slice(first - 1, end + 1);
}

export interface LimitUse {
  /** Requests granted beside those that the limit would have granted, over all whole windows of the phase. */
  readonly share: number;
  readonly lowestWindow: number;
  readonly windows: number;
}

function limitUse(samples: readonly Sample[], { per10s }: Limits): LimitUse {
  const granted = (sample: Sample): number =>
    countOf(sample, (route) => !isSearch(route)) - sample.counters.throttled;
  const windows: { readonly granted: number; readonly allowed: number }[] = [];
  let from = samples[0];
  for (const sample of samples) {
    if (from === undefined || sample.atMs - from.atMs < WINDOW_MS) continue;
    const allowed = (per10s * (sample.atMs - from.atMs)) / WINDOW_MS;
    windows.push({ granted: granted(sample) - granted(from), allowed });
    from = sample;
  }
  const sum = (of: 'granted' | 'allowed'): number => windows.reduce((all, one) => all + one[of], 0);
  return {
    share: rounded(sum('granted') / sum('allowed')),
    lowestWindow: rounded(Math.min(...windows.map((one) => one.granted / one.allowed))),
    windows: windows.length,
  };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
const seconds = (ms: number): number => Math.round(ms / 100) / 10;

/** All figures of a full sync. */
export function figuresOf(run: WatchedRun, limits: Limits, counted: Counted) {
  const { summary, samples, tookMs, peakMiB, cpuSeconds } = run;
  const least = leastRequests(summary, counted);
  const reading = phase(samples, (route) => isList(route) || isSweep(route));
  const writing = phase(samples, isWrite);
  const span = (part: readonly Sample[]): number => (part.at(-1)?.atMs ?? 0) - (part[0]?.atMs ?? 0);
  const computeMs = (writing[0]?.atMs ?? tookMs) - (reading.at(-1)?.atMs ?? 0);
  const records = Object.values(summary.read).reduce((sum, count) => sum + count, 0);
  return {
    read: summary.read,
    ...counted,
    touches: summary.touches,
    entries: summary.ledger.entries,
    written: summary.writes.deals + summary.writes.partners,
    requests: summary.requests,
    least,
    ratio: rounded(summary.requests / least.all),
    throttled: summary.throttled,
    routes: requestsByRoute(run),
    limitUse: { reading: limitUse(reading, limits), writing: limitUse(writing, limits) },
    seconds: {
      all: seconds(tookMs),
      read: seconds(span(reading)),
      compute: seconds(computeMs),
      write: seconds(span(writing)),
    },
    perSecond: {
      recordsRead: Math.round((records * 1000) / span(reading)),
      dealsComputed: Math.round((summary.computed * 1000) / computeMs),
      recordsWritten: Math.round(
        ((summary.writes.deals + summary.writes.partners) * 1000) / Math.max(1, span(writing)),
      ),
    },
    peakMiB,
    cpuSeconds,
  };
}
