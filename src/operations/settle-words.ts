/** What settling a conflict does, in words: the rulings of several partners as the one decision that they are. */
import { CLASS_TAGS } from './deal-card-headline.js';
import { listed, nameOf, type DealCardFacts } from './deal-card-facts.js';
import { effectOf, rulingSentences } from './tag-effect.js';
import type { TagStep } from './tag-step.js';
import type { EffectView } from './views/effect-view.js';

/** The effect of all rulings together; the first is that of the source. */
export function settlingEffect(steps: readonly TagStep[]): Omit<EffectView, 'basis'> {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) throw new Error('there is nobody to rule on');
  const change = steps.find(({ plan }) => plan.kind === 'change') ?? first;
  const whole = effectOf({ ...change, before: first.before, after: last.after });
  const { source, others } = namesOf(steps, last.after);
  const replaced = steps.filter((step) => step !== change).flatMap(rulingSentences);
  return {
    ...whole,
    title: `Decide that ${source} sourced this deal`,
    sentences: [
      `${source} is decided as the source, and ${others} as influencing.`,
      ...whole.sentences,
      ...replaced,
    ],
    needsConfirmation: true,
  };
}

/** "It is decided that Northwind Systems sourced this deal, and Adatum Resale influenced it." */
export function settledSentence(steps: readonly TagStep[], card: DealCardFacts): string {
  const { source, others } = namesOf(steps, card);
  const [was, is] = [steps[0]?.before.attributed.result.class, card.attributed.result.class];
  const classNow = was === is ? '' : ` This deal is ${CLASS_TAGS[is].text.toLowerCase()} now.`;
  return `It is decided that ${source} sourced this deal, and ${others} influenced it.${classNow}`;
}

function namesOf(steps: readonly TagStep[], card: DealCardFacts) {
  const [source, ...others] = steps.map(({ target }) => nameOf(card, target.partnerId));
  return { source: source ?? '', others: listed(others) };
}
