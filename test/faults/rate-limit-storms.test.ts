/** Half of all requests are refused for a limit: the sync ends as one that nothing disturbs, or says when to go on. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
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

describe('a storm of 429', () => {
  it.each(share(['SECONDLY', 'TEN_SECONDLY_ROLLING'], 1))(
    '%s, on half of all requests, ends as if there had been none',
    async (policyName) => {
      await one.trouble({ rules: [{ kind: 'rateLimit', policyName, share: 0.5 }] });
      const { throttled } = await one.sync();
      expect(throttled).toBeGreaterThan(10);
      expect(await one.state()).toEqual(expected);
    },
    240_000,
  );

  it('DAILY stops it in the middle with what to do, at once, and it resumes', async () => {
    await one.trouble({ rules: [{ kind: 'rateLimit', policyName: 'DAILY', skip: 25 }] });
    const before = await one.requests();
    const stopped = await one.failure();
    const after = await one.requests();
    expect(stopped).toMatchObject({ code: 'crm_daily_limit', exitCode: 4 });
    expect([stopped.message, stopped.next]).toEqual([
      expect.stringContaining('daily limit'),
      expect.stringContaining('resumes'),
    ]);
    // What was on its way beside the first refusal was refused too; nothing is sent after that.
    expect(after.total - before.total).toBeLessThan(25 + 20);

    await one.trouble({ rules: [] });
    await one.sync();
    expect(await one.state()).toEqual(expected);
  }, 60_000);
});
