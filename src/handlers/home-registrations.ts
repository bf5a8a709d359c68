import * as z from 'zod';
import { showHomeRegistrations } from '../operations/show-home-registrations.js';
import type { HomeRegistrationsView } from '../operations/views/registration-view.js';
import type { Handler } from './handler.js';

const input = z.object({ page: z.int().min(1).max(10_000).default(1) });

/** Registrations that wait and that protect, what is due first, a page at a time. */
export const homeRegistrations: Handler<z.infer<typeof input>, HomeRegistrationsView> = {
  name: 'home-registrations',
  input,
  run: (deps, asked) => showHomeRegistrations(deps, asked),
};
