/** The portal's summary on the wire. What a later version adds may be absent in what an earlier one wrote. */
import * as z from 'zod';
import { instant } from '../domain/calendar.js';
import type { PortalDataOf } from '../operations/portal-data-port.js';

const at = z.number().int().transform(instant);
const minor = z.number().int();
const count = z.number().int().min(0);
const dealClass = z.enum(['sourced', 'influenced', 'direct']);

const byClass = { sourcedMinor: minor, influencedMinor: minor, directMinor: minor, totalMinor: minor };
const revenue = { deals: count, ...byClass };
const pipeline = z.object({ sourcedMinor: minor, influencedMinor: minor, totalMinor: minor });

const week = z.object({
  since: at,
  policyVersion: z.string(),
  won: z.object(byClass),
  pipeline,
  conflicts: count,
  reclassified: count,
  moves: z.array(
    z.object({ dealId: z.string(), before: dealClass, after: dealClass, homeAmountMinor: minor.nullable() }),
  ),
});

const precision = z.object({ hidden: count, named: count, right: count, deals: count });

export const portalSummary: z.ZodType<PortalDataOf['summary']> = z.object({
  asOf: at,
  policyVersion: z.string(),
  homeCurrency: z.string(),
  timeZone: z.string(),
  periods: z.array(
    z.object({
      kind: z.enum(['this_quarter', 'last_quarter', 'last_12_months', 'all']),
      period: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      lines: z.array(z.object({ bucket: z.enum(['new', 'expansion', 'renewal', 'all']), ...revenue })),
    }),
  ),
  months: z.array(z.object({ month: z.string(), ...revenue })),
  pipeline,
  models: z.array(
    z.object({
      model: z.string(),
      partners: z.array(z.object({ partnerId: z.string(), name: z.string(), creditMinor: minor })),
    }),
  ),
  partners: count,
  deals: count,
  dealsWithoutHomeAmount: count,
  waiting: z.object({
    proposed: count,
    conflicts: count,
    undecidedWon: count,
    registrationsOverdue: count.exactOptional(),
  }),
  uncounted: z.object({ pipeline_ignored: count, opted_out: count }).exactOptional(),
  legacy: z.object(revenue).exactOptional(),
  insights: z
    .object({ suggestions: count, suggestedDeals: count, findings: count, precision: precision.nullable() })
    .nullable(),
  sync: z.object({
    runId: z.string(),
    written: count,
    refused: count,
    requests: count,
    throttled: count,
    waiting: count,
    problems: count,
  }),
  week: week.nullable(),
});
