import { AppError } from '../errors.js';

/** What ends a command that is stopped, by Ctrl-C or a signal: the run is `interrupted`, and can be gone on with. */
export const interrupted = (): AppError =>
  new AppError(
    'interrupted',
    'The command was stopped before its end; what it had written stays, and is recorded.',
    'Run the command again: it does what is still missing.',
  );

/** Ends work that asks the CRM for nothing, between two pieces of it. @throws AppError `interrupted` once it is stopped. */
export function unlessStopped(stop: AbortSignal | undefined): void {
  if (stop?.aborted === true) throw interrupted();
}
