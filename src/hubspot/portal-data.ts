/** What belongs to the whole portal, kept in the CRM itself. */
import { AppError } from '../errors.js';
import type { PortalData, PortalDataKey, PortalDataOf } from '../operations/portal-data-port.js';

/** A portal's data, of which there is none until setup has made a place for it. */
export function hubspotPortalData(): PortalData {
  return {
    read: <Key extends PortalDataKey>(keys: readonly Key[]) =>
      Promise.resolve(
        Object.fromEntries(keys.map((key) => [key, null])) as {
          readonly [Each in Key]: PortalDataOf[Each] | null;
        },
      ),
    write: () =>
      Promise.reject(
        new AppError('setup_missing', 'The portal has no place for settings yet.', 'Run partnership setup.'),
      ),
  };
}
