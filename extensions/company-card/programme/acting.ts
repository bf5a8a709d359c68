import type { Ask, Parameters } from '../../ask.js';
import type { SavedView } from '../../view.js';

/** What the sections of the programme are changed with. */
export interface ProgrammeActing {
  readonly companyId: string;
  readonly ask: Ask;
  /** Whether who looks may change anything. */
  readonly mayChange: boolean;
  /** Something was saved, in a dialog where one is named: it closes, and the programme is read again. */
  readonly onSaved: (saved: SavedView, dialogId?: string) => void;
  readonly close: (dialogId: string) => void;
}

/** What `change-programme` is asked for. */
export const changeOf = (
  { companyId }: Pick<ProgrammeActing, 'companyId'>,
  change: Parameters,
): Parameters => ({
  companyId,
  change,
});
