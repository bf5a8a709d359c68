/** Many journeys, as columns; a step is a partner's place in `partners`. */
export interface Journeys {
  readonly partners: readonly string[];
  /** One more entry than there are journeys. */
  readonly starts: Uint32Array;
  readonly steps: Uint32Array;
  /** How often the journey was made and converted, what those conversions were worth, and how often it came to nothing. */
  readonly conversions: Float64Array;
  readonly values: Float64Array;
  readonly nulls: Float64Array;
}

/** Credit by partner, in the order of `partners`. */
export interface JourneyCredits {
  readonly conversions: Float64Array;
  readonly value: Float64Array;
  /** Of `markov` alone: the share of conversions that would be lost without the partner. */
  readonly removalEffects: Float64Array | null;
}
