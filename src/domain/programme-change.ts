/** Everything that people change in a partner's programme: each part has its kinds, and one function that judges them. */
import { assertNever } from './assert-never.js';
import { applyLifecycleChange, type LifecycleChange } from './lifecycle-change.js';
import type { ChangeContext, ProgrammeVerdict } from './change-context.js';
import type { PartnerProgramme } from './partner-programme.js';

/** One line a part of the programme. */
export type ProgrammeChange = LifecycleChange;

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
    default:
      return assertNever(change);
  }
}
