import { AppError } from '../../src/errors.js';
import type { PortalData, PortalDataKey, PortalDataOf } from '../../src/operations/portal-data-port.js';

/** A portal without a place for what belongs to all of it. */
export const NO_PORTAL_DATA: PortalData = {
  read: <Key extends PortalDataKey>(keys: readonly Key[]) =>
    Promise.resolve(
      Object.fromEntries(keys.map((key) => [key, null])) as {
        readonly [Each in Key]: PortalDataOf[Each] | null;
      },
    ),
  write: () => Promise.reject(new AppError('setup_missing', 'There is no place for it.', 'Make one.')),
};
