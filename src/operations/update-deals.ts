import type { Crm, RecordUpdate, WriteOutcome } from './crm-port.js';

/**
 * Writes properties of deals; what changes nothing is not sent.
 * @returns the outcome of each deal that was sent.
 * @throws what the CRM throws.
 */
export async function updateDeals(
  crm: Crm,
  updates: readonly RecordUpdate[],
): Promise<ReadonlyMap<string, WriteOutcome>> {
  const changed = updates.filter(({ properties }) => Object.keys(properties).length > 0);
  const outcomes = new Map<string, WriteOutcome>();
  if (changed.length === 0) return outcomes;
  await crm.update('deals', changed, (some) => {
    for (const outcome of some) outcomes.set(outcome.recordId, outcome);
    return Promise.resolve();
  });
  return outcomes;
}
