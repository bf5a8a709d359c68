/** What waits, as a review lists it. */
import { formatInstant } from '../domain/calendar.js';
import { QUEUE_KINDS, type QueueItem } from '../domain/programme-queue.js';
import type { ReviewItem } from './review-model.js';

export const reviewItem = ({ kind, text, overdue, dueAt }: QueueItem, partner: string): ReviewItem => ({
  ...{ kind, text, overdue, partner, label: QUEUE_KINDS[kind] },
  dueAt: dueAt === null ? null : formatInstant(dueAt),
});
