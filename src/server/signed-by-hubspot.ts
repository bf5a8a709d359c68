/** Lets through what HubSpot signed for this server. */
import type { Request, RequestHandler } from 'express';
import { AppError } from '../errors.js';
import { signatureProblem, type SignatureProblem } from '../hubspot/signature.js';
import { noteOf } from './request-note.js';

export interface SignatureOptions {
  readonly clientSecret: string;
  /** The origin that HubSpot calls this server by: what a `Host` header says is anybody's word. */
  readonly serverUrl: string;
  /** Milliseconds since 1970 of the true clock, not of an emulated portal's. */
  readonly nowMs: () => number;
}

const SIGNATURE = 'X-HubSpot-Signature-v3';

/** The signature of a request that was let through. */
export const signatureOf = (request: Request): string => request.get(SIGNATURE) ?? '';

/** Needs the body as it came in, in `request.body`. @throws AppError `signature_invalid` */
export const signedByHubspot =
  (options: SignatureOptions): RequestHandler =>
  (request, response, next) => {
    const problem = problemWith(request, options);
    if (problem !== null) {
      noteOf(response).signature = problem;
      throw new AppError(
        'signature_invalid',
        'HubSpot has not signed this request for this server, or not within the last five minutes.',
        'Reload the page; if it stays, the server’s client secret, public URL or clock is not right.',
      );
    }
    next();
  };

function problemWith(request: Request, options: SignatureOptions): SignatureProblem | null {
  const { method, originalUrl } = request;
  // HubSpot signs a decoded URI, so that `/api%2Fdeal-card` and `/api/deal-card` have one signature. No path of ours has
  // anything to encode.
  if (/^[^?]*%/.test(originalUrl)) return 'mismatch';
  const signed = {
    method,
    uri: options.serverUrl + originalUrl,
    body: rawBody(request),
    timestamp: request.get('X-HubSpot-Request-Timestamp'),
    signature: request.get(SIGNATURE),
  };
  return signatureProblem(signed, options.clientSecret, options.nowMs());
}

/** The body as it came in; empty where there was none. */
export const rawBody = ({ body }: Request): Uint8Array => (Buffer.isBuffer(body) ? body : new Uint8Array());
