/** Half of all requests are refused for a limit: the sync ends as one that nothing disturbs, or says when to go on. */
import { describe, expect, it } from '@jest/globals';
import { share } from './share.js';
import { troubledTests } from './troubled-portal.js';

const troubled = troubledTests();

describe('a storm of 429', () => {
  it.each(share(['SECONDLY', 'TEN_SECONDLY_ROLLING'], 1))(
    '%s, on half of all requests, ends as if there had been none',
    async (policyName) => {
      await troubled.one.trouble({ rules: [{ kind: 'rateLimit', policyName, share: 0.5 }] });
      const { throttled } = await troubled.one.sync();
      expect(throttled).toBeGreaterThan(10);
      expect(await troubled.one.state()).toEqual(troubled.expected);
    },
    240_000,
  );

  // In what is read for the partner programme, and in the lists before.
  it.each(share([41, 25], 1))(
    'DAILY stops it after %i requests, at once, with what to do; it resumes',
    async (skip) => {
      await troubled.one.trouble({ rules: [{ kind: 'rateLimit', policyName: 'DAILY', skip }] });
      const before = await troubled.one.requests();
      const stopped = await troubled.one.failure();
      const after = await troubled.one.requests();
      expect(stopped).toMatchObject({ code: 'crm_daily_limit', exitCode: 4 });
      expect([stopped.message, stopped.next]).toEqual([
        expect.stringContaining('daily limit'),
        expect.stringContaining('resumes'),
      ]);
      // What was on its way beside the first refusal was refused too; nothing is sent after that.
      expect(after.total - before.total).toBeLessThan(skip + 20);

      await troubled.one.trouble({ rules: [] });
      await troubled.one.sync();
      expect(await troubled.one.state()).toEqual(troubled.expected);
    },
    60_000,
  );
});
