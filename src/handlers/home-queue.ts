import * as z from 'zod';
import { LAST_PAGE } from '../operations/home-pages.js';
import { showHomeQueue } from '../operations/show-home-queue.js';
import type { HomeQueueView } from '../operations/views/home-view.js';
import type { Handler } from './handler.js';

const input = z.object({
  queue: z.enum(['proposed', 'conflicts', 'suggested', 'findings']),
  page: z.number().int().min(1).max(LAST_PAGE).default(1),
});

/** One queue of the home page: what waits for a partnership manager. */
export const homeQueue: Handler<z.infer<typeof input>, HomeQueueView> = {
  name: 'home-queue',
  input,
  run: (deps, asked) => showHomeQueue(deps, asked),
};
