/** Some seconds of a sync's reading against an emulated portal that keeps its limits; its counters tell the rest. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openPortalCrm, type PortalCrm, type PortalOptions } from '../../src/hubspot/create-crm.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';

export interface Counters {
  readonly total: number;
  readonly throttled: number;
  readonly maxIn10s: number;
  readonly maxSearchIn1s: number;
}

export class Soak {
  private constructor(readonly sandbox: Sandbox) {}

  /** Starts a portal; `faults` is what `POST /__sandbox__/faults` takes. */
  static async start(faults: Readonly<Record<string, unknown>>): Promise<Soak> {
    const soak = new Soak(await startSandbox({ port: 0, deals: 20 }));
    await soak.faults(faults);
    return soak;
  }

  async faults(body: Readonly<Record<string, unknown>>): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const url = `${this.sandbox.url}/__sandbox__/faults`;
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async counters(): Promise<Counters> {
    return (await (await fetch(`${this.sandbox.url}/__sandbox__/counters`)).json()) as Counters;
  }

  open(options: PortalOptions = {}): PortalCrm {
    const { url, accessToken } = this.sandbox;
    return openPortalCrm(url, accessToken, new AbortController().signal, options);
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

/** Asks all the time, with as many requests waiting as a sync has, for so many seconds. @returns how many were answered. */
export async function askFor(
  seconds: number,
  crm: Crm,
  ask: (crm: Crm) => Promise<unknown> = (one) => one.listPage('deals', null, false),
): Promise<number> {
  const over = new AbortController();
  void sleep(seconds * 1000, undefined, { ref: false }).then(() => over.abort());
  let answered = 0;
  const worker = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await ask(crm);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: 20 }, worker));
  return answered;
}
