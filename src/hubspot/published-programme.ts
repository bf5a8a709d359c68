/** The company property `partnership_programme`: numbers, health and what is due of a partner as one text, versioned. */
import * as z from 'zod';
import { formatInstant, parseInstant, type Instant } from '../domain/calendar.js';
import type { KpiBeside, KpiUnit, KpiValue } from '../domain/kpi.js';
import { KPIS } from '../domain/kpi.js';
import { agedHealth } from '../domain/numbers/aged-health.js';
import type { HealthPart } from '../domain/numbers/health-value.js';
import { agedBeside } from '../domain/numbers/kpi-value.js';
import { agedSnapshot, isFresh } from '../domain/tier-snapshot.js';
import type { PublishedPartnerProgramme } from '../operations/published-programme-port.js';
import { parseJson } from './parse-json.js';
import { SHARES, tiersIn, tiersText } from './published-tiers.js';
import { at, count, health, kpiValue, period as periodShape, queued, source } from './programme-shapes.js';

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 65_000;

const some = z.number().nullable();
const published = z.object({
  v: z.literal(1),
  asOf: z.string().transform((text) => parseInstant(text)),
  policyVersion: z.string(),
  homeCurrency: z.string(),
  period: periodShape,
  values: z.array(kpiValue),
  missing: z.array(source),
  health: z.object(health),
  due: z.array(z.object(queued).omit({ text: true })),
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
 * The property's text. Whatever moves with time alone is told by the dates that it comes from, and worked out by whoever reads
 * it, so that a day on which nothing happens writes nothing; `asOf` stands in one place, so that texts are compared without it.
 */
export function encodeProgramme(programme: PublishedPartnerProgramme): string {
  const { asOf, values, tiers, keyResults, health: own } = programme;
  const { policyVersion, homeCurrency, period, missing, due, dueTotal, meetings, escalations } = programme;
  const whole = {
    v: 1,
    asOf: formatInstant(asOf),
    ...{ policyVersion, homeCurrency, period, missing, due, dueTotal, meetings, escalations },
    values: values.map(steady),
    health: { score: null, parts: own.parts.map(steadyPart), leftOut: own.leftOut },
    tiers: tiers === null ? null : tiersText(tiers),
    keyResults: Object.fromEntries(Object.entries(keyResults).map(([id, value]) => [id, steady(value)])),
  };
  const text = JSON.stringify(whole);
  if (text.length <= MOST_CHARACTERS) return text;
  // What is beside the numbers, and key results beyond what fits, are left to pages with a database.
  return JSON.stringify({
    ...whole,
    values: whole.values.map((value) => ({ ...value, beside: [] })),
    due: whole.due.slice(0, 3),
    keyResults: {},
  });
}

/** A score that its inputs tell moves with the day: whoever reads it works it out. */
const steadyPart = ({ id, score, weight, inputs }: HealthPart) => ({
  ...{ id, weight: rounded(weight), inputs: inputs.map(steadyBeside) },
  score: inputs.some(({ since }) => since !== undefined) ? 0 : Math.round(score),
});

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const inUnit = (unit: KpiUnit, value: number | null): number | null =>
  value === null ? null : unit === 'days' ? Math.floor(value) : rounded(value);

const steadyBeside = (one: KpiBeside): KpiBeside => ({
  ...one,
  value: one.since === undefined ? inUnit(one.unit, one.value) : null,
});

const steady = (value: KpiValue): KpiValue => ({
  ...value,
  value: inUnit(KPIS[value.id].unit, value.value),
  beside: value.beside.map(steadyBeside),
});

/**
 * Reads the property back; null where it is empty or not of our writing.
 * @param now when it is drawn: ages are told as of then; as of when it was written where that is too long ago to stand for now.
 */
export function decodeProgramme(text: string | null, now: Instant): PublishedPartnerProgramme | null {
  if (text === null || text === '') return null;
  const parsed = published.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.asOf === null) return null;
  const { asOf, tiers, values, keyResults, health: own, ...rest } = parsed.data;
  const agedTo = now > asOf && isFresh(asOf, now) ? now : asOf;
  const lastOfPeriod = Math.min(agedTo, rest.period.to - 1);
  const { score, parts } = agedHealth(own.parts, agedTo);
  return {
    ...{ ...rest, asOf, agedTo },
    values: values.map((value) => aged(value, lastOfPeriod)),
    health: {
      score,
      parts: parts.map((part) => ({ ...part, inputs: part.inputs.map(inDays) })),
      leftOut: own.leftOut,
    },
    tiers: tiers === null ? null : agedSnapshot(tiersIn(tiers, asOf), agedTo),
    keyResults: Object.fromEntries(
      Object.entries(keyResults).map(([id, value]) => [id, aged(value, agedTo)]),
    ),
  };
}

const aged = (value: KpiValue, at: number): KpiValue => ({
  ...value,
  beside: value.beside.map((one) => inDays(agedBeside(one, at))),
});

/** Ages are told in whole days. */
const inDays = (one: KpiBeside): KpiBeside => ({ ...one, value: inUnit(one.unit, one.value) });
