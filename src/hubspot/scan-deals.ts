/** The newest deals with what they hold and how they are labelled: what no search can count. */
import { labelKey, type SampledDeal, type ScannedLabel } from '../domain/portal-scan.js';
import { readTargets } from './associations.js';
import { newestRecords } from './newest-records.js';
import type { Transport } from './transport.js';

interface Sample {
  readonly most: number;
  readonly properties: readonly string[];
  readonly labels: readonly ScannedLabel[];
}

/** Reads them, 200 a search; their labels 1,000 deals a request, only where the portal has labels of its own. */
export async function newestDeals(
  transport: Transport,
  { most, properties, labels }: Sample,
): Promise<readonly SampledDeal[]> {
  const { records } = await newestRecords(transport, { type: 'deals', filters: [], properties, most });
  const ids = records.map(({ id }) => id);
  const ends = [...new Set(labels.map(({ to }) => to))];
  const maps = await Promise.all(
    ends.map(async (to) => ({ to, targets: await readTargets(transport, 'deals', to, ids) })),
  );
  return records.map(({ id, properties: values }) => ({
    values: Object.fromEntries(
      Object.entries(values).filter(
        (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
      ),
    ),
    labels: [
      ...new Set(
        maps.flatMap(({ to, targets }) =>
          (targets.get(id) ?? []).flatMap(({ associationTypes }) =>
            associationTypes.flatMap(({ label }) => (label == null ? [] : [labelKey({ to, label })])),
          ),
        ),
      ),
    ],
  }));
}
