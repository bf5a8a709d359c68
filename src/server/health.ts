/** For whoever runs the server: does it live, can it work, how does it do. */
import { Router, type RequestHandler, type Response } from 'express';
import type { ServerMetrics } from './metrics.js';
import { noteOf } from './request-note.js';
import { refuse } from './answer.js';
import { within } from './within.js';

export interface HealthOptions {
  readonly metrics: ServerMetrics;
  /** Resolves where the database answers. */
  readonly checkDatabase: () => Promise<unknown>;
  /** Whether the server has been asked to end. */
  readonly isStopping: () => boolean;
}

const DATABASE_WITHIN_MS = 3_000;

const noting =
  (route: string, answer: (response: Response) => unknown): RequestHandler =>
  async (_request, response) => {
    noteOf(response).route = route;
    await answer(response);
  };

/** `/healthz`, `/readyz` and `/metrics`; none needs a signature, and none tells of a record, a user or a host. */
export function healthRoutes({ metrics, checkDatabase, isStopping }: HealthOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get(
    '/healthz',
    noting('healthz', (response) => response.json({ status: 'alive' })),
  );
  router.get(
    '/readyz',
    noting('readyz', (response) =>
      isStopping() ? refuse(response, STOPPING) : answerReady(response, checkDatabase),
    ),
  );
  router.get(
    '/metrics',
    noting('metrics', async (response) => response.type(metrics.contentType).send(await metrics.text())),
  );
  return router;
}

async function answerReady(response: Response, checkDatabase: () => Promise<unknown>): Promise<void> {
  try {
    await within(DATABASE_WITHIN_MS, checkDatabase(), () => new Error('no answer'));
    response.json({ status: 'ready' });
  } catch {
    // What it said names hosts: it is for the log of whoever looks after the database.
    refuse(response, DATABASE_SILENT);
  }
}

const STOPPING = {
  code: 'interrupted',
  message: 'The server is ending.',
  next: 'Ask another one, or wait until it is back.',
} as const;

const DATABASE_SILENT = {
  code: 'database_unreachable',
  message: 'The database does not answer; cards are still read from HubSpot.',
  next: 'Check that it runs and that DATABASE_URL leads to it.',
} as const;
