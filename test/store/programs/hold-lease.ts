/**
 * Takes the lease of a portal and says so. It then does one unit of work whenever a line comes, and says how that
 * ended; in the middle of that of `freeze` it freezes. At the end of its stdin it gives the lease back.
 */
import { createInterface } from 'node:readline';

import { portalId } from '../../../src/domain/ids.js';
import { isAppError } from '../../../src/errors.js';
import { openStore } from '../../../src/store/store.js';

const [databaseUrl = '', portal = '', expiresMs = '45000', purpose = 'test'] = process.argv.slice(2);
const leaseTimes = { expiresMs: Number(expiresMs), renewEveryMs: Number(expiresMs) / 5 };
const store = await openStore({ databaseUrl, home: '', leaseTimes });
const say = (what: unknown): void => void process.stdout.write(JSON.stringify(what) + '\n');

const taken = await store.takeLease(portalId(portal), purpose);
if ('heldBy' in taken) {
  say(taken);
} else {
  const { lease } = taken;
  say({ held: true, token: lease.token });
  for await (const dealId of createInterface({ input: process.stdin })) {
    const error = await store
      .writeSync(portalId(portal), lease, async (unit) => {
        await unit.markDirty([dealId]);
        if (dealId === 'freeze') process.kill(process.pid, 'SIGSTOP');
      })
      .then(
        () => null,
        (reason: unknown) => (isAppError(reason) ? reason.code : String(reason)),
      );
    say({ error, lost: lease.lost.aborted });
  }
  await lease.release();
}
await store.close();
