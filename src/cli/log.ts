/** Structured logs: JSON lines on stderr, beside the words for people; silent unless LOG_LEVEL asks for them. */
import pino, { type Logger } from 'pino';
import type { LogLevel } from '../config.js';

export type { Logger } from 'pino';

/** @param level null: silent. No secret and no personal data is ever given to a log. */
export const createLog = (level: LogLevel | null): Logger =>
  pino(
    { level: level ?? 'silent', base: null, timestamp: pino.stdTimeFunctions.isoTime },
    // In step with what is written for people; a log that is lost with a kill is none.
    pino.destination({ fd: 2, sync: true }),
  );
