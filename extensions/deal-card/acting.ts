import type { Ask } from '../ask.js';
import type { SavedView } from '../view.js';

/** What HubSpot does for a card on a record; its own actions fit. */
export interface RecordActions {
  readonly addAlert: (alert: {
    readonly type?: 'success' | 'info';
    readonly title?: string;
    readonly message: string;
  }) => void;
  readonly refreshObjectProperties: () => void;
  readonly closeOverlay: (id: string) => void;
}

/** What the parts of a card change a deal with. */
export interface Acting {
  readonly dealId: string;
  readonly ask: Ask;
  /** Something was saved in a dialog: it closes, and the card shows the deal as it is now. */
  readonly onSaved: (dialogId: string, saved: SavedView) => void;
  readonly close: (dialogId: string) => void;
}
