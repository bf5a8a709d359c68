import type { ReactNode } from 'react';

import type { Parameters } from '../../ask.js';
import { Change } from '../../Change.js';
import { changeOf, type ProgrammeActing } from './acting.js';

interface Props {
  readonly dialogId: string;
  readonly acting: ProgrammeActing;
  /** What is asked for; null until everything is chosen. */
  readonly change: Parameters | null;
  readonly go: string;
  readonly destructive?: boolean;
  readonly children: ReactNode;
}

/** The inside of a dialog that changes the programme: fields, then the effect, then saved. */
export const ChangeDialog = ({ dialogId, acting, change, go, destructive = false, children }: Props) => (
  <Change
    ask={acting.ask}
    name="change-programme"
    parameters={change === null ? null : changeOf(acting, change)}
    go={go}
    destructive={destructive}
    onSaved={(saved) => acting.onSaved(saved, dialogId)}
    onCancel={() => acting.close(dialogId)}
  >
    {children}
  </Change>
);
