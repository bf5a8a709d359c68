/** The sixteen numbers of a partner programme, by name and unit (programme.md); each is worked out in its own kernel. */

/**
 * `money`: minor units of the home currency. `ratio`: a share, 1 is 100%. `rate`: so many a partner or customer. `score`: NPS
 * or CSAT, -100 to 100.
 */
export type KpiUnit = 'money' | 'ratio' | 'rate' | 'count' | 'days' | 'score';

export const KPIS = {
  sourced_revenue: { label: 'Partner-sourced revenue', unit: 'money' },
  influenced_revenue: { label: 'Partner-influenced revenue', unit: 'money' },
  revenue_per_partner: { label: 'Revenue per partner', unit: 'money' },
  registration_conversion: { label: 'Registration conversion', unit: 'ratio' },
  activation_rate: { label: 'Activation rate', unit: 'ratio' },
  certification_completion: { label: 'Certification completion', unit: 'ratio' },
  joint_pipeline: { label: 'Joint pipeline created', unit: 'money' },
  campaign_participation: { label: 'Campaign participation', unit: 'ratio' },
  partner_satisfaction: { label: 'Partner satisfaction', unit: 'score' },
  executive_engagement: { label: 'Executive engagement', unit: 'rate' },
  escalations: { label: 'Escalations', unit: 'count' },
  partner_retention: { label: 'Partner retention', unit: 'ratio' },
  time_to_onboarding: { label: 'Time to onboarding', unit: 'days' },
  integration_adoption: { label: 'Integration adoption', unit: 'ratio' },
  support_tickets: { label: 'Support tickets of partner customers', unit: 'rate' },
  renewal_rate: { label: 'Agreement renewal rate', unit: 'ratio' },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly unit: KpiUnit }>>;

export type KpiId = keyof typeof KPIS;
export const KPI_IDS = Object.keys(KPIS) as readonly KpiId[];

/** What is read from the portal for the numbers; a portal may lack any of it. */
export const KPI_SOURCES = {
  deals: 'won and open deals',
  registrations: 'the object Partner registration',
  agreements: 'agreement dates on partners',
  certifications: 'certifications on contacts',
  meetings: 'meetings',
  executives: 'contacts marked as executives',
  tickets: 'tickets',
  surveys: 'feedback submissions',
  events: 'marketing events',
  integrations: 'active integrations on customers',
  stages: 'the partner lifecycle stage with its history',
} as const;
export type KpiSource = keyof typeof KPI_SOURCES;

/** A number of some partners over a period. */
export interface KpiValue {
  readonly id: KpiId;
  /** In the unit of the number; null: there is nothing to divide by, or a source is missing. Shown as “n/a”. */
  readonly value: number | null;
  /** What is divided, and by what; null of numbers that are no ratios. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** How many records it stands on. */
  readonly n: number;
  /** What is to be read beside it, such as a median or an approval rate. */
  readonly beside: readonly KpiBeside[];
  /** Sources that the portal lacks. */
  readonly missing: readonly KpiSource[];
  /** How it is to be read. */
  readonly notes: readonly KpiNote[];
}

/** What a number must never be shown without, by a stable name. */
export const KPI_NOTES = {
  all_lines: 'New business, expansion and renewal together; each is listed beside it',
  not_additive: 'Not additive: never totalled over partners',
  in_progress: 'The period is not over yet',
  as_it_stands: 'As it stands now: the portal keeps no history of it',
  facts_incomplete: 'It begins before the meetings and tickets that were read: incomplete',
  facts_not_read: 'Meetings and tickets of then were not read',
  all_count_as_active: 'The portal keeps no partner lifecycle stage: every partner counts as active',
} as const;
export type KpiNote = keyof typeof KPI_NOTES;

export interface KpiBeside {
  /** Stable, such as `median` or `approval_rate`. */
  readonly id: string;
  readonly label: string;
  readonly unit: KpiUnit;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Of an age in days that grows with every day: since when. */
  readonly since?: number;
}

/** Instants, the first inclusive and the second exclusive; cut in the portal's time zone by whoever makes it. */
export interface KpiPeriod {
  /** "2026-Q3", "2026-10", "2026-01-01 to 2026-06-30" */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}
