/** The partner lifecycle: its stages, what must be complete to leave one, and who moved a partner when (programme.md). */
import { DAY_MS, type Instant } from './calendar.js';
import { PARTNER_STAGES, type PartnerStage } from './partner.js';

/** A stage that a partner can leave by a checklist; `ended` is left by nobody. */
export type ChecklistStage = Exclude<PartnerStage, 'ended'>;

export interface ChecklistItem {
  /** Kept in the CRM, and never renamed. */
  readonly id: string;
  readonly label: string;
}

export type Checklists = Readonly<Record<ChecklistStage, readonly ChecklistItem[]>>;

const items = (labels: Readonly<Record<string, string>>): readonly ChecklistItem[] =>
  Object.entries(labels).map(([id, label]) => ({ id, label }));

/** The defaults of programme.md. */
export const DEFAULT_CHECKLISTS: Checklists = {
  discovery_qualification: items({
    need_identified: 'Need identified',
    strategic_fit: 'Strategic fit assessed',
    capability_checked: 'Capability checked',
    business_case: 'Business case written',
  }),
  negotiation_agreement: items({
    scope_agreed: 'Scope and responsibilities agreed',
    commercial_terms: 'Commercial terms set',
    agreement_signed: 'Agreement signed, with its end date',
  }),
  onboarding_enablement: items({
    training_done: 'Training done, required certifications held',
    channels_named: 'Channels and escalation path named',
    joint_metrics: 'Joint metrics defined',
  }),
  activation_growth: items({
    first_joint_activity: 'First joint activity',
    first_registered_deal: 'First registered deal',
    first_won_deal: 'First won deal',
  }),
  optimization_renewal: items({
    review_held: 'Review held',
    terms_renewed: 'Terms renewed or changed',
  }),
};

/** What ending a partnership needs besides its reason. */
export const ENDING_ITEM: ChecklistItem = { id: 'deals_reassigned', label: 'Open deals reassigned' };

/** The stages that a partner goes through, in their order. */
export const CHECKLIST_STAGES = Object.keys(DEFAULT_CHECKLISTS) as readonly ChecklistStage[];

/** One entry into a stage. */
export interface StageMove {
  readonly stage: PartnerStage;
  readonly at: Instant;
  /** Of a step back, and of an end. */
  readonly reason: string | null;
  /** Who; null where that is not known, as for what was there before us. */
  readonly by: string | null;
}

/** What somebody asks for. */
export interface StageRequest {
  /** Null: the partner stands in no stage yet. */
  readonly from: PartnerStage | null;
  readonly to: PartnerStage;
  /** Ids of the items that are complete. */
  readonly complete: ReadonlySet<string>;
  readonly reason: string | null;
}

export type StageVerdict =
  | { readonly kind: 'moves' }
  | { readonly kind: 'refused'; readonly why: StageRefusal; readonly missing: readonly ChecklistItem[] };

export type StageRefusal =
  'same_stage' | 'checklist_open' | 'reason_missing' | 'more_than_one_stage' | 'not_the_first' | 'ended';

const refused = (why: StageRefusal, missing: readonly ChecklistItem[] = []): StageVerdict => ({
  kind: 'refused',
  why,
  missing,
});

/**
 * Whether a partner may move: one stage forward with a complete checklist, one back with a reason, to ended with a reason and
 * its open deals reassigned. A partner without a stage begins with the first; one that ended stays ended. After a renewal a
 * partner goes back from optimization to activation, with the renewal as its reason.
 */
export function stageVerdict(
  checklists: Checklists,
  { from, to, complete, reason }: StageRequest,
): StageVerdict {
  if (from === to) return refused('same_stage');
  if (from === 'ended') return refused('ended');
  const hasReason = reason !== null && reason.trim() !== '';
  const lacking = (wanted: readonly ChecklistItem[]): readonly ChecklistItem[] =>
    wanted.filter(({ id }) => !complete.has(id));
  if (to === 'ended') {
    const missing = lacking([ENDING_ITEM]);
    if (missing.length > 0) return refused('checklist_open', missing);
    return hasReason ? { kind: 'moves' } : refused('reason_missing');
  }
  if (from === null) return to === CHECKLIST_STAGES[0] ? { kind: 'moves' } : refused('not_the_first');
  const steps = CHECKLIST_STAGES.indexOf(to) - CHECKLIST_STAGES.indexOf(from);
  if (Math.abs(steps) > 1) return refused('more_than_one_stage', steps > 0 ? lacking(checklists[from]) : []);
  if (steps < 0) return hasReason ? { kind: 'moves' } : refused('reason_missing');
  const missing = lacking(checklists[from]);
  return missing.length > 0 ? refused('checklist_open', missing) : { kind: 'moves' };
}

const byTime = (moves: readonly StageMove[]): readonly StageMove[] => moves.toSorted((a, b) => a.at - b.at);

/** The stage that a partner stood in at an instant; null before its first. */
export const stageAsOf = (moves: readonly StageMove[], at: Instant): PartnerStage | null =>
  byTime(moves).findLast((move) => move.at <= at)?.stage ?? null;

/**
 * How long a partner has stood in each stage up to an instant, in milliseconds; each visit counts.
 * @param last whether it stands where its last move led; `left`: it does not, and nobody knows since when, so that the days of
 *   that visit are not known and are left out.
 */
export function timeInStages(
  moves: readonly StageMove[],
  asOf: Instant,
  last: 'stands' | 'left' = 'stands',
): Readonly<Partial<Record<PartnerStage, number>>> {
  const known = byTime(moves).filter(({ at }) => at <= asOf);
  const spent: Partial<Record<PartnerStage, number>> = {};
  known.forEach(({ stage, at }, place) => {
    const until = known[place + 1]?.at ?? (last === 'left' ? null : asOf);
    if (until !== null) spent[stage] = (spent[stage] ?? 0) + (until - at);
  });
  return spent;
}

/** From the agreement's signature to the first entry into activation, in milliseconds; null: not there yet. */
export function timeToOnboarding(moves: readonly StageMove[], signedAt: Instant): number | null {
  const onboarded = byTime(moves).find(({ stage, at }) => stage === 'activation_growth' && at >= signedAt);
  return onboarded === undefined ? null : onboarded.at - signedAt;
}

/** Days without activity after which a partner stalls, by stage; a stage that is not named does not. */
export type StallDays = Readonly<Partial<Record<ChecklistStage, number>>>;

export interface Stall {
  readonly stage: ChecklistStage;
  /** The last activity with the partner, or its entry into the stage. */
  readonly since: Instant;
  readonly days: number;
}

/** Whether a partner stalls: nothing was done with it for so many days, and it did not move either. */
export function stallOf(
  stallDays: StallDays,
  moves: readonly StageMove[],
  lastActivityAt: Instant | null,
  asOf: Instant,
): Stall | null {
  const last = byTime(moves).findLast((move) => move.at <= asOf);
  if (last === undefined || last.stage === 'ended') return null;
  const allowed = stallDays[last.stage];
  if (allowed === undefined) return null;
  const since = lastActivityAt !== null && lastActivityAt > last.at ? lastActivityAt : last.at;
  const days = Math.floor((asOf - since) / DAY_MS);
  return days < allowed ? null : { stage: last.stage, since, days };
}

/** "Onboarding & enablement" */
export const stageName = (stage: PartnerStage): string => PARTNER_STAGES[stage];
