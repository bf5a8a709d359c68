/** Everything that people change in a partner's programme: each part has its kinds, and one function that judges them. */
import { applyAgreementChange, type AgreementChange } from './agreement-change.js';
import { assertNever } from './assert-never.js';
import { applyEnablementChange, type EnablementChange } from './enablement-change.js';
import { applyLifecycleChange, type LifecycleChange } from './lifecycle-change.js';
import type { ChangeContext, ProgrammeVerdict } from './change-context.js';
import { applyInitiativeChange } from './initiative-change.js';
import { applyObjectiveChange } from './objective-change.js';
import type { PartnerProgramme } from './partner-programme.js';
import type { PlanChange } from './plan-change-input.js';
import { applyReviewChange, type ReviewChange } from './review-change.js';
import { applyTierChange, type TierChangeAsked } from './tier-change.js';

/** One line a part of the programme. */
export type ProgrammeChange =
  TierChangeAsked | LifecycleChange | AgreementChange | EnablementChange | PlanChange | ReviewChange;

/** What a change makes of a programme, or why it is refused. */
export function applyProgrammeChange(
  context: ChangeContext,
  programme: PartnerProgramme,
  change: ProgrammeChange,
): ProgrammeVerdict {
  switch (change.kind) {
    case 'move':
    case 'tick':
    case 'untick':
      return applyLifecycleChange(context, programme, change);
    case 'set_agreement':
    case 'renew_agreement':
    case 'end_agreement':
      return applyAgreementChange(context, programme, change);
    case 'add_certification':
    case 'remove_certification':
    case 'set_executive':
      return applyEnablementChange(context, programme, change);
    case 'add_objective':
    case 'change_objective':
    case 'close_objective':
    case 'reopen_objective':
    case 'add_key_result':
    case 'change_key_result':
    case 'remove_key_result':
      return applyObjectiveChange(context, programme, change);
    case 'add_initiative':
    case 'link_initiative':
    case 'complete_initiative':
    case 'remove_initiative':
      return applyInitiativeChange(context, programme, change);
    case 'hold_review':
      return applyReviewChange(context, programme, change);
    case 'override_tier':
    case 'end_override':
      return applyTierChange(context, programme, change);
    default:
      return assertNever(change);
  }
}
