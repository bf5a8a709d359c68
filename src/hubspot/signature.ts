/**
 * HubSpot's v3 request signature, checked by our own lines: the SDK's takes timestamps that lie ahead, and compares in
 * a time that tells how much of a guess was right.
 * Source: developers.hubspot.com, "Request validation", read in November 2026.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** One request as it came in, before anything of it was parsed. */
export interface SignedRequest {
  readonly method: string;
  /** With protocol and host as HubSpot called them, path and query as they came in. */
  readonly uri: string;
  /** As it came in: a body that was parsed and written anew has another signature. */
  readonly body: Uint8Array;
  /** `X-HubSpot-Request-Timestamp`: milliseconds since 1970 in decimal digits. */
  readonly timestamp: string | undefined;
  /** `X-HubSpot-Signature-v3`. */
  readonly signature: string | undefined;
}

/** Why a request is not taken for one of HubSpot's. For logs and metrics: who sent it is not told which. */
export type SignatureProblem = 'missing' | 'timestamp_invalid' | 'timestamp_off' | 'mismatch';

/** How far a timestamp may lie from our clock, behind or ahead, in milliseconds. */
export const SIGNATURE_WINDOW_MS = 5 * 60_000;

/** What HubSpot decodes in the URI before it signs, and nothing else; `%253A` stays, as it is no `%3A`. */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** The URI in the form that HubSpot signs: "…?email=ana%40example.com" → "…?email=ana@example.com". */
export const signedUri = (uri: string): string =>
  uri.replace(/%[0-9A-F]{2}/g, (encoded) => DECODED[encoded] ?? encoded);

/** The signature that HubSpot gives a request, in base64. */
export const signatureOf = (
  { method, uri, body, timestamp = '' }: Omit<SignedRequest, 'signature'>,
  clientSecret: string,
): string =>
  createHmac('sha256', clientSecret)
    .update(`${method}${signedUri(uri)}`, 'utf8')
    .update(body)
    .update(timestamp, 'utf8')
    .digest('base64');

/**
 * Checks that HubSpot sent a request, to us, not long ago.
 * @param clientSecret the app's; an empty one signs nothing.
 * @param nowMs our clock, milliseconds since 1970.
 * @returns null for a request that holds.
 */
export function signatureProblem(
  request: SignedRequest,
  clientSecret: string,
  nowMs: number,
): SignatureProblem | null {
  const { timestamp, signature } = request;
  if (timestamp === undefined || signature === undefined || clientSecret === '') return 'missing';
  if (!/^[1-9]\d{0,15}$/.test(timestamp)) return 'timestamp_invalid';
  // Written so that a clock which is no number refuses.
  if (!(Math.abs(nowMs - Number(timestamp)) <= SIGNATURE_WINDOW_MS)) return 'timestamp_off';
  return sameText(signatureOf(request, clientSecret), signature) ? null : 'mismatch';
}

// Compared as text: base64 has several spellings of the same bytes, and only HubSpot's own is taken.
function sameText(expected: string, given: string): boolean {
  const left = Buffer.from(expected, 'utf8');
  const right = Buffer.from(given, 'utf8');
  return left.length === right.length && timingSafeEqual(left, right);
}
