/** What the rules noticed about a deal. Each is explained in docs/glossary.md. */
export const FLAGS = [
  'amount_missing',
  'amount_rounded',
  'customer_unknown',
  'home_amount_missing',
  'legacy',
  'outcome_missing',
  'partner_is_customer',
  'sourcing_conflict',
  'tag_proposed',
  'tag_role_conflict',
  'tag_without_evidence',
  'touch_after_close',
] as const;
export type Flag = (typeof FLAGS)[number];

/** Distinct and sorted, as every surface lists them. */
export const sortFlags = (flags: Iterable<Flag>): readonly Flag[] => [...new Set(flags)].sort();
