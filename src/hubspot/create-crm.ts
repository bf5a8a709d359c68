import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import type { Crm, RateRow } from '../operations/crm-port.js';
import type { ImportCrm } from '../operations/import-port.js';
import type { PortalData } from '../operations/portal-data-port.js';
import type { PreflightReader } from '../operations/preflight-port.js';
import type { ProgrammeCrm } from '../operations/programme-port.js';
import type { PortalScanner } from '../operations/scan-port.js';
import type { PortalRemover } from '../operations/uninstall-port.js';
import { hubspotCrm } from './hubspot-crm.js';
import { hubspotImports } from './import-crm.js';
import { hubspotPortalData } from './portal-data.js';
import { PortalLimiter, type RequestKind } from './portal-limiter.js';
import { hubspotPreflight } from './preflight.js';
import { hubspotProgramme } from './programme-crm.js';
import { readOnlySend } from './read-only-send.js';
import { hubspotRemover } from './remove-schema.js';
import { hubspotScanner } from './scan.js';
import { sdkSend } from './sdk-send.js';
import { HUBSPOT_API_URL, TIMEOUT_MS } from './send.js';
import { Transport, type RequestEvent } from './transport.js';

/** A portal's API for the command line and the server; `close` lets the process end. */
export interface PortalCrm {
  readonly crm: Crm;
  /** The same for somebody who looks at a card: these requests go before a sync's. */
  readonly peopleCrm: Crm;
  readonly data: PortalData;
  /** Both once more, where the portal's things mean what a mapping says; the limit and what is counted stay shared. */
  mapped(mapping: Mapping): Pick<PortalCrm, 'crm' | 'peopleCrm'>;
  /** Looks at the portal for a mapping, within the same limit. */
  readonly scanner: PortalScanner;
  /** Looks at what stands in the way of a set-up; changes nothing. */
  readonly preflight: PreflightReader;
  /** Makes records of imports, and takes them back. */
  readonly imports: ImportCrm;
  /** Tickets, tasks, surveys and events of the partner programme. */
  readonly programme: ProgrammeCrm;
  /** The same for somebody who looks at a card: these requests go before a sync's. */
  readonly peopleProgramme: ProgrammeCrm;
  /** Takes what is ours out of the portal. */
  readonly remover: PortalRemover;
  /** From now on the portal's limit is shared with other processes; the store opens after the portal. */
  shareLimit(row: RateRow): void;
  close(): Promise<void>;
}

export interface PortalOptions {
  /** Of one request, its body included. */
  readonly timeoutMs?: number;
  /** Is told of every request, for logs. */
  readonly onRequest?: (event: RequestEvent) => void;
  /** Nothing is sent that could change the portal: it is refused with `observe_mode`. */
  readonly observe?: boolean;
  /** What limits and repetitions wait by; the machine's own, if it is absent. */
  readonly time?: WaitingTime;
}

export interface WaitingTime {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Rejects once the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const MACHINE_TIME: WaitingTime = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

const ATTEMPTS = 5;
/** The limiter waits before each of these, so that even a storm in which half of all is refused comes to an end. */
const LIMITED_ATTEMPTS = 20;
const LONGEST_ASKED_MS = 60_000;

/**
 * Opens a portal's API: the SDK's sender behind one limiter of the portal's own.
 * @param stop ends what is under way with `interrupted`.
 */
export function openPortalCrm(
  apiUrl: string,
  accessToken: string,
  stop: AbortSignal,
  { timeoutMs = TIMEOUT_MS, onRequest, observe = false, time = MACHINE_TIME }: PortalOptions = {},
): PortalCrm {
  // Requests beside the one that failed would otherwise be sent again, and keep the process from ending.
  const closing = new AbortController();
  const signal = AbortSignal.any([stop, closing.signal]);
  // Every call that waits listens to it.
  setMaxListeners(0, signal);
  const wait = (ms: number): Promise<void> => time.sleep(ms, signal);
  const { now } = time;
  const where = apiUrl === HUBSPOT_API_URL ? 'HubSpot' : `the portal at ${apiUrl}`;
  const limiter = new PortalLimiter({ where, now, sleep: wait, random: Math.random });
  const sender = sdkSend(apiUrl, accessToken, timeoutMs);
  const transportFor = (priority: RequestKind['priority']): Transport =>
    new Transport({
      where,
      send: observe ? readOnlySend(sender.send) : sender.send,
      limit: (request, kind) => limiter.run(kind, request),
      priority,
      sleep: wait,
      random: Math.random,
      attempts: ATTEMPTS,
      limitedAttempts: LIMITED_ATTEMPTS,
      longestAskedMs: LONGEST_ASKED_MS,
      stop: signal,
      now,
      ...(onRequest === undefined ? {} : { onRequest }),
    });
  const [sync, people] = [transportFor('sync'), transportFor('people')];
  const mapped: PortalCrm['mapped'] = (mapping) => ({
    crm: hubspotCrm(sync, limiter, mapping),
    peopleCrm: hubspotCrm(people, limiter, mapping),
  });
  return {
    ...mapped(DEFAULT_MAPPING),
    mapped,
    data: hubspotPortalData(people),
    scanner: hubspotScanner(sync),
    imports: hubspotImports(sync),
    programme: hubspotProgramme(sync),
    peopleProgramme: hubspotProgramme(people),
    preflight: hubspotPreflight(sync, accessToken),
    remover: hubspotRemover(sync),
    shareLimit: (row) => limiter.share(row),
    close: async () => {
      closing.abort();
      sender.close();
      await limiter.close();
    },
  };
}
