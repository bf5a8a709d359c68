/** A stage's checklist as it stands: what somebody ticked off, and what the portal itself tells. */
import type { Instant } from './calendar.js';
import { CHECKLIST_STAGES, ENDING_ITEM, type ChecklistItem, type Checklists } from './lifecycle.js';
import type { PartnerStage } from './partner.js';
import type { ChecklistTick, PartnerProgramme } from './partner-programme.js';

/** What the portal tells of an item; an item of which nothing is said is ticked off by people alone. */
export type Measurement =
  | { readonly kind: 'done'; readonly at: Instant | null; readonly text: string }
  /** It is not done, and a tick does not make it so. */
  | { readonly kind: 'open'; readonly text: string }
  /** The portal cannot tell: people tick it off. */
  | { readonly kind: 'typed'; readonly text: string };

export interface ChecklistState extends ChecklistItem {
  readonly done: boolean;
  /** Whether the portal tells it, so that nobody ticks it. */
  readonly measured: boolean;
  /** Since when; null where that is not known, or it is not done. */
  readonly at: Instant | null;
  readonly by: string | null;
  /** Where it is told from, or why it cannot be; null of what people tick off. */
  readonly text: string | null;
}

/** Every item of all checklists, that of ending among them. */
export const allItems = (checklists: Checklists): readonly ChecklistItem[] => [
  ...CHECKLIST_STAGES.flatMap((stage) => checklists[stage]),
  ENDING_ITEM,
];

/** The items of a stage's checklist; none of a partner that ended or stands in no stage. */
export const itemsOf = (checklists: Checklists, stage: PartnerStage | null): readonly ChecklistItem[] =>
  stage === null || stage === 'ended' ? [] : checklists[stage];

/** How items stand. */
export const checklistStates = (
  items: readonly ChecklistItem[],
  { checklist }: Pick<PartnerProgramme, 'checklist'>,
  measured: ReadonlyMap<string, Measurement>,
): readonly ChecklistState[] =>
  items.map((item) => {
    const tick = checklist.find((one) => one.item === item.id);
    return stateOf(item, tick, measured.get(item.id));
  });

function stateOf(
  item: ChecklistItem,
  tick: ChecklistTick | undefined,
  measurement: Measurement | undefined,
): ChecklistState {
  const text = measurement?.text ?? null;
  if (measurement === undefined || measurement.kind === 'typed') {
    const { at = null, by = null } = tick ?? {};
    return { ...item, done: tick !== undefined, measured: false, at, by, text };
  }
  const done = measurement.kind === 'done';
  return { ...item, done, measured: true, at: done ? measurement.at : null, by: null, text };
}

/** Ids of the items that are complete. */
export const completeItems = (
  checklists: Checklists,
  programme: Pick<PartnerProgramme, 'checklist'>,
  measured: ReadonlyMap<string, Measurement>,
): ReadonlySet<string> =>
  new Set(
    checklistStates(allItems(checklists), programme, measured)
      .filter(({ done }) => done)
      .map(({ id }) => id),
  );
