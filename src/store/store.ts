/** The Store on Postgres: the one that DATABASE_URL names, else the embedded one. */
import type { Kysely } from 'kysely';

import type { Store, SyncStore } from '../operations/ports.js';
import { addressOf, openPool } from './connection.js';
import { openEmbedded } from './embedded/open-embedded.js';
import { explainFailure } from './failure.js';
import { forgetPortal } from './forget-portal.js';
import { LEASE_TIMES, type LeaseTimes } from './lease-life.js';
import { knownPortals, ledgerPortals } from './ledger-facts.js';
import { digest, writeLedger } from './ledger-unit.js';
import { readLedger } from './ledger-view.js';
import { migrateDatabase } from './migrate.js';
import { oneAtATime } from './one-at-a-time.js';
import { endKilledRuns, findRun, finishRun, listRuns, startRun } from './runs.js';
import { flaggedDeals, keepAlerts, keptAlerts, openAlerts } from './sent-alerts.js';
import { lastSyncBy, reclassifiedSince } from './summary.js';
import { syncMethodsOn, type SyncSettings } from './sync-methods.js';
import type { Tables } from './tables.js';

export interface StoreOptions {
  /** A Postgres URL; without it the embedded database of the home is used. */
  readonly databaseUrl?: string | undefined;
  /** PARTNERSHIP_HOME. */
  readonly home: string;
  /** When a lease runs out; tests do not wait that long. */
  readonly leaseTimes?: LeaseTimes;
}

export interface OpenedStore extends Store {
  /** What a person should be told about the database; usually nothing. */
  readonly notices: readonly string[];
  /** With the password: never to be printed. */
  readonly connectionString: string;
}

/** A database, however it came to be. */
export interface Database {
  readonly connectionString: string;
  readonly notices: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Opens the database that the settings name, without looking at its schema.
 * @throws AppError database_broken when the embedded one does not start.
 */
export function openDatabase({ databaseUrl, home }: StoreOptions): Promise<Database> {
  if (databaseUrl === undefined || databaseUrl === '') return openEmbedded({ home });
  return Promise.resolve({
    connectionString: databaseUrl,
    notices: [],
    close: () => Promise.resolve(),
  });
}

/**
 * Opens the store and brings its schema up to date.
 * @throws AppError database_unreachable (names host, port and database), database_broken, config_invalid.
 */
export async function openStore(options: StoreOptions): Promise<OpenedStore> {
  const database = await openDatabase(options);
  try {
    return await storeOn(database, options.leaseTimes ?? LEASE_TIMES);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function storeOn(database: Database, leaseTimes: LeaseTimes): Promise<OpenedStore> {
  const { connectionString, notices } = database;
  const address = addressOf(connectionString);
  const db = openPool(connectionString);
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw explainFailure(error, address);
    }
  };
  try {
    await explained(migrateDatabase(db));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  const close = async (): Promise<void> => {
    await db.destroy();
    await database.close();
  };
  const settings = { connectionString, leaseTimes, inTurn: oneAtATime(), explained };
  return { notices, connectionString, ...methodsOn(db, settings), ...syncMethodsOn(db, settings), close };
}

function methodsOn(
  db: Kysely<Tables>,
  { explained, inTurn }: SyncSettings,
): Omit<Store, 'close' | keyof SyncStore> {
  return {
    endKilledRuns: (portal, at) => explained(endKilledRuns(db, portal, at)),
    startRun: (run) => explained(startRun(db, run)),
    finishRun: (portal, run, end) => explained(finishRun(db, portal, run, end)),
    listRuns: (portal, limit) => explained(listRuns(db, portal, limit)),
    findRun: (portal, run) => explained(findRun(db, portal, run)),
    forgetPortal: (portal) => explained(inTurn(portal, () => forgetPortal(db, portal))),
    digest,
    writeLedger: (portal, work) => explained(inTurn(portal, () => writeLedger(db, portal, work))),
    readLedger: (portal, clock, work) => explained(readLedger(db, portal, clock, work)),
    ledgerPortals: () => explained(ledgerPortals(db)),
    knownPortals: () => explained(knownPortals(db)),
    lastSyncBy: (portal, asOf) => explained(lastSyncBy(db, portal, asOf)),
    reclassifiedSince: (portal, run, limit) => explained(reclassifiedSince(db, portal, run, limit)),
    keptAlerts: (portal, matters) => explained(keptAlerts(db, portal, matters)),
    openAlerts: (portal) => explained(openAlerts(db, portal)),
    keepAlerts: (portal, alerts) => explained(keepAlerts(db, portal, alerts)),
    flaggedDeals: (portal, since) => explained(flaggedDeals(db, portal, since)),
  };
}
