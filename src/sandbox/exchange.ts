import type { ServerResponse } from 'node:http';
import type { FaultRule } from './faults/fault-rule.js';
import type { Match } from './router.js';

/** What is known of a CRM request once it has been let in. */
export interface Exchange {
  readonly matched: Match | null;
  /** The fault that its answer will suffer. */
  readonly fault: FaultRule | null;
}

const exchanges = new WeakMap<ServerResponse, Exchange>();

export const openExchange = (response: ServerResponse, exchange: Exchange): void =>
  void exchanges.set(response, exchange);

/** Null for control calls and pages. */
export const exchangeOf = (response: ServerResponse): Exchange | null => exchanges.get(response) ?? null;
