/**
 * Runs one card bundle, as HubSpot's own worker does: the bundle expects these globals, registers a callback with
 * `extend_V2`, and its tree is sent to the page as messages.
 */
import * as RemoteUI from '@remote-ui/react';
import type { RemoteChannel } from '@remote-ui/core';
import { createEndpoint, fromWebWorker, retain } from '@remote-ui/rpc';
import * as React from 'react';

import type {
  AppLocation,
  CardContext,
  PageApi,
  PropertiesListener,
  ServerlessOptions,
  WorkerApi,
} from './wire.js';
import { actionsAt, type Page } from './worker-actions.js';

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

interface ExtensionApi {
  readonly context: CardContext;
  readonly actions: Readonly<Record<string, unknown>>;
}

const page = createEndpoint<PageApi>(fromWebWorker(self as unknown as Worker));
const call = page.call as unknown as Page;

let render: Render | null = null;
let api: ExtensionApi | null = null;
let location: AppLocation = { path: '/', params: {} };
let draw: () => void = () => undefined;

const currentApi = (): ExtensionApi => {
  if (api === null) throw new Error('The card asked for its context before it was rendered.');
  return api;
};

/** The sandbox answers what our cards ask for; the rest says so instead of answering something made up. */
const notEmulated = (what: string) => () =>
  Promise.resolve({ json: () => Promise.resolve({ error: `The sandbox does not emulate ${what}.` }) });

const fetchCrmProperties = async (names: readonly string[], listener: PropertiesListener) => {
  const data = await call.fetchProperties(names);
  void call.onPropertiesUpdate(names, listener);
  return { json: () => Promise.resolve({ data }) };
};

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
  serverless: (name: string, options: ServerlessOptions = {}) => call.serverless(name, options),
  hsFetch: () => Promise.reject(new Error('The sandbox runs the private profile, which fetches nothing.')),
  hsWorkerAPI: {
    useExtensionContext: () => currentApi().context,
    useExtensionActions: () => currentApi().actions,
    useExtensionApi: () => currentApi(),
    useAppPageLocation: () => location,
    fetchCrmProperties,
    fetchAssociations: notEmulated('useAssociations'),
    fetchCrmSearch: notEmulated('useCrmSearch'),
    fetchHubSpotApi: notEmulated('the HubSpot API client'),
    formatCrmProperties: notEmulated('formatCrmProperties'),
  },
});

const run = async (
  bundle: string,
  context: CardContext,
  at: AppLocation,
  channel: RemoteChannel,
): Promise<void> => {
  retain(channel);
  location = at;
  api = { context, actions: actionsAt(context.location, call) };
  self.importScripts(bundle);
  if (render === null) throw new Error(`${bundle} never called hubspot.extend.`);
  const callback = render;
  const root = RemoteUI.createRemoteRoot(channel);
  const tree = RemoteUI.createRoot(root);
  draw = () => tree.render(callback(api));
  draw();
  await root.mount();
};

const moveTo = (next: AppLocation): void => {
  location = next;
  draw();
};

const report = (error: unknown) => void call.crashed(error instanceof Error ? error.message : String(error));
self.addEventListener('unhandledrejection', (event) => report(event.reason));
self.addEventListener('error', (event) => report(event.error ?? event.message));

const exposed: WorkerApi = { run, moveTo };
page.expose(exposed as unknown as Parameters<typeof page.expose>[0]);
