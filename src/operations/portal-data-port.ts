/**
 * What belongs to a whole portal and to no record of it, kept in the CRM itself, small and versioned: so that a function,
 * which has no disk, shows what a sync worked out, and a sync knows what was set on a page.
 */
import type { Instant } from '../domain/calendar.js';
import type { PortalSummary } from './portal-summary.js';
import type { ProgrammeQueue, ProgrammeSummary } from './programme-summary.js';

/** What people set on the settings page, besides the policy. */
export interface PortalSettings {
  /**
   * What becomes of a tag that somebody sets whose role nobody vouches for: `propose`, until a partnership manager
   * confirms it, or `confirm`, for small teams that trust each other.
   */
  readonly tagging: 'propose' | 'confirm';
}

/** The policy that was saved on the settings page, and those before it, the newest first. */
export interface SavedPolicy {
  /** JSON of the policy file. */
  readonly text: string;
  readonly savedAt: Instant;
  /** Who, as far as that is known. */
  readonly savedBy: string | null;
  readonly before: readonly Omit<SavedPolicy, 'before'>[];
}

/** The mapping that `partnership setup` has saved of ops' file, for whoever has no file. */
export interface SavedMapping {
  /** JSON of the mapping file. */
  readonly text: string;
  readonly savedAt: Instant;
  /** Who, as far as that is known. */
  readonly savedBy: string | null;
}

/** Something that only a process with a database can do, asked for on a page. */
export interface AskedRun {
  readonly kind: 'dry_run';
  readonly askedAt: Instant;
  readonly askedBy: string | null;
  /** Null until a worker or a sync has done it. */
  readonly answer: {
    readonly at: Instant;
    /** Hash of the plan, for `partnership sync --plan`; null where it failed. */
    readonly planHash: string | null;
    /** What came of it, one sentence an item. */
    readonly sentences: readonly string[];
  } | null;
}

/** What is kept, by key. */
export interface PortalDataOf {
  readonly summary: PortalSummary;
  readonly settings: PortalSettings;
  readonly policy: SavedPolicy;
  readonly mapping: SavedMapping;
  readonly asked: AskedRun;
  readonly programme: ProgrammeSummary;
  readonly queue: ProgrammeQueue;
}
export type PortalDataKey = keyof PortalDataOf;

export interface PortalData {
  /**
   * One request, however many keys.
   * @returns null for what was never written, and for everything where the portal has no place for it yet.
   */
  read<Key extends PortalDataKey>(
    keys: readonly Key[],
  ): Promise<{ readonly [Each in Key]: PortalDataOf[Each] | null }>;
  /** @throws AppError `setup_missing` where the portal has no place for it. */
  write<Key extends PortalDataKey>(key: Key, value: PortalDataOf[Key]): Promise<void>;
}
