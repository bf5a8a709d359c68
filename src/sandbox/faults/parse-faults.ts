import * as z from 'zod';
import { AppError } from '../../errors.js';
import { faultsInput, type FaultsInput } from './fault-rule.js';

/**
 * Reads a faults file: the same JSON that `POST /__sandbox__/faults` takes.
 * @throws AppError `file_malformed`, with everything that is wrong.
 */
export function parseFaults(text: string, name: string): FaultsInput {
  const parsed = faultsInput.safeParse(parseJson(text, name));
  if (parsed.success) return parsed.data;
  throw malformed(name, z.prettifyError(parsed.error), parsed.error);
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw malformed(name, error instanceof Error ? error.message : 'it is not JSON', error);
  }
}

const malformed = (name: string, problem: string, cause: unknown): AppError =>
  new AppError(
    'file_malformed',
    `The faults file ${name} cannot be used:\n${problem}`,
    'Mend it; docs/sandbox.md shows every key and kind of fault.',
    { cause },
  );
