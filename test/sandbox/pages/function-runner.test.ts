/** The runner of app functions: a fresh worker a call, HubSpot's context and nothing else, failures as answers. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import {
  type FunctionAnswer,
  type FunctionCall,
  runFunction,
} from '../../../src/sandbox/pages/function-runner.js';
import { bundleFunctions } from '../../../src/staging/bundle-function.js';

describe('running a staged function', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'functions-'));
    await bundleFunctions(path.resolve('test/fixtures/functions'), ['echo'], folder, { kind: 'runner' });
    await writeFile(path.join(folder, 'no-main.js'), 'exports.other = 1;');
    await writeFile(path.join(folder, 'broken.js'), 'throw new TypeError("at load");');
    await writeFile(path.join(folder, 'exits.js'), 'exports.main = () => process.exit(3);');
    await writeFile(path.join(folder, 'counter.js'), 'let n = 0; exports.main = async () => (n += 1);');
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const run = (name: string, wish?: string, rest: Partial<FunctionCall> = {}): Promise<FunctionAnswer> =>
    runFunction({
      folder,
      name,
      context: {
        parameters: wish === undefined ? {} : { wish },
        propertiesToSend: { hs_object_id: '901' },
        event: { type: 'SERVERLESS_ACTION_HOOK', payload: {} },
        secrets: {},
      },
      environment: { accessToken: 'token-1', apiUrl: 'http://127.0.0.1:4400' },
      policyText: '{"version":"mine-1"}',
      ...rest,
    });

  it('hands over exactly what HubSpot hands over, and its policy', async () => {
    process.env['SOMETHING_OF_OURS'] = 'secret';
    const answer = await run('echo');
    delete process.env['SOMETHING_OF_OURS'];
    expect(answer).toEqual({
      status: 'SUCCESS',
      response: {
        context: {
          parameters: {},
          propertiesToSend: { hs_object_id: '901' },
          event: { type: 'SERVERLESS_ACTION_HOOK', payload: {} },
          secrets: {},
        },
        environment: { PRIVATE_APP_ACCESS_TOKEN: 'token-1', HUBSPOT_API_URL: 'http://127.0.0.1:4400' },
        policy: '{"version":"mine-1"}',
        node: 'function',
      },
    });
  });

  it('keeps nothing from one call to the next', async () => {
    expect(await run('counter')).toEqual({ status: 'SUCCESS', response: 1 });
    expect(await run('counter')).toEqual({ status: 'SUCCESS', response: 1 });
  });

  it('answers null where the function answers undefined', async () => {
    expect(await run('echo', 'undefined')).toEqual({ status: 'SUCCESS', response: null });
  });

  it.each([
    ['throws', 'echo', 'throw', 'Error: no such deal'],
    ['answers more than 1 MB', 'echo', 'large', 'larger than 1 MB'],
    ['has no main', 'no-main', undefined, 'customerPayload.main is not a function'],
    ['cannot be loaded', 'broken', undefined, 'TypeError: at load'],
    ['ends its process', 'exits', undefined, 'it ended before it answered'],
    ['is not there', 'missing', undefined, "doesn't exist in this project"],
    ['is named out of the folder', '../functions/echo', undefined, "doesn't exist in this project"],
  ])('answers an error when the function %s', async (_what, name, wish, message) => {
    const answer = await run(name, wish);
    expect(answer.status).toBe('ERROR');
    expect(answer.status === 'ERROR' ? answer.message : '').toContain(message);
  });

  it('ends a function that takes too long', async () => {
    const answer = await run('echo', 'hang', { timeoutMs: 50 });
    expect(answer).toEqual({
      status: 'ERROR',
      message: "The serverless function 'echo' failed to execute: Task timed out after 0.05 seconds.",
    });
  });
});
