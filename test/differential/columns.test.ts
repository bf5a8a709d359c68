/** Files as streams of bytes into columns, part by part, beside the same files as texts into objects. */
import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { CLASS, PART } from '../../src/domain/columns/outcome-codes.js';
import { familiesOf } from '../../src/domain/families.js';
import { compileRules } from '../../src/domain/rules.js';
import { isAppError } from '../../src/errors.js';
import type { ReadDealColumns } from '../../src/files/deal-columns.js';
import { parsePolicy } from '../../src/files/policy-file.js';
import { readPortfolio } from '../../src/files/read-columns.js';
import { readAttributionFiles } from '../../src/files/read-attribution-files.js';
import { attributeFacts } from '../../src/operations/attribute-facts.js';
import { PartAttribution, PartSums, type AttributedPart } from '../../src/operations/attribute-parts.js';
import { byteSource } from '../files/byte-source.js';
import { modelsOf } from '../naive/attribute.js';
import { generatePortal, type GeneratedPortal } from './generate-portal.js';

const PORTALS = Number(process.env['PORTALS'] ?? 2000);
const SEED = Number(process.env['SEED'] ?? 20_260_912);

interface Answer {
  readonly deals: readonly (readonly unknown[])[];
  readonly partners: unknown;
  readonly totals: unknown;
  readonly months: unknown;
  readonly withoutHome: number;
  readonly rejected: unknown;
}

/** An answer, or why there is none. */
function answerOf(compute: () => Answer): Answer | string {
  try {
    return compute();
  } catch (error) {
    if (isAppError(error)) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const rulesOf = ({ policy }: GeneratedPortal) =>
  compileRules(parsePolicy(JSON.stringify(policy), 'policy.json'));

function byObjects(portal: GeneratedPortal): Answer {
  const { texts, homeCurrency, timeZone } = portal;
  const asOf = instant(portal.asOf);
  const source = (name: string, text: string | null) => (text === null ? null : { name, text });
  const files = {
    deals: { name: 'deals.csv', text: texts.deals },
    touches: { name: 'touches.csv', text: texts.touches },
    tags: source('tags.csv', texts.tags),
    partners: source('partners.csv', texts.partners),
  };
  const { facts, partners, rejected } = readAttributionFiles(files, asOf, homeCurrency);
  const context = { rules: rulesOf(portal), models: modelsOf(portal), partners, asOf, homeCurrency };
  const portfolio = attributeFacts(facts, context, timeZone);
  return {
    deals: portfolio.deals.map(({ result }) => [
      ...[result.dealId, result.status, result.class, result.bucket, result.currency],
      ...[result.amountMinor, result.homeAmountMinor, result.flags.length],
      ...[result.sourcingPartnerIds, result.influencingPartnerIds],
    ]),
    partners: portfolio.partners,
    totals: portfolio.totals,
    months: portfolio.months,
    withoutHome: portfolio.dealsWithoutHomeAmount,
    rejected,
  };
}

const STATUSES = ['open', 'won', 'lost'];
const CLASSES = Object.keys(CLASS);

/** How files are cut: bytes that come at a time, and deals of a part (2^`partBits` at least). */
interface Cut {
  readonly chunkBytes: number;
  readonly partBits: number;
}

function byColumns(portal: GeneratedPortal, { chunkBytes, partBits }: Cut): Answer {
  const { texts, homeCurrency, timeZone } = portal;
  const source = (name: string, text: string | null) =>
    text === null ? null : byteSource(name, text, chunkBytes);
  const files = {
    deals: byteSource('deals.csv', texts.deals, chunkBytes),
    touches: byteSource('touches.csv', texts.touches, chunkBytes),
    tags: source('tags.csv', texts.tags),
    partners: source('partners.csv', texts.partners),
  };
  const rules = rulesOf(portal);
  const file = readPortfolio(files, rules, instant(portal.asOf), homeCurrency, { partBits });
  const families = familiesOf(file.partners);
  const settings = { policy: rules.policy, models: modelsOf(portal), timeZone, families };
  const attribution = new PartAttribution(file.whole, settings);
  const sums = new PartSums(file.whole, settings);
  const deals = file.whole.parts.flatMap((_, part) => {
    const attributed = attribution.attribute(part);
    sums.add(attributed.sums);
    return rowsOf(attributed, file.deals);
  });
  const portfolio = sums.finish();
  return {
    deals,
    partners: portfolio.partners,
    totals: portfolio.totals,
    months: portfolio.months,
    withoutHome: portfolio.dealsWithoutHomeAmount,
    rejected: file.rejected,
  };
}

function rowsOf({ columns, results, from }: AttributedPart, deals: ReadDealColumns): Answer['deals'] {
  const ones = (bits: number): number => bits.toString(2).replaceAll('0', '').length;
  const withPart = (deal: number, part: number): readonly string[] =>
    [...results.partner.subarray(results.rowStarts[deal], results.rowStarts[deal + 1])]
      .filter((_, row) => results.part[results.rowStarts[deal]! + row] === part)
      .map((partner) => columns.partners[partner]!);
  const home = (minor: number): number | null => (Number.isNaN(minor) ? null : minor);
  return Array.from({ length: columns.deals.length }, (_, deal) => {
    const read = from + deal;
    return [
      ...[deals.ids.text(deals.id[read]!), STATUSES[columns.deals.status[deal]!]],
      ...[CLASSES[results.dealClass[deal]!], deals.buckets[deals.bucket[read]!]],
      ...[deals.currencies[deals.currency[read]!], columns.deals.amount[deal]],
      ...[home(columns.deals.homeAmount[deal]!), ones(deals.flags[read]!) + ones(results.flags[deal]!)],
      ...[withPart(deal, PART.sourcing), withPart(deal, PART.influencing)],
    ];
  });
}

describe('columns from streams of bytes', () => {
  it(
    `are what objects from texts are, on ${PORTALS} generated portals (SEED=${SEED})`,
    () => {
      for (let seed = SEED; seed < SEED + PORTALS; seed += 1) {
        const portal = generatePortal(seed);
        const expected = answerOf(() => byObjects(portal));
        const actual = answerOf(() => byColumns(portal, { chunkBytes: 1 + (seed % 40), partBits: seed % 3 }));
        try {
          expect(actual).toEqual(expected);
        } catch (error) {
          throw new Error(`SEED=${seed} PORTALS=1 npm run test:unit -- test/differential/columns`, {
            cause: error,
          });
        }
      }
    },
    60_000 + PORTALS * 30,
  );
});
