/** Exact Markov over a million journeys: transitions counted, the chain solved, removal effects of every partner. */
import type { Journeys } from '../src/domain/journey.js';
import { creditJourneys } from '../src/domain/journeys.js';
import { random } from './generate.js';
import { measure, report } from './measure.js';
import { benchOptions } from './options.js';

/** Journeys of one to eight steps, made once each; one in five converts. */
function generateJourneys(journeys: number, partners: number, seed: number): Journeys {
  const roll = random(seed);
  const starts = new Uint32Array(journeys + 1);
  for (let one = 0; one < journeys; one += 1)
    starts[one + 1] = (starts[one] ?? 0) + 1 + Math.floor(roll() * 8);
  const converts = Uint8Array.from({ length: journeys }, () => Number(roll() < 0.2));
  return {
    partners: Array.from({ length: partners }, (_, place) => String(place)),
    starts,
    steps: Uint32Array.from({ length: starts[journeys] ?? 0 }, () => Math.floor(roll() ** 2 * partners)),
    conversions: Float64Array.from(converts),
    values: Float64Array.from(converts, (one) => one * Math.ceil(roll() * 10_000)),
    nulls: Float64Array.from(converts, (one) => 1 - one),
  };
}

// --deals is the number of journeys.
const { deals: journeys, runs, seed } = benchOptions({ deals: 1_000_000, partners: 12 });
const contenders = [12, 100, 1000].map((partners) => {
  const generated = generateJourneys(journeys, partners, seed);
  return { name: `${partners} partners`, run: () => creditJourneys(generated, 'markov') };
});
const timings = await measure(contenders, runs);
report(
  'journeys',
  { journeys, seed, timings },
  timings.map((one) => ({
    'exact Markov': one.name,
    'median ms': one.medianMs,
    'fastest ms': one.fastestMs,
  })),
);
