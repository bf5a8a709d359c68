/** What the health of a partner is made of: never a black box (programme.md; docs/numbers.md). */
import type { Instant } from '../calendar.js';
import type { PartnerId } from '../ids.js';
import type { KpiBeside } from '../kpi.js';

/** With the weight of each, out of 100, and its formula as people read it. */
export const HEALTH_PARTS = {
  engagement: {
    label: 'Engagement',
    weight: 25,
    formula:
      '100 while the last held meeting is no older than the tier’s cadence (90 days where it has none), then evenly down to 0 at three times that',
  },
  revenue_trend: {
    label: 'Revenue trend',
    weight: 25,
    formula:
      '50 + 50 × (credited revenue of the last 6 months − of the 6 before) ÷ (both together): 50 is steady, 100 all of it lately, 0 none lately',
  },
  pipeline: {
    label: 'Pipeline',
    weight: 20,
    formula:
      'Open pipeline with a role ÷ what was won with a role in the last 12 months, × 100 and 100 at most; 100 where there is open pipeline and nothing was won, 0 without pipeline',
  },
  enablement: {
    label: 'Enablement',
    weight: 15,
    formula: 'Required certifications held and not expired ÷ required × 100',
  },
  satisfaction: {
    label: 'Satisfaction',
    weight: 15,
    formula: 'Of the last 12 months: (NPS + 100) ÷ 2, or CSAT as it is',
  },
} as const satisfies Readonly<
  Record<string, { readonly label: string; readonly weight: number; readonly formula: string }>
>;
export type HealthPartId = keyof typeof HEALTH_PARTS;
export const HEALTH_PART_IDS = Object.keys(HEALTH_PARTS) as readonly HealthPartId[];

export interface HealthPart {
  readonly id: HealthPartId;
  /** 0 to 100. */
  readonly score: number;
  /** Out of 100, after the weights of what is left out went to the others in proportion. */
  readonly weight: number;
  /** What the formula was fed with. */
  readonly inputs: readonly KpiBeside[];
}

export interface HealthPartLeftOut {
  readonly id: HealthPartId;
  /** One sentence: which source is missing, or what there is nothing of. */
  readonly why: string;
}

export interface PartnerHealth {
  readonly partnerId: PartnerId;
  readonly asOf: Instant;
  /** 0 to 100, whole; null where every part is left out. */
  readonly score: number | null;
  readonly parts: readonly HealthPart[];
  readonly leftOut: readonly HealthPartLeftOut[];
}
