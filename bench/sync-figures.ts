/** What a watched sync comes to: requests beside the least possible, the use of the limit, phases, rows a second. */
import { TARGETS } from '../src/operations/extract-run.js';
import type { Limits } from './sync-portal.js';
import type { Sample, WatchedRun } from './sync-run.js';

const LIST_PAGE = 100;
const LINKS_AT_ONCE = 1_000;
const WRITES_AT_ONCE = 100;
const WINDOW_MS = 10_000;

export interface LeastRequests {
  readonly lists: number;
  readonly links: number;
  readonly writes: number;
  readonly all: number;
}

/** Σ⌈records/100⌉ over types read + Σ⌈ids/1000⌉ over pairs swept + ⌈writes/100⌉ of each type. */
export function leastRequests({ read, writes }: WatchedRun['summary'], contacts: number): LeastRequests {
  const counts: Readonly<Record<string, number>> = { ...read, contacts };
  const sum = (terms: readonly number[]): number => terms.reduce((all, one) => all + one, 0);
  const lists = sum(
    Object.entries(read)
      .filter(([type]) => type in TARGETS && type !== 'contacts')
      .map(([, records]) => Math.ceil(records / LIST_PAGE)),
  );
  const links = sum(
    Object.entries(TARGETS).map(
      ([type, targets]) => targets.length * Math.ceil((counts[type] ?? 0) / LINKS_AT_ONCE),
    ),
  );
  const written = sum([writes.deals, writes.partners].map((records) => Math.ceil(records / WRITES_AT_ONCE)));
  return { lists, links, writes: written, all: lists + links + written };
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
export function figuresOf(run: WatchedRun, limits: Limits, contacts: number) {
  const { summary, samples, tookMs, peakMiB, cpuSeconds } = run;
  const least = leastRequests(summary, contacts);
  const reading = phase(samples, (route) => isList(route) || isSweep(route));
  const writing = phase(samples, isWrite);
  const span = (part: readonly Sample[]): number => (part.at(-1)?.atMs ?? 0) - (part[0]?.atMs ?? 0);
  const computeMs = (writing[0]?.atMs ?? tookMs) - (reading.at(-1)?.atMs ?? 0);
  const records = Object.values(summary.read).reduce((sum, count) => sum + count, 0);
  return {
    read: summary.read,
    contacts,
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
