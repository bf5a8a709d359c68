import path from 'node:path';
import { DEFAULT_POLICY, type Policy } from '../domain/policy.js';
import { parsePolicy } from '../files/policy-file.js';
import { readTextFile } from './read-text-file.js';

/** The policy of a file, or the defaults where none is named. */
export function loadPolicy(file: string | null): Policy {
  return file === null ? DEFAULT_POLICY : parsePolicy(readTextFile(file), path.basename(file));
}

/** The text of a policy file that holds, for functions, which parse it anew; null for the defaults. */
export function loadPolicyText(file: string | null): string | null {
  if (file === null) return null;
  const text = readTextFile(file);
  parsePolicy(text, path.basename(file));
  return text;
}
