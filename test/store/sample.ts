/** A result and a run to vary in tests. */
import { instant } from '../../src/domain/calendar.js';
import type { CreditPools, DealResult } from '../../src/domain/credit.js';
import { dealId, partnerId, portalId, runId, type PortalId, type RunId } from '../../src/domain/ids.js';
import type { Store } from '../../src/operations/ports.js';

export const PORTAL = portalId('1001');
export const OTHER_PORTAL = portalId('1002');
export const RUN = runId('run-1');

const credits = (entries: Readonly<Record<string, number>>) =>
  new Map(Object.entries(entries).map(([id, minor]) => [partnerId(id), minor]));

export const POOLS: CreditPools = {
  source: credits({ 7: 100_000 }),
  influence: credits({ 9: 100_000, 12: 100_000 }),
  model: new Map([
    ['first_touch', credits({ 7: 100_000 })],
    ['linear', credits({ 7: 66_667, 9: 33_333 })],
  ]),
};

export const result = (id: string, changes: Partial<DealResult> = {}): DealResult => ({
  dealId: dealId(id),
  policyVersion: 'default-1',
  status: 'won',
  class: 'sourced',
  bucket: 'new',
  currency: 'USD',
  amountMinor: 100_000,
  homeCurrency: 'USD',
  homeAmountMinor: 100_000,
  sourcingPartnerIds: [partnerId('7')],
  influencingPartnerIds: [partnerId('9'), partnerId('12')],
  credits: POOLS,
  homeCredits: POOLS,
  flags: ['sourcing_conflict'],
  ...changes,
});

export type RunStart = Parameters<Store['startRun']>[0];

export const run = (changes: Partial<RunStart> = {}): RunStart => ({
  portalId: PORTAL,
  runId: RUN,
  kind: 'sync',
  startedAt: instant(Date.UTC(2026, 8, 12, 10)),
  policyVersion: 'default-1',
  asOf: instant(Date.UTC(2026, 8, 12)),
  undoes: null,
  ...changes,
});

/** Starts a run and gives its id. */
export async function started(store: Store, id: string, portal: PortalId = PORTAL): Promise<RunId> {
  await store.startRun(run({ portalId: portal, runId: runId(id) }));
  return runId(id);
}
