import * as z from 'zod';
import { readPolicy } from '../files/policy-file.js';
import { createMissing } from '../operations/create-missing.js';
import type { CreatedView } from '../operations/views/settings-view.js';
import type { Handler } from './handler.js';

const input = z.object({});

/** Creates what the portal lacks, a few items a time. */
export const createMissingHandler: Handler<z.infer<typeof input>, CreatedView> = {
  name: 'create-missing',
  input,
  run: (deps) => createMissing({ ...deps, readPolicy }),
};
