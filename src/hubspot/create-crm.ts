import { setTimeout as sleep } from 'node:timers/promises';
import Bottleneck from 'bottleneck';
import type { Crm } from '../operations/crm-port.js';
import { hubspotCrm } from './hubspot-crm.js';
import { sdkSend } from './sdk-send.js';
import { TIMEOUT_MS } from './send.js';
import { Transport } from './transport.js';

/** A portal's API for the command line and the server; `close` lets the process end. */
export interface PortalCrm {
  readonly crm: Crm;
  close(): Promise<void>;
}

/** A private app may make 190 requests in any 10 seconds; evenly spaced, no window of 10 s holds more. */
const REQUESTS_PER_10_S = 190;
const ATTEMPTS = 5;
const LONGEST_ASKED_MS = 60_000;

/**
 * Opens a portal's API: the SDK's sender behind one limiter of the portal's own.
 * @param stop ends what is under way with `interrupted`.
 */
export function openPortalCrm(apiUrl: string, accessToken: string, stop: AbortSignal): PortalCrm {
  const limiter = new Bottleneck({ minTime: Math.ceil(10_000 / REQUESTS_PER_10_S), maxConcurrent: 8 });
  // Requests beside the one that failed would otherwise be sent again, and keep the process from ending.
  const closing = new AbortController();
  const signal = AbortSignal.any([stop, closing.signal]);
  const sender = sdkSend(apiUrl, accessToken, TIMEOUT_MS);
  const transport = new Transport({
    send: sender.send,
    limit: (request) => limiter.schedule(request),
    sleep: (ms) => sleep(ms, undefined, { signal }),
    random: Math.random,
    attempts: ATTEMPTS,
    longestAskedMs: LONGEST_ASKED_MS,
    stop: signal,
  });
  return {
    crm: hubspotCrm(transport),
    close: async () => {
      closing.abort();
      sender.close();
      // What still waits for its turn is not wanted any more.
      await limiter.stop({ dropWaitingJobs: true }).catch(() => undefined);
      await limiter.disconnect();
    },
  };
}
