/** A deal that is in no number on purpose, in the words of its card: nothing is broken, somebody chose so. */
import { AppError } from '../errors.js';
import type { DealRecord, RecordPage } from './crm-port.js';
import type { WhyUncounted } from './uncounted-port.js';
import type { DealCardEmpty } from './views/deal-card-view.js';
import type { DealSidebarEmpty } from './views/deal-sidebar-view.js';

/** Why the one deal that was read is in no number; null where it is in the numbers, or cannot be read. */
export const whyUncounted = ({ setAside }: Pick<RecordPage<DealRecord>, 'setAside'>): WhyUncounted | null =>
  setAside[0]?.why ?? null;

const HEADLINE = 'This deal is not counted for partners.';

const WORDS: Readonly<Record<WhyUncounted, { readonly because: string; readonly next: string }>> = {
  pipeline_ignored: {
    because: 'Your team leaves deals of this pipeline out of all partner numbers.',
    next: 'Whoever looks after Partnership Manager can count this pipeline: it is a line of the mapping.',
  },
  opted_out: {
    because: 'Somebody ticked “No partner attribution” on it.',
    next: 'Untick “No partner attribution” on the deal to count it again.',
  },
};

/** What a command or a change of tags is told. */
export const uncountedError = (why: WhyUncounted): AppError =>
  why === 'opted_out'
    ? new AppError(
        'request_invalid',
        'This deal is kept out of attribution: “No partner attribution” is ticked on it.',
        'Untick it on the deal if partners are to have credit for it, then reload the card.',
      )
    : new AppError(
        'request_invalid',
        'This deal is kept out of attribution: the portal’s mapping ignores its pipeline.',
        'Move the deal to a pipeline that counts, or let ops change the mapping, then reload the card.',
      );

/** The card of such a deal: says so, and offers no tag, which would not count. */
export const presentUncountedDeal = (why: WhyUncounted): DealCardEmpty => ({
  kind: 'empty',
  headline: HEADLINE,
  hint: `${WORDS[why].because} ${WORDS[why].next}`,
  ...{ notices: [], suggestions: [], history: [] },
  tagging: null,
  basis: 'Nothing on the deal itself was changed.',
});

/** The same in the sidebar. */
export const presentUncountedSidebar = (why: WhyUncounted): DealSidebarEmpty => ({
  kind: 'sidebar-empty',
  headline: HEADLINE,
  hint: `${WORDS[why].because} ${WORDS[why].next}`,
});
