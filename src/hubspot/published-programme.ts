/** The company property `partnership_programme`: numbers, health and what is due of a partner as one text, versioned. */
import * as z from 'zod';
import { formatInstant, parseInstant } from '../domain/calendar.js';
import type { KpiBeside, KpiUnit, KpiValue } from '../domain/kpi.js';
import { KPIS } from '../domain/kpi.js';
import type { PublishedPartnerProgramme } from '../operations/published-programme-port.js';
import { parseJson } from './parse-json.js';
import { SHARES, tiersIn, tiersText } from './published-tiers.js';
import { at, count, health, kpiValue, period, queued, source } from './programme-shapes.js';

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 65_000;

const some = z.number().nullable();
const published = z.object({
  v: z.literal(1),
  asOf: z.string().transform((text) => parseInstant(text)),
  policyVersion: z.string(),
  homeCurrency: z.string(),
  period,
  values: z.array(kpiValue),
  missing: z.array(source),
  health: z.object(health),
  due: z.array(z.object(queued)),
  dueTotal: count,
  meetings: z.object({ lastAt: at.nullable(), nextAt: at.nullable(), lastExecutiveAt: at.nullable() }),
  escalations: z.object({ open: count, oldestOpenedAt: at.nullable() }),
  tiers: z
    .object({
      windowMonths: z.number(),
      achieved: z.object({
        ...{ sourcedMinor: some, influencedMinor: some, wonDeals: some },
        ...{ registrationsApproved: some, certifiedPeople: some, satisfaction: some },
      }),
      ...SHARES,
    })
    .nullable(),
  keyResults: z.record(z.string(), kpiValue),
});

/**
 * The property's text; `asOf` stands in one place, so that texts can be compared without it, and what moves with every hour,
 * as the age of what is open does, is told in whole days.
 */
export function encodeProgramme(programme: PublishedPartnerProgramme): string {
  const { asOf, values, tiers, keyResults, health: own, ...rest } = programme;
  const whole = {
    v: 1,
    asOf: formatInstant(asOf),
    ...rest,
    values: values.map(steady),
    health: {
      ...own,
      parts: own.parts.map((part) => ({
        ...part,
        ...{ score: Math.round(part.score), weight: rounded(part.weight) },
        inputs: part.inputs.map(steadyBeside),
      })),
    },
    tiers: tiers === null ? null : tiersText(tiers),
    keyResults: Object.fromEntries(Object.entries(keyResults).map(([id, value]) => [id, steady(value)])),
  };
  const text = JSON.stringify(whole);
  if (text.length <= MOST_CHARACTERS) return text;
  // What is beside the numbers, and key results beyond what fits, are left to pages with a database.
  return JSON.stringify({
    ...whole,
    values: whole.values.map((value) => ({ ...value, beside: [] })),
    due: whole.due.slice(0, 3).map((one) => ({ ...one, text: one.text.slice(0, 500) })),
    keyResults: {},
  });
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const inUnit = (unit: KpiUnit, value: number | null): number | null =>
  value === null ? null : unit === 'days' ? Math.floor(value) : rounded(value);

const steadyBeside = (one: KpiBeside): KpiBeside => ({ ...one, value: inUnit(one.unit, one.value) });

const steady = (value: KpiValue): KpiValue => ({
  ...value,
  value: inUnit(KPIS[value.id].unit, value.value),
  beside: value.beside.map(steadyBeside),
});

/** Reads the property back; null where it is empty or not of our writing. */
export function decodeProgramme(text: string | null): PublishedPartnerProgramme | null {
  if (text === null || text === '') return null;
  const parsed = published.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.asOf === null) return null;
  const { asOf, tiers, ...rest } = parsed.data;
  return { ...rest, asOf, tiers: tiers === null ? null : { asOf, ...tiersIn(tiers) } };
}
