import { DAY_MS, instant } from './calendar.js';
import { withSeenStage } from './lifecycle-change.js';
import { stageName, stallOf } from './lifecycle.js';
import type { ProgrammeFacts } from './programme-facts.js';
import type { QueueItem } from './programme-queue.js';
import type { LifecycleSettings } from './programme-settings.js';

/** Partners with which nothing was done for longer than the policy allows in their stage; those that ended do not stall. */
export const lifecycleQueue = (
  { partners, asOf }: Pick<ProgrammeFacts, 'partners' | 'asOf'>,
  { lifecycle }: { readonly lifecycle: LifecycleSettings },
): readonly QueueItem[] =>
  partners.flatMap(({ profile, programme, lastActivityAt }): readonly QueueItem[] => {
    // A stage that was set by hand has no day: with a history, its last move's; without one nothing is known.
    const { moves } = withSeenStage(profile, programme, lastActivityAt ?? asOf);
    const stall = stallOf(lifecycle.stallDays, moves, lastActivityAt, asOf);
    if (stall === null) return [];
    const allowed = lifecycle.stallDays[stall.stage] ?? 0;
    const name = profile.name ?? `Partner ${profile.id}`;
    return [
      {
        kind: 'stalled',
        partnerId: profile.id,
        record: { type: 'companies', id: profile.companyId ?? profile.id },
        text: `${name} stalls in ${stageName(stall.stage)}: nothing for ${stall.days} days, where the policy allows ${allowed}. Meet, or move it on.`,
        dueAt: instant(stall.since + allowed * DAY_MS),
        overdue: true,
      },
    ];
  });
