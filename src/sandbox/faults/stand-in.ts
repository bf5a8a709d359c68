import type { ServerResponse } from 'node:http';
import { ApiError } from '../api-error.js';
import { RateLimited } from '../limits/rate-limited.js';
import type { FaultRule } from './fault-rule.js';

/** Categories that HubSpot gives with a status, where a rule names none. */
const CATEGORIES: ReadonlyMap<number, string> = new Map([
  [400, 'VALIDATION_ERROR'],
  [401, 'INVALID_AUTHENTICATION'],
  [403, 'MISSING_SCOPES'],
  [404, 'OBJECT_NOT_FOUND'],
  [409, 'CONFLICT'],
  [423, 'LOCKED'],
]);

const MESSAGES: ReadonlyMap<string, string> = new Map([
  ['EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired 5 minutes ago.'],
  ['INVALID_AUTHENTICATION', 'The access token used to make this call has been revoked.'],
]);

const PAGE =
  '<!DOCTYPE html><html><head><title>HubSpot</title></head><body><h1>We’ll be right back</h1></body></html>';

/** The refusal that a rule puts in the place of the real answer; null where its kind is no refusal. */
export function faultRefusal(rule: FaultRule, isSearch: boolean): ApiError | null {
  if (rule.kind === 'rateLimit') return new RateLimited(rule.policyName);
  if (rule.kind !== 'status') return null;
  if (rule.status === 429) {
    return new RateLimited(isSearch ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING', rule.category);
  }
  const category = rule.category ?? CATEGORIES.get(rule.status) ?? 'INTERNAL_ERROR';
  return new ApiError(
    rule.status,
    category,
    MESSAGES.get(category) ?? `A fault was asked for: ${rule.status}`,
  );
}

/** Whether the request is done before the fault shows; otherwise it never happens. */
export const happens = (rule: FaultRule): boolean =>
  rule.kind === 'cut' || rule.kind === 'slow' || (rule.kind === 'reset' && rule.when === 'after');

/** Does what a rule does to a request that never happens and gets no refusal either. */
export function standIn(rule: FaultRule, response: ServerResponse): void {
  if (rule.kind === 'html') {
    response.writeHead(rule.status ?? 200, { 'Content-Type': 'text/html;charset=utf-8' }).end(PAGE);
  } else if (rule.kind === 'reset') response.socket?.resetAndDestroy();
  // A request that hangs is held until the client or the server gives up.
}
