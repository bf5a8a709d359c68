/** The words for what a deal is: one class and one line of revenue each. */
export type DealClass = 'sourced' | 'influenced' | 'direct';

/** Lines of revenue, in the order in which they are listed. */
export const BUCKETS = ['new', 'expansion', 'renewal'] as const;
export type Bucket = (typeof BUCKETS)[number];
