import express, { type RequestHandler, type Router } from 'express';
import * as z from 'zod';
import { ApiError, invalid, notFound } from './api-error.js';
import { faultsInput } from './faults/fault-rule.js';
import type { Portal, SeedOptions } from './portal.js';
import { PORTAL_NAMES } from './portal-terms.js';
import { refuse } from './refuse.js';

/** What resetting a portal may say. */
const resetInput = z.strictObject({
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
  deals: z.number().int().min(0).max(1_000_000).optional(),
  empty: z.boolean().optional(),
  portal: z.enum(PORTAL_NAMES).optional(),
  features: z
    .strictObject({ customObjects: z.boolean().optional(), associationLabels: z.boolean().optional() })
    .optional(),
  scopes: z.array(z.string()).nullable().optional(),
});

/** What is absent stays as it was, but `empty`. */
const reseeded = (before: SeedOptions, given: z.infer<typeof resetInput>): SeedOptions => {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...before, empty: false, ...Object.fromEntries(said) };
};

/** HubSpot's dates are four-digit years; the clock stays among them. */
const instant = z
  .union([z.number().int(), z.iso.datetime({ offset: true })])
  .transform((given) => new Date(given).getTime())
  .refine((millis) => millis >= 0 && millis < Date.parse('9999-01-01T00:00:00Z'), 'now is out of range');

const clockInput = z.union([
  z.strictObject({ now: instant }),
  z.strictObject({
    advanceMs: z
      .number()
      .int()
      .min(0)
      .max(100 * 365 * 86_400_000),
  }),
]);

function parse<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(`Invalid body: ${z.prettifyError(parsed.error)}`);
}

const clockBody = (portal: Portal) => ({ now: new Date(portal.now()).toISOString() });

/** They need no token, so a page that happens to be open in a browser must not be able to call them. */
const refuseOtherSites: RequestHandler = (request, _response, next) => {
  const host = request.get('host') ?? '';
  const origin = request.get('origin');
  // A name of another site may well resolve to this machine.
  const isHere = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
  if (!isHere || (origin !== undefined && origin !== `http://${host}`)) {
    throw new ApiError(403, 'MISSING_SCOPES', 'Control calls are not for pages of other sites');
  }
  next();
};

/** The control calls of the sandbox: no token, not counted; a bad body is 400 and changes nothing. */
export function controlRouter(portal: Portal): Router {
  const router = express.Router();
  router.use(refuseOtherSites);
  router.use(express.json({ type: () => true, strict: false }));
  router.post('/reset', (request, response) => {
    const given = parse(resetInput, request.body === undefined ? {} : (request.body as unknown));
    portal.reset(reseeded(portal.seeded, given));
    response.json({ ...portal.seeded, ...clockBody(portal) });
  });
  router.get('/clock', (_request, response) => {
    response.json(clockBody(portal));
  });
  router.post('/clock', (request, response) => {
    const given = parse(clockInput, request.body);
    portal.search.settle(portal.now());
    portal.clock.set('now' in given ? given.now : portal.now() + given.advanceMs);
    response.json(clockBody(portal));
  });
  router.get('/counters', (_request, response) => {
    response.json(portal.counters.body());
  });
  router.get('/faults', (_request, response) => {
    response.json(portal.faults.body());
  });
  router.post('/faults', (request, response) => {
    const given = parse(faultsInput, request.body);
    portal.search.settle(portal.now());
    portal.faults.merge(given);
    response.json(portal.faults.body());
  });
  router.delete('/faults', (_request, response) => {
    portal.search.settle(portal.now());
    portal.faults.restart();
    response.json(portal.faults.body());
  });
  router.use((request) => {
    throw notFound(`No control call ${request.method} ${request.originalUrl}`);
  });
  router.use(refuse(portal));
  return router;
}
