/** What a tier review would decide on the day of a review, in words. */
import { instant } from '../domain/calendar.js';
import { decisionWords, gapWords } from '../domain/tier-words.js';
import { manyText } from './home-words.js';
import type { ReviewedPartner, TierReviewReport } from './review-tiers.js';
import type { ProgrammeReview } from './review-model.js';

/** Everybody who would not simply keep the tier. */
export function tierMoves(report: TierReviewReport): ProgrammeReview['tiers'] {
  const moves = report.partners.filter(({ decision }) => decision.kind !== 'keeps');
  return {
    moves: moves.map((one) => ({
      partner: one.name ?? `Partner ${one.partnerId}`,
      decision: decisionOf(report, one),
      next: nextOf(report, one),
    })),
    note:
      moves.length === 0
        ? `All of ${manyText(report.partners.length, 'partner')} keep their tiers.`
        : `${manyText(report.partners.length - moves.length, 'other partner')} keep theirs. This page decides nothing: partnership tiers review does.`,
  };
}

/** The same of one partner, as sentences; none where it keeps its tier. */
export function tierMove(report: TierReviewReport, partnerId: string): readonly string[] {
  const one = report.partners.find((partner) => partner.partnerId === partnerId);
  if (one === undefined || one.decision.kind === 'keeps') return [];
  return [
    `If its tier were reviewed now: ${decisionWords(one.decision, one.held, report.timeZone)}.`,
    nextOf(report, one),
  ].filter((text) => text !== '');
}

function decisionOf({ timeZone }: TierReviewReport, { decision, held }: ReviewedPartner): string {
  const words = decisionWords(decision, held, timeZone);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function nextOf(
  { homeCurrency, timeZone, settings: { windowMonths }, asOf }: TierReviewReport,
  { next }: ReviewedPartner,
): string {
  if (next === null) return '';
  const basis = { homeCurrency, timeZone, asOf: instant(Date.parse(asOf)), windowMonths };
  return gapWords(next.level, next.gaps, basis);
}
