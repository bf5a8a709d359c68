import { createHash } from 'node:crypto';

/**
 * The number under which Postgres locks a portal for a purpose: advisory locks know only 64-bit numbers. Two portals
 * on one number would only wait for each other.
 */
export function portalKey(purpose: 'lease' | 'write', portalId: string): string {
  return createHash('sha256').update(`${purpose} ${portalId}`).digest().readBigInt64BE(0).toString();
}
