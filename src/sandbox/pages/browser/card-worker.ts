/** Starts the worker of one extension and joins it to the page. */
import { createRemoteReceiver, type RemoteReceiver } from '@remote-ui/core';
import { createEndpoint, fromWebWorker, release, retain } from '@remote-ui/rpc';

import { TIME_ZONE } from '../../time-zone.js';
import type { CardOnRecord } from '../page-view.js';
import { appLocation, goTo, onMoved } from './app-location.js';
import { fetchProperties, type RecordRef, runFunction } from './page-requests.js';
import { onRecordChanged } from './record-changes.js';
import { addToast } from './toasts.js';
import type {
  CardContext,
  CrmContext,
  PageApi,
  PropertiesListener,
  PropertyNames,
  WorkerApi,
} from './wire.js';

const WORKER = '/record/assets/worker.js';

/** Emails and names of nobody: the sandbox has no log-in. */
const USER: CardContext['user'] = {
  id: 1,
  email: 'you@example.com',
  emails: ['you@example.com'],
  firstName: 'Robin',
  lastName: '',
  roles: [],
  teams: [],
  permissions: [],
};

/** Where an extension stands. */
export interface Place {
  readonly portalId: number;
  readonly crm: CrmContext | null;
  /** The one record that it stands on; null on lists and on the app's own pages. */
  readonly record: RecordRef | null;
}

const contextOf = ({ portalId, crm }: Place, card: CardOnRecord): CardContext => ({
  location: card.location,
  ...(crm === null ? {} : { crm }),
  portal: { id: portalId, timezone: TIME_ZONE },
  user: USER,
  extension: { appId: 'partnership-manager', appName: 'Partnership Manager', cardTitle: card.name },
});

export interface RunningCard {
  readonly receiver: RemoteReceiver;
  readonly stop: () => void;
}

/** What an extension asks of the page around it. */
export interface CardEvents {
  readonly onCrash: (message: string) => void;
  readonly onMounted: () => void;
  readonly reload: () => void;
  readonly refresh: () => void;
  readonly closeOverlay: (id: string) => void;
}

/** Calls a card's listener with fresh values whenever the record changes. @returns what ends that. */
const listen = (record: RecordRef, names: PropertyNames, listener: PropertiesListener): (() => void) => {
  retain(listener);
  const end = onRecordChanged(() => {
    fetchProperties(record, names).then(listener, (error: unknown) =>
      listener({}, { message: error instanceof Error ? error.message : String(error) }),
    );
  });
  return () => {
    end();
    release(listener);
  };
};

const pageApiOf = (place: Place, events: CardEvents, ends: (() => void)[]): PageApi => ({
  serverless: (name, options) => runFunction(place.record, name, options),
  addAlert: addToast,
  reloadPage: events.reload,
  refreshObjectProperties: events.refresh,
  fetchProperties: (names) =>
    place.record === null
      ? Promise.reject(new Error('This page has no record.'))
      : fetchProperties(place.record, names),
  onPropertiesUpdate: (names, listener) => {
    if (place.record !== null) ends.push(listen(place.record, names, listener));
  },
  copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
  closeOverlay: events.closeOverlay,
  navigateToPage: goTo,
  notEmulated: (what) =>
    addToast({
      type: 'warning',
      title: `not emulated: ${what}`,
      message: 'HubSpot does this, the sandbox does not.',
    }),
  crashed: events.onCrash,
});

/** Runs an extension where it stands; its tree arrives in the receiver. */
export const startCard = (place: Place, card: CardOnRecord, events: CardEvents): RunningCard => {
  const worker = new Worker(WORKER);
  const receiver = createRemoteReceiver();
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), { callable: ['run', 'moveTo'] });
  const ends: (() => void)[] = [];
  const exposed = pageApiOf(place, events, ends);
  endpoint.expose(exposed as unknown as Parameters<typeof endpoint.expose>[0]);
  receiver.on('mount', events.onMounted);
  endpoint.call
    .run(card.bundle, contextOf(place, card), appLocation(), receiver.receive)
    .catch((error: unknown) => events.onCrash(error instanceof Error ? error.message : String(error)));
  ends.push(onMoved((location) => void endpoint.call.moveTo(location)));
  return {
    receiver,
    stop: () => {
      for (const end of ends) end();
      endpoint.terminate();
      worker.terminate();
    },
  };
};
