/** A token that is not accepted any more in the middle of a sync: it stops, and goes on with a good one. */
import { expect, it } from '@jest/globals';
import { share } from './share.js';
import { troubledTests } from './troubled-portal.js';

const troubled = troubledTests();

/** The request after the last that goes through; the first of them is in the partner programme. */
const MOMENTS = [40, 0, 1, 12, 25, 44];

it.each(share(MOMENTS, 1))(
  'after %i requests nothing more is sent, and a good token goes on from there',
  async (skip) => {
    for (const category of ['EXPIRED_AUTHENTICATION', 'INVALID_AUTHENTICATION']) {
      await troubled.one.trouble({ rules: [{ kind: 'status', status: 401, category, skip }] });
      const before = await troubled.one.requests();
      const stopped = await troubled.one.failure();
      expect(stopped).toMatchObject({ code: 'token_invalid', exitCode: 2 });
      const sent = (await troubled.one.requests()).total - before.total - skip;
      // The one that was refused, and those that were on their way already.
      expect(sent).toBeGreaterThanOrEqual(1);
      expect(sent).toBeLessThanOrEqual(10);
    }
    await troubled.one.trouble({ rules: [] });
    await troubled.one.sync();
    expect(await troubled.one.state()).toEqual(troubled.expected);
  },
  60_000,
);
