/** Metrics in Prometheus' text format. Labels are words of ours: no portal, record, user or address. */
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RequestNote } from './request-note.js';

export interface ServerMetrics {
  /** @param status null where nobody waited for the answer. */
  readonly answered: (note: RequestNote, status: number | null, ms: number) => void;
  /** @param status null where HubSpot did not answer. */
  readonly askedCrm: (request: { readonly status: number | null; readonly ms: number }) => void;
  readonly text: () => Promise<string>;
  readonly contentType: string;
}

const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

/** Metrics of one server, and of its process where `process` says so. */
export function createMetrics(options: { readonly process: boolean }): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.process) collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'partnership_http_requests_total',
    help: 'Requests by route and status; "cut" where nobody waited for the answer',
    labelNames: ['route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'partnership_http_request_duration_seconds',
    help: 'How long requests took, by route',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  });
  const refused = new Counter({
    name: 'partnership_signatures_refused_total',
    help: 'Requests that HubSpot did not sign for this server, by reason',
    labelNames: ['reason'],
    registers,
  });
  const crm = new Counter({
    name: 'partnership_crm_requests_total',
    help: 'Requests to HubSpot by status; "none" where it did not answer',
    labelNames: ['status'],
    registers,
  });
  const crmSeconds = new Histogram({
    name: 'partnership_crm_request_duration_seconds',
    help: 'How long HubSpot took to answer',
    buckets: SECONDS,
    registers,
  });
  return {
    answered: ({ route, signature }, status, ms) => {
      requests.inc({ route, status: status === null ? 'cut' : String(status) });
      seconds.observe({ route }, ms / 1000);
      if (signature !== undefined) refused.inc({ reason: signature });
    },
    askedCrm: ({ status, ms }) => {
      crm.inc({ status: status === null ? 'none' : String(status) });
      crmSeconds.observe(ms / 1000);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
