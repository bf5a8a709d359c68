/** A body that came in → JSON that is safe to look into. */
import { AppError } from '../errors.js';

/** Deeper than any request of a card. */
const DEEPEST = 16;

/** Names that reach an object's prototype where somebody copies the object by its keys. */
const REFUSED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads a body as JSON.
 * @throws AppError `request_invalid` where it is not UTF-8 or not JSON, is nested deeper than 16, or has a key that
 *   could reach a prototype.
 */
export function readBody(bytes: Uint8Array): unknown {
  const body = parse(bytes);
  // By hand: a function that calls itself would be as deep as whoever sends it likes.
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: body, depth: 1 }];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { value, depth } = one;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > DEEPEST) throw invalid('is nested too deep');
    for (const [key, inner] of Object.entries(value)) {
      if (REFUSED_KEYS.has(key)) throw invalid(`has a key ${key}`);
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return body;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    throw invalid('is not JSON', cause);
  }
}

const invalid = (what: string, cause?: unknown): AppError =>
  new AppError(
    'request_invalid',
    `The body of the request ${what}.`,
    'Reload the page; if it stays, the app and its server are of different versions.',
    { cause },
  );
