/** Key results of an objective: a number, a target and a day that somebody adds, changes or takes off. */
import { displayDay } from './calendar.js';
import { refusedChange, type ChangeContext, type ProgrammeVerdict } from './change-context.js';
import { readTarget, targetWords } from './key-result.js';
import { KPIS } from './kpi.js';
import type { KeyResult, Objective, PartnerProgramme } from './partner-programme.js';
import {
  MOST_OF_OBJECTIVE,
  readDueDay,
  withObjective,
  type AskedKeyResult,
  type ObjectiveChange,
} from './plan-change-input.js';

type ReadKeyResult =
  { readonly kind: 'found'; readonly value: KeyResult } | Extract<ProgrammeVerdict, { kind: 'refused' }>;

/** Reads what was asked for; a target or a day that makes no sense is refused. @param id of one that is changed. */
export function readKeyResult(
  context: ChangeContext,
  asked: AskedKeyResult,
  id: string | null = null,
): ReadKeyResult {
  const read = readTarget(asked.kpi, asked.target, context.homeCurrency);
  if (read.kind === 'refused') {
    return { kind: 'refused', message: `${read.why}.`, next: 'Correct the target.' };
  }
  const dueAt = readDueDay(context, asked.dueOn);
  if (dueAt.kind === 'refused') return dueAt;
  const value = { id: id ?? context.newId(), kpi: asked.kpi, target: read.target, dueAt: dueAt.value };
  return { kind: 'found', value };
}

/** "Partner-sourced revenue: at least $40,000.00 by 31 Mar 2027. It is measured with every sync." */
export const keyResultWords = ({ homeCurrency, timeZone }: ChangeContext, keyResult: KeyResult): string =>
  `${KPIS[keyResult.kpi].label}: ${targetWords(keyResult, homeCurrency)} by ${displayDay(keyResult.dueAt, timeZone)}. It is measured with every sync.`;

/** Adds one. */
export function addKeyResult(
  context: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  asked: AskedKeyResult,
): ProgrammeVerdict {
  if (objective.keyResults.length >= MOST_OF_OBJECTIVE) {
    return refusedChange(
      `“${objective.title}” has ${MOST_OF_OBJECTIVE} key results, and takes no more.`,
      'Take one off it, or add another objective.',
    );
  }
  const read = readKeyResult(context, asked);
  if (read.kind === 'refused') return read;
  const { kpi, dueAt } = read.value;
  if (objective.keyResults.some((one) => one.kpi === kpi && one.dueAt === dueAt)) {
    return refusedChange(
      `“${objective.title}” has a target for ${KPIS[kpi].label} on that day already.`,
      'Change that key result, or choose another day.',
    );
  }
  return {
    kind: 'changed',
    programme: withObjective(programme, { ...objective, keyResults: [...objective.keyResults, read.value] }),
    title: `Add a key result to “${objective.title}”`,
    sentences: [`“${objective.title}” gets a key result. ${keyResultWords(context, read.value)}`],
    needsConfirmation: false,
  };
}

const noKeyResult = ({ title }: Objective): ProgrammeVerdict =>
  refusedChange(
    `“${title}” has no such key result any more.`,
    'Look at the plan again: somebody else has changed it.',
  );

/** Gives one another target or day; its number stays. */
export function changeKeyResult(
  context: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  asked: Extract<ObjectiveChange, { kind: 'change_key_result' }>,
): ProgrammeVerdict {
  const before = objective.keyResults.find(({ id }) => id === asked.keyResultId);
  if (before === undefined) return noKeyResult(objective);
  const read = readKeyResult(context, { ...asked, kpi: before.kpi }, before.id);
  if (read.kind === 'refused') return read;
  const keyResults = objective.keyResults.map((one) => (one.id === before.id ? read.value : one));
  const { homeCurrency, timeZone } = context;
  return {
    kind: 'changed',
    programme: withObjective(programme, { ...objective, keyResults }),
    title: `Change a key result of “${objective.title}”`,
    sentences: [
      `${keyResultWords(context, read.value)} Before: ${targetWords(before, homeCurrency)} by ${displayDay(before.dueAt, timeZone)}.`,
    ],
    needsConfirmation: false,
  };
}

/** Takes one off. */
export function removeKeyResult(
  { homeCurrency, timeZone }: ChangeContext,
  programme: PartnerProgramme,
  objective: Objective,
  id: string,
): ProgrammeVerdict {
  const before = objective.keyResults.find((one) => one.id === id);
  if (before === undefined) return noKeyResult(objective);
  const keyResults = objective.keyResults.filter((one) => one !== before);
  const what = `${KPIS[before.kpi].label}, ${targetWords(before, homeCurrency)} by ${displayDay(before.dueAt, timeZone)}`;
  return {
    kind: 'changed',
    programme: withObjective(programme, { ...objective, keyResults }),
    title: `Take a key result off “${objective.title}”`,
    sentences: [`“${objective.title}” loses the key result ${what}.`],
    needsConfirmation: true,
  };
}
