import * as z from 'zod';
import { QUEUE_KINDS, type QueueKind } from '../domain/programme-queue.js';
import { showHomeProgrammeQueue } from '../operations/show-home-programme-queue.js';
import type { HomeProgrammeQueueView } from '../operations/views/home-programme-view.js';
import type { Handler } from './handler.js';

const KINDS = Object.keys(QUEUE_KINDS) as [QueueKind, ...QueueKind[]];

const input = z.object({
  kind: z.enum(KINDS).nullable().default(null),
  page: z.number().int().min(1).max(1_000).default(1),
});

/** What waits for somebody in the partner programme, a page at a time. */
export const homeProgrammeQueue: Handler<z.infer<typeof input>, HomeProgrammeQueueView> = {
  name: 'home-programme-queue',
  input,
  run: (deps, asked) => showHomeProgrammeQueue(deps, asked),
};
