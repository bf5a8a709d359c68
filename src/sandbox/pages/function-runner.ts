/** Runs a staged app function as HubSpot does: a fresh process-like worker, a token in its environment, 15 seconds. */
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** As HubSpot's local runner has it (@hubspot/ui-extensions-dev-server 2.1.2, serverless/constants). */
const TIMEOUT_MS = 15_000;

/** HubSpot documents no size; the design is held to 1 MB. */
const ANSWER_BYTES = 1024 * 1024;

/** Exactly what HubSpot hands to a function. */
export interface FunctionContext {
  readonly parameters: unknown;
  readonly propertiesToSend: Readonly<Record<string, string | null>>;
  readonly event: unknown;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface FunctionCall {
  /** Folder of the bundles; a `package.json` there says that they are CommonJS. */
  readonly folder: string;
  readonly name: string;
  readonly context: FunctionContext;
  readonly environment: { readonly accessToken: string; readonly apiUrl: string };
  /** JSON text of the policy, in the place where a staged bundle has it built in. */
  readonly policyText: string | null;
  /** The mapping likewise; absent: none. */
  readonly mappingText?: string | null;
  readonly timeoutMs?: number;
}

export type FunctionAnswer =
  | { readonly status: 'SUCCESS'; readonly response: unknown }
  | { readonly status: 'ERROR'; readonly message: string };

const MAIN = `
const { parentPort, workerData } = require('node:worker_threads');
globalThis.__PARTNERSHIP_POLICY__ = workerData.policyText;
globalThis.__PARTNERSHIP_MAPPING__ = workerData.mappingText;
(async () => {
  const { main } = require(workerData.file);
  if (typeof main !== 'function') throw 'customerPayload.main is not a function';
  return JSON.stringify((await main(workerData.context)) ?? null);
})().then(
  (text) => parentPort.postMessage({ text }),
  (error) => parentPort.postMessage({ failure: String(error) }),
);
`;

const failed = (name: string, reason: string): FunctionAnswer => ({
  status: 'ERROR',
  message: `The serverless function '${name}' failed to execute: ${reason}.`,
});

const readMessage = (name: string, message: { text?: string; failure?: string }): FunctionAnswer => {
  if (message.text === undefined) return failed(name, message.failure ?? 'it answered nothing');
  if (Buffer.byteLength(message.text) > ANSWER_BYTES) return failed(name, 'its answer is larger than 1 MB');
  return { status: 'SUCCESS', response: JSON.parse(message.text) as unknown };
};

const runWorker = (file: string, call: FunctionCall): Promise<FunctionAnswer> => {
  const timeoutMs = call.timeoutMs ?? TIMEOUT_MS;
  const worker = new Worker(MAIN, {
    eval: true,
    workerData: {
      file,
      context: call.context,
      policyText: call.policyText,
      mappingText: call.mappingText ?? null,
    },
    // Nothing of this process's own environment: a function on HubSpot has none of it either.
    env: {
      PRIVATE_APP_ACCESS_TOKEN: call.environment.accessToken,
      HUBSPOT_API_URL: call.environment.apiUrl,
    },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve(failed(call.name, `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`)),
      timeoutMs,
    );
    const settle = (answer: FunctionAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker.once('message', (message: { text?: string; failure?: string }) =>
      settle(readMessage(call.name, message)),
    );
    worker.once('error', (error) => settle(failed(call.name, String(error))));
    worker.once('exit', () => settle(failed(call.name, 'it ended before it answered')));
  }).then(async (answer) => {
    await worker.terminate();
    return answer as FunctionAnswer;
  });
};

/** A function's name is a file's name: letters, digits, dashes, and nothing that leaves the folder. */
const NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** Runs one function once. Failures are answers, in HubSpot's words. */
export const runFunction = async (call: FunctionCall): Promise<FunctionAnswer> => {
  const missing = failed(call.name, `The serverless function ${call.name} doesn't exist in this project`);
  if (!NAME.test(call.name)) return missing;
  const file = path.join(call.folder, `${call.name}.js`);
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  return exists ? runWorker(file, call) : missing;
};
