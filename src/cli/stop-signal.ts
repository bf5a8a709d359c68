/**
 * Fires when the command should end: Ctrl-C, SIGTERM, or a parent that is gone. npx and npm pass SIGTERM on to
 * nobody, so a command that outlives them would be left behind.
 */
export function stopSignal(): AbortSignal {
  signal ??= listen();
  return signal;
}

/** Whether a command that listens was asked to end. */
export const wasStopped = (): boolean => signal?.aborted === true;

let signal: AbortSignal | null = null;

function listen(): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 500);
  watch.unref();
  return controller.signal;
}
