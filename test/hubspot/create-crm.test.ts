/** What the command line opens: the SDK behind a limiter, which lets the process end. */
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openPortalCrm, type PortalCrm } from '../../src/hubspot/create-crm.js';
import { errorOf } from './error-of.js';
import { API, guardWire, hubspot, TOKEN } from './wire.js';

beforeAll(guardWire.start);
afterEach(guardWire.check);
afterAll(guardWire.end);

const ACCOUNT = '/account-info/2026-09/details';
const details = { portalId: 1, timeZone: 'UTC', companyCurrency: 'USD' };

/** A portal whose one request was answered with 502, so that it waits to be sent again. */
async function waiting(stop: AbortSignal): Promise<{ portal: PortalCrm; error: ReturnType<typeof errorOf> }> {
  const scope = hubspot().get(ACCOUNT).reply(502, '');
  const answered = once(scope, 'replied');
  const portal = openPortalCrm(API, TOKEN, stop);
  const error = errorOf(portal.crm.account());
  await answered;
  return { portal, error };
}

describe('the portal of a command', () => {
  it('answers, and counts its requests', async () => {
    hubspot().get(ACCOUNT).reply(200, details);
    const portal = openPortalCrm(API, TOKEN, new AbortController().signal);
    expect(await portal.crm.account()).toMatchObject({ portalId: '1' });
    expect(portal.crm.tally()).toMatchObject({ requests: 1, throttled: 0 });
    await portal.close();
  });

  it('closed, sends nothing again that waits for it', async () => {
    const { portal, error } = await waiting(new AbortController().signal);
    await portal.close();
    expect((await error).code).toBe('interrupted');
  });

  it('stopped, ends what is under way at once', async () => {
    const stop = new AbortController();
    const { portal, error } = await waiting(stop.signal);
    stop.abort();
    expect(await error).toMatchObject({ code: 'interrupted', exitCode: 130 });
    await portal.close();
  });
});
