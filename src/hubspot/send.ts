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

/** HubSpot answers slow batch calls within this; beyond it, a connection is taken for dead. */
export const TIMEOUT_MS = 30_000;

/** Where HubSpot's API is. */
export const HUBSPOT_API_URL = 'https://api.hubapi.com';
