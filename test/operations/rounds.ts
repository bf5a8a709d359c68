/** How many rounds of requests an operation makes: requests that are asked at once are one. */
import type { Crm } from '../../src/operations/crm-port.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { crmOf } from './portal.js';

/** Runs an operation, and says what it asked for in how many rounds, one after the other. */
export async function roundsOf(
  sandbox: Pick<Sandbox, 'url' | 'accessToken'>,
  run: (crm: Crm) => Promise<unknown>,
): Promise<{ readonly rounds: number; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  let rounds = 0;
  let isNew = true;
  const crm = crmOf(sandbox, async ({ path }) => {
    asked.push(path.replace(/[?].*$/, ''));
    if (isNew) rounds += 1;
    isNew = false;
    // What is asked for before this turn ends is asked for at once.
    await new Promise((resolve) => setImmediate(resolve));
    isNew = true;
    return null;
  });
  await run(crm);
  return { rounds, asked };
}
