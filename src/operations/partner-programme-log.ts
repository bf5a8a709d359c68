import { dayOf } from './company-card-facts.js';
import type { PartnerProgrammeFacts } from './read-partner-programme.js';
import type { ProgrammeLog } from './views/partner-programme-view.js';

const MOST_SHOWN = 10;

/** What was changed in a partner's programme, the newest first. */
export function logSection({
  basics,
  programme: { log },
}: Pick<PartnerProgrammeFacts, 'basics' | 'programme'>): ProgrammeLog {
  const newest = log.toReversed();
  const more = newest.length - MOST_SHOWN;
  return {
    items: newest.slice(0, MOST_SHOWN).map(({ at, by, text }) => ({
      day: dayOf(basics, at),
      who: by ?? 'Somebody',
      text,
    })),
    more: more > 0 ? `${more} older ${more === 1 ? 'change is' : 'changes are'} kept on the company.` : null,
  };
}
