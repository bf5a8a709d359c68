import { isAppError, type AppError } from '../../src/errors.js';

/** The AppError that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
