/** A token that is not accepted any more in the middle of a sync: it stops, and goes on with a good one. */
import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { FinalState } from './final-state.js';
import { share } from './share.js';
import { TroubledPortal } from './troubled-portal.js';

let expected: FinalState;
let one: TroubledPortal;
beforeAll(async () => {
  expected = await TroubledPortal.undisturbed();
}, 60_000);
beforeEach(async () => {
  one = await TroubledPortal.open();
}, 60_000);
afterEach(() => one.close());

/** The request after the last that goes through. */
const MOMENTS = [0, 1, 12, 25];

it.each(share(MOMENTS, 1))(
  'after %i requests nothing more is sent, and a good token goes on from there',
  async (skip) => {
    for (const category of ['EXPIRED_AUTHENTICATION', 'INVALID_AUTHENTICATION']) {
      await one.trouble({ rules: [{ kind: 'status', status: 401, category, skip }] });
      const before = await one.requests();
      const stopped = await one.failure();
      expect(stopped).toMatchObject({ code: 'token_invalid', exitCode: 2 });
      const sent = (await one.requests()).total - before.total - skip;
      // The one that was refused, and those that were on their way already.
      expect(sent).toBeGreaterThanOrEqual(1);
      expect(sent).toBeLessThanOrEqual(10);
    }
    await one.trouble({ rules: [] });
    await one.sync();
    expect(await one.state()).toEqual(expected);
  },
  60_000,
);
