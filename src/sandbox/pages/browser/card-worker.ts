/** Starts the worker of one card and joins it to the page. */
import { createRemoteReceiver, type RemoteReceiver } from '@remote-ui/core';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';

import { TIME_ZONE } from '../../time-zone.js';
import type { CardOnRecord, RecordView } from '../page-view.js';
import type { AlertMessage, CardContext, PageApi, ServerlessOptions, WorkerApi } from './wire.js';

const WORKER = '/record/assets/worker.js';

/** Emails and names of nobody: the sandbox has no log-in. */
const USER: CardContext['user'] = {
  id: 1,
  email: 'you@example.com',
  emails: ['you@example.com'],
  firstName: 'You',
  lastName: '',
  roles: [],
  teams: [],
  permissions: [],
};

const contextOf = (view: RecordView, card: CardOnRecord): CardContext => ({
  location: card.location,
  crm: { objectId: Number(view.recordId), objectTypeId: view.objectTypeId },
  portal: { id: view.portalId, timezone: TIME_ZONE },
  user: USER,
  extension: { appId: 'partnership-manager', appName: 'Partnership Manager', cardTitle: card.name },
});

interface FunctionAnswer {
  readonly status: 'SUCCESS' | 'ERROR';
  readonly response?: unknown;
  readonly message?: string;
}

const runFunction = async (
  { objectTypeId, recordId }: RecordView,
  name: string,
  options: ServerlessOptions,
): Promise<unknown> => {
  const response = await fetch(`/record/functions/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...options, objectTypeId, recordId }),
  });
  const answer = (await response.json()) as FunctionAnswer;
  if (answer.status === 'SUCCESS') return answer.response;
  throw new Error(answer.message ?? 'The function did not answer.');
};

export interface RunningCard {
  readonly receiver: RemoteReceiver;
  readonly stop: () => void;
}

export interface CardEvents {
  readonly onAlert: (alert: AlertMessage) => void;
  readonly onCrash: (message: string) => void;
}

/** Runs a card on a record; its tree arrives in the receiver. */
export const startCard = (view: RecordView, card: CardOnRecord, events: CardEvents): RunningCard => {
  const worker = new Worker(WORKER);
  const receiver = createRemoteReceiver();
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), { callable: ['run'] });
  const exposed: PageApi = {
    serverless: (name, options) => runFunction(view, name, options),
    addAlert: events.onAlert,
    reloadPage: () => window.location.reload(),
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    crashed: events.onCrash,
  };
  endpoint.expose(exposed as unknown as Parameters<typeof endpoint.expose>[0]);
  endpoint.call
    .run(card.bundle, contextOf(view, card), receiver.receive)
    .catch((error: unknown) => events.onCrash(error instanceof Error ? error.message : String(error)));
  return {
    receiver,
    stop: () => {
      endpoint.terminate();
      worker.terminate();
    },
  };
};
