/** The deal property `partnership_dismissals`: partners that somebody said do not belong to the deal. */
import * as z from 'zod';
import { formatInstant, parseInstant } from '../domain/calendar.js';
import { partnerId } from '../domain/ids.js';
import type { Dismissal } from '../domain/suggestion.js';
import type { DealInsights } from '../domain/deal-insights.js';
import type { PropertyValues } from '../operations/crm-port.js';
import { parseJson } from './parse-json.js';
import { insightValues } from './published-insights.js';
import { DEAL_INPUTS, DEAL_RESULTS } from './schema.js';

const dismissals = z.array(
  z.object({
    partnerId: z.string().min(1),
    by: z.string().nullable().default(null),
    at: z.iso.datetime({ offset: true }),
    reason: z.string().nullable().default(null),
  }),
);

/** HubSpot holds 65,536 characters in a text property. */
const MOST_CHARACTERS = 60_000;

/** The dismissals of a deal, the newest first; null where the property is not what we write there. */
export function decodeDismissals(text: string): readonly Dismissal[] | null {
  const parsed = dismissals.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const read = parsed.data.map(({ at, ...one }) => {
    const when = parseInstant(at);
    return when === null ? null : { ...one, partnerId: partnerId(one.partnerId), at: when };
  });
  return read.every((one) => one !== null) ? read : null;
}

/** The property's text; null where it would be longer than the property holds: none of them is ever dropped. */
export function encodeDismissals(given: readonly Dismissal[]): string | null {
  const text = JSON.stringify(given.map(({ at, ...one }) => ({ ...one, at: formatInstant(at) })));
  return text.length > MOST_CHARACTERS ? null : text;
}

/**
 * What dismissing changes on a deal: the dismissals, and the suggestions that are left; null where the dismissals are too
 * long for a property.
 */
export function dismissalChanges(
  given: readonly Dismissal[],
  left: DealInsights['suggestions'],
): PropertyValues | null {
  const text = encodeDismissals(given);
  if (text === null) return null;
  const values = insightValues({ suggestions: left, findings: [] });
  return {
    [DEAL_INPUTS.dismissals.name]: text,
    [DEAL_RESULTS.suggestions.name]: values.suggestions,
    [DEAL_RESULTS.suggestedCount.name]: values.suggestedCount,
  };
}
