export interface NaivePolicy {
  readonly version: string;
  readonly sourcing: {
    readonly kinds: readonly string[];
    readonly lookbackDays: number;
    readonly lateClaimDays: number;
    readonly coSourcing: 'earliest' | 'split';
  };
  readonly influence: {
    readonly kinds: readonly string[];
    readonly lookbackDays: number;
    readonly points: Readonly<Record<string, number>>;
    readonly minPoints: number;
  };
  readonly tags: Readonly<Record<'sourced' | 'influenced', 'trusted' | 'require_evidence'>>;
  readonly model: string;
  readonly halfLifeDays: number;
  readonly kindWeights: Readonly<Record<string, number>>;
  readonly exclude: { readonly partnerIsCustomer: boolean; readonly sharedParent: boolean };
  readonly lockDays: number;
  readonly buckets: { readonly renewal: readonly string[]; readonly expansion: readonly string[] };
}

/** §2, word for word. */
const DEFAULTS: NaivePolicy = {
  version: 'default-1',
  sourcing: {
    kinds: ['registration', 'referral'],
    lookbackDays: 180,
    lateClaimDays: 14,
    coSourcing: 'earliest',
  },
  influence: {
    kinds: [
      'registration',
      'referral',
      'meeting',
      'call',
      'email',
      'demo',
      'proposal',
      'campaign',
      'event',
      'implementation',
      'tag',
    ],
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
};

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects merge key by key; lists, `kindWeights` and `points` replace. */
function merge(base: Json, over: Json): Json {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = base[key];
    const replaces = key === 'kindWeights' || key === 'points';
    merged[key] = !replaces && isObject(before) && isObject(value) ? merge(before, value) : value;
  }
  return merged;
}

/** The policy that a valid, maybe partial, policy file means. */
export function naivePolicy(partial: Json): NaivePolicy {
  return merge(DEFAULTS as unknown as Json, partial) as unknown as NaivePolicy;
}
