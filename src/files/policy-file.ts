/**
 * A policy file → the domain's Policy. A file may be partial: objects merge key by key over the defaults; lists,
 * `kindWeights` and `points` replace. Everything that is wrong is said at once.
 */
import { closest } from 'fastest-levenshtein';
import * as z from 'zod';
import { AppError } from '../errors.js';
import { DEAL_MODELS } from '../domain/deal-model.js';
import { DEFAULT_POLICY, policyViolations, type Policy } from '../domain/policy.js';
import type { PolicyReading, UnsoundPolicy } from '../domain/policy-reading.js';
import { PARTNER_TIERS, type PartnerTier } from '../domain/partner.js';
import { PROMOTIONS, TIER_MEASURES } from '../domain/tiers.js';
import { TOUCH_KINDS } from '../domain/touch.js';
import { PROGRAMME_SCHEMA } from './programme-schema.js';

const kind = z.enum(TOUCH_KINDS);
const trust = z.enum(['trusted', 'require_evidence']);
const byKind = z.strictObject(Object.fromEntries(TOUCH_KINDS.map((name) => [name, z.number().optional()])));

const tiers = z.strictObject({
  windowMonths: z.number().optional(),
  graceDays: z.number().optional(),
  promotion: z.enum(PROMOTIONS).optional(),
  levels: z
    .array(
      z.strictObject({
        tier: z.enum(Object.keys(PARTNER_TIERS) as PartnerTier[]),
        requirements: z.strictObject(
          Object.fromEntries(TIER_MEASURES.map((measure) => [measure, z.number().optional()])),
        ),
      }),
    )
    .optional(),
});

const policyFile = z.strictObject({
  version: z.string().optional(),
  sourcing: z
    .strictObject({
      kinds: z.array(kind).optional(),
      lookbackDays: z.number().optional(),
      lateClaimDays: z.number().optional(),
      coSourcing: z.enum(['earliest', 'split']).optional(),
    })
    .optional(),
  influence: z
    .strictObject({
      kinds: z.array(kind).optional(),
      lookbackDays: z.number().optional(),
      points: byKind.optional(),
      minPoints: z.number().optional(),
    })
    .optional(),
  tags: z.strictObject({ sourced: trust.optional(), influenced: trust.optional() }).optional(),
  model: z.enum(DEAL_MODELS).optional(),
  halfLifeDays: z.number().optional(),
  kindWeights: byKind.optional(),
  exclude: z
    .strictObject({ partnerIsCustomer: z.boolean().optional(), sharedParent: z.boolean().optional() })
    .optional(),
  lockDays: z.number().optional(),
  buckets: z
    .strictObject({ renewal: z.array(z.string()).optional(), expansion: z.array(z.string()).optional() })
    .optional(),
  programme: z
    .strictObject({
      suggestions: z
        .strictObject({
          minScore: z.number().optional(),
          nearDays: z.number().optional(),
          most: z.number().optional(),
        })
        .optional(),
      hygiene: z
        .strictObject({ nearCloseDays: z.number().optional(), backDatedDays: z.number().optional() })
        .optional(),
      tiers: tiers.optional(),
      ...PROGRAMME_SCHEMA,
    })
    .optional(),
});

/**
 * Reads a policy file.
 * @param text JSON, whole or partial.
 * @param name what messages call the file.
 * @throws AppError `policy_invalid`, with everything that is wrong.
 */
export function parsePolicy(text: string, name: string): Policy {
  const reading = readPolicy(text);
  if (reading.kind === 'sound') return reading.policy;
  throw invalid(name, reading.problems);
}

/**
 * Reads a policy and says everything that is wrong with it: each problem names its key, an unknown one with the nearest
 * known key.
 * @param text JSON, whole or partial.
 */
