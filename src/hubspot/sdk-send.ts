import http from 'node:http';
import https from 'node:https';
import { Client } from '@hubspot/api-client';
import { requestUrl, sendable, type RawAnswer, type Send } from './send.js';

/** A sender that holds sockets open between requests; `close` ends them, also those that hang. */
export interface SdkSender {
  readonly send: Send;
  close(): void;
}

/**
 * A sender over the SDK's `apiRequest`, which reaches the dated paths that its typed methods do not. Its limiter and
 * retries stay off: they are process-wide, and a second client changes the first.
 * @param timeoutMs of one request, its body included; the SDK itself has none.
 */
export function sdkSend(apiUrl: string, accessToken: string, timeoutMs: number): SdkSender {
  const client = new Client({
    accessToken,
    basePath: requestUrl(apiUrl, ''),
    // Without this header node-fetch asks for a new connection each time.
    defaultHeaders: { Connection: 'keep-alive' },
  });
  const send: Send = (method, path, body) =>
    withTimeout(timeoutMs, async () => {
      sendable(accessToken);
      const response = await client.apiRequest({ method, path, ...(body === undefined ? {} : { body }) });
      const text = await bodyText(response.body, Math.min(BODY_IDLE_MS, timeoutMs));
      return { status: response.status, header: (name: string) => response.headers.get(name), text };
    });
  return {
    send,
    close: () => {
      http.globalAgent.destroy();
      https.globalAgent.destroy();
    },
  };
}

/** HubSpot sends a body in one go: one that stops for this long has been cut. */
const BODY_IDLE_MS = 5_000;

// node-fetch 2 does not notice that a connection ends within a body: without this, a cut answer would take the whole timeout.
function bodyText(body: NodeJS.ReadableStream, idleMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const idle = setTimeout(() => {
      reject(new DOMException(`the answer stopped short for ${idleMs / 1000} s`, 'TimeoutError'));
    }, idleMs);
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      idle.refresh();
    });
    body.on('error', (error: Error) => {
      clearTimeout(idle);
      reject(error);
    });
    body.on('end', () => {
      clearTimeout(idle);
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
  });
}

// The SDK cannot abort a request: one that is late is left to itself, and its socket ends with `close`.
async function withTimeout(timeoutMs: number, request: () => Promise<RawAnswer>): Promise<RawAnswer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException(`no answer within ${timeoutMs / 1000} s`, 'TimeoutError'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([request(), late]);
  } finally {
    clearTimeout(timer);
  }
}
