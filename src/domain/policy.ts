import type { Bucket } from './credit.js';
import type { DealModel } from './deal-model.js';
import type { HygieneSettings } from './hygiene.js';
import type { SuggestionSettings } from './suggestion.js';
import { DEFAULT_PROGRAMME, programmeViolations, type ProgrammeSettings } from './programme-settings.js';
import { DEFAULT_TIERS, tierViolations, type TierSettings } from './tiers.js';
import { TOUCH_KINDS, type Role, type TouchKind } from './touch.js';

export type TagTrust = 'trusted' | 'require_evidence';
export type CoSourcing = 'earliest' | 'split';

/** The versioned settings of attribution.md §2. Days may be fractions of exactly 86,400,000 ms. */
export interface Policy {
  readonly version: string;
  readonly sourcing: {
    readonly kinds: readonly Exclude<TouchKind, 'tag'>[];
    readonly lookbackDays: number;
    readonly lateClaimDays: number;
    readonly coSourcing: CoSourcing;
  };
  readonly influence: {
    readonly kinds: readonly TouchKind[];
    readonly lookbackDays: number;
    /** What a touch of a kind is worth; 1 if not named. */
    readonly points: Readonly<Partial<Record<TouchKind, number>>>;
    readonly minPoints: number;
  };
  readonly tags: Readonly<Record<Role, TagTrust>>;
  readonly model: DealModel;
  readonly halfLifeDays: number;
  /** What a touch of a kind weighs in the model `weighted`; 1 if not named. */
  readonly kindWeights: Readonly<Partial<Record<TouchKind, number>>>;
  readonly exclude: { readonly partnerIsCustomer: boolean; readonly sharedParent: boolean };
  readonly lockDays: number;
  /** Deal types by bucket, compared exactly; a type in none of them is new business. */
  readonly buckets: Readonly<Record<Exclude<Bucket, 'new'>, readonly string[]>>;
  /** Settings of what is shown beside the numbers; no number depends on them. */
  readonly programme: ProgrammeSettings & {
    readonly suggestions: SuggestionSettings;
    readonly hygiene: HygieneSettings;
    readonly tiers: TierSettings;
  };
}

/** The defaults of attribution.md §2. */
export const DEFAULT_POLICY: Policy = {
  version: 'default-1',
  sourcing: {
    kinds: ['registration', 'referral'],
    lookbackDays: 180,
    lateClaimDays: 14,
    coSourcing: 'earliest',
  },
  influence: {
    kinds: TOUCH_KINDS,
    lookbackDays: 90,
    points: { email: 0.5, call: 0.5 },
    minPoints: 1,
  },
  tags: { sourced: 'trusted', influenced: 'trusted' },
  model: 'linear',
  halfLifeDays: 30,
  kindWeights: {},
  exclude: { partnerIsCustomer: true, sharedParent: true },
  lockDays: 14,
  buckets: { renewal: ['renewal'], expansion: ['existingbusiness'] },
  programme: {
    suggestions: { minScore: 50, nearDays: 30, most: 5 },
    hygiene: { nearCloseDays: 7, backDatedDays: 14 },
    tiers: DEFAULT_TIERS,
    ...DEFAULT_PROGRAMME,
  },
};

/** The cautious twin of the defaults: a sourced tag needs evidence, and no registration may come late. */
export const STRICT_POLICY: Policy = {
  ...DEFAULT_POLICY,
  version: 'strict-1',
  sourcing: { ...DEFAULT_POLICY.sourcing, lateClaimDays: 0 },
  tags: { ...DEFAULT_POLICY.tags, sourced: 'require_evidence' },
};

/** The line of revenue that a deal type belongs to; compared exactly. */
export function bucketOf(dealType: string | null, policy: Policy): Bucket {
  if (dealType === null) return 'new';
  if (policy.buckets.renewal.includes(dealType)) return 'renewal';
  return policy.buckets.expansion.includes(dealType) ? 'expansion' : 'new';
}

/**
 * What a policy must hold beyond the shape of its values.
 * @returns one sentence a violation, naming the key and the value; empty when it is sound.
 */
export function policyViolations(policy: Policy): readonly string[] {
  const { sourcing, influence, buckets, programme } = policy;
  const { suggestions, hygiene } = programme;
  const negative = (key: string, value: number): readonly string[] =>
    value < 0 ? [`${key} is ${value}; it must be 0 or more`] : [];
  const notPositive = (key: string, value: number): readonly string[] =>
    value > 0 ? [] : [`${key} is ${value}; it must be above 0`];
  const outside = (key: string, value: number, most: number): readonly string[] =>
    Number.isInteger(value) && value >= 0 && value <= most
      ? []
      : [`${key} is ${value}; it must be a whole number from 0 to ${most}`];
  return [
    ...(policy.version === '' ? ['version is empty; name this policy, for example "acme-2026-1"'] : []),
    ...((sourcing.kinds as readonly string[]).includes('tag')
      ? ['sourcing.kinds names tag; a tag sources a deal by its role, never as a touch']
      : []),
    ...negative('sourcing.lookbackDays', sourcing.lookbackDays),
    ...negative('sourcing.lateClaimDays', sourcing.lateClaimDays),
    ...negative('influence.lookbackDays', influence.lookbackDays),
    ...negative('lockDays', policy.lockDays),
    ...Object.entries(influence.points).flatMap(([kind, value]) =>
      negative(`influence.points.${kind}`, value),
    ),
    ...notPositive('influence.minPoints', influence.minPoints),
    ...notPositive('halfLifeDays', policy.halfLifeDays),
    ...Object.entries(policy.kindWeights).flatMap(([kind, value]) => negative(`kindWeights.${kind}`, value)),
    ...negative('programme.suggestions.nearDays', suggestions.nearDays),
    ...outside('programme.suggestions.minScore', suggestions.minScore, 100),
    ...outside('programme.suggestions.most', suggestions.most, 20),
    ...negative('programme.hygiene.nearCloseDays', hygiene.nearCloseDays),
    ...negative('programme.hygiene.backDatedDays', hygiene.backDatedDays),
    ...tierViolations(programme.tiers),
    ...programmeViolations(programme),
    ...buckets.renewal
      .filter((dealType) => buckets.expansion.includes(dealType))
      .map(
        (dealType) => `buckets name the deal type ${JSON.stringify(dealType)} twice: renewal and expansion`,
      ),
  ];
}
