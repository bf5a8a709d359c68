/** An emulated portal in a process of its own, and what it says of the requests that it has answered. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** How many requests a portal allows. */
export interface Limits {
  readonly per10s: number;
  readonly searchPerSecond: number;
  readonly perDay: number;
}

/** As the portal counts; refused ones too. */
export interface Counters {
  readonly requests: Readonly<Record<string, number>>;
  readonly total: number;
  readonly throttled: number;
  readonly maxIn10s: number;
}

/** How many records there are that only the partner programme is worked out from. */
export interface ProgrammeCounts {
  readonly tickets: number;
  readonly surveys: number;
  readonly events: number;
  /** Companies that are partners, and the contacts that are associated with any of them. */
  readonly partners: number;
  readonly people: number;
}

interface Associated {
  readonly results: readonly { readonly to: readonly { readonly toObjectId: number }[] }[];
}

const DEALS = '/crm/objects/2026-09/deals';
const WITHOUT_LIMIT: Limits = { per10s: 1_000_000, searchPerSecond: 1_000_000, perDay: 100_000_000 };
const BATCH = 100;
const SEARCHED = 200;
const LINKS = 1_000;

/** What the portal prints once it can be asked. */
interface Ready {
  readonly url: string;
  readonly accessToken: string;
  readonly recordUrls: Readonly<Record<string, string>>;
}

export class EmulatedPortal {
  readonly #process: ChildProcess;
  readonly url: string;
  readonly accessToken: string;
  /** Addresses of record pages by what they show: deal, partner, customer, home, settings. */
  readonly recordUrls: Readonly<Record<string, string>>;

  private constructor(process: ChildProcess, { url, accessToken, recordUrls }: Ready) {
    this.#process = process;
    this.url = url;
    this.accessToken = accessToken;
    this.recordUrls = recordUrls;
  }

  /** @param cli the built command line. */
  static async start(
    cli: string,
    folder: string,
    deals: number,
    faults: { readonly limits: Limits; readonly latencyMs: number },
  ): Promise<EmulatedPortal> {
    const file = path.join(folder, 'faults.json');
    writeFileSync(file, JSON.stringify(faults));
    const args = [cli, 'sandbox', '--port', '0', '--deals', String(deals), '--faults', file, '--json'];
    const portal = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: portal.stdout })) {
      return new EmulatedPortal(portal, JSON.parse(line) as Ready);
    }
    throw new Error('the portal did not start');
  }

  counters(): Promise<Counters> {
    return this.#call<Counters>('GET', '/__sandbox__/counters');
  }

  /** How long every answer takes from now on. */
  async setLatency(latencyMs: number): Promise<void> {
    await this.#call('POST', '/__sandbox__/faults', { latencyMs });
  }

  /** Moves its clock, so that search has nothing left to look back on. */
  async advance(ms: number): Promise<void> {
    await this.#call('POST', '/__sandbox__/clock', { advanceMs: ms });
  }

  /** How many records of a type there are. */
  async count(type: string): Promise<number> {
    return this.#unlimited(() => this.#total(type));
  }

  /** What there is to read for the partner programme. */
  programme(): Promise<ProgrammeCounts> {
    return this.#unlimited(async () => {
      const [tickets, surveys, events] = [
        await this.#total('tickets'),
        await this.#total('feedback_submissions'),
        await this.#total('0-54'),
      ];
      const partners = await this.#partners();
      const people = new Set<number>();
      for (let from = 0; from < partners.length; from += LINKS) {
        const inputs = partners.slice(from, from + LINKS).map((id) => ({ id }));
        const path_ = '/crm/associations/2026-09/companies/contacts/batch/read';
        const { results } = await this.#call<Associated>('POST', path_, { inputs });
        for (const { to } of results) for (const { toObjectId } of to) people.add(toObjectId);
      }
      return { tickets, surveys, events, partners: partners.length, people: people.size };
    });
  }

  async #partners(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let highest = '0'; ;) {
      const { results } = await this.#call<{ results: readonly { id: string }[] }>(
        'POST',
        '/crm/objects/2026-09/companies/search',
        {
          filterGroups: [
            {
              filters: [
                { propertyName: 'type', operator: 'EQ', value: 'PARTNER' },
                { propertyName: 'hs_object_id', operator: 'GT', value: highest },
              ],
            },
          ],
          sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
          limit: SEARCHED,
        },
      );
      ids.push(...results.map(({ id }) => id));
      if (results.length < SEARCHED) return ids;
      highest = ids.at(-1) ?? highest;
    }
  }

  /** Gives some deals, evenly spread over the portal, another amount. */
  changeDeals(deals: number, amount: number): Promise<void> {
    return this.#unlimited(async () => {
      const search = { limit: 1, sorts: [{ propertyName: 'hs_object_id', direction: 'DESCENDING' }] };
      const found = await this.#call<{ total: number; results: readonly { id: string }[] }>(
        'POST',
        `${DEALS}/search`,
        search,
      );
      const highest = Number(found.results[0]?.id);
      const stride = Math.floor((found.total * 0.9) / deals);
      for (let from = 0; from < deals; from += BATCH) {
        const inputs = Array.from({ length: Math.min(BATCH, deals - from) }, (_, place) => ({
          id: String(highest - (from + place) * stride),
          properties: { amount: String(amount + from + place) },
        }));
        const { results } = await this.#call<{ results: readonly unknown[] }>(
          'POST',
          `${DEALS}/batch/update`,
          { inputs },
        );
        if (results.length !== inputs.length) throw new Error('not every deal was changed');
      }
    });
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGTERM');
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
  }

  async #total(type: string): Promise<number> {
    const path_ = `/crm/objects/2026-09/${type}/search`;
    return (await this.#call<{ total: number }>('POST', path_, { limit: 1 })).total;
  }

  async #unlimited<T>(work: () => Promise<T>): Promise<T> {
    const { limits } = await this.#call<{ limits: Limits }>('GET', '/__sandbox__/faults');
    await this.#call('POST', '/__sandbox__/faults', { limits: WITHOUT_LIMIT });
    try {
      return await work();
    } finally {
      await this.#call('POST', '/__sandbox__/faults', { limits });
    }
  }

  async #call<T>(method: string, path_: string, body?: unknown): Promise<T> {
    const answer = await fetch(new URL(path_, this.url), {
      method,
      headers: { authorization: `Bearer ${this.accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path_}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
