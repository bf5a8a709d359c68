import type { Config } from '../config.js';
import type { Logger } from './log.js';

/** What every command gets: its settings, where words go, and when to stop. */
export interface CommandContext {
  readonly config: Config;
  /** For machines: `--json`, tables and reports. */
  readonly out: (text: string) => void;
  /** For people: progress and words. */
  readonly say: (text: string) => void;
  /** Fires on Ctrl-C and SIGTERM, and when the parent ends. */
  readonly stop: AbortSignal;
  /** JSON lines on stderr; silent unless LOG_LEVEL asks for them. */
  readonly log: Logger;
  /** Whether stderr is a terminal that a progress bar can draw on. */
  readonly interactive: boolean;
}
