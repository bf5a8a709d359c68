/** A portal that can be given trouble, synced as the command line does: by the real limiter, retries and breaker. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { runId } from '../../src/domain/ids.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { openPortalCrm, type WaitingTime } from '../../src/hubspot/create-crm.js';
import { sdkSend } from '../../src/hubspot/sdk-send.js';
import { Transport } from '../../src/hubspot/transport.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { syncPortal, type SyncDeps, type SyncSummary } from '../../src/operations/sync-portal.js';
import { crmOf, PortalOnDatabase, portsOn } from '../operations/portal.js';
import { finalState, type FinalState } from './final-state.js';
import { requireProgramme } from './programme-state.js';
import { register } from './registered.js';

const DEALS = 14;
/** Of the limiter's clock: a pause of ten seconds takes a fifth of one. */
const HASTE = 50;

/** Pauses are as long as HubSpot asks, on a clock that runs faster than that of the machine. */
const HASTY: WaitingTime = {
  now: () => performance.now() * HASTE,
  sleep: (ms, signal) => sleep(ms / HASTE, undefined, { signal }),
};

type Ports = ReturnType<typeof portsOn>;

export class TroubledPortal {
  #runs = 0;

  private constructor(readonly portal: PortalOnDatabase) {}

  /** The same portal each time, set up and never synced. */
  static async open(): Promise<TroubledPortal> {
    const portal = await PortalOnDatabase.open({ deals: DEALS });
    portal.asBuilt = true;
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await register(portal.sandbox);
    return new TroubledPortal(portal);
  }

  /** What a sync that nothing disturbs comes to. */
  static async undisturbed(): Promise<FinalState> {
    const one = await TroubledPortal.open();
    try {
      await one.portal.sync();
      const state = await one.state();
      requireProgramme(state);
      return state;
    } finally {
      await one.close();
    }
  }

  close(): Promise<void> {
    return this.portal.close();
  }

  /** Once there is no trouble any more, since it is read through the portal. */
  async state(): Promise<FinalState> {
    await this.trouble({ rules: [], latencyMs: 0 });
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
   * Syncs through the real limiter, whose clock runs faster.
   * @param timeoutMs of one request, by the machine's clock.
   */
  async sync(timeoutMs = 30_000): Promise<SyncSummary> {
    const { sandbox } = this.portal;
    const stop = new AbortController().signal;
    const hubspot = openPortalCrm(sandbox.url, sandbox.accessToken, stop, { timeoutMs, time: HASTY });
    try {
      return await this.#syncBy(hubspot);
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
      return await this.#syncBy(portsOn(transport));
    } finally {
      sender.close();
    }
  }

  #syncBy({ crm, data, imports, programme }: Ports): Promise<SyncSummary> {
    const deps: SyncDeps = {
      ...{ crm, data, imports, programme },
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
