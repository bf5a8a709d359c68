/** The tables of a review of tiers, and what stands below them by partner. */
import Table from 'cli-table3';
import { decisionWords, gapWords, projectionWords, type TierWordsBasis } from '../domain/tier-words.js';
import { tierName } from '../domain/tiers.js';
import type { ReviewedPartner, TierReviewReport } from '../operations/review-tiers.js';
import { spokenName } from '../operations/spoken-name.js';
import { many } from './many.js';
import { groupedAmount } from './totals-table.js';

/** No line between rows: a partner is one line, and long words wrap. */
const BETWEEN_ROWS = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' } as const;

/** What a partner is called; its id where HubSpot tells no name. */
export const nameOf = ({ name, partnerId }: ReviewedPartner): string =>
  name === null ? partnerId : spokenName(name);

/** 100 columns, borders included. */
const NARROW = { chars: BETWEEN_ROWS, colWidths: [29, 12, 12, 42], wordWrap: true } as const;

/** Who holds and has earned what, within 100 columns. */
export function standingTable({ partners }: TierReviewReport, { timeZone }: TierWordsBasis): string {
  const head = ['Partner', 'Holds', 'Has earned', 'Review'];
  const table = new Table({
    ...NARROW,
    colWidths: [...NARROW.colWidths],
    head,
    style: { head: [], border: [] },
  });
  for (const one of partners) table.push([...standingCells(one, timeZone)]);
  return table.toString();
}

function standingCells(one: ReviewedPartner, timeZone: string): readonly string[] {
  const { held, earned, decision, isHeldKnown } = one;
  return [
    nameOf(one),
    isHeldKnown ? tierName(held) : 'not known',
    tierName(earned),
    isHeldKnown ? decisionWords(decision, held, timeZone) : 'not decided',
  ];
}

/** What a partner has achieved, and what it lacks. */
export function detailLines(one: ReviewedPartner, basis: TierWordsBasis): readonly string[] {
  const { homeCurrency } = basis;
  const { sourcedMinor, influencedMinor, wonDeals, registrationsApproved } = one.achieved;
  const achieved = [
    `${groupedAmount(sourcedMinor ?? 0, homeCurrency)} ${homeCurrency} sourced`,
    `${groupedAmount(influencedMinor ?? 0, homeCurrency)} ${homeCurrency} influenced (not additive)`,
    many(wonDeals ?? 0, 'won deal'),
    many(registrationsApproved ?? 0, 'approved registration'),
  ].join(', ');
  return [`  ${nameOf(one)}: ${achieved}\n`, ...missingWords(one, basis).map((words) => `    ${words}\n`)];
}

/** The same with all that was achieved, however wide. */
export function wideTable(
  { partners }: TierReviewReport,
  { homeCurrency, timeZone }: TierWordsBasis,
): string {
  const table = new Table({
    head: [
      'Partner',
      'Holds',
      'Has earned',
      'Review',
      `Sourced, ${homeCurrency}`,
      `Influenced (not additive), ${homeCurrency}`,
      'Won deals',
      'Approved registrations',
    ],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'left', 'left', 'right', 'right', 'right', 'right'],
  });
  for (const one of partners) {
    const { achieved } = one;
    table.push([
      ...standingCells(one, timeZone),
      groupedAmount(achieved.sourcedMinor ?? 0, homeCurrency),
      groupedAmount(achieved.influencedMinor ?? 0, homeCurrency),
      achieved.wonDeals ?? 0,
      achieved.registrationsApproved ?? 0,
    ]);
  }
  return table.toString();
}

const isAtRisk = ({ next, after }: ReviewedPartner): boolean => next?.level.tier === after.tier;

/** What it lacks alone. */
export const missingLines = (one: ReviewedPartner, basis: TierWordsBasis): readonly string[] => {
  const words = gapOf(one, basis);
  return words.length === 0
    ? []
    : [`  ${nameOf(one)}${isAtRisk(one) ? ', to keep its tier' : ''}: ${words.join(' ')}\n`];
};

/** The same, a line a sentence. */
const missingWords = (one: ReviewedPartner, basis: TierWordsBasis): readonly string[] =>
  gapOf(one, basis).map((words, nth) => (nth === 0 && isAtRisk(one) ? `To keep its tier: ${words}` : words));

function gapOf({ next, isHeldKnown }: ReviewedPartner, basis: TierWordsBasis): readonly string[] {
  if (next === null || !isHeldKnown) return [];
  const words = [gapWords(next.level, next.gaps, basis), projectionWords(next.projection, basis.timeZone)];
  return words.filter((text) => text !== '');
}
