/**
 * Answers that are none: 5xx, a gateway's page, JSON that is cut, connections that are reset, hang or drip. They are asked
 * for again a bounded number of times, never taken for “no data”, and nothing is there twice after a resume.
 */
import { describe, expect, it } from '@jest/globals';
import { share } from './share.js';
import { troubledTests } from './troubled-portal.js';

const troubled = troubledTests();

const KINDS = {
  '503': { kind: 'status', status: 503 },
  'a gateway’s page with 502': { kind: 'html', status: 502 },
  'a page with 200': { kind: 'html', status: 200 },
  'JSON that is cut': { kind: 'cut' },
  'a reset before': { kind: 'reset', when: 'before' },
  'a reset after': { kind: 'reset', when: 'after' },
} as const;
const PLACES = {
  lists: { method: 'GET', path: '/crm/objects/*' },
  associations: { method: 'POST', path: '*/associations/*/batch/read' },
  tickets: { method: 'GET', path: '/crm/objects/*/tickets' },
  'survey associations': { method: 'POST', path: '*/associations/*/feedback_submissions/*/batch/read' },
  'registrations that move on': { method: 'POST', path: '*/p_partner_registration/batch/update' },
  writes: { method: 'POST', path: '*/batch/update' },
} as const;
/** How many of them are answered first. */
const WHOLE: Readonly<Partial<Record<string, number>>> = { lists: 3, associations: 3, tickets: 1 };

/** Every kind at every place, so that a share of them has many of both. */
const places = Object.keys(PLACES);
const cases = Object.keys(KINDS).flatMap((kind, turn) =>
  places.map((_, at) => [kind, places[(at + turn) % places.length]!] as const),
);

describe('a burst', () => {
  it.each(share(cases, 3))(
    'of %s, on %s, is waited for',
    async (kind, place) => {
      const rule = { ...KINDS[kind as keyof typeof KINDS], match: PLACES[place as keyof typeof PLACES] };
      await troubled.one.trouble({ rules: [{ ...rule, times: 2 }] });
      await troubled.one.hurry();
      expect(await troubled.one.state()).toEqual(troubled.expected);
    },
    60_000,
  );
});

/** Beyond what is asked for again and what was on its way beside it. */
const BOUND = 40;

describe('an outage', () => {
  it.each(share(cases, 3))(
    'of %s, on %s, ends the sync; the next one goes on',
    async (kind, place) => {
      const rule = { ...KINDS[kind as keyof typeof KINDS], match: PLACES[place as keyof typeof PLACES] };
      // Some of the first answers are whole: what came in is not to be taken for all there is.
      await troubled.one.trouble({ rules: [{ ...rule, skip: WHOLE[place] ?? 0 }] });
      const before = await troubled.one.requests();
      const stopped = await troubled.one.failure(() => troubled.one.hurry());
      expect(stopped.exitCode).toBe(3);
      expect(['crm_unreachable', 'crm_unexpected_answer']).toContain(stopped.code);
      expect((await troubled.one.requests()).total - before.total).toBeLessThan(60 + BOUND);

      await troubled.one.trouble({ rules: [] });
      await troubled.one.hurry();
      expect(await troubled.one.state()).toEqual(troubled.expected);
    },
    120_000,
  );
});

describe('an answer that does not come', () => {
  it.each([
    ['a connection that hangs', { kind: 'hang' }],
    ['a body that drips for a minute', { kind: 'slow', delayMs: 60_000 }],
  ])(
    '%s fails within the timeout and a second',
    async (_what, rule) => {
      const timeoutMs = 600;
      const match = PLACES.associations;
      await troubled.one.trouble({ rules: [{ ...rule, match, times: 1 }] });
      // Once: it is asked for again, and that is answered.
      await troubled.one.sync(timeoutMs);
      expect(await troubled.one.state()).toEqual(troubled.expected);
    },
    60_000,
  );
});
