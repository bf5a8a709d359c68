/** What differs between two policies, setting by setting, and which of it gave a deal another outcome. */
import type { Instant } from './calendar.js';
import { classify, type Classification } from './classify.js';
import type { DealFacts } from './deal.js';
import type { Policy } from './policy.js';
import { compileRules, type PartnerDirectory, type Rules } from './rules.js';

/** One setting that differs. */
export interface PolicyChange {
  /** As in a policy file: "sourcing.lookbackDays". */
  readonly key: string;
  readonly from: unknown;
  readonly to: unknown;
  /** The clause of attribution.md §3 that the setting belongs to; null where it can change no class. */
  readonly clause: number | null;
}

/** Groups of settings that merge key by key; all others are one setting each (attribution.md §2). */
const GROUPS = ['sourcing', 'influence', 'tags', 'exclude', 'buckets'] as const;

const CLAUSES: Readonly<Record<string, number>> = {
  'exclude.partnerIsCustomer': 1,
  'exclude.sharedParent': 1,
  'sourcing.kinds': 2,
  'sourcing.lookbackDays': 2,
  'sourcing.lateClaimDays': 2,
  'influence.kinds': 3,
  'influence.lookbackDays': 3,
  'tags.sourced': 4,
  'tags.influenced': 4,
  'sourcing.coSourcing': 5,
  'influence.points': 6,
  'influence.minPoints': 6,
};

/** The settings that differ, in the order of the policy; the version is no setting. */
export function policyChanges(from: Policy, to: Policy): readonly PolicyChange[] {
  const before = settingsOf(from);
  const after = settingsOf(to);
  return [...before.keys()]
    .filter((key) => !isSame(key, before.get(key), after.get(key)))
    .map((key) => ({ key, from: before.get(key), to: after.get(key), clause: CLAUSES[key] ?? null }));
}

function settingsOf(policy: Policy): ReadonlyMap<string, unknown> {
  const whole = Object.entries(policy).filter(
    ([key]) => key !== 'version' && key !== 'programme' && !(GROUPS as readonly string[]).includes(key),
  );
  const grouped = GROUPS.flatMap((group) =>
    Object.entries(policy[group]).map(([key, value]): [string, unknown] => [`${group}.${key}`, value]),
  );
  const programme = Object.entries(policy.programme).flatMap(([part, settings]) =>
    Object.entries(settings as object).map(([key, value]): [string, unknown] => [
      `programme.${part}.${key}`,
      value,
    ]),
  );
  return new Map<string, unknown>([...grouped, ...whole, ...programme]);
}

/** The numbers are shown in the order of the list; of all other lists it means nothing. */
const isSame = (key: string, one: unknown, other: unknown): boolean =>
  key === 'programme.numbers.shown'
    ? JSON.stringify(one) === JSON.stringify(other)
    : canonical(one) === canonical(other);

// The order of kinds and deal types in a list, and of keys in an object, means nothing.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(canonical).sort());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return JSON.stringify(
    Object.entries(value)
      .map(([key, one]) => [key, canonical(one)])
      .sort(),
  );
}

/** A policy with some settings of another; the rest stays. */
export function withSettings(base: Policy, other: Policy, keys: readonly string[]): Policy {
  const grouped = GROUPS.map((group) => {
    const wanted = Object.entries(other[group]).filter(([key]) => keys.includes(`${group}.${key}`));
    return [group, { ...base[group], ...(Object.fromEntries(wanted) as object) }];
  });
  const whole = Object.entries(other).filter(([key]) => keys.includes(key));
  const programme = Object.entries(base.programme).map(([part, settings]): [string, object] => {
    const given: object = other.programme[part as keyof Policy['programme']];
    const wanted = Object.entries(given).filter(([key]) => keys.includes(`programme.${part}.${key}`));
    return [part, { ...(settings as object), ...(Object.fromEntries(wanted) as object) }];
  });
  const all = [...grouped, ...whole, ['programme', Object.fromEntries(programme)]];
  return { ...base, ...(Object.fromEntries(all) as Partial<Policy>) };
}

/** Which settings gave a deal its new outcome. */
export interface PolicyCause {
  /** `alone`: each of them by itself is enough; `together`: none is, and none can be left out. */
  readonly kind: 'alone' | 'together';
  readonly changes: readonly PolicyChange[];
}

/** Two policies over the same facts. */
export interface PolicyComparison {
  readonly from: Policy;
  readonly to: Policy;
  readonly partners: PartnerDirectory;
  readonly asOf: Instant;
}

/**
 * Finds the settings that are responsible, by running the rules under the first policy with one of the new settings at a
 * time; where none is enough, by taking settings out of the new policy for as long as the outcome stays.
 * @param outcomeOf what of a classification counts as the outcome.
 */
export function policyCauses(
  facts: readonly DealFacts[],
  comparison: PolicyComparison,
  outcomeOf: (one: Classification) => string,
): readonly PolicyCause[] {
  const { from, to, partners, asOf } = comparison;
  const changes = policyChanges(from, to).filter(({ clause }) => clause !== null);
  const compiled = new Map<string, Rules>();
  const rulesWith = (some: readonly PolicyChange[]): Rules => {
    const keys = some.map(({ key }) => key);
    const rules = compiled.get(keys.join()) ?? compileRules(withSettings(from, to, keys));
    compiled.set(keys.join(), rules);
    return rules;
  };
  return facts.map((one) => {
    const under = (some: readonly PolicyChange[]): string =>
      outcomeOf(classify(one, partners, rulesWith(some), asOf));
    const wanted = under(changes);
    const alone = changes.filter((change) => under([change]) === wanted);
    if (alone.length > 0) return { kind: 'alone', changes: alone };
    const needed = changes.reduceRight((kept, change) => {
      const without = kept.filter((other) => other !== change);
      return under(without) === wanted ? without : kept;
    }, changes);
    return { kind: 'together', changes: needed };
  });
}
