import type { Digest } from '../domain/ledger.js';
import type { Actor } from './actor.js';
import type { DealCardDeps } from './show-deal-card.js';

/** What the operations that change tags have. */
export interface TaggingDeps extends DealCardDeps {
  readonly actor: Actor;
  /** Names what was previewed. */
  readonly digest: Digest;
}

/** Whether the effect is asked for, or the change made. */
export interface TaggingMode {
  readonly mode: 'preview' | 'save';
  /** Of the effect that was shown; null where none was. */
  readonly basis: string | null;
}
