/** A review of tiers for people: what is decided, what is missing, who would move. */
import Table from 'cli-table3';
import { displayDay, formatInstant, instant, parseInstant } from '../domain/calendar.js';
import type { TierStanding } from '../domain/tier-standing.js';
import { decisionWords, MEASURE_NAMES, type TierWordsBasis } from '../domain/tier-words.js';
import { tierName } from '../domain/tiers.js';
import type { TiersApplied } from '../operations/apply-tiers.js';
import type { TierReviewReport } from '../operations/review-tiers.js';
import { many } from './many.js';
import { detailLines, missingLines, nameOf, standingTable, wideTable } from './tier-tables.js';
import { writtenText } from './tier-written-text.js';

/** Instants are ISO 8601, as in all JSON of ours. */
export const tierReviewJson = (report: TierReviewReport, done: TiersApplied['done'] = null): string =>
  `${JSON.stringify({ ...report, done }, (key, value: unknown) =>
    INSTANTS.has(key) && typeof value === 'number' ? formatInstant(instant(value)) : value,
  )}\n`;

const INSTANTS: ReadonlySet<string> = new Set(['at', 'endsAt', 'warnedAt', 'until', 'since']);

interface Shown {
  /** What was written of it; null where nothing was. */
  readonly done: TiersApplied['done'];
  /** Everything in one table, however wide; else within 100 columns, what was achieved below. */
  readonly wide: boolean;
}

/** The whole review. */
export function tierReviewText(report: TierReviewReport, { done, wide }: Shown): string {
  const { policyVersion, settings, partners } = report;
  const basis = basisOf(report);
  const moves = partners.filter((one) => one.isHeldKnown && !STAYS.has(one.decision.kind)).length;
  return [
    `Tiers on ${displayDay(basis.asOf, basis.timeZone)}, policy ${policyVersion}: achievements of ${many(settings.windowMonths, 'month')}, ${many(settings.graceDays, 'day')} of grace\n`,
    partners.length === 0 ? '' : `${wide ? wideTable(report, basis) : standingTable(report, basis)}\n`,
    ...partners.flatMap((one) => (wide ? missingLines(one, basis) : detailLines(one, basis))),
    `\n${many(partners.length, 'partner')} reviewed; ${moves} ${report.isPast ? 'had moved or been warned by that review' : done === null ? 'would change or be warned' : 'changed or warned'}.\n`,
    report.tried === null ? '' : triedText(report, report.tried, basis),
    ...notesOf(report, basis),
    writtenText(report, done),
  ].join('');
}

function basisOf({ homeCurrency, timeZone, asOf, settings }: TierReviewReport): TierWordsBasis {
  const at = parseInstant(asOf);
  if (at === null) throw new Error(`${asOf} is no instant`);
  return { homeCurrency, timeZone, asOf: at, windowMonths: settings.windowMonths };
}

type Tried = NonNullable<TierReviewReport['tried']>;

function triedText(
  { partners, policyVersion }: TierReviewReport,
  tried: Tried,
  { timeZone }: TierWordsBasis,
): string {
  const movers = partners.filter(({ earned, proposed }) => proposed !== null && proposed.earned !== earned);
  const title = `\nUnder the tiers of policy ${tried.policyVersion}: ${movers.length} of ${many(partners.length, 'partner')} would earn another tier than under ${policyVersion}`;
  if (movers.length === 0) return `${title}.\n`;
  const table = new Table({
    head: [
      'Partner',
      'Holds',
      `Earns under ${policyVersion}`,
      `Earns under ${tried.policyVersion}`,
      'Its review',
    ],
    style: { head: [], border: [] },
  });
  for (const one of movers) {
    const then: TierStanding = one.proposed ?? one;
    table.push([
      nameOf(one),
      tierName(one.held),
      tierName(one.earned),
      tierName(then.earned),
      decisionWords(then.decision, one.held, timeZone),
    ]);
  }
  return `${title}\n${table.toString()}\nDeals have the classes of the last sync; partnership whatif tries a policy’s other settings.\n`;
}

const STAYS: ReadonlySet<string> = new Set(['keeps', 'overridden', 'in_grace', 'recovered']);

function adoptedText({ partners }: TierReviewReport): string {
  const found = partners.filter(({ adopted }) => adopted).length;
  return `${many(found, 'partner')} ${found === 1 ? 'holds a tier that its' : 'hold tiers that their'} history did not know: what stands in HubSpot is taken over, as of this review.\n`;
}

function notesOf(report: TierReviewReport, { timeZone }: TierWordsBasis): readonly string[] {
  const { notMeasured, heldIn, ended, dealsWithoutCloseDate, dealsWithoutHomeAmount, resultsAsOf } = report;
  const at = parseInstant(resultsAsOf);
  return [
    `Achievements are of deals as the last sync worked them out${at === null ? '' : ` on ${displayDay(at, timeZone)}`}, and of approved registrations, each on the day of its approval.\n`,
    ...(report.isPast
      ? ['Deals have the classes of today. Partners whose history begins later are not decided.\n']
      : report.partners.some(({ adopted }) => adopted)
        ? [adoptedText(report)]
        : []),
    ...(notMeasured.length === 0
      ? []
      : [
          `This portal tells nothing of ${notMeasured.map((measure) => MEASURE_NAMES[measure]).join(' and ')}: nobody earns a tier that asks for it.\n`,
        ]),
    ...(heldIn.kind === 'ours'
      ? []
      : [
          heldIn.kind === 'theirs'
            ? `What a partner holds is read from ${heldIn.property}, as the mapping says.\n`
            : `What a partner holds is read from partnership_tier, and from ${heldIn.property} where that is empty, as the mapping says.\n`,
        ]),
    ...(ended === 0
      ? []
      : [`${many(ended, 'partner')} in stage Ended ${ended === 1 ? 'is' : 'are'} not reviewed.\n`]),
    ...(dealsWithoutHomeAmount === 0
      ? []
      : [
          `${many(dealsWithoutHomeAmount, 'won deal')} of partners ${dealsWithoutHomeAmount === 1 ? 'has' : 'have'} no amount in ${report.homeCurrency}: counted as deals, and in no revenue.\n`,
        ]),
    ...(dealsWithoutCloseDate === 0
      ? []
      : [
          `${many(dealsWithoutCloseDate, 'won deal')} without a known close date ${dealsWithoutCloseDate === 1 ? 'counts' : 'count'} for nothing; partnership sync --full reads them anew.\n`,
        ]),
  ];
}
