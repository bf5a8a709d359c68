/** A ledger on a database of its own, on a clock that the test holds; each test has a portal. */
import { beforeEach } from '@jest/globals';
import type { Instant } from '../../src/domain/calendar.js';
import type { DealFacts } from '../../src/domain/deal.js';
import type { Cut } from '../../src/domain/ledger-report.js';
import { isAppError } from '../../src/errors.js';
import { closePeriod } from '../../src/operations/close-period.js';
import { reportLedger } from '../../src/operations/report-ledger.js';
import { verifyLedger } from '../../src/operations/verify-ledger.js';
import { month, utc } from '../domain/ledger-facts.js';
import { OwnStore } from '../store/own-store.js';
import { postRun } from './ledger-run.js';
import { postedLedger } from '../store/read-store.js';

/** What a test works on; `open` makes it one a file. */
export class Books extends OwnStore {
  now!: Instant;
  readonly clock = { now: (): Instant => this.now };

  static override open(name: string): Books {
    const books = new Books(name);
    books.withTests();
    beforeEach(() => {
      books.now = utc('2026-09-10T00:00:00Z');
    });
    return books;
  }

  deps() {
    return { store: this.store, clock: this.clock };
  }

  sync(version: number, facts?: readonly DealFacts[]) {
    return this.post(version, facts === undefined ? {} : { facts });
  }

  post(version: number, options: Parameters<typeof postRun>[3] = {}) {
    return postRun(this.store, this.portal, version, { clock: this.clock, ...options });
  }

  close(period: string, through = false) {
    return closePeriod(this.deps(), { portalId: this.portal, period: month(period), through });
  }

  async violations() {
    return (await verifyLedger(this.deps(), this.portal)).violations;
  }

  report(period: string, by: Cut = 'partner', knownAt: Instant | null = null) {
    return reportLedger(this.deps(), { portalId: this.portal, period, by, basis: 'posted', knownAt });
  }

  async total(period: string, knownAt: Instant | null = null) {
    return (await this.report(period, 'bucket', knownAt)).revenue.at(-1)?.totalMinor;
  }

  async entries() {
    return (await postedLedger(this.store, this.portal)).entries;
  }
}

/** The code that work is refused with; "done" where it is not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
  return 'done';
}

/** A confirmed tag without a motion. */
export const influenced = ({ deal }: DealFacts) => ({
  dealId: deal.id,
  role: 'influenced' as const,
  state: 'confirmed' as const,
  motion: null,
});
