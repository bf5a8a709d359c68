import { instant, type Instant } from '../domain/calendar.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import type { Crm } from '../operations/crm-port.js';
import type { Clock } from '../operations/ports.js';
import type { ProgrammeCrm } from '../operations/programme-port.js';
import type { PortalData } from '../operations/portal-data-port.js';
import { fetchSend } from './fetch-send.js';
import { hubspotCrm } from './hubspot-crm.js';
import { hubspotPortalData } from './portal-data.js';
import { hubspotProgramme } from './programme-crm.js';
import { HUBSPOT_API_URL, type Send } from './send.js';
import { Transport } from './transport.js';

/** HubSpot ends a function after 15 s; what is asked for later than this is not waited for. */
const DEADLINE_MS = 9_000;
/** A call has less than half of that, so that one retry fits. */
const CALL_TIMEOUT_MS = 4_000;
const ATTEMPTS = 2;
/** Other cards use the portal's few searches a second as well: their second is waited for, and then some. */
const LIMITED_ATTEMPTS = 4;
const LONGEST_ASKED_MS = 1_000;

/** The portal's API for one run of a function, and the portal's own clock. */
export interface FunctionCrm {
  readonly crm: Crm;
  readonly clock: Clock;
  readonly data: PortalData;
  readonly programme: ProgrammeCrm;
  /** The same where the portal's things mean what a mapping says, within the same time. */
  mapped(mapping: Mapping): Crm;
}

/**
 * Opens the portal's API over plain fetch, without a limiter: a card makes a handful of calls.
 * Now is what the API's last answer said; an emulated portal has a time of its own.
 */
export function openFunctionCrm(
  apiUrl: string | undefined,
  accessToken: string,
  mapping: Mapping = DEFAULT_MAPPING,
): FunctionCrm {
  let now: Instant = instant(Date.now());
  const deadline = Date.now() + DEADLINE_MS;
  const noting: Send = async (method, path, body) => {
    const timeoutMs = Math.max(1, Math.min(CALL_TIMEOUT_MS, deadline - Date.now()));
    const answer = await fetchSend(apiUrl ?? HUBSPOT_API_URL, accessToken, timeoutMs)(method, path, body);
    const date = Date.parse(answer.header('date') ?? '');
    if (Number.isFinite(date)) now = instant(date);
    return answer;
  };
  const transport = new Transport({
    send: noting,
    limit: (request) => request(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
    attempts: ATTEMPTS,
    limitedAttempts: LIMITED_ATTEMPTS,
    longestAskedMs: LONGEST_ASKED_MS,
  });
  const mapped: FunctionCrm['mapped'] = (other) => hubspotCrm(transport, undefined, other);
  return {
    crm: mapped(mapping),
    mapped,
    data: hubspotPortalData(transport),
    programme: hubspotProgramme(transport),
    clock: { now: () => now },
  };
}
