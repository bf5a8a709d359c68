import { PRIVATE_APP_LIMITS, type Limits } from '../limits/rate-limiter.js';
import { Random } from '../story/random.js';
import type { FaultRule, FaultsInput } from './fault-rule.js';
import { fitsPattern } from './path-pattern.js';

/** A rule and what it has seen: requests that match it, and those of them that it hit. */
interface RuleState {
  readonly rule: FaultRule;
  seen: number;
  hits: number;
}

interface Settings {
  readonly limits: Limits;
  readonly latencyMs: number;
  readonly searchLagMs: number;
}

const NO_FAULTS: Settings = { limits: PRIVATE_APP_LIMITS, latencyMs: 0, searchLagMs: 0 };

/** The key's values, where it has one: an absent key and an undefined one are the same. */
const given = <T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;

const merged = (settings: Settings, { limits, latencyMs, searchLagMs }: FaultsInput): Settings => ({
  ...settings,
  ...given({ latencyMs, searchLagMs }),
  limits: { ...settings.limits, ...given(limits ?? {}) },
});

const fits = ({ match }: FaultRule, method: string, path: string): boolean =>
  (match?.method === undefined || match.method === method) &&
  (match?.path === undefined || fitsPattern(match.path, path));

/** What the portal does wrong on demand, and how much it allows. A reset of the portal does not touch it. */
export class Faults {
  readonly #start: FaultsInput;
  #settings: Settings = NO_FAULTS;
  #rules: readonly RuleState[] = [];
  #random = new Random('faults');

  /** `start`: what stands from the beginning, and again after `restart`. */
  constructor(start: FaultsInput = {}) {
    this.#start = start;
    this.restart();
  }

  get limits(): Limits {
    return this.#settings.limits;
  }

  /** How long every answer takes at least. */
  get latencyMs(): number {
    return this.#settings.latencyMs;
  }

  /** How long search does not see a change. */
  get searchLagMs(): number {
    return this.#settings.searchLagMs;
  }

  /** Absent keys stay, limits one by one; rules are replaced as a whole. One call, one sequence of chances. */
  merge(input: FaultsInput): void {
    this.#settings = merged(this.#settings, input);
    if (input.rules !== undefined) this.#rules = input.rules.map((rule) => ({ rule, seen: 0, hits: 0 }));
    this.#random = new Random('faults');
  }

  /** Back to the beginning. */
  restart(): void {
    this.#settings = NO_FAULTS;
    this.#rules = [];
    this.merge(this.#start);
  }

  /** The rule that hits a request: the first that does. Rules behind it do not see the request. */
  hit(method: string, path: string): FaultRule | null {
    for (const state of this.#rules) {
      if (fits(state.rule, method, path) && this.#strikes(state)) return state.rule;
    }
    return null;
  }

  #strikes(state: RuleState): boolean {
    const { skip = 0, times = Infinity, share = 1 } = state.rule;
    state.seen += 1;
    if (state.seen <= skip || state.hits >= times) return false;
    if (share < 1 && !this.#random.chance(share)) return false;
    state.hits += 1;
    return true;
  }

  /** The answer of `GET /__sandbox__/faults`. */
  body(): Readonly<Record<string, unknown>> {
    return { ...this.#settings, rules: this.#rules.map(({ rule, hits }) => ({ ...rule, hits })) };
  }
}
