import { PortalClock, SEED_NOW } from '../../src/sandbox/clock.js';
import { PortalUnderTest } from './portal-under-test.js';

const FIRST_DEAL = 4_100_001;

/** A portal whose clock stands still until the test moves it, with the limits and faults that a portal starts with. */
export class HeldPortal {
  private constructor(readonly portal: PortalUnderTest) {}

  static async start(options: Parameters<typeof PortalUnderTest.start>[0] = {}): Promise<HeldPortal> {
    const portal = await PortalUnderTest.start({ faults: {}, ...options });
    const held = new HeldPortal(portal);
    held.hold();
    return held;
  }

  /** Takes hold of the clock; again after a reset of the portal, which brings its own. */
  hold(now = SEED_NOW): void {
    this.portal.sandbox.portal.clock = new PortalClock(now, undefined, () => 0);
  }

  control<T = Record<string, unknown>>(method: string, path: string, body?: unknown) {
    const json = body === undefined ? undefined : JSON.stringify(body);
    return this.portal.send<T>(method, `/__sandbox__/${path}`, json, null);
  }

  faults(body: unknown) {
    return this.control('POST', 'faults', body);
  }

  advance(advanceMs: number) {
    return this.control('POST', 'clock', { advanceMs });
  }

  setClock(now: number) {
    return this.control('POST', 'clock', { now });
  }

  async counters(): Promise<Record<string, unknown>> {
    return (await this.control('GET', 'counters')).body;
  }

  /** The answer as it comes; rejects where the connection breaks. */
  ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const { url, accessToken } = this.portal.sandbox;
    return fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
  }

  async status(method: string, path: string, body?: unknown): Promise<number> {
    const response = await this.ask(method, path, body);
    await response.arrayBuffer();
    return response.status;
  }

  /** Reads the first deal, which the story always tells. */
  read(): Promise<number> {
    return this.status('GET', `/crm/objects/2026-09/deals/${FIRST_DEAL}`);
  }

  search(): Promise<number> {
    return this.status('POST', '/crm/objects/2026-09/deals/search', { limit: 1 });
  }

  close(): Promise<void> {
    return this.portal.close();
  }
}

/** Does something again and again, one after the other. */
export async function times<T>(count: number, act: () => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  for (let round = 0; round < count; round += 1) done.push(await act());
  return done;
}
