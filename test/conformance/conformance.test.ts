/**
 * What this project believes of HubSpot, fact by fact, through two independent clients. It runs against the sandbox with
 * every test run, and against HubSpot itself when asked to: see docs/conformance.md.
 */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { datedConsumer } from './dated-consumer.js';
import { associationFacts } from './facts/associations.js';
import { batchFacts } from './facts/batches.js';
import { leavingFacts } from './facts/leaving.js';
import { portalFacts } from './facts/portal.js';
import { recordFacts } from './facts/records.js';
import { serviceFacts } from './facts/service.js';
import { Ground } from './ground.js';
import { isAgainstHubSpot, openTarget, type Target } from './target.js';
import { typedConsumer } from './typed-consumer.js';

if (isAgainstHubSpot) jest.setTimeout(180_000);

const CLIENTS = [
  ['the typed methods of @hubspot/api-client (v3 and v4)', typedConsumer],
  ['the dated paths (2026-09)', datedConsumer],
] as const;

describe.each(CLIENTS)('through %s', (_name, consume) => {
  let target: Target | undefined;
  let ground: Ground | undefined;
  const standing = (): Ground => {
    if (ground === undefined) throw new Error('There is no portal to ask');
    return ground;
  };

  beforeAll(async () => {
    target = await openTarget();
    const marker = `Conformance check ${randomBytes(4).toString('hex')}`;
    ground = new Ground(consume(target.url, target.accessToken), target, marker);
  });
  afterAll(async () => {
    try {
      await ground?.cleanUp();
    } finally {
      await target?.close();
    }
  });

  describe('the portal', () => portalFacts(standing));
  describe('records', () => recordFacts(standing));
  describe('batches', () => batchFacts(standing));
  describe('associations', () => associationFacts(standing));
  describe('tickets, tasks, notes, surveys and events', () => serviceFacts(standing));
  describe('what an app asks before it comes, and takes along when it goes', () => leavingFacts(standing));
});
