/** Adds to a number in a file, without any care but the lock's; or takes the lock and never gives it back. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { withLock } from '../../../src/store/embedded/lock.js';

const [folder = '', times = ''] = process.argv.slice(2);
const counter = join(folder, 'counter');

if (times === 'hold') {
  await withLock(join(folder, 'lock'), () => {
    process.stdout.write('{"held":true}\n');
    process.stdin.resume();
    return new Promise(() => undefined);
  });
}
for (let count = 0; count < Number(times); count += 1) {
  await withLock(join(folder, 'lock'), async () => {
    const before = Number(await readFile(counter, 'utf8'));
    await new Promise(setImmediate);
    await writeFile(counter, String(before + 1));
  });
}
process.stdout.write('{"done":true}\n');
