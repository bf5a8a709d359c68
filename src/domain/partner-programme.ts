/**
 * What a portal keeps of a partner besides its numbers: the history of its stages and tiers, its checklist, agreement, joint
 * plan, reviews and field of work (programme.md). Histories are dated and only grow; their order is that of time.
 */
import type { Instant } from './calendar.js';
import type { KpiId } from './kpi.js';
import type { StageMove } from './lifecycle.js';
import type { PartnerTier } from './partner.js';
import type { TierOverride } from './tier-review.js';
import type { TierChange } from './tiers.js';

/** An item of a checklist that somebody has ticked off. */
export interface ChecklistTick {
  /** Id of the item. */
  readonly item: string;
  readonly at: Instant;
  /** Who; null where that is not known. */
  readonly by: string | null;
}

/** One change of a partner's tier as it is kept. */
export interface KeptTierChange extends TierChange {
  /** Null where nothing was said, as of what was there before us. */
  readonly reason: string | null;
  readonly by: string | null;
}

export interface TierRecord {
  readonly changes: readonly KeptTierChange[];
  /** Since when the partner is warned of a demotion; null: it is not. */
  readonly warnedAt: Instant | null;
  readonly override: TierOverride | null;
}

/** What has to be in force besides the agreement itself. */
export const COMPLIANCE_ITEMS = {
  data_protection: 'Data-protection terms',
  insurance: 'Insurance',
  security_review: 'Security review',
} as const;
export type ComplianceItem = keyof typeof COMPLIANCE_ITEMS;

/** What an agreement says besides its dates, which are part of the partner's profile. */
export interface AgreementTerms {
  /** Days before its end by which it has to be given notice of; null where that is not said. */
  readonly noticeDays: number | null;
  readonly renewsItself: boolean;
  /** Minor units of its currency; null where it names none. */
  readonly value: { readonly minor: number; readonly currency: string } | null;
  /** Address of the document. */
  readonly document: string | null;
  /** Until when each item is in force; what is not named is missing. */
  readonly compliance: Readonly<Partial<Record<ComplianceItem, Instant>>>;
}

/** An agreement that came to its end, and what became of it. */
export interface AgreementEnd {
  readonly endedAt: Instant;
  readonly outcome: 'renewed' | 'changed' | 'ended';
  /** Home currency, minor units, as it was then; null where the agreement named none. */
  readonly valueMinor: number | null;
  readonly decidedAt: Instant;
  readonly by: string | null;
}

/** A key result: one of the programme's numbers of this partner; its progress is measured. */
export interface KeyResult {
  readonly id: string;
  readonly kpi: KpiId;
  /** In the number's own unit: minor units, a share from 0 to 1, a count, days or a score. */
  readonly target: number;
  readonly dueAt: Instant;
}

export interface Objective {
  readonly id: string;
  readonly title: string;
  readonly startsAt: Instant;
  readonly keyResults: readonly KeyResult[];
  /** Tasks, campaigns and events in the CRM. */
  readonly initiatives: readonly InitiativeLink[];
  readonly closedAt: Instant | null;
}

export interface InitiativeLink {
  readonly kind: 'task' | 'event';
  /** Record id in the CRM. */
  readonly recordId: string;
}

export const REVIEW_DECISIONS = ['continue', 'expand', 'renegotiate', 'wind_down'] as const;
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** A health review that was held. */
export interface HealthReview {
  readonly heldAt: Instant;
  readonly decision: ReviewDecision;
  readonly note: string | null;
  readonly nextAt: Instant;
  readonly by: string | null;
}

/** Where and what a partner may sell; empty: everywhere, everything. */
export interface PartnerField {
  /** ISO 3166-1 alpha-2 codes, upper case. */
  readonly territories: readonly string[];
  readonly productLines: readonly string[];
}

/** One change of a partner's programme, in words: what was done, and what stood there before where something did. */
export interface ProgrammeLogEntry {
  readonly at: Instant;
  readonly by: string | null;
  readonly text: string;
}

/** Older ones are dropped: the histories themselves keep all that rules and numbers need. */
export const MOST_LOG_ENTRIES = 100;

export interface PartnerProgramme {
  readonly moves: readonly StageMove[];
  readonly checklist: readonly ChecklistTick[];
  readonly tiers: TierRecord;
  readonly terms: AgreementTerms;
  readonly agreementEnds: readonly AgreementEnd[];
  readonly objectives: readonly Objective[];
  readonly reviews: readonly HealthReview[];
  readonly field: PartnerField;
  /** What was ever changed here, the newest last. */
  readonly log: readonly ProgrammeLogEntry[];
}

/** Of a partner of which nothing is kept yet. */
export const EMPTY_PROGRAMME: PartnerProgramme = {
  moves: [],
  checklist: [],
  tiers: { changes: [], warnedAt: null, override: null },
  terms: { noticeDays: null, renewsItself: false, value: null, document: null, compliance: {} },
  agreementEnds: [],
  objectives: [],
  reviews: [],
  field: { territories: [], productLines: [] },
  log: [],
};

/** The tier that a partner holds by its history; null where the history is empty or the last change took it away. */
export const lastTier = ({ changes }: TierRecord): PartnerTier | null => changes.at(-1)?.tier ?? null;
