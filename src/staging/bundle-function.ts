/** Bundles the app functions: each source in `serverless/` becomes one CommonJS file, as HubSpot loads it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { build } from 'esbuild';

import { AppError } from '../errors.js';

/**
 * Where a function finds its policy and mapping, which are JSON text or null. A function has no disk, so a staged one
 * carries them inside; on the record page the runner sets them.
 */
export type PolicySource =
  | {
      readonly kind: 'text';
      readonly text: string | null;
      /** Absent: none. */
      readonly mappingText?: string | null;
    }
  | { readonly kind: 'runner' };

const POLICY_CONSTANT = '__PARTNERSHIP_POLICY__';
const MAPPING_CONSTANT = '__PARTNERSHIP_MAPPING__';

const definitionsOf = (policy: PolicySource): Readonly<Record<string, string>> =>
  policy.kind === 'runner'
    ? {
        [POLICY_CONSTANT]: `globalThis.${POLICY_CONSTANT}`,
        [MAPPING_CONSTANT]: `globalThis.${MAPPING_CONSTANT}`,
      }
    : {
        [POLICY_CONSTANT]: JSON.stringify(policy.text),
        [MAPPING_CONSTANT]: JSON.stringify(policy.mappingText ?? null),
      };

/** Reads the policy file of the environment. @throws AppError `file_unreadable` or `policy_invalid` (not JSON). */
export const readPolicyText = async (file: string | undefined): Promise<string | null> => {
  if (file === undefined || file === '') return null;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError(
      'file_unreadable',
      `The policy file ${file} cannot be read.`,
      'Check PARTNERSHIP_POLICY, or unset it to use the default policy.',
      { cause },
    );
  });
  try {
    return JSON.stringify(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      'policy_invalid',
      `The policy file ${file} is not JSON.`,
      'Run `partnership policy check` on it and correct what it names.',
      { cause },
    );
  }
};

/** Names of the functions whose sources stand in a folder: one a `.ts` file, tests and types aside. */
export const functionNames = async (folder: string): Promise<readonly string[]> => {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort();
};

/** Writes `<outFolder>/<name>.js` for each name. Syntax and whitespace are minified, names stay for stack traces. */
export const bundleFunctions = async (
  sourceFolder: string,
  names: readonly string[],
  outFolder: string,
  policy: PolicySource,
): Promise<void> => {
  if (names.length === 0) return;
  await build({
    entryPoints: names.map((name) => path.join(sourceFolder, `${name}.ts`)),
    outdir: outFolder,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    define: definitionsOf(policy),
    logLevel: 'silent',
  });
  // Whatever package.json stands above the folder: these files are CommonJS, as HubSpot loads them.
  await writeFile(path.join(outFolder, 'package.json'), JSON.stringify({ type: 'commonjs' }));
};
