/**
 * Models for analysis of the whole portfolio: attribution.md §5. They work over columns: journey i has the steps
 * `steps[starts[i]] … steps[starts[i + 1] - 1]`.
 */
import { assertNever } from './assert-never.js';
import type { JourneyCredits, Journeys } from './journey.js';
import { markov } from './markov.js';

export const JOURNEY_MODELS = ['first_touch', 'last_touch', 'linear', 'markov', 'shapley'] as const;
export type JourneyModel = (typeof JOURNEY_MODELS)[number];

/** Credits partners for the conversions of all journeys. For analysis, never for credit on a deal. */
export function creditJourneys(journeys: Journeys, model: JourneyModel): JourneyCredits {
  switch (model) {
    case 'first_touch':
      return share(journeys, (start, _end, give) => give(start, 1));
    case 'last_touch':
      return share(journeys, (_start, end, give) => give(end - 1, 1));
    case 'linear':
      return share(journeys, (start, end, give) => {
        for (let at = start; at < end; at += 1) give(at, 1 / (end - start));
      });
    case 'shapley':
      return shapley(journeys);
    case 'markov':
      return markov(journeys);
    default:
      return assertNever(model);
  }
}

/** Shares out a journey whose steps stand from `start` up to `end`; `give` takes the place of a step and its part. */
type Sharing = (start: number, end: number, give: (place: number, part: number) => void) => void;

function share(journeys: Journeys, sharing: Sharing): JourneyCredits {
  const { partners, starts, steps, conversions, values } = journeys;
  const credits = {
    conversions: new Float64Array(partners.length),
    value: new Float64Array(partners.length),
  };
  let journey = 0;
  const give = (place: number, part: number): void => {
    const partner = steps[place]!;
    credits.conversions[partner] = credits.conversions[partner]! + part * conversions[journey]!;
    credits.value[partner] = credits.value[partner]! + part * values[journey]!;
  };
  for (; journey < conversions.length; journey += 1) sharing(starts[journey]!, starts[journey + 1]!, give);
  return { ...credits, removalEffects: null };
}

/**
 * Each journey's conversions are shared equally by the distinct partners on it, which is the Shapley value of the
 * game where a set of partners wins every journey that needs no other.
 * Worked example: 4 journeys a and 6 journeys a > b convert: a = 4 + 3 = 7, b = 3.
 */
function shapley(journeys: Journeys): JourneyCredits {
  const { partners, steps } = journeys;
  // Which journey a partner was last seen on, so that repeats are passed over without a set for each journey.
  const seenOn = new Float64Array(partners.length).fill(-1);
  let journey = -1;
  return share(journeys, (start, end, give) => {
    journey += 1;
    const distinct: number[] = [];
    for (let place = start; place < end; place += 1) {
      const partner = steps[place]!;
      if (seenOn[partner] === journey) continue;
      seenOn[partner] = journey;
      distinct.push(place);
    }
    for (const place of distinct) give(place, 1 / distinct.length);
  });
}
