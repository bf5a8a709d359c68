import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * Runs esbuild's command, since its library refuses to run inside jest's own globals. By its link, which is there whether
 * the package's install script has put the program in place of its launcher or not.
 */
export const runEsbuild = (args: readonly string[]): Promise<unknown> =>
  promisify(execFile)(path.join(process.cwd(), 'node_modules', '.bin', 'esbuild'), [...args]);
