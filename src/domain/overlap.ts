/** An account that a partner knows too, as an overlap list says (Crossbeam and the like). It suggests; it never gives credit. */
import type { Instant } from './calendar.js';
import type { PartnerId } from './ids.js';

/** What the account is to the partner, with how a sentence says it. */
export const OVERLAP_KINDS = {
  customer: 'as a customer',
  open_opportunity: 'as an open opportunity',
  prospect: 'as a prospect',
} as const;
export type OverlapKind = keyof typeof OVERLAP_KINDS;

/** Partner and account by their company ids in the CRM. */
export interface Overlap {
  readonly partnerId: PartnerId;
  readonly companyId: string;
  readonly kind: OverlapKind;
}

/** An overlap as it is kept. */
export interface KnownOverlap extends Overlap {
  /** Name of the list, as its import map has it. */
  readonly source: string;
  readonly importedAt: Instant;
}

/** One key for what makes two overlaps the same. */
export const overlapKey = ({ partnerId, companyId, kind }: Overlap): string =>
  `${partnerId} ${companyId} ${kind}`;
