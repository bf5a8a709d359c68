/** The actions that HubSpot gives an extension, by where it stands (types of @hubspot/ui-extensions 0.17.0). */
import type { AlertMessage, PageApi, PropertiesListener, PropertyNames } from './wire.js';

/** The page, as the worker calls it: every call answers later. */
export type Page = {
  readonly [Name in keyof PageApi]: (
    ...args: Parameters<PageApi[Name]>
  ) => Promise<Awaited<ReturnType<PageApi[Name]>>>;
};

type Actions = Readonly<Record<string, (...args: never[]) => unknown>>;

const everywhere = (page: Page): Actions => ({
  addAlert: (alert: AlertMessage) => void page.addAlert(alert),
  reloadPage: () => void page.reloadPage(),
  copyTextToClipboard: (text: string) => page.copyTextToClipboard(text),
  closeOverlay: (id: string) => void page.closeOverlay(id),
  navigateToPage: ({ to, params = {} }: { to: string; params?: Record<string, string> }) =>
    void page.navigateToPage({ path: to, params }),
  openIframeModal: () => void page.notEmulated('openIframeModal'),
});

const onRecords = (page: Page): Actions => ({
  refreshObjectProperties: () => void page.refreshObjectProperties(),
  fetchCrmObjectProperties: (names: PropertyNames) => page.fetchProperties(names),
  onCrmPropertiesUpdate: (names: PropertyNames, listener: PropertiesListener) =>
    void page.onPropertiesUpdate(names, listener),
});

/** @param location of the extension; only those on a record have the actions of a record. */
export const actionsAt = (location: string, page: Page): Actions =>
  location.startsWith('crm.record.') ? { ...everywhere(page), ...onRecords(page) } : everywhere(page);
