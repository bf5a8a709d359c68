/** What the bundles of functions and cards weigh, and what a function costs to load where nothing is warm. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { timing } from './measure.js';

export interface FunctionSize {
  readonly name: string;
  readonly kB: number;
  /** Median of several processes; requiring the file alone. */
  readonly coldLoadMs: number;
  /** Its processor time, which other work on the machine changes least. */
  readonly coldLoadCpuMs: number;
}

const COLD_RUNS = 5;

const LOAD = `
const [started, worked] = [performance.now(), process.cpuUsage()];
globalThis.__PARTNERSHIP_POLICY__ = null;
globalThis.__PARTNERSHIP_MAPPING__ = null;
require(process.argv[1]);
const { user, system } = process.cpuUsage(worked);
process.stdout.write(JSON.stringify([performance.now() - started, (user + system) / 1000]));
`;

const bundlesIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((file) => file.endsWith('.js'));

/** Every function of a folder, the largest first. */
export const functionSizes = (folder: string): readonly FunctionSize[] =>
  bundlesIn(folder)
    .map((file): FunctionSize => {
      const whole = path.join(folder, file);
      const taken = Array.from(
        { length: COLD_RUNS },
        () =>
          JSON.parse(execFileSync(process.execPath, ['-e', LOAD, whole], { encoding: 'utf8' })) as [
            number,
            number,
          ],
      );
      const name = path.basename(file, '.js');
      return {
        name,
        kB: kilobytes(statSync(whole).size),
        coldLoadMs: timing(
          name,
          taken.map(([ms]) => ms),
        ).medianMs,
        coldLoadCpuMs: timing(
          name,
          taken.map(([, ms]) => ms),
        ).medianMs,
      };
    })
    .toSorted((a, b) => b.kB - a.kB);

/** Every card, page and action of a folder, gzipped as a browser gets it. */
export const cardSizes = (folder: string): readonly { readonly name: string; readonly gzippedKB: number }[] =>
  bundlesIn(folder)
    .map((file) => ({
      name: path.basename(file, '.js'),
      gzippedKB: kilobytes(gzipSync(readFileSync(path.join(folder, file))).length),
    }))
    .toSorted((a, b) => b.gzippedKB - a.gzippedKB);

const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10;
