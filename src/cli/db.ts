import type { Command } from 'commander';
import { currentSchemaVersion, migrate } from '../store/migrate.js';
import { openDatabase } from '../store/store.js';
import type { CommandContext } from './command-context.js';

/** Adds `partnership db`. */
export function addDb(program: Command, context: () => CommandContext): void {
  const db = program
    .command('db')
    .description('The database that keeps results, ledger and runs')
    .addHelpText('after', '\nExample:\n  partnership db migrate');
  db.command('migrate')
    .description('Bring its schema to the one of this program, which every command does by itself')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  partnership db migrate')
    .action((options: { json?: true }) => migrateNow(options.json === true, context()));
}

async function migrateNow(json: boolean, { config, out, say }: CommandContext): Promise<void> {
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, home: config.home });
  try {
    for (const notice of database.notices) say(`${notice}\n`);
    const before = await currentSchemaVersion(database.connectionString);
    const { applied, version } = await migrate(database.connectionString);
    out(json ? `${JSON.stringify({ before, after: version, applied })}\n` : text(before, version, applied));
  } finally {
    await database.close();
  }
}

const text = (before: string | null, after: string, applied: readonly string[]): string =>
  applied.length === 0
    ? `The schema is ${after}: nothing to do.\n`
    : `The schema was ${before ?? 'not there'}, and is ${after} now; applied: ${applied.join(', ')}.\n`;
