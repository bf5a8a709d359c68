/** The partner programme's numbers and queue on the wire. What a later version adds may be absent in what an earlier one wrote. */
import * as z from 'zod';
import { partnerId } from '../domain/ids.js';
import type { PortalDataOf } from '../operations/portal-data-port.js';
import { at, count, health, kpiValue, note, period, queued, queueKind, source } from './programme-shapes.js';

const id = z.string().transform(partnerId);
const bucket = z.enum(['new', 'expansion', 'renewal']).nullable();
/** Whatever it is published over, it is over all partners. */
const scope = z.object({ kind: z.literal('all') });
const minor = z.number().int();

const range = z.object({ expectedMinor: minor, lowMinor: minor, highMinor: minor });
const line = z.object({
  ...{ deals: count, openMinor: minor, withoutHomeAmount: count },
  ...{ soon: range, eventually: range },
});
const rates = z.array(
  z.object({
    ...{ fromDays: z.number(), toDays: z.number().nullable() },
    ...{ won: z.number(), lost: z.number(), winShare: z.number() },
  }),
);
const backtest = z.object({
  months: z.array(
    z.object({
      ...{ month: z.string(), openDeals: count, forecast: range },
      ...{ actualMinor: minor, isWithinRange: z.boolean() },
    }),
  ),
  error: z.number().nullable(),
  bias: z.number().nullable(),
});
const forecast = z.object({
  ...{ asOf: at, scope, bucket, historyFrom: at },
  closed: z.object({ withPartner: count, without: count }),
  lines: z.object({ sourced: line, influenced: line }).nullable(),
  rates: z.object({ withPartner: rates, without: rates }),
  backtest: backtest.nullable(),
  notes: z.array(note),
});

const some = z.number().nullable();
const measured = z.object({ value: some, low: some, high: some, n: z.number() });
const compared = {
  withPartner: measured,
  without: measured,
  verdict: z.enum(['higher', 'lower', 'no_clear_difference', 'too_few']),
};
const comparison = z.object({
  ...{ period, scope, bucket },
  winRate: z.object({ ...compared, difference: measured.nullable() }),
  cycleDays: z.object(compared),
  dealSizeMinor: z.object(compared),
  notes: z.array(note),
});

export const programmeSummary: z.ZodType<PortalDataOf['programme']> = z.object({
  asOf: at,
  ...{ timeZone: z.string(), policyVersion: z.string(), homeCurrency: z.string() },
  periods: z.array(
    z.object({
      kind: z.enum(['this_quarter', 'last_quarter', 'last_12_months']),
      period,
      values: z.array(kpiValue),
    }),
  ),
  missing: z.array(source),
  health: z.array(z.object({ partnerId: id, asOf: at, name: z.string(), ...health })),
  healthPartners: count,
  forecast: forecast.nullable(),
  comparison: comparison.nullable(),
});

export const programmeQueue: z.ZodType<PortalDataOf['queue']> = z.object({
  asOf: at,
  timeZone: z.string(),
  total: z.partialRecord(
    queueKind as z.ZodType<PortalDataOf['queue']['items'][number]['kind'], string>,
    count,
  ),
  items: z.array(z.object({ partnerId: id, partnerName: z.string(), ...queued })),
});
