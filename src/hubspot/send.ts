import { AppError } from '../errors.js';

/** One request to the CRM and its raw answer. The SDK and plain fetch both fit behind this. */

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly header: (name: string) => string | null;
  readonly text: string;
}

/**
 * Sends one request, once: no retry, no limit.
 * @param path from the root, with its query.
 * @throws whatever the network throws, and a TimeoutError after the sender's own timeout.
 */
export type Send = (method: Method, path: string, body?: unknown) => Promise<RawAnswer>;

/**
 * Lets a token through that can stand in a header. Others would be refused further down, by an error that repeats it.
 * @throws AppError `token_invalid`
 */
export function sendable(accessToken: string): string {
  if (/^[\x21-\x7e]+$/.test(accessToken)) return accessToken;
  throw new AppError(
    'token_invalid',
    accessToken === ''
      ? 'The access token is empty.'
      : 'The access token holds characters that no token has, such as a space, a line break or a typographic quote.',
    'Check HUBSPOT_ACCESS_TOKEN: copy it anew from the app’s Auth tab in HubSpot.',
  );
}

/** HubSpot answers slow batch calls within this; beyond it, a connection is taken for dead. */
export const TIMEOUT_MS = 30_000;

/** Where HubSpot's API is. */
export const HUBSPOT_API_URL = 'https://api.hubapi.com';

/** The URL of a request; a path that the API's own URL has stays before it. */
export const requestUrl = (apiUrl: string, path: string): string => apiUrl.replace(/\/+$/, '') + path;
