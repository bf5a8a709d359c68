import { PortalClock, SEED_NOW } from '../../clock.js';
import { mergeRecords } from '../../merge.js';
import type { Portal } from '../../portal.js';
import { ApiRequest } from '../../route.js';
import { DAY } from '../writer.js';
import { need, type Company } from './company-plan.js';

/** Merges two companies as the API does, 40 days before the story's now: the survivor has an id of its own. */
export function mergeCompanies(
  portal: Portal,
  companies: ReadonlyMap<string, Company>,
  primary: string,
  other: string,
): void {
  // A clock that stands still, since one seed must give one portal; the portal starts its own once the story is told.
  portal.clock = new PortalClock(SEED_NOW - 40 * DAY, undefined, () => 0);
  const body = {
    primaryObjectId: need(companies, primary).id,
    objectIdToMerge: need(companies, other).id,
  };
  const params = new Map([['type', 'companies']]);
  mergeRecords(portal, new ApiRequest(new URLSearchParams(), body, params, 'v3'));
}
