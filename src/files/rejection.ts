/** Why a cell sets its row aside: the exact reasons of the command's contract. */
export type RejectionReason =
  | 'missing'
  | 'instant_invalid'
  | 'status_unknown'
  | 'currency_unknown'
  | 'amount_invalid'
  | 'kind_unknown'
  | 'kind_reserved'
  | 'role_unknown'
  | 'motion_unknown'
  | 'state_unknown'
  | 'duplicate_id'
  | 'unknown_deal'
  | 'unknown_partner'
  | 'cells_mismatch'
  | 'number_invalid'
  | 'step_missing'
  | 'value_unknown'
  | 'email_invalid'
  | 'country_unknown'
  | 'domain_invalid'
  | 'formula';

/** One bad cell. Its row is set aside, listed, and in no number. */
export interface Rejection {
  readonly file: string;
  /** Physical line on which the row starts; the header is 1. */
  readonly line: number;
  /** Empty where the row as a whole is bad. */
  readonly column: string;
  readonly value: string;
  readonly reason: RejectionReason;
}
