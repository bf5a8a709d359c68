/**
 * Runs one card bundle, as HubSpot's own worker does: the bundle expects these globals, registers a callback with
 * `extend_V2`, and its tree is sent to the page as messages.
 */
import * as RemoteUI from '@remote-ui/react';
import type { RemoteChannel } from '@remote-ui/core';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import * as React from 'react';

import type { CardContext, PageApi, ServerlessOptions, WorkerApi } from './wire.js';

/** The part of a worker's global scope that is used here; its types and the page's cannot stand in one project. */
interface WorkerScope {
  importScripts(url: string): void;
  addEventListener(type: 'unhandledrejection', listener: (event: { readonly reason: unknown }) => void): void;
  addEventListener(
    type: 'error',
    listener: (event: { readonly error: unknown; readonly message: string }) => void,
  ): void;
}
declare const self: WorkerScope;

type Render = (api: unknown) => React.ReactElement;

const page = createEndpoint<PageApi>(fromWebWorker(self as unknown as Worker));

let render: Render | null = null;
let api: { readonly context: CardContext; readonly actions: Readonly<Record<string, unknown>> } | null = null;

const currentApi = () => {
  if (api === null) throw new Error('The card asked for its context before it was rendered.');
  return api;
};

/** The sandbox answers what our cards ask for; the rest says so instead of answering something made up. */
const notEmulated = (what: string) => () =>
  Promise.resolve({ json: () => Promise.resolve({ error: `The sandbox does not emulate ${what}.` }) });

const say = (level: 'debug' | 'info' | 'warn' | 'error') => (data: unknown) => {
  // eslint-disable-next-line no-console -- this is the card's own log, and the console is where HubSpot shows it
  console[level](data);
};

Object.assign(self, {
  React,
  RemoteUI,
  __HUBSPOT_EXTENSION_WORKER__: true,
  extend_V2: (callback: Render) => {
    render = callback;
  },
  logger: { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') },
  serverless: (name: string, options: ServerlessOptions = {}) => page.call.serverless(name, options),
  hsFetch: () => Promise.reject(new Error('The sandbox runs the private profile, which fetches nothing.')),
  hsWorkerAPI: {
    useExtensionContext: () => currentApi().context,
    useExtensionActions: () => currentApi().actions,
    useExtensionApi: () => currentApi(),
    useAppPageLocation: () => ({ path: '/', params: {} }),
    fetchCrmProperties: notEmulated('useCrmProperties'),
    fetchAssociations: notEmulated('useAssociations'),
    fetchCrmSearch: notEmulated('useCrmSearch'),
    fetchHubSpotApi: notEmulated('the HubSpot API client'),
    formatCrmProperties: notEmulated('formatCrmProperties'),
  },
});

const ignore = () => undefined;

const actions: Readonly<Record<string, unknown>> = {
  addAlert: (alert: Parameters<PageApi['addAlert']>[0]) => void page.call.addAlert(alert),
  reloadPage: () => void page.call.reloadPage(),
  refreshObjectProperties: () => void page.call.reloadPage(),
  copyTextToClipboard: (text: string) => page.call.copyTextToClipboard(text),
  fetchCrmObjectProperties: () => Promise.resolve({}),
  onCrmPropertiesUpdate: ignore,
  closeOverlay: ignore,
  openIframeModal: ignore,
  navigateToPage: ignore,
};

const run = async (bundle: string, context: CardContext, channel: RemoteChannel): Promise<void> => {
  retain(channel);
  api = { context, actions };
  self.importScripts(bundle);
  if (render === null) throw new Error(`${bundle} never called hubspot.extend.`);
  const root = RemoteUI.createRemoteRoot(channel);
  RemoteUI.createRoot(root).render(render(api));
  await root.mount();
};

const report = (error: unknown) =>
  void page.call.crashed(error instanceof Error ? error.message : String(error));
self.addEventListener('unhandledrejection', (event) => report(event.reason));
self.addEventListener('error', (event) => report(event.error ?? event.message));

const exposed: WorkerApi = { run };
page.expose(exposed as unknown as Parameters<typeof page.expose>[0]);
