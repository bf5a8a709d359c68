/** The webhook of alerts, against a real server on this machine. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, test } from '@jest/globals';
import { alertWebhook, slackBody } from '../../src/cli/alert-webhook.js';
import type { AlertMessage } from '../../src/operations/alert-port.js';

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
let server: Server;
let received: Received[];
/** A status a request, with headers; null never answers. */
let answers: (readonly [status: number, headers?: Record<string, string>] | null)[];
let waits: number[];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const [answer] = answers.length === 0 ? [[200] as const] : answers.splice(0, 1);
      if (answer != null) response.writeHead(answer[0], answer[1]).end('who knows');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
});
beforeEach(() => {
  [received, answers, waits] = [[], [], []];
});

const SECRET = 'T000/secret';
const urlTo = (port: number): string => `http://127.0.0.1:${port}/services/${SECRET}`;
const MESSAGE: AlertMessage = {
  id: 'abc',
  lines: [{ title: 'Agreement due: A & <B>*', text: 'It ends on 1 Dec 2026.', overdue: true }],
};
const post = (url = urlTo((server.address() as AddressInfo).port), timeoutMs = 5_000) =>
  alertWebhook({
    ...{ url, timeoutMs, stop: new AbortController().signal },
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  }).post(MESSAGE);

it('posts JSON that Slack takes, once, with an id for whoever can tell a repetition', async () => {
  expect(await post()).toBeNull();
  expect(received).toHaveLength(1);
  const [{ headers, body }] = received as [Received];
  expect(headers['content-type']).toBe('application/json');
  expect(headers['idempotency-key']).toBe('abc');
  expect(JSON.parse(body)).toEqual({
    text: 'Partnership Manager: 1 alert\n• Overdue – Agreement due: A &amp; &lt;B&gt;*. It ends on 1 Dec 2026.',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Partnership Manager: 1 alert' } },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '*Overdue – Agreement due: A &amp; &lt;B&gt;∗*\nIt ends on 1 Dec 2026.',
        },
      },
    ],
  });
});

test.each<[string, typeof answers, string | null, number]>([
  ['an outage that passes', [[503], [500]], null, 3],
  ['an outage that stays', [[503], [503], [503], [503]], 'the webhook answered 503', 3],
  ['a limit that passes', [[429, { 'retry-after': '3' }]], null, 2],
  ['an address that is gone', [[404]], 'the webhook answered 404', 1],
  ['a redirect', [[302, { location: 'http://127.0.0.1:9/' }]], 'the webhook answered 302', 1],
])('%s', async (_, given, why, requests) => {
  answers = given;
  expect(await post()).toBe(why);
  expect(received).toHaveLength(requests);
});

it('waits as long as it is asked to, within bounds', async () => {
  answers = [
    [429, { 'retry-after': '3' }],
    [429, { 'retry-after': '3600' }],
  ];
  await post();
  expect(waits).toEqual([3_000, 30_000]);
});

it('gives up on a receiver that does not answer, and does not repeat what it may have taken', async () => {
  answers = [null];
  expect(await post(undefined, 50)).toBe('the webhook did not answer within 0.05 s');
  expect(received).toHaveLength(1);
});

it('tries again where nobody listens, and never says the address', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => void closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => void closed.close(resolve));
  const why = await post(urlTo(port));
  expect(why).toBe('the webhook could not be reached (ECONNREFUSED)');
  expect(why).not.toContain(SECRET);
  expect(waits).toHaveLength(2);
});

it('keeps a section within what Slack draws', () => {
  const lines = [{ title: 'A', text: 'x'.repeat(5_000), overdue: false }];
  const { blocks } = slackBody({ id: 'a', lines }) as { blocks: { text: { text: string } }[] };
  expect(blocks[1]!.text.text.length).toBeLessThanOrEqual(3_000);
});
