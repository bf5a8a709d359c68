/**
 * The comparison of attribution.test.ts on few portals, for `npm run mutation` alone: it is run once for thousands of
 * mutants, so each naive answer is worked out once, and every portal is a test of its own, to stop at the first.
 */
import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { compileRules } from '../../src/domain/rules.js';
import { parsePolicy } from '../../src/files/policy-file.js';
import { readAttributionFiles } from '../../src/files/read-attribution-files.js';
import { attributeFacts } from '../../src/operations/attribute-facts.js';
import { modelsOf } from '../naive/attribute.js';
import { monthRows } from '../naive/months.js';
import { expectAgreement, naiveAnswer } from './agreement.js';
import { generatePortal, type GeneratedPortal } from './generate-portal.js';
import { productOutcome } from './product.js';

const PORTALS = 60;
const SEED = 20_260_912;

// The naive implementation shares nothing with the mutated code, so its answers outlive a mutant.
const cache: unknown = Reflect.get(globalThis, Symbol.for('naive answers'));
const known = (cache ?? new Map()) as Map<number, ReturnType<typeof naiveOf>>;
Reflect.set(globalThis, Symbol.for('naive answers'), known);

function naiveOf(portal: GeneratedPortal) {
  // Doubles may move the last unit of time decay, which months do not allow for.
  const models = modelsOf(portal).filter((model) => model !== 'time_decay');
  const answer = naiveAnswer(portal);
  return { answer, months: monthRows(answer.deals, models, portal.timeZone), models };
}

function naiveOnce(seed: number, portal: GeneratedPortal): ReturnType<typeof naiveOf> {
  const naive = known.get(seed) ?? naiveOf(portal);
  known.set(seed, naive);
  return naive;
}

/** The product's months as rows of months.csv. */
function monthsOf(
  portal: GeneratedPortal,
  models: ReturnType<typeof modelsOf>,
): readonly (readonly string[])[] {
  const { texts, homeCurrency, timeZone } = portal;
  const asOf = instant(portal.asOf);
  const source = (name: string, text: string | null) => (text === null ? null : { name, text });
  const files = {
    deals: { name: 'deals.csv', text: texts.deals },
    touches: { name: 'touches.csv', text: texts.touches },
    tags: source('tags.csv', texts.tags),
    partners: source('partners.csv', texts.partners),
  };
  const { facts, partners } = readAttributionFiles(files, asOf, homeCurrency);
  const rules = compileRules(parsePolicy(JSON.stringify(portal.policy), 'policy.json'));
  const { months } = attributeFacts(facts, { rules, models, partners, asOf, homeCurrency }, timeZone);
  return months.map((row) => [
    row.partnerId,
    row.month,
    ...[row.deals, row.sourcedMinor, row.influenceGrossMinor].map(String),
    ...models.map((model) => String(row.modelMinor.get(model))),
  ]);
}

const sorted = (rows: readonly (readonly string[])[]): string[] =>
  rows.map((row) => JSON.stringify(row)).sort();

const SEEDS = Array.from({ length: PORTALS }, (_, index) => SEED + index);

describe('attribution, beside a second, naive implementation', () => {
  it.each(SEEDS)('agrees on the portal of seed %i', (seed) => {
    const portal = generatePortal(seed);
    expectAgreement(productOutcome(portal), naiveOnce(seed, portal).answer);
  });

  it.each(SEEDS)('agrees on the months of seed %i', (seed) => {
    const portal = generatePortal(seed);
    const { answer, months, models } = naiveOnce(seed, portal);
    if (answer.outcome !== 'refused') expect(sorted(monthsOf(portal, models))).toEqual(sorted(months));
  });
});
