/** What the portal's data looks like on the wire: JSON, versioned, checked when it is read. */
import * as z from 'zod';
import { instant } from '../domain/calendar.js';
import { programmeQueue, programmeSummary } from './programme-summary-value.js';
import { portalSummary } from './portal-summary-value.js';
import type { PortalDataKey, PortalDataOf } from '../operations/portal-data-port.js';

const at = z.number().int().transform(instant);

const saved = z.object({ text: z.string(), savedAt: at, savedBy: z.string().nullable() });

/** One schema a key; a key's shape changes only together with `VERSION`, or by what may be absent. */
export const VALUES: { readonly [Key in PortalDataKey]: z.ZodType<PortalDataOf[Key]> } = {
  summary: portalSummary,
  programme: programmeSummary,
  queue: programmeQueue,
  settings: z.object({ tagging: z.enum(['propose', 'confirm']) }),
  policy: saved.extend({ before: z.array(saved) }),
  mapping: saved,
  asked: z.object({
    kind: z.literal('dry_run'),
    askedAt: at,
    askedBy: z.string().nullable(),
    answer: z.object({ at, planHash: z.string().nullable(), sentences: z.array(z.string()) }).nullable(),
  }),
};
