import { unauthenticated, type ApiError } from './api-error.js';
import { faultRefusal } from './faults/stand-in.js';
import type { FaultRule } from './faults/fault-rule.js';
import { RateLimited } from './limits/rate-limited.js';
import type { Portal } from './portal.js';

/** A CRM request as the gate sees it; the path without its query. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly isSearch: boolean;
  readonly hasToken: boolean;
}

/** What becomes of a request: refused, or let through with the fault that a rule has for it. */
export interface Verdict {
  readonly refusal: ApiError | null;
  readonly fault: FaultRule | null;
}

const refused = (refusal: ApiError): Verdict => ({ refusal, fault: null });

/**
 * Judges a request as it arrives. The token goes first, then the limits, then the rules: what the limits refuse no rule
 * sees, and what a rule answers with 429 takes nothing from the limits, while every other fault does.
 */
export function judge(portal: Portal, { method, path, isSearch, hasToken }: Arrival): Verdict {
  if (!hasToken) return refused(unauthenticated());
  const now = portal.now();
  const policy = portal.limiter.refusal(now, isSearch, portal.faults.limits);
  if (policy !== null) return refused(throttle(portal, new RateLimited(policy)));
  const fault = portal.faults.hit(method, path);
  const refusal = fault === null ? null : faultRefusal(fault, isSearch);
  if (refusal instanceof RateLimited) return refused(throttle(portal, refusal));
  portal.counters.granted(portal.limiter.grant(now, isSearch), isSearch);
  return { refusal, fault };
}

function throttle(portal: Portal, refusal: RateLimited): RateLimited {
  portal.counters.throttled();
  return refusal;
}

/** HubSpot's rate limit headers for the answer to a request that was just judged. */
export function limitHeaders(portal: Portal, { refusal }: Verdict): Readonly<Record<string, string>> {
  const policy = refusal instanceof RateLimited ? refusal.policyName : null;
  return portal.limiter.headers(portal.now(), portal.faults.limits, policy);
}
