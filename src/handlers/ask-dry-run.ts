import * as z from 'zod';
import { askDryRun as ask } from '../operations/ask-dry-run.js';
import type { HomeAskedView } from '../operations/views/home-view.js';
import type { Handler } from './handler.js';

const input = z.object({});

/** Asks for a dry run, which a process with a database does. */
export const askDryRun: Handler<z.infer<typeof input>, HomeAskedView> = {
  name: 'ask-dry-run',
  input,
  run: (deps) => ask(deps),
};
