import type { Config } from '../config.js';
import { instant, parseInstant, type Instant } from '../domain/calendar.js';
import { AppError } from '../errors.js';
import { openPortalCrm, type PortalCrm } from '../hubspot/create-crm.js';
import { HUBSPOT_API_URL } from '../hubspot/send.js';
import type { RequestEvent } from '../hubspot/transport.js';
import type { Holding } from '../operations/in-force.js';
import type { Clock } from '../operations/ports.js';
import { filedMapping, mappingWords, type FiledMapping, type MappingHeld } from './mapping-in-force.js';
import { filedPolicy, holdingIn } from './policy-in-force.js';
import { readPortalFile } from './portal-file.js';

/** A portal as the built-in mapping reads it: for what reads no records. */
export interface OpenPortal extends PortalCrm {
  readonly clock: Clock;
  /** "portal at http://127.0.0.1:4400 (npm start)", for headers. */
  readonly name: string;
  /** What holds in it; read once, when it is first asked for. */
  readonly holding: Holding;
  /** The mapping of ops' file. */
  readonly filedMapping: FiledMapping | null;
}

/** A portal as the mapping that holds reads it. */
export interface PortalConnection extends OpenPortal {
  /** `name` says it too, where it is not the built-in one: "HubSpot   mapping acme-1 (mapping.json)". */
  readonly mapping: MappingHeld;
}

/**
 * Connects to a portal as `openPortal` does, and reads it by the mapping that holds there.
 * @throws AppError `token_missing`; `mapping_invalid`, before anything is asked where it is in a file.
 */
export async function connectPortal(
  config: Config,
  stop: AbortSignal,
  onRequest?: (event: RequestEvent) => void,
): Promise<PortalConnection> {
  const portal = await openPortal(config, stop, onRequest);
  try {
    return await mappedPortal(portal);
  } catch (error) {
    await portal.close();
    throw error;
  }
}

/** The same portal, read by the mapping that holds there. */
export async function mappedPortal(portal: OpenPortal): Promise<PortalConnection> {
  const mapping = { ...(await portal.holding.mapping()), filed: portal.filedMapping };
  const words = mappingWords(mapping);
  const name = words === '' ? portal.name : `${portal.name}   ${words}`;
  return { ...portal, ...portal.mapped(mapping.mapping), name, mapping };
}

/**
 * Opens the portal that the settings name, else the portal of a running `npm start`.
 * @param onRequest is told of every request, for logs; no token and no value is in it.
 * @throws AppError `token_missing` where neither is there.
 */
export async function openPortal(
  config: Config,
  stop: AbortSignal,
  onRequest?: (event: RequestEvent) => void,
): Promise<OpenPortal> {
  // Before anything is asked: a mapping that does not hold is said at once.
  const filed = filedMapping(config);
  const demo =
    config.accessToken === null && config.apiUrl === null ? await readPortalFile(config.home) : null;
  const accessToken = config.accessToken ?? demo?.accessToken;
  if (accessToken === undefined) {
    throw new AppError(
      'token_missing',
      'There is no access token, and no `npm start` runs whose portal could be used.',
      'Set HUBSPOT_ACCESS_TOKEN (README.md, “Point it at a real portal”), or run npm start in another terminal.',
    );
  }
  const apiUrl = config.apiUrl ?? demo?.url ?? HUBSPOT_API_URL;
  const portal = openPortalCrm(apiUrl, accessToken, stop, {
    observe: config.observe,
    ...(onRequest === undefined ? {} : { onRequest }),
  });
  const clock = await clockAt(apiUrl, 5_000);
  const where =
    apiUrl === HUBSPOT_API_URL ? 'HubSpot' : `portal at ${apiUrl}${demo === null ? '' : ' (npm start)'}`;
  const name = config.observe ? `${where}   observe mode` : where;
  const holding = holdingIn(portal.data, { policy: filedPolicy(config), mapping: filed?.mapping ?? null });
  return { ...portal, name, clock, holding, filedMapping: filed };
}

/** What time it is at the portal that the settings name, for what is read from the database alone: ours, if it is silent. */
export async function portalClock(config: Config): Promise<Clock> {
  const demo =
    config.accessToken === null && config.apiUrl === null ? await readPortalFile(config.home) : null;
  return clockAt(config.apiUrl ?? demo?.url ?? HUBSPOT_API_URL, 1_000);
}

async function clockAt(apiUrl: string, timeoutMs: number): Promise<Clock> {
  const offsetMs = apiUrl === HUBSPOT_API_URL ? 0 : await sandboxOffsetMs(apiUrl, timeoutMs);
  return { now: (): Instant => instant(Date.now() + offsetMs) };
}

/** A sandbox has a clock of its own, which ticks at the same pace; any other server has ours. */
async function sandboxOffsetMs(apiUrl: string, timeoutMs: number): Promise<number> {
  try {
    const asked = Date.now();
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(new URL('/__sandbox__/clock', apiUrl), { signal });
    if (!answer.ok) return 0;
    const body = (await answer.json()) as { now?: unknown };
    const now = typeof body.now === 'string' ? parseInstant(body.now) : null;
    return now === null ? 0 : now - asked;
  } catch {
    // Not to be reached, or no sandbox: the first call to the CRM says which, with the next step.
    return 0;
  }
}
