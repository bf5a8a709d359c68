/** Numbers of the partner programme on the wire, as both the portal's data and a partner's property have them. */
import * as z from 'zod';
import { instant } from '../domain/calendar.js';
import {
  KPI_IDS,
  KPI_NOTES,
  KPI_SOURCES,
  type KpiBeside,
  type KpiNote,
  type KpiPeriod,
  type KpiSource,
  type KpiUnit,
  type KpiValue,
} from '../domain/kpi.js';
import { HEALTH_PART_IDS, type HealthPart, type HealthPartLeftOut } from '../domain/numbers/health-value.js';
import { QUEUE_KINDS, type QueueItem, type QueueKind } from '../domain/programme-queue.js';

export const at = z.number().int().transform(instant);
export const count = z.number().int().min(0);
const some = z.number().nullable();

const keysOf = <K extends string>(record: Readonly<Record<K, unknown>>): [K, ...K[]] =>
  Object.keys(record) as [K, ...K[]];

export const source: z.ZodType<KpiSource> = z.enum(keysOf(KPI_SOURCES));
export const note: z.ZodType<KpiNote> = z.enum(keysOf(KPI_NOTES));
export const period: z.ZodType<KpiPeriod> = z.object({ name: z.string(), from: z.number(), to: z.number() });

/** Every unit, so that one that comes later is not forgotten here. */
const UNITS: Readonly<Record<KpiUnit, true>> = {
  ...{ money: true, ratio: true, rate: true, count: true, days: true, score: true },
};

const beside: z.ZodType<KpiBeside> = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.enum(keysOf(UNITS)),
  ...{ value: some, numerator: some, denominator: some },
  since: z.number().exactOptional(),
});

export const kpiValue: z.ZodType<KpiValue> = z.object({
  id: z.enum(KPI_IDS as [KpiValue['id'], ...KpiValue['id'][]]),
  ...{ value: some, numerator: some, denominator: some },
  n: z.number(),
  beside: z.array(beside),
  missing: z.array(source),
  notes: z.array(note),
});

const partId = z.enum(HEALTH_PART_IDS as [HealthPart['id'], ...HealthPart['id'][]]);
const parts: z.ZodType<readonly HealthPart[]> = z.array(
  z.object({ id: partId, score: z.number(), weight: z.number(), inputs: z.array(beside) }),
);
const leftOut: z.ZodType<readonly HealthPartLeftOut[]> = z.array(z.object({ id: partId, why: z.string() }));
export const health = { score: some, parts, leftOut };

export const queueKind: z.ZodType<QueueKind> = z.enum(keysOf(QUEUE_KINDS));
export const queued = {
  kind: queueKind,
  record: z.object({
    type: z.enum(['companies', 'registrations', 'tickets', 'deals', 'tasks']) satisfies z.ZodType<
      QueueItem['record']['type']
    >,
    id: z.string(),
  }),
  matter: z.string().exactOptional(),
  step: z.number().exactOptional(),
  text: z.string(),
  dueAt: at.nullable(),
  overdue: z.boolean(),
};
