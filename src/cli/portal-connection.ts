import type { Config } from '../config.js';
import { instant, parseInstant, type Instant } from '../domain/calendar.js';
import { AppError } from '../errors.js';
import { openPortalCrm, type PortalCrm } from '../hubspot/create-crm.js';
import { HUBSPOT_API_URL } from '../hubspot/send.js';
import type { RequestEvent } from '../hubspot/transport.js';
import type { Clock } from '../operations/ports.js';
import { readPortalFile } from './portal-file.js';

export interface PortalConnection extends PortalCrm {
  readonly clock: Clock;
  /** "sandbox portal at http://127.0.0.1:4400 (npm start)", for headers. */
  readonly name: string;
}

/**
 * Connects to the portal that the settings name, else to the portal of a running `npm start`.
 * @param onRequest is told of every request, for logs; no token and no value is in it.
 * @throws AppError `token_missing` where neither is there.
 */
export async function connectPortal(
  config: Config,
  stop: AbortSignal,
  onRequest?: (event: RequestEvent) => void,
): Promise<PortalConnection> {
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
  const portal = openPortalCrm(apiUrl, accessToken, stop, onRequest === undefined ? {} : { onRequest });
  const clock = await clockAt(apiUrl, 5_000);
  const name =
    apiUrl === HUBSPOT_API_URL ? 'HubSpot' : `portal at ${apiUrl}${demo === null ? '' : ' (npm start)'}`;
  return { ...portal, name, clock };
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
