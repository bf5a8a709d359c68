/**
 * What searches, sweeps and marks bring together is what a full sync reads: after any sequence of edits and of syncs that
 * were killed, cut short, met faults or ran while people worked. SEQUENCES is how many, SEQUENCE_SEED the first seed;
 * a failure prints its seed and the story: `SEQUENCES=1 SEQUENCE_SEED=…` plays it again.
 */
import { expect, test } from '@jest/globals';
import { RandomSyncs } from './random-syncs.js';

const SEQUENCES = Number(process.env.SEQUENCES ?? 2);
const SEED = Number(process.env.SEQUENCE_SEED ?? 1);
const ROUNDS = Number(process.env.ROUNDS ?? 8);

test.each(Array.from({ length: SEQUENCES }, (_, place) => SEED + place))(
  'edits and syncs at random end as one full sync does (SEQUENCE_SEED=%i)',
  async (seed) => {
    const { differences, story } = await RandomSyncs.play(seed, ROUNDS);
    if (differences.length > 0) process.stderr.write(`seed ${seed}:\n  ${story.join('\n  ')}\n`);
    expect({ seed, differences }).toEqual({ seed, differences: [] });
  },
  180_000,
);
