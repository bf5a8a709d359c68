import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { AppError } from '../errors.js';
import { mountApi } from './api.js';
import { controlRouter } from './control.js';
import type { FaultsInput } from './faults/fault-rule.js';
import { deleteState, openJournal, type KeptState } from './journal.js';
import { OBJECT_SPECS, type StandardType } from './object-types.js';
import { Portal, type SeedOptions } from './portal.js';
import { PORTAL_NAMES } from './portal-terms.js';
import type { PortalSettings } from './settings.js';
import { generatePortal } from './story/bulk/generate-portal.js';
import { Random } from './story/random.js';
import { livedInTerms } from './story/lived-in/lived-in.js';
import { tellStory } from './story/tell-story.js';

export interface SandboxOptions extends Partial<SeedOptions> {
  /** 0: any free port. */
  readonly port: number;
  readonly host?: '127.0.0.1';
  /** Keeps the portal's state; absent: in memory. What it holds goes before `seed`, `deals` and `empty`. */
  readonly stateFile?: string;
  /** Deletes the state first, so that the story begins anew. */
  readonly reset?: boolean;
  readonly accessToken?: string;
  /** What an admin and the subscription have decided. */
  readonly settings?: Partial<PortalSettings>;
  /** Limits and faults from the start; absent: a private app's limits, no faults. */
  readonly faults?: FaultsInput;
  /** Adds the record pages under `/record/`. */
  readonly mountPages?: (app: Express, portal: Portal) => void;
}

export interface RecordUrls {
  readonly deal: string;
  readonly partner: string;
  readonly customer: string;
  readonly home: string;
  readonly settings: string;
}

export interface Sandbox {
  readonly url: string;
  readonly accessToken: string;
  readonly portalId: number;
  readonly recordUrls: RecordUrls;
  readonly portal: Portal;
  /** Ends every connection and, where state is kept, gives its file back. */
  close(): Promise<void>;
}

/** Longer than clients wait between requests: else a connection breaks, now and then, under one of them. */
const KEEP_ALIVE_MS = 120_000;

const PORTAL_ID = 48_210_077;

/** One portal's ledger must not be taken for another's, so each has an id of its own. */
const portalIdOf = ({ portal = 'demo' }: Partial<SeedOptions>): number =>
  PORTAL_ID + PORTAL_NAMES.indexOf(portal);

/** A token in the shape of a private app's, the same for the same seed. */
function seededToken(seed: number): string {
  const random = new Random(`token ${seed}`);
  const hex = (length: number): string =>
    Array.from({ length }, () => random.below(16).toString(16)).join('');
  return `pat-na1-${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
}

function createPortal(options: SandboxOptions, kept: KeptState | null): Portal {
  const given = kept?.header ?? options;
  const { seed = 7, deals = 400, empty = false } = given;
  const seeded: SeedOptions = { ...given, seed, deals, empty };
  const accessToken = options.accessToken ?? kept?.header.accessToken ?? seededToken(seed);
  const portalId = kept?.header.portalId ?? portalIdOf(options);
  const { faults = {}, settings = {} } = options;
  const ways = { tell: tellStory, generate: generatePortal, termsOf: livedInTerms, faults, settings };
  const portal = new Portal({ ...seeded, portalId, accessToken, ...ways });
  if (kept === null) portal.reset(seeded);
  else for (const change of kept.changes) portal.apply(change);
  return portal;
}

function openPortal(options: SandboxOptions): Portal {
  if (options.stateFile === undefined) return createPortal(options, null);
  if (options.reset === true) deleteState(options.stateFile);
  const { kept, journal } = openJournal(options.stateFile);
  try {
    const portal = createPortal(options, kept);
    portal.keepIn(journal);
    return portal;
  } catch (error) {
    journal.release();
    throw error;
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? portTaken(port, error) : error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

const portTaken = (port: number, cause: NodeJS.ErrnoException): AppError =>
  new AppError(
    'port_in_use',
    cause.code === 'EACCES'
      ? `Port ${port} may not be used by this user.`
      : `Port ${port} is in use by another process.`,
    'Stop that process, or choose another port (--port or PORT; 0 takes any free one).',
    { cause },
  );

function stop(server: Server, portal: Portal): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      portal.close();
      resolve();
    });
    server.closeAllConnections();
  });
}

const firstId = (portal: Portal, type: StandardType): string | null =>
  portal.records.getLive(type, String(OBJECT_SPECS[type].firstId))?.id ?? null;

function primaryCompany(portal: Portal, dealId: string): string | null {
  const companies = portal.links.targets({ type: 'deals', id: dealId }, 'companies');
  return companies.find(({ keys }) => keys.includes('H5'))?.id ?? null;
}

function recordUrls(url: string, portal: Portal): RecordUrls {
  // The story tells its showcase first: its deal and partner have the first ids.
  const dealId = firstId(portal, 'deals');
  const partnerId = firstId(portal, 'companies');
  const customerId = dealId === null ? null : primaryCompany(portal, dealId);
  const home = `${url}/record/home`;
  // A portal without a story has no records to show yet.
  const page = (path: string, id: string | null): string =>
    id === null ? home : `${url}/record/${path}/${id}`;
  return {
    deal: page('deals', dealId),
    partner: page('companies', partnerId),
    customer: page('companies', customerId),
    home,
    settings: `${url}/record/settings`,
  };
}

/**
 * Starts an emulated HubSpot portal on this machine alone. Refused with `port_in_use` where the port is taken, with
 * `home_in_use` where another process keeps the same state file.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const host = options.host ?? '127.0.0.1';
  const portal = openPortal(options);
  const app = express().disable('x-powered-by');
  app.use('/__sandbox__', controlRouter(portal));
  options.mountPages?.(app, portal);
  mountApi(app, portal);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
  try {
    const port = await listen(server, options.port, host);
    const url = `http://${host}:${port}`;
    const { accessToken, portalId } = portal;
    const urls = recordUrls(url, portal);
    return { url, accessToken, portalId, recordUrls: urls, portal, close: () => stop(server, portal) };
  } catch (error) {
    portal.close();
    throw error;
  }
}
