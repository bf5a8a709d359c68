/** The numbers of the year, worked out by hand from the story before the product was asked; docs/a-year.md shows how. */
import { DAY_MS } from '../../../src/domain/calendar.js';
import type { KpiId } from '../../../src/domain/kpi.js';

export interface ByHand {
  /** Minor units, a share, a count, days or a score. */
  readonly value: number | null;
  /** What is divided by what. */
  readonly of?: readonly [numerator: number, denominator: number];
  readonly n: number;
  readonly beside: Readonly<Record<string, number | null>>;
}

const HOURS = 3_600_000;
/** Sourced, influenced and direct, in USD cents. */
const SOURCED = 4_000_000 + 1_092_000 + 2_400_000;
const INFLUENCED = 1_200_000;
const DIRECT = 1_500_000 + 999_999;
const TOTAL = 11_191_999;
/** Up to the last millisecond of the year, from 20 Dec, 09:00. */
const ESCALATION_AGE = (11 * DAY_MS + 15 * HOURS - 1) / DAY_MS;

export const BY_HAND: Readonly<Record<KpiId, ByHand>> = {
  sourced_revenue: {
    value: SOURCED,
    n: 3,
    beside: {
      ...{ new: SOURCED, expansion: 0, renewal: 0 },
      ...{ influenced_revenue: INFLUENCED, direct_revenue: DIRECT, total_revenue: TOTAL },
    },
  },
  influenced_revenue: {
    value: INFLUENCED,
    n: 1,
    beside: {
      ...{ new: 0, expansion: 0, renewal: INFLUENCED },
      ...{ sourced_revenue: SOURCED, direct_revenue: DIRECT, total_revenue: TOTAL },
    },
  },
  // Alder 20,000; Birch 24,000 + 12,000; Cedar 0; Dogwood 20,000 + 10,920.
  revenue_per_partner: { value: 2_173_000, of: [8_692_000, 4], n: 4, beside: { median: 2_546_000 } },
  registration_conversion: {
    value: 2 / 4,
    of: [2, 4],
    n: 6,
    beside: {
      ...{ approval_rate: 4 / 5, waiting: 1, 'submitted_2027-02': 0, 'submitted_2027-03': 1 },
      ...{ 'submitted_2027-05': 1 / 2, 'submitted_2027-12': null },
    },
  },
  activation_rate: { value: 1 / 4, of: [1, 4], n: 4, beside: { of_the_period: 1 } },
  certification_completion: { value: 2 / 3, of: [2, 3], n: 3, beside: { complete_partners: 2 / 3 } },
  joint_pipeline: {
    value: 4_000_000 + 2_500_000 + 1_092_000 + 2_400_000 + 1_200_000 + 2_200_000,
    n: 6,
    beside: { new: 12_192_000, expansion: 0, renewal: 1_200_000, deals: 6 },
  },
  campaign_participation: { value: 2 / 4, of: [2, 4], n: 4, beside: { events: 1, median: 0.5 } },
  partner_satisfaction: { value: 100 / 3, of: [1, 3], n: 3, beside: { response_rate: 3 / 4, median: 9 } },
  executive_engagement: {
    value: 3 / 16,
    of: [3, 16],
    n: 4,
    beside: {
      ...{ partners_met: 1 / 4, median: 0 },
      ...{ 'meetings_2027-Q1': 1, 'meetings_2027-Q2': 1, 'meetings_2027-Q4': 1 },
    },
  },
  escalations: {
    value: 2,
    n: 2,
    beside: {
      ...{ median_resolution: 3.25, resolved: 1, open: 1 },
      ...{ median_open_age: ESCALATION_AGE, oldest_open_age: ESCALATION_AGE },
    },
  },
  partner_retention: { value: 2 / 3, of: [2, 3], n: 3, beside: { left: 1, joined: 1 } },
  // 1 Mar, 00:00 in winter to 12 Apr, 09:00 in summer: 42 days and 8 hours.
  time_to_onboarding: { value: 42 + 8 / 24, n: 1, beside: { open: 0, median_open_age: null } },
  integration_adoption: { value: 1 / 4, of: [1, 4], n: 4, beside: {} },
  support_tickets: { value: 1 / 4, of: [1, 4], n: 4, beside: { without_partner: 2 / 2 } },
  renewal_rate: {
    value: 1 / 2,
    of: [1, 2],
    n: 2,
    beside: {
      ...{ by_value: 5 / 8, value_due: 8_000_000, undecided: 1 },
      ...{ due_30: 0, due_60: 1, due_90: 2 },
    },
  },
};
