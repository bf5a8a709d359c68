import type { DealId, PartnerId } from '../domain/ids.js';
import type { TagChange } from '../domain/tag-change.js';
import type { AppError } from '../errors.js';
import type { TagStep } from './tag-step.js';

/** What can be done to many deals at once. */
export type BulkChange = TagChange | { readonly kind: 'confirm'; readonly partnerId: PartnerId };

export interface DealChange {
  readonly dealId: DealId;
  readonly change: BulkChange;
  /** Where it was asked for, if messages are to say so: "tags.csv line 2". */
  readonly source?: string;
}

/** A change as it was planned, or why it cannot be. */
export type PlannedChange = DealChange & { readonly end: TagStep | AppError };
