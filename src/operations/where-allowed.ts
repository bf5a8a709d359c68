/** Reading what a portal may not have, or may not let us read: a section says so then, and all else works. */
import { isAppError } from '../errors.js';

const REFUSED: ReadonlySet<string> = new Set(['scope_missing', 'crm_refused']);

/** @returns null where the CRM refuses it; outages are thrown. */
export async function whereAllowed<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isAppError(error) && REFUSED.has(error.code)) return null;
    throw error;
  }
}
