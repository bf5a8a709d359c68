/** Metrics of the newest run in Prometheus' text format, for a collector of text files (node_exporter's, for one). */
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Gauge, Registry } from 'prom-client';
import { unwritable } from '../files/unwritable.js';
import type { SyncSummary } from '../operations/sync-summary.js';

interface Measured {
  readonly summary: SyncSummary;
  /** How long it took. */
  readonly tookMs: number;
}

type Read = (measured: Measured) => number;

/** Name → what it is, and where it comes from. No record, name or token is in any label. */
const GAUGES: Readonly<Record<string, readonly [help: string, read: Read]>> = {
  partnership_sync_as_of_seconds: [
    'As-of of the last sync that ended well',
    ({ summary }) => summary.asOf / 1000,
  ],
  partnership_sync_duration_seconds: ['How long the last sync took', ({ tookMs }) => tookMs / 1000],
  partnership_sync_requests: ['Requests of the last sync', ({ summary }) => summary.requests],
  partnership_sync_throttled: [
    'Requests of the last sync that HubSpot refused for its limits',
    ({ summary }) => summary.throttled,
  ],
  partnership_sync_deals_computed: ['Deals that the last sync worked out', ({ summary }) => summary.computed],
  partnership_sync_records_written: [
    'Records that the last sync wrote',
    ({ summary }) => summary.writes.deals + summary.writes.partners,
  ],
  partnership_sync_records_refused: [
    'Records that HubSpot refused to the last sync',
    ({ summary }) => summary.writes.refused,
  ],
  partnership_sync_entries_posted: [
    'Ledger entries that the last sync posted',
    ({ summary }) => summary.ledger.entries,
  ],
  partnership_deals: ['Deals with a result', ({ summary }) => summary.deals],
  partnership_findings: ['Findings that a person should look at', ({ summary }) => summary.findingCount],
  partnership_values_unreadable: ['Values that could not be read', ({ summary }) => summary.problemCount],
};

/** Writes the metrics of a sync that ended well to `metrics.prom` in the home. */
export async function writeRunMetrics(home: string, measured: Measured): Promise<void> {
  const registry = new Registry();
  const portal = { portal_id: measured.summary.portalId };
  for (const [name, [help, read]] of Object.entries(GAUGES)) {
    new Gauge({ name, help, labelNames: ['portal_id'], registers: [registry] }).set(portal, read(measured));
  }
  const file = path.join(home, 'metrics.prom');
  const text = await registry.metrics();
  try {
    // A collector must not read half of it.
    await writeFile(`${file}.part`, text);
    await rename(`${file}.part`, file);
  } catch (error) {
    throw unwritable(file, error, 'Make PARTNERSHIP_HOME a folder that you may write to.');
  }
}
