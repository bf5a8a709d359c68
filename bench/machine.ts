import os from 'node:os';

/** What the figures were measured on; the machine is shared, so ratios within a run are what counts. */
export const machine = (): Record<string, unknown> => ({
  cpu: os.cpus()[0]?.model ?? 'unknown',
  cores: os.availableParallelism(),
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  node: process.version,
  load: os.loadavg().map((load) => Number(load.toFixed(1))),
});
