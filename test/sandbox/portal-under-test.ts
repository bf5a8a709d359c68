import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from './wide-limits.js';

/** What a portal answered; `body` is JSON of any shape, which each test states as it reads it. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
}

/** A sandbox on a free port, spoken to over HTTP. */
export class PortalUnderTest {
  private constructor(readonly sandbox: Sandbox) {}

  static async start(options: Partial<SandboxOptions> = {}): Promise<PortalUnderTest> {
    return new PortalUnderTest(await startSandbox({ port: 0, deals: 30, faults: WIDE_LIMITS, ...options }));
  }

  async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
    return this.send<T>(method, path, body === undefined ? undefined : JSON.stringify(body));
  }

  /** Sends a body as it stands, for what is not JSON; another token or none where `token` says so. */
  async send<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: string,
    token: string | null = this.sandbox.accessToken,
  ): Promise<Reply<T>> {
    const response = await fetch(`${this.sandbox.url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }
}

export interface Item {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
}

export interface Listing {
  readonly results: readonly Item[];
  readonly total?: number;
  readonly paging?: { readonly next?: { readonly after: string } };
}
