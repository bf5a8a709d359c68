/** Translates what the driver throws, once, at the edge of the store. */
import { types } from 'node:util';

import { AppError, isAppError } from '../errors.js';
import type { Address } from './connection.js';

/** The connection is missing, refused or lost, by SQLSTATE class or code of Node. */
const UNREACHABLE =
  /^(08|28|3D|57P|53300|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|SELF_SIGNED|DEPTH_ZERO|CERT_|UNABLE_TO|ERR_TLS)/;
/** pg has no code for these. */
const UNREACHABLE_WORDS =
  /timeout expired|Connection terminated|is not queryable|does not support SSL|no pg_hba.conf|password must be a string/i;
/** Disk full, out of memory, no right, read-only, damaged: nothing that we or the data can help. */
const BROKEN = /^(53|58|42501|25006|XX|55000)/;

/**
 * @returns an AppError for outages and refusals; any other error as it is, since it is a bug.
 */
export function explainFailure(error: unknown, { host, port, database }: Address): unknown {
  if (isAppError(error) || !types.isNativeError(error)) return error;
  const failure = rootOf(error);
  const { code = '' } = failure as NodeJS.ErrnoException;
  const where = `database ${database} on ${host}:${port}`;
  if (UNREACHABLE.test(code) || UNREACHABLE_WORDS.test(failure.message)) {
    return new AppError(
      'database_unreachable',
      `Cannot reach ${where}: ${failure.message || code}.`,
      'Check that Postgres runs there and that DATABASE_URL names the right host, database, user and password; without DATABASE_URL the embedded database is used.',
      { cause: error },
    );
  }
  if (!BROKEN.test(code)) return error;
  return new AppError(
    'database_broken',
    `The ${where} refused: ${failure.message}.`,
    'Look at the rights of the user, the disk and the log of that Postgres, then run the command again.',
    { cause: error },
  );
}

/** Several addresses of one name fail together as an AggregateError without a message. */
function rootOf(error: Error): Error {
  const [first] = 'errors' in error && Array.isArray(error.errors) ? (error.errors as unknown[]) : [];
  return types.isNativeError(first) ? first : error;
}
