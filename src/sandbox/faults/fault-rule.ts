import * as z from 'zod';
import { POLICY_NAMES } from '../limits/rate-limiter.js';

/** A timer takes no more: about 24 days. */
const MAX_MS = 2 ** 31 - 1;
const MAX_COUNT = 1_000_000_000;

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

const count = z.number().int().min(0).max(MAX_COUNT);
const millis = z.number().int().min(0).max(MAX_MS);
const errorStatus = z.number().int().min(400).max(599);
/** These have no body, so no page. */
const pageStatus = z
  .number()
  .int()
  .min(200)
  .max(599)
  .refine((status) => ![204, 205, 304].includes(status), 'a page needs a status that has a body');

/** Which requests a rule is about, and which of them it hits. */
const aim = {
  match: z
    .strictObject({
      method: z.string().toUpperCase().pipe(z.enum(METHODS)).optional(),
      path: z.string().min(1).optional(),
    })
    .optional(),
  skip: count.optional(),
  times: count.optional(),
  share: z.number().min(0).max(1).optional(),
};

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...aim,
    kind: z.literal('status'),
    status: errorStatus,
    category: z.string().min(1).optional(),
  }),
  z.strictObject({ ...aim, kind: z.literal('html'), status: pageStatus.optional() }),
  z.strictObject({ ...aim, kind: z.literal('cut') }),
  z.strictObject({ ...aim, kind: z.literal('reset'), when: z.enum(['before', 'after']) }),
  z.strictObject({ ...aim, kind: z.literal('hang') }),
  z.strictObject({ ...aim, kind: z.literal('slow'), delayMs: millis }),
  z.strictObject({ ...aim, kind: z.literal('rateLimit'), policyName: z.enum(POLICY_NAMES) }),
]);

/** One fault and the requests that it is for. */
export type FaultRule = z.infer<typeof rule>;

/** What `POST /__sandbox__/faults` and a faults file may say; absent keys stay as they are. */
export const faultsInput = z.strictObject({
  limits: z
    .strictObject({
      per10s: count.optional(),
      searchPerSecond: count.optional(),
      perDay: count.optional(),
    })
    .optional(),
  latencyMs: millis.optional(),
  searchLagMs: millis.optional(),
  rules: z.array(rule).max(1_000).optional(),
});
export type FaultsInput = z.infer<typeof faultsInput>;
