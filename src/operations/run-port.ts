/** Time, and the runs of commands. */
import type { Instant } from '../domain/calendar.js';
import type { PortalId, RunId } from '../domain/ids.js';

/** Tells now. Tests hold one; commands on a sandbox take the portal's. */
export interface Clock {
  now(): Instant;
}

/** A dry run is a `plan`. */
export type RunKind = 'setup' | 'sync' | 'plan' | 'undo' | 'import' | 'tiers' | 'lifecycle' | 'registrations';
export type RunState = 'running' | 'done' | 'failed' | 'interrupted';

/** One run of a command that may write. */
export interface Run {
  readonly portalId: PortalId;
  readonly runId: RunId;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly policyVersion: string;
  readonly asOf: Instant;
  /** The run that an undo sets back; null of all others. */
  readonly undoes: RunId | null;
  /** What the command printed at its end, as its `--json` has it; null while it runs. */
  readonly summary: Record<string, unknown> | null;
}
