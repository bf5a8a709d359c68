import type { Ask } from '../ask.js';
import type { SavedView } from '../view.js';

/** What registrations are made and decided with. */
export interface RegistrationActing {
  readonly ask: Ask;
  /** Something was saved in a dialog: it closes, and what is shown is read again. */
  readonly onSaved: (dialogId: string, saved: SavedView) => void;
  readonly close: (dialogId: string) => void;
}
