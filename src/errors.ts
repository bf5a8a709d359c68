/**
 * The one error that people see: a stable code, what happened to which record, and the next step to take.
 * Violations inside data are values, never this; bugs are failed assertions.
 */

/** Exit codes of the command line; `docs/errors.md` lists every error code with its exit code. */
export const EXIT = { done: 0, refused: 1, wrongUse: 2, outage: 3, dailyLimit: 4, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Every error code and the exit code that a command ends with when it meets it. */
export const ERROR_CODES = {
  config_invalid: EXIT.wrongUse,
  policy_invalid: EXIT.wrongUse,
  policy_refused: EXIT.refused,
  mapping_invalid: EXIT.wrongUse,
  mapping_outdated: EXIT.refused,
  file_unreadable: EXIT.wrongUse,
  file_unwritable: EXIT.wrongUse,
  setup_file_invalid: EXIT.wrongUse,
  export_folder_taken: EXIT.wrongUse,
  file_malformed: EXIT.wrongUse,
  column_missing: EXIT.wrongUse,
  import_map_invalid: EXIT.wrongUse,
  option_invalid: EXIT.wrongUse,
  as_of_in_future: EXIT.wrongUse,
  token_missing: EXIT.wrongUse,
  token_invalid: EXIT.wrongUse,
  scope_missing: EXIT.wrongUse,
  total_overflow: EXIT.refused,
  invariant_broken: EXIT.refused,
  property_conflict: EXIT.refused,
  setup_missing: EXIT.refused,
  observe_mode: EXIT.refused,
  baseline_refused: EXIT.refused,
  preflight_stopped: EXIT.refused,
  removal_incomplete: EXIT.refused,
  portal_data_unreadable: EXIT.refused,
  portal_data_too_large: EXIT.refused,
  lease_held: EXIT.refused,
  lease_lost: EXIT.refused,
  run_not_found: EXIT.refused,
  plan_unknown: EXIT.refused,
  plan_outdated: EXIT.refused,
  ledger_empty: EXIT.refused,
  period_not_ready: EXIT.refused,
  period_not_closed: EXIT.refused,
  home_currency_changed: EXIT.refused,
  home_in_use: EXIT.refused,
  record_not_found: EXIT.refused,
  request_invalid: EXIT.wrongUse,
  not_permitted: EXIT.refused,
  effect_outdated: EXIT.refused,
  tag_refused: EXIT.refused,
  import_refused: EXIT.refused,
  tag_record_unreadable: EXIT.refused,
  programme_refused: EXIT.refused,
  programme_unreadable: EXIT.refused,
  programme_too_long: EXIT.refused,
  registration_refused: EXIT.refused,
  alerts_refused: EXIT.refused,
  webhook_failed: EXIT.outage,
  association_refused: EXIT.refused,
  signature_invalid: EXIT.refused,
  portal_refused: EXIT.refused,
  path_unknown: EXIT.refused,
  body_too_large: EXIT.refused,
  too_many_requests: EXIT.refused,
  crm_refused: EXIT.refused,
  crm_unreachable: EXIT.outage,
  crm_unexpected_answer: EXIT.outage,
  crm_rate_limited: EXIT.outage,
  crm_daily_limit: EXIT.dailyLimit,
  database_unreachable: EXIT.outage,
  database_broken: EXIT.outage,
  port_in_use: EXIT.outage,
  interrupted: EXIT.interrupted,
} as const satisfies Record<string, ExitCode>;
export type ErrorCode = keyof typeof ERROR_CODES;

/** A refusal or an outage, ready to be shown: `message` says what happened, `next` what to do about it. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly next: string;

  constructor(code: ErrorCode, message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.next = next;
  }

  /** The exit code that a command ends with. */
  get exitCode(): ExitCode {
    return ERROR_CODES[this.code];
  }
}

/** Narrows a caught value to an `AppError`. */
export const isAppError = (error: unknown): error is AppError => error instanceof AppError;

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

/** Where a defect is, without its message, which may quote a value of a record. */
export function framesOf(bug: unknown): { readonly name: string; readonly frames: readonly string[] } {
  if (!(bug instanceof Error)) return { name: typeof bug, frames: [] };
  const lines = (bug.stack ?? '').split('\n').map((line) => line.trim());
  return { name: bug.name, frames: lines.filter((line) => /^at .+:\d+:\d+\)?$/.test(line)).slice(0, 12) };
}
