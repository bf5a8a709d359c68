/**
 * Health between two syncs: engagement moves from day to day, so that its dates are published and whoever draws it works it out;
 * and how parts make a score. A planned meeting that is held by now, and a certification that has expired, wait for the next sync.
 */
import type { Instant } from '../calendar.js';
import type { KpiBeside } from '../kpi.js';
import { HEALTH_PARTS, type HealthPart, type PartnerHealth } from './health-value.js';
import { agedBeside } from './kpi-value.js';

export const SINCE_MEETING = 'days_since_meeting';
export const CADENCE = 'cadence_days';
/** For a tier that the policy gives no cadence. */
export const USUAL_CADENCE_DAYS = 90;

/** Not yet within 0 and 100. @param days since the last held meeting; null where none was ever held. */
export const engagementScore = (days: number | null, cadence: number): number =>
  days === null ? 0 : (100 * (3 * cadence - days)) / (2 * cadence);

/** A score as it is shown: whole, 0 to 100. */
export const wholeScore = (score: number): number => Math.round(Math.min(100, Math.max(0, score)));

type Measured = Pick<HealthPart, 'id' | 'score' | 'inputs'>;

/**
 * The weighted mean of the parts that there are; the weights of the others go to them in proportion.
 * Example: engagement 80 (25) and pipeline 35 (20), nothing else → (80 × 25 + 35 × 20) ÷ 45 = 60.
 */
export function weighed(measured: readonly Measured[]): Pick<PartnerHealth, 'score' | 'parts'> {
  const total = measured.reduce((sum, { id }) => sum + HEALTH_PARTS[id].weight, 0);
  const parts = measured.map(({ id, score, inputs }): HealthPart => {
    return { id, score, weight: (HEALTH_PARTS[id].weight * 100) / total, inputs };
  });
  if (parts.length === 0) return { score: null, parts };
  return {
    score: Math.round(parts.reduce((sum, { score, weight }) => sum + score * weight, 0) / 100),
    parts,
  };
}

/** Parts some time later, had nothing happened since: with the score that the same facts have then. */
export const agedHealth = (parts: readonly Measured[], at: Instant): Pick<PartnerHealth, 'score' | 'parts'> =>
  weighed(parts.map((part) => agedPart(part, at)));

/** Only what counts from a date ages. */
function agedPart(part: Measured, at: Instant): Measured {
  if (part.inputs.every(({ since }) => since === undefined)) return part;
  const inputs = part.inputs.map((one) => agedBeside(one, at));
  const score = engagementScore(
    valueOf(inputs, SINCE_MEETING),
    valueOf(inputs, CADENCE) ?? USUAL_CADENCE_DAYS,
  );
  return { id: part.id, score: wholeScore(score), inputs };
}

const valueOf = (inputs: readonly KpiBeside[], id: string): number | null =>
  inputs.find((one) => one.id === id)?.value ?? null;
