/** Brings a database to the schema of this program. */
import { Migrator, sql, type Kysely } from 'kysely';

import { AppError } from '../errors.js';
import { addressOf, openPool } from './connection.js';
import { explainFailure } from './failure.js';
import { MIGRATIONS } from './migrations/index.js';
import { SCHEMA, type Tables } from './tables.js';

export interface MigrationReport {
  /** Names of the migrations that were run now, in order. */
  readonly applied: readonly string[];
  /** Name of the newest migration in the database. */
  readonly version: string;
}

/** Of the advisory lock that concurrent starters queue at; "partner" in ASCII, as good as any number. */
const MIGRATION_LOCK = 0x706172746e6572n.toString();
const LIST = 'schema_migrations';
const UNDEFINED_TABLE = '42P01';

/**
 * Runs the migrations that a database lacks, each wholly or not at all. Safe to run from many processes at once.
 * @throws AppError database_unreachable, database_broken (also: a newer program has migrated this database).
 */
export const migrate = (connectionString: string): Promise<MigrationReport> =>
  withDatabase(connectionString, migrateDatabase);

/** Name of the newest migration in a database; null where none has run. Changes nothing. */
export const currentSchemaVersion = (connectionString: string): Promise<string | null> =>
  withDatabase(connectionString, versionOf);

/** As `migrate`, on an open pool. */
export async function migrateDatabase(db: Kysely<Tables>): Promise<MigrationReport> {
  const newest = Object.keys(MIGRATIONS).at(-1) ?? '';
  const before = await versionOf(db);
  if (before === newest) return { applied: [], version: newest };
  if (before !== null && !(before in MIGRATIONS)) throw madeByNewer(before);
  return db.connection().execute(async (connection) => {
    // kysely locks too, but only once its own tables are there: two first starts would both create them.
    await sql`select pg_advisory_lock(${MIGRATION_LOCK}::bigint)`.execute(connection);
    try {
      return await runMigrations(connection);
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK}::bigint)`.execute(connection);
    }
  });
}

async function runMigrations(connection: Kysely<Tables>): Promise<MigrationReport> {
  const migrator = new Migrator({
    db: connection,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableSchema: SCHEMA,
    migrationTableName: LIST,
    migrationLockTableName: `${LIST}_lock`,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
  return {
    applied: results.map((result) => result.migrationName),
    version: (await versionOf(connection)) ?? '',
  };
}

async function versionOf(db: Kysely<Tables>): Promise<string | null> {
  try {
    const { rows } = await sql<{ name: string }>`
      select name from ${sql.table(`${SCHEMA}.${LIST}`)} order by name desc limit 1`.execute(db);
    return rows[0]?.name ?? null;
  } catch (error) {
    if ((error as { code?: string }).code === UNDEFINED_TABLE) return null;
    throw error;
  }
}

async function withDatabase<T>(
  connectionString: string,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const address = addressOf(connectionString);
  const db = openPool(connectionString);
  try {
    return await work(db);
  } catch (error) {
    throw explainFailure(error, address);
  } finally {
    await db.destroy();
  }
}

const madeByNewer = (version: string): AppError =>
  new AppError(
    'database_broken',
    `The database has schema ${version}, which a newer version of this program has made.`,
    'Update this program, or point DATABASE_URL to another database.',
  );
