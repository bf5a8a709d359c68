import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Store } from '../operations/ports.js';
import { openStore } from '../store/store.js';
import type { CommandContext } from './command-context.js';

/** Works with the database where there is one; what only reads makes none for itself. */
export async function withStoreIfThere<T>(
  { config }: CommandContext,
  work: (store: Store | null) => Promise<T>,
): Promise<T> {
  const { databaseUrl, home } = config;
  if (databaseUrl === null && !existsSync(path.join(home, 'postgres'))) return work(null);
  const store = await openStore({ databaseUrl: databaseUrl ?? undefined, home });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
