/**
 * Which portal is held to the facts: a sandbox of its own, or HubSpot itself where CONFORMANCE_AGAINST_HUBSPOT is 1 and
 * HUBSPOT_ACCESS_TOKEN is the token of a test account.
 */
import { startSandbox } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';

export interface Target {
  readonly name: string;
  readonly url: string;
  readonly accessToken: string;
  /** Search and merges show up late there, and every request counts against a limit. */
  readonly isHubSpot: boolean;
  close(): Promise<void>;
}

const HUBSPOT = 'https://api.hubapi.com';

export const isAgainstHubSpot = process.env['CONFORMANCE_AGAINST_HUBSPOT'] === '1';

export async function openTarget(): Promise<Target> {
  if (!isAgainstHubSpot) {
    const sandbox = await startSandbox({ port: 0, deals: 30, faults: WIDE_LIMITS });
    const { url, accessToken } = sandbox;
    return { name: 'the sandbox', url, accessToken, isHubSpot: false, close: () => sandbox.close() };
  }
  const accessToken = process.env['HUBSPOT_ACCESS_TOKEN'];
  if (accessToken === undefined || accessToken === '') {
    throw new Error(
      'CONFORMANCE_AGAINST_HUBSPOT is set, HUBSPOT_ACCESS_TOKEN is not: give the token of a test account.',
    );
  }
  const url = process.env['HUBSPOT_API_URL'] ?? HUBSPOT;
  return { name: url, url, accessToken, isHubSpot: true, close: () => Promise.resolve() };
}
