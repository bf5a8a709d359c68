/** The programme part of a partner's card, in finished text: a section is null where it has nothing to say yet. */
import type { AgreementSection } from './programme-agreement-view.js';
import type { ProgrammeAttention } from './programme-attention-view.js';
import type { EnablementSection } from './programme-enablement-view.js';
import type { LifecycleSection } from './programme-lifecycle-view.js';
import type { TierSection } from './programme-tier-view.js';
import type { PlanSection } from './programme-plan-view.js';
import type { CadenceSection, EscalationsSection, ReviewsSection } from './programme-rhythm-view.js';

export interface PartnerProgrammeView {
  readonly kind: 'partner-programme';
  readonly companyId: string;
  readonly name: string;
  /** Whether who looks may change anything here. */
  readonly mayChange: boolean;
  /** What keeps something from being shown or changed. */
  readonly notices: readonly string[];
  /** What somebody has to see to, what is late first; empty where nothing waits. */
  readonly attention: readonly ProgrammeAttention[];
  readonly lifecycle: LifecycleSection;
  readonly agreement: AgreementSection | null;
  readonly enablement: EnablementSection | null;
  readonly tier: TierSection | null;
  readonly plan: PlanSection;
  readonly cadence: CadenceSection;
  readonly reviews: ReviewsSection;
  readonly escalations: EscalationsSection;
  readonly registrations: null;
  readonly numbers: null;
  readonly health: null;
  readonly log: ProgrammeLog;
  /** "As of 12 Sep 2026, policy default-1." */
  readonly basis: string;
}

/** What was changed, the newest first. */
export interface ProgrammeLog {
  readonly items: readonly {
    readonly day: string;
    readonly who: string;
    readonly text: string;
  }[];
  /** How many older ones there are; null where none is left out. */
  readonly more: string | null;
}
