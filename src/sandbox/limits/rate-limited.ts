import { ApiError } from '../api-error.js';
import type { PolicyName } from './rate-limiter.js';

/** 429, which HubSpot words differently from every other refusal. */
export class RateLimited extends ApiError {
  constructor(
    readonly policyName: PolicyName,
    /** HubSpot gives none; a rule may. */
    readonly shownCategory: string | null = null,
  ) {
    super(429, 'RATE_LIMITS', `You have reached your ${policyName.toLowerCase()} limit.`);
  }
}

/** The body of a 429. */
export const rateLimitedBody = (
  { message, policyName, shownCategory }: RateLimited,
  correlationId: string,
): Readonly<Record<string, unknown>> => ({
  status: 'error',
  message,
  errorType: 'RATE_LIMIT',
  correlationId,
  policyName,
  ...(shownCategory !== null && { category: shownCategory }),
});
