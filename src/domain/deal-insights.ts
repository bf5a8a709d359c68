import type { HygieneFinding } from './hygiene.js';
import type { Suggestion } from './suggestion.js';

/** What the sync says of a deal besides its numbers; it changes none of them. */
export interface DealInsights {
  /** The highest score first. */
  readonly suggestions: readonly Suggestion[];
  /** By code, then by partner. */
  readonly findings: readonly HygieneFinding[];
}

export const NO_INSIGHTS: DealInsights = { suggestions: [], findings: [] };
