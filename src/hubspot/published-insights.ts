/**
 * Suggestions and findings as properties of a deal: versioned JSON, bounded; what does not fit is dropped from its end,
 * which is the least of it. Without the instant of the sync, so that nothing is written while nothing changes.
 */
import * as z from 'zod';
import { formatInstant, parseInstant, type Instant } from '../domain/calendar.js';
import { NO_INSIGHTS, type DealInsights } from '../domain/deal-insights.js';
import type { HygieneFinding } from '../domain/hygiene.js';
import { dealId, partnerId, touchId } from '../domain/ids.js';
import { OVERLAP_KINDS, type OverlapKind } from '../domain/overlap.js';
import { STRAY_REASONS, type Suggestion, type SuggestionReason } from '../domain/suggestion.js';
import { ROLES, TOUCH_KINDS } from '../domain/touch.js';
import type { PublishedInsights } from '../operations/crm-port.js';
import type { INSIGHT_RESULTS } from './insight-properties.js';
import { parseJson } from './parse-json.js';

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 60_000;

/** Every count is a whole number of things that there are. */
const count = z.int().min(0);
const at = z.string().transform((text, context): Instant => {
  const parsed = parseInstant(text);
  if (parsed !== null) return parsed;
  context.addIssue({ code: 'custom', message: 'is no instant' });
  return z.NEVER;
});
const partner = z.string().min(1).transform(partnerId);
const OVERLAP_WORDS = Object.keys(OVERLAP_KINDS) as [OverlapKind, ...OverlapKind[]];

const reason = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('activities'),
    why: z.enum(STRAY_REASONS),
    activities: count,
    people: count,
    last: at,
  }),
  z.object({ kind: z.literal('domain'), domain: z.string(), people: count, activities: count, last: at }),
  z.object({
    kind: z.literal('customer'),
    deals: count,
    won: count,
    dealIds: z.array(z.string().transform(dealId)),
  }),
  z.object({ kind: z.literal('near_window'), touchKind: z.enum(TOUCH_KINDS), at, days: count }),
  z.object({ kind: z.literal('overlap'), overlap: z.enum(OVERLAP_WORDS), source: z.string(), at }),
]) satisfies z.ZodType<SuggestionReason>;

const suggestion = z.object({
  partnerId: partner,
  role: z.enum(ROLES),
  score: count.max(100),
  reasons: z.array(reason).min(1),
}) satisfies z.ZodType<Suggestion>;

const finding = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('tagged_near_close'),
    partnerId: partner,
    role: z.enum(ROLES),
    tagged: z.object({ after: at, by: at }),
    closedAt: at,
  }),
  z.object({
    code: z.literal('registered_near_close'),
    partnerId: partner,
    touchKind: z.enum(TOUCH_KINDS),
    at,
    closedAt: at,
  }),
  z.object({ code: z.literal('influenced_without_touch'), partnerId: partner }),
  z.object({
    code: z.literal('back_dated_touch'),
    partnerId: partner,
    touchId: z.string().transform(touchId),
    touchKind: z.enum(TOUCH_KINDS),
    at,
    recordedAt: at,
    touches: count,
  }),
  z.object({
    code: z.literal('partner_is_customer'),
    partnerId: partner,
    tagged: z.boolean(),
    touches: count,
  }),
  z.object({ code: z.literal('partners_claim_deal'), partnerId: partner, others: z.array(partner) }),
]) satisfies z.ZodType<HygieneFinding>;

const suggestions = z.object({ v: z.literal(1), suggestions: z.array(suggestion) });
const findings = z.object({ v: z.literal(1), findings: z.array(finding) });

const INSTANTS: ReadonlySet<string> = new Set(['at', 'last', 'after', 'by', 'closedAt', 'recordedAt']);

/** JSON with instants as ISO 8601, of as many as fit. */
function bounded(key: string, values: readonly object[]): string {
  const texts = values.map((value) =>
    JSON.stringify(value, (name, one: unknown) =>
      INSTANTS.has(name) && typeof one === 'number' ? formatInstant(one as Instant) : one,
    ),
  );
  let characters = 0;
  const fitting = texts.filter((text) => (characters += text.length + 1) <= MOST_CHARACTERS);
  return values.length === 0 ? '' : `{"v":1,"${key}":[${fitting.join(',')}]}`;
}

/** The four properties; '' is empty. */
export const insightValues = (insights: DealInsights): Record<keyof typeof INSIGHT_RESULTS, string> => ({
  suggestions: bounded('suggestions', insights.suggestions),
  suggestedCount: insights.suggestions.length === 0 ? '' : String(insights.suggestions.length),
  hygiene: [...new Set(insights.findings.map(({ code }) => code))].join(';'),
  hygieneDetail: bounded('findings', insights.findings),
});

/** Reads the properties; what is not of our writing is `unreadable`, never “none”. */
export function decodeInsights(suggestionText: string | null, findingText: string | null): PublishedInsights {
  const suggested = parsed(suggestions, suggestionText, { v: 1, suggestions: NO_INSIGHTS.suggestions });
  const found = parsed(findings, findingText, { v: 1, findings: NO_INSIGHTS.findings });
  if (suggested === null || found === null) return { kind: 'unreadable' };
  if (suggestionText === null && findingText === null) return { kind: 'none' };
  return {
    kind: 'read',
    insights: { suggestions: suggested.suggestions, findings: found.findings },
  };
}

function parsed<T>(schema: z.ZodType, text: string | null, none: T): T | null {
  if (text === null) return none;
  const read = schema.safeParse(parseJson(text));
  return read.success ? (read.data as T) : null;
}
