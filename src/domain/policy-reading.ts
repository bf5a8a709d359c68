import type { Policy } from './policy.js';

/** A policy's JSON as it was read: sound, or everything that is wrong with it. */
export type PolicyReading = { readonly kind: 'sound'; readonly policy: Policy } | UnsoundPolicy;

export interface UnsoundPolicy {
  readonly kind: 'unsound';
  /** One sentence a problem, which names the key; never empty. */
  readonly problems: readonly string[];
}
