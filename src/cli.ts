#!/usr/bin/env node
import { main } from './cli/main.js';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` has seen enough.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
const code = await main(process.argv.slice(2));
// Everything is closed by now. What may be left is a request that nobody waits for, and it must not hold the process.
process.stdout.write('', () => process.exit(code));
