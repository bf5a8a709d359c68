import type { ServerResponse } from 'node:http';
import { JsonText } from '../json-text.js';
import type { FaultRule } from './fault-rule.js';

const DRIP_MS = 100;

/** Sends an answer, or as much of it and as slowly as its fault allows; what was asked for is done by now. */
export function deliver(
  response: ServerResponse,
  status: number,
  body: unknown,
  fault: FaultRule | null = null,
): void {
  const text = body === undefined ? '' : body instanceof JsonText ? body.text : JSON.stringify(body);
  const bytes = Buffer.from(text);
  if (fault?.kind === 'cut') cut(response, status, bytes);
  else if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
  else if (fault?.kind === 'slow') drip(response, status, bytes, fault.delayMs);
  else open(response, status, bytes).end(bytes);
}

function open(response: ServerResponse, status: number, bytes: Buffer): ServerResponse {
  response.statusCode = status;
  if (bytes.length === 0) return response;
  response.setHeader('Content-Type', 'application/json;charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  return response;
}

/** Half of the body that the header promises. An answer without a body is cut as if it was 200 `{}`. */
function cut(response: ServerResponse, status: number, whole: Buffer): void {
  const bytes = whole.length === 0 ? Buffer.from('{}') : whole;
  open(response, status === 204 ? 200 : status, bytes);
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.end());
}

/** The headers at once, the body in drops: a wait for the next byte is short, for the last one `delayMs`. */
function drip(response: ServerResponse, status: number, bytes: Buffer, delayMs: number): void {
  open(response, status, bytes).flushHeaders();
  const drops = Math.max(1, Math.min(bytes.length, Math.ceil(delayMs / DRIP_MS)));
  let drop = 0;
  const timer = setInterval(() => {
    drop += 1;
    const from = Math.floor((bytes.length * (drop - 1)) / drops);
    const to = Math.floor((bytes.length * drop) / drops);
    if (to > from) response.write(bytes.subarray(from, to));
    if (drop < drops) return;
    clearInterval(timer);
    response.end();
  }, delayMs / drops);
  response.once('close', () => clearInterval(timer));
}
