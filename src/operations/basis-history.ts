/** What deals were worked out under, at any instant: settings, policy and partners, from their stored versions. */
import type { Instant } from '../domain/calendar.js';
import type { PartnerId } from '../domain/ids.js';
import type { LockRule } from '../domain/lock.js';
import type { PartnerProfile } from '../domain/partner.js';
import type { Policy } from '../domain/policy.js';
import { lockRules, type LedgerSettings } from './ledger-facts.js';
import type { StoredFact } from './ports.js';

export interface Basis {
  readonly settings: LedgerSettings;
  readonly policy: Policy;
  readonly partners: ReadonlyMap<PartnerId, PartnerProfile>;
}

/** As many as are put together again and again while deals are read. */
const KEPT = 8;

export class BasisHistory {
  readonly #facts: readonly StoredFact[];
  readonly #values: readonly unknown[];
  readonly #locks: readonly LockRule[];
  readonly #made = new Map<number, Basis | null>();

  /** @param facts every version of settings, policy and partners, in the order of recording. */
  constructor(facts: readonly StoredFact[]) {
    this.#facts = facts;
    this.#values = facts.map(({ content }) => (content === null ? null : (JSON.parse(content) as unknown)));
    this.#locks = lockRules(facts.filter(({ kind }) => kind === 'policy'));
  }

  /** How many versions were known: equal numbers are the same basis. */
  versionAt(at: Instant): number {
    let [low, high] = [0, this.#facts.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#facts[middle]?.recordedAt ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  get newest(): number {
    return this.#facts.length;
  }

  /** @returns null before there was any. */
  basis(version: number): Basis | null {
    const made = this.#made.get(version);
    if (made !== undefined) return made;
    const basis = this.#make(version);
    const [oldest] = this.#made.keys();
    if (this.#made.size >= KEPT && oldest !== undefined) this.#made.delete(oldest);
    this.#made.set(version, basis);
    return basis;
  }

  locksAt(at: Instant): readonly LockRule[] {
    return this.#locks.filter(({ from }) => from <= at);
  }

  #make(version: number): Basis | null {
    let settings: LedgerSettings | null = null;
    let policy: Policy | null = null;
    const partners = new Map<PartnerId, PartnerProfile>();
    for (const [place, { kind, subjectId }] of this.#facts.slice(0, version).entries()) {
      const value = this.#values[place];
      if (kind === 'portal') settings = value as LedgerSettings;
      else if (kind === 'policy') policy = value as Policy;
      else if (value === null) partners.delete(subjectId as PartnerId);
      else partners.set(subjectId as PartnerId, value as PartnerProfile);
    }
    return settings === null || policy === null ? null : { settings, policy, partners };
  }
}
