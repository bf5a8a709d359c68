import type { Instant } from './calendar.js';

/** A task that a change writes into the CRM. */
export type TaskWrite =
  | {
      readonly kind: 'make';
      readonly key: string;
      readonly title: string;
      readonly note: string;
      readonly dueAt: Instant;
      readonly ownerId: string | null;
    }
  | { readonly kind: 'complete'; readonly recordId: string };
