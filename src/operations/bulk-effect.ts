/** The effect of changes on many deals, in words and sums. Money is the portal's home currency. */
import type { DealClass } from '../domain/credit.js';
import { isAppError } from '../errors.js';
import type { PlannedChange } from './bulk-change.js';
import { creditChanges, creditRows, type CreditChange } from './credit-changes.js';
import { CLASS_TAGS } from './deal-card-headline.js';
import { nameOf } from './deal-card-facts.js';
import { conflictsOf, effectOf, lockSentences } from './tag-effect.js';
import { dealName } from './tag-refusals.js';
import type { TagStep } from './tag-step.js';
import { roleWords, titleOf } from './tag-words.js';
import type { EffectView } from './views/effect-view.js';

/** More would hide what matters. */
const MOST_SHOWN = 10;

export function bulkEffectOf(planned: readonly PlannedChange[]): Omit<EffectView, 'basis'> {
  const steps = planned.flatMap(({ end }) => (isAppError(end) ? [] : [end]));
  const [only] = steps;
  if (planned.length === 1 && only !== undefined) {
    const effect = effectOf(only);
    return { ...effect, sentences: [...rowSentences(planned), ...effect.sentences], deals: 1 };
  }
  const changed = steps.filter(({ plan }) => plan.kind === 'change');
  const refused = planned.length - steps.length;
  const sums = summed(changed.flatMap(({ before, after }) => creditChanges(before, after, 'home')));
  return {
    kind: 'effect',
    title: bulkTitle(planned, changed),
    sentences: sentencesOf(planned, steps, changed),
    classChange: null,
    partners: creditRows(sums),
    conflicts: firstFew(
      changed.flatMap(({ before, after }) => {
        const old = conflictsOf(before);
        return conflictsOf(after)
          .filter((one) => !old.includes(one))
          .map((one) => `${dealName(after)}: ${one}`);
      }),
    ),
    needsConfirmation: true,
    deals: new Set(planned.map(({ dealId }) => dealId)).size,
    ...(refused === 0 ? {} : { refused }),
  };
}

function bulkTitle(planned: readonly PlannedChange[], changed: readonly TagStep[]): string {
  const deals = new Set(planned.map(({ dealId }) => dealId)).size;
  const asks = new Set(planned.map(({ change }) => JSON.stringify(change)));
  const [first] = changed;
  if (first === undefined) return 'Nothing to do';
  if (asks.size > 1) return `Change partner tags on ${deals} ${deals === 1 ? 'deal' : 'deals'}`;
  const name = nameOf(first.after, first.target.partnerId);
  const { ask } = first.target;
  const { plan } = first;
  if (ask.kind === 'remove') return `Take ${name} off ${deals} deals`;
  if (ask.kind === 'confirm') return `Confirm ${name} on ${deals} deals`;
  const as = ask.kind === 'set' ? roleWords(ask.role, ask.motion) : '';
  const proposes = plan.kind === 'change' && plan.tags.some(({ state }) => state === 'proposed');
  return `${proposes ? 'Propose' : 'Tag'} ${name} as ${as} on ${deals} deals`;
}

function sentencesOf(
  planned: readonly PlannedChange[],
  steps: readonly TagStep[],
  changed: readonly TagStep[],
): readonly string[] {
  const same = steps.length - changed.length;
  const refused = planned.flatMap(({ end, source }) => (isAppError(end) ? [{ end, source }] : []));
  const proposals = changed.filter(({ confirmed }) => confirmed !== null).length;
  const locked = changed.filter(
    ({ before, after }) => lockSentences(before).length > 0 && creditChanges(before, after).length > 0,
  ).length;
  return [
    [
      `${changed.length} of ${planned.length} change.`,
      ...(same === 0 ? [] : [`${same} stay as they are.`]),
      ...(refused.length === 0 ? [] : [`${refused.length} cannot be changed.`]),
    ].join(' '),
    ...rowSentences(planned),
    ...classSentences(changed),
    ...(proposals === 0
      ? []
      : [`${proposals} are proposals: none of them counts until a partnership manager confirms it.`]),
    ...(locked === 0
      ? []
      : [
          `${locked} are locked: what was reported stays, and their changes post as adjustments in the current month.`,
        ]),
    ...firstFew(refused.map(({ end, source }) => `${sourceText(source)}${end.message}`)),
  ];
}

/** "tags.csv line 2, “Acme – 40 seats”: Tag Northwind Systems as sourced", of changes that have a source. */
const rowSentences = (planned: readonly PlannedChange[]): readonly string[] =>
  firstFew(
    planned.flatMap(({ end, source }) =>
      isAppError(end) || source === undefined ? [] : [`${source}, ${dealName(end.before)}: ${titleOf(end)}.`],
    ),
  );

/** "tags.csv line 2: " */
export const sourceText = (source: string | undefined): string => (source === undefined ? '' : `${source}: `);

/** "Partner-sourced: 3 deals now, 8 then." */
function classSentences(changed: readonly TagStep[]): readonly string[] {
  const [first, last] = [firstOf(changed), lastOf(changed)];
  const count = (steps: ReadonlyMap<string, TagStep>, side: 'before' | 'after', kind: DealClass): number =>
    [...steps.values()].filter((step) => step[side].attributed.result.class === kind).length;
  return (Object.keys(CLASS_TAGS) as DealClass[]).flatMap((kind) => {
    const [was, is] = [count(first, 'before', kind), count(last, 'after', kind)];
    return was === is ? [] : [`${CLASS_TAGS[kind].text}: ${was} of them now, ${is} then.`];
  });
}

// Several changes of one deal: its first state and its last one.
const firstOf = (steps: readonly TagStep[]): ReadonlyMap<string, TagStep> => lastOf(steps.toReversed());
const lastOf = (steps: readonly TagStep[]): ReadonlyMap<string, TagStep> =>
  new Map(steps.map((step) => [step.target.dealId, step]));

function summed(changes: readonly CreditChange[]): readonly CreditChange[] {
  const sums = new Map<string, CreditChange>();
  for (const change of changes) {
    const key = `${change.partnerId} ${change.pool}`;
    const sum = sums.get(key);
    sums.set(
      key,
      sum === undefined
        ? change
        : {
            ...sum,
            beforeMinor: sum.beforeMinor + change.beforeMinor,
            afterMinor: sum.afterMinor + change.afterMinor,
          },
    );
  }
  return [...sums.values()].filter(({ beforeMinor, afterMinor }) => beforeMinor !== afterMinor);
}

const firstFew = (sentences: readonly string[]): readonly string[] =>
  sentences.length <= MOST_SHOWN
    ? sentences
    : [...sentences.slice(0, MOST_SHOWN), `And ${sentences.length - MOST_SHOWN} more like these.`];
