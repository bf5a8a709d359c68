import { requireMayChangeSettings } from './permissions.js';
import type { PortalSettings } from './portal-data-port.js';
import { showSettings, type SettingsDeps } from './show-settings.js';
import type { SettingsSavedView } from './views/settings-view.js';

/** Saves the portal's settings. @throws AppError `not_permitted`, `setup_missing`. */
export async function saveSettings(deps: SettingsDeps, settings: PortalSettings): Promise<SettingsSavedView> {
  requireMayChangeSettings(deps.actor);
  await deps.data.write('settings', settings);
  const inForce = { ...(await deps.inForce()), settings };
  return {
    kind: 'saved',
    message:
      settings.tagging === 'confirm'
        ? 'From now on a tag counts as soon as it is set.'
        : 'From now on a tag is proposed first, and counts once a partnership manager confirms it.',
    next: 'Tags that are there stay as they are.',
    settings: await showSettings({ ...deps, inForce: () => Promise.resolve(inForce) }),
  };
}