export function readPolicy(text: string): PolicyReading {
  const json = readJson(text);
  if (json.kind === 'unsound') return json;
  const { file } = json;
  const parsed = policyFile.safeParse(file);
  const issues = parsed.error?.issues ?? [];
  // What has the right shape is held against the rules even where the rest has not: everything is said at once.
  const shaped = parsed.success ? parsed : policyFile.safeParse(withoutIssues(file, issues));
  const policy = merge(DEFAULT_POLICY, shaped.data ?? {});
  const problems = [...issues.flatMap(describe), ...policyViolations(policy)];
  return problems.length > 0 ? { kind: 'unsound', problems } : { kind: 'sound', policy };
}

function withoutIssues(file: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const rest: unknown = structuredClone(file);
  for (const issue of issues) {
    const [keys, parents] =
      issue.code === 'unrecognized_keys'
        ? [issue.keys, issue.path]
        : [issue.path.slice(-1), issue.path.slice(0, -1)];
    const parent = parents.reduce<unknown>(
      (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
      rest,
    );
    for (const key of keys)
      if (typeof parent === 'object' && parent !== null) Reflect.deleteProperty(parent, key);
  }
  return rest;
}

function readJson(text: string): { readonly kind: 'json'; readonly file: unknown } | UnsoundPolicy {
  try {
    return { kind: 'json', file: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'unsound', problems: [`it is not JSON: ${message}`] };
  }
}

// The schema has just said that every key of the file has the type of the same key in the defaults.
function merge(defaults: Policy, file: z.infer<typeof policyFile>): Policy {
  const merged = Object.entries(file).map(([key, value]) => {
    const base: unknown = defaults[key as keyof Policy];
    const replaces = key === 'kindWeights' || typeof value !== 'object';
    if (key === 'programme') return [key, mergeGroups(defaults.programme, value as PolicyGroups)];
    return [key, replaces ? value : { ...(base as object), ...value }];
  });
  return { ...defaults, ...(Object.fromEntries(merged) as Partial<Policy>) };
}

type PolicyGroups = Readonly<Record<string, object>>;

/** `programme` holds groups of settings: each merges key by key. */
const mergeGroups = (defaults: Policy['programme'], file: PolicyGroups): object =>
  Object.fromEntries(
    Object.entries(defaults).map(([key, group]) => {
      const given = file[key];
      if (key !== 'lifecycle' || given === undefined) return [key, { ...group, ...given }];
      // A stage's checklist replaces the default one; the other stages keep theirs.
      const { checklists } = given as { readonly checklists?: object };
      return [key, { ...group, ...given, checklists: { ...defaults.lifecycle.checklists, ...checklists } }];
    }),
  );

function describe(issue: z.core.$ZodIssue): readonly string[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, issue.path));
  }
  if (issue.code === 'invalid_value') {
    return [`${path} must be one of ${issue.values.map(String).join(', ')}`];
  }
  return [`${path === '' ? 'the policy' : path}: ${issue.message.replace(/^Invalid input: /, '')}`];
}

function unknownKey(key: string, path: readonly PropertyKey[]): string {
  const known = knownKeys(path);
  const place = [...path, key].join('.');
  if (known.length === 0) return `unknown key ${place}: this version knows no settings there`;
  const nearest = closest(key, [...known]);
  return `unknown key ${place}; the nearest known key is ${[...path, nearest].join('.')}`;
}

function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const last = path.at(-1);
  if (last === 'points' || last === 'kindWeights') return TOUCH_KINDS;
  if (last === 'requirements') return TIER_MEASURES;
  if (path.at(-2) === 'levels') return ['tier', 'requirements'];
  if (path.at(-2) === 'required') return ['name', 'people', 'types', 'tiers'];
  if (path.at(-3) === 'checklists') return ['id', 'label'];
  const found = path.reduce<unknown>(
    (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    DEFAULT_POLICY,
  );
  return Object.keys(found ?? {});
}

const invalid = (name: string, problems: readonly string[]): AppError =>
  new AppError(
    'policy_invalid',
    problems.length === 1
      ? `The policy ${name} is not valid: ${problems[0] ?? ''}.`
      : `The policy ${name} is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    'Mend the file; docs/policy.md lists every key with its default.',
  );
