/** `partnership setup --export FILE`: a configuration as one JSON file, by names; the same file is what `--apply` reads. */
import * as z from 'zod';
import { AppError } from '../errors.js';
import type { Mapping } from '../domain/mapping.js';
import type { Policy } from '../domain/policy.js';
import { parsePolicy } from './policy-file.js';
import { parseKeptMapping } from './read-mapping.js';
import { writeMapping } from './mapping-file.js';

/** Kept as the operation that exports it has it. */
export interface SetUpContent {
  readonly mapping: Mapping;
  readonly policy: Policy;
  readonly settings: { readonly tagging: 'propose' | 'confirm' };
  readonly items: readonly {
    readonly kind: 'group' | 'property' | 'label' | 'object';
    readonly objectType: string;
    readonly name: string;
    readonly label: string;
  }[];
}

const FORMAT = 'partnership-setup';

const setUpFile = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  mapping: z.record(z.string(), z.unknown()),
  policy: z.record(z.string(), z.unknown()),
  settings: z.strictObject({ tagging: z.enum(['propose', 'confirm']) }),
  items: z.array(
    z.strictObject({
      kind: z.enum(['group', 'property', 'label', 'object']),
      objectType: z.string().min(1),
      name: z.string().min(1),
      label: z.string(),
    }),
  ),
});

/** The file's text. */
export function writeSetUp({ mapping, policy, settings, items }: SetUpContent): string {
  const content = {
    format: FORMAT,
    version: 1,
    mapping: JSON.parse(writeMapping(mapping)) as unknown,
    policy,
    settings,
    items,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * Reads the file.
 * @param name what messages call it.
 * @throws AppError `setup_file_invalid`, with everything that is wrong; `mapping_invalid`, `policy_invalid` of its parts.
 */
export function parseSetUp(text: string, name: string): SetUpContent {
  const parsed = setUpFile.safeParse(jsonOf(text, name));
  if (!parsed.success) {
    throw invalid(
      name,
      parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`),
    );
  }
  const { mapping, policy, settings, items } = parsed.data;
  return {
    mapping: parseKeptMapping(JSON.stringify(mapping), `the mapping of ${name}`),
    policy: parsePolicy(JSON.stringify(policy), `of ${name}`),
    settings,
    items,
  };
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw invalid(name, [`it is not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

const invalid = (name: string, problems: readonly string[]): AppError =>
  new AppError(
    'setup_file_invalid',
    `${name} is no configuration that can be applied:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    'Write it anew with partnership setup --export.',
  );
