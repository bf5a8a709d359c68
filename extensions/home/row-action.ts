import type { Ask } from '../ask.js';
import type { HomeQueueItem, SavedView } from '../view.js';

/** A row of a queue, and what becomes of a change to it. */
export interface RowActionProps {
  readonly item: HomeQueueItem;
  readonly ask: Ask;
  readonly onSaved: (dialogId: string, saved: SavedView) => void;
  readonly close: (dialogId: string) => void;
}
