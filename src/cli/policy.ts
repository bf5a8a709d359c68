import { writeFileSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { DEFAULT_POLICY, STRICT_POLICY, type Policy } from '../domain/policy.js';
import { AppError } from '../errors.js';
import { unwritable } from '../files/unwritable.js';
import type { CommandContext } from './command-context.js';
import { loadPolicy } from './load-policy.js';

const PRESETS = { default: DEFAULT_POLICY, strict: STRICT_POLICY } as const;

interface InitOptions {
  readonly preset: keyof typeof PRESETS;
}

interface CheckOptions {
  readonly json?: true;
}

/** Adds `partnership policy init` and `partnership policy check`. */
export function addPolicy(program: Command, context: () => CommandContext): void {
  const policy = program
    .command('policy')
    .description('Write or check an attribution policy')
    .addHelpText('after', '\nExample:\n  partnership policy check policy.json');
  policy
    .command('init')
    .description('Write a policy file with every setting; an existing file is never overwritten')
    .argument('[file]', 'the file to write', 'policy.json')
    .addOption(
      new Option('--preset <name>', 'default, or strict: tags need evidence, no late claims')
        .choices(Object.keys(PRESETS))
        .default('default'),
    )
    .addHelpText('after', '\nExample:\n  partnership policy init --preset strict policy.json')
    .action((file: string, { preset }: InitOptions) => init(file, PRESETS[preset], context()));
  policy
    .command('check')
    .description('Check a policy file and show where it differs from the defaults')
    .argument('[file]', 'the file (default: PARTNERSHIP_POLICY)')
    .option('--json', 'print the whole policy as it takes effect, as JSON')
    .addHelpText('after', '\nExample:\n  partnership policy check policy.json')
    .action((file: string | undefined, options: CheckOptions) => check(file, options, context()));
}

function init(file: string, policy: Policy, { out }: CommandContext): void {
  try {
    writeFileSync(file, `${JSON.stringify(policy, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(file, error);
    throw new AppError(
      'file_unwritable',
      `${file} is there already, and was left as it is.`,
      'Name another file.',
      { cause: error },
    );
  }
  out(`Wrote ${file}: policy ${policy.version}. Change what you want, and give it a version of your own.\n`);
}

function check(file: string | undefined, options: CheckOptions, { config, out }: CommandContext): void {
  const path = file ?? config.policyFile;
  const policy = loadPolicy(path);
  if (options.json === true) {
    out(`${JSON.stringify(policy)}\n`);
    return;
  }
  const changes = differences(DEFAULT_POLICY, policy, '');
  out(`${path ?? 'The built-in policy'} is valid: policy ${policy.version}.\n`);
  for (const line of changes) out(`  ${line}\n`);
  if (changes.length === 0) out('  It is the defaults.\n');
  else if (policy.version === DEFAULT_POLICY.version) {
    out(
      `  It still calls itself ${policy.version}: give it a version of its own, since that stands beside every number.\n`,
    );
  }
}

/** One line a setting that differs: "sourcing.lookbackDays: 180 → 365". */
function differences(base: unknown, other: unknown, path: string): readonly string[] {
  if (JSON.stringify(base) === JSON.stringify(other)) return [];
  const nested = [base, other].every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));
  if (!nested) return [`${path}: ${said(base)} → ${said(other)}`];
  const [left, right] = [base, other] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    differences(left[key], right[key], path === '' ? key : `${path}.${key}`),
  );
}

const said = (value: unknown): string => (value === undefined ? 'not named' : JSON.stringify(value));
