/** A deal registration: a partner says of a prospect that it is working on it (programme.md). */
import type { Instant } from './calendar.js';
import { touchId, type DealId, type PartnerId } from './ids.js';
import type { Touch } from './touch.js';

/** Every status of a registration, in the order of its life. */
export const REGISTRATION_STATUSES = {
  submitted: 'Submitted',
  approved: 'Approved',
  rejected: 'Rejected',
  converted: 'Converted',
  won: 'Won',
  lost: 'Lost',
  expired: 'Expired',
} as const;
export type RegistrationStatus = keyof typeof REGISTRATION_STATUSES;

/** A registration that a deal came of, as far as attribution needs it. */
export interface Registration {
  /** Record id in the CRM. */
  readonly id: string;
  readonly dealId: DealId;
  readonly partnerId: PartnerId;
  readonly submittedAt: Instant;
  /** As it is written; what is none of ours counts for nothing. */
  readonly status: string | null;
  readonly title: string | null;
}

/**
 * The touch that a registration is: dated at its submission, whatever became of it later. Whether it counts is told by
 * its status (`statusCounts`).
 */
export const registrationTouch = ({
  id,
  dealId,
  partnerId,
  submittedAt,
  status,
  title,
}: Registration): Touch => ({
  id: touchId(`registration-${id}`),
  dealId,
  partnerId,
  at: submittedAt,
  kind: 'registration',
  status,
  title,
});
