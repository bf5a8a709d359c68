/** A portal that can be given trouble, synced as the command line does: by the real limiter, retries and breaker. */
import { afterEach, beforeAll, beforeEach } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { runId } from '../../src/domain/ids.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { openPortalCrm } from '../../src/hubspot/create-crm.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import { sdkSend } from '../../src/hubspot/sdk-send.js';
import { Transport } from '../../src/hubspot/transport.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncSummary } from '../../src/operations/sync-portal.js';
import { crmOf, PortalOnDatabase } from '../operations/portal.js';
import { finalState, type FinalState } from './final-state.js';

const DEALS = 14;

export class TroubledPortal {
  #runs = 0;

  private constructor(readonly portal: PortalOnDatabase) {}

  /** The same portal each time, set up and never synced. */
  static async open(): Promise<TroubledPortal> {
    const portal = await PortalOnDatabase.open({ deals: DEALS });
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    return new TroubledPortal(portal);
  }

  /** What a sync that nothing disturbs comes to. */
  static async undisturbed(): Promise<FinalState> {
    const one = await TroubledPortal.open();
    try {
      await one.portal.sync();
      return await one.state();
    } finally {
      await one.close();
    }
  }

  close(): Promise<void> {
    return this.portal.close();
  }

  state(): Promise<FinalState> {
    return finalState(this.portal.sandbox, this.portal.store);
  }

  /** Sets faults, as `POST /__sandbox__/faults` takes them. */
  trouble(faults: object): Promise<unknown> {
    return this.portal.call('POST', '/__sandbox__/faults', faults);
  }

  /** Every CRM request so far, refused ones too. */
  async requests(): Promise<{ readonly total: number; readonly throttled: number }> {
    return this.portal.call('GET', '/__sandbox__/counters');
  }

  /**
   * Syncs through the real limiter.
   * @param timeoutMs of one request.
   */
  async sync(timeoutMs = 30_000): Promise<SyncSummary> {
    const { sandbox } = this.portal;
    const stop = new AbortController().signal;
    const hubspot = openPortalCrm(sandbox.url, sandbox.accessToken, stop, { timeoutMs });
    try {
      return await this.#syncBy(hubspot.crm);
    } finally {
      await hubspot.close();
    }
  }

  /** Syncs with as many attempts as the command line makes, and none of its waits. */
  async hurry(): Promise<SyncSummary> {
    const { url, accessToken } = this.portal.sandbox;
    const sender = sdkSend(url, accessToken, 3_000);
    const transport = new Transport({
      send: sender.send,
      limit: (request) => request(),
      sleep: () => Promise.resolve(),
      random: () => 0,
      attempts: 5,
      longestAskedMs: 60_000,
    });
    try {
      return await this.#syncBy(hubspotCrm(transport));
    } finally {
      sender.close();
    }
  }

  #syncBy(crm: Crm): Promise<SyncSummary> {
    const deps = {
      crm,
      store: this.portal.store,
      clock: { now: () => this.portal.now() },
      newRunId: () => runId(`troubled-${(this.#runs += 1)}`),
    };
    return syncPortal(deps, { policy: DEFAULT_POLICY, dryRun: false }, () => undefined);
  }

  /** The error of a sync that must not come to its end. */
  async failure(sync: () => Promise<SyncSummary> = () => this.sync()): Promise<AppError> {
    try {
      await sync();
    } catch (error) {
      if (isAppError(error)) return error;
      throw error;
    }
    throw new Error('it came to its end');
  }
}

/** What each test of a file works on, and what a portal without trouble comes to. */
export interface TroubledTest {
  readonly one: TroubledPortal;
  readonly expected: FinalState;
}

/** Before each test of a file a portal to itself, closed after it. */
export function troubledTests(): TroubledTest {
  const test: { one?: TroubledPortal; expected?: FinalState } = {};
  beforeAll(async () => {
    test.expected = await TroubledPortal.undisturbed();
  }, 60_000);
  beforeEach(async () => {
    test.one = await TroubledPortal.open();
  }, 60_000);
  afterEach(() => test.one?.close());
  // Complete within any test.
  return test as TroubledTest;
}
