/** What a partner's card opens with: everything that waits, gathered from all parts of its programme. */
import { describe, expect, it } from '@jest/globals';

import { attentionOf } from '../../src/operations/partner-programme-attention.js';

type Parts = Parameters<typeof attentionOf>[0];

const QUIET = {
  agreement: {
    due: null,
    compliance: [
      {
        label: 'Insurance',
        status: { text: 'In force', variant: 'success' },
        until: 'Until 1 Oct 2027, 315 days left',
      },
      {
        label: 'Security review',
        status: { text: 'Not required', variant: 'default' },
        until: 'Nothing is kept',
      },
    ],
  },
  enablement: { gaps: [{ text: 'Essentials: 2 of 2', status: { text: 'Held', variant: 'success' } }] },
  plan: {
    objectives: [
      {
        title: 'Grow',
        isLate: false,
        initiatives: [
          { what: 'Task', label: 'Battle card', due: '29 Nov 2026', state: { variant: 'default' } },
        ],
      },
    ],
  },
  cadence: { rows: [{ who: 'With the partner', due: 'Due on 19 Jan 2027', state: { variant: 'success' } }] },
  reviews: { headline: 'The next health review is due on 3 Dec 2026.', state: { variant: 'success' } },
  escalations: { headline: 'No open escalation.', rows: [{ state: { variant: 'success' } }] },
} as unknown as Parts;

const withPart = (part: Record<string, unknown>): Parts => ({ ...QUIET, ...part });

describe('what waits with a partner', () => {
  it('is nothing where nothing is late or due soon', () => {
    expect(attentionOf(QUIET)).toEqual([]);
    expect(attentionOf(withPart({ agreement: null, enablement: null }))).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string, string, boolean]>([
    [
      'an agreement that ends soon',
      { agreement: { due: { text: 'Renew it by 17 Dec 2026.', variant: 'warning' }, compliance: [] } },
      'Agreement: renew it by 17 Dec 2026.',
      'agreement',
      false,
    ],
    [
      'terms that are over',
      {
        agreement: {
          due: null,
          compliance: [
            {
              label: 'Insurance',
              status: { text: 'Over', variant: 'danger' },
              until: 'Until 10 Nov 2026',
            },
          ],
        },
      },
      'Insurance: until 10 Nov 2026 (over).',
      'agreement',
      true,
    ],
    [
      'a required certification that is missing',
      { enablement: { gaps: [{ text: 'Essentials: 1 of 2', status: { variant: 'warning' } }] } },
      'Essentials: 1 of 2',
      'agreement',
      false,
    ],
    [
      'an objective that is late',
      { plan: { objectives: [{ title: 'Grow', isLate: true, initiatives: [] }] } },
      'Objective “Grow” is late.',
      'plan',
      true,
    ],
    [
      'a meeting to book',
      { cadence: { rows: [{ who: 'With the partner', due: 'Overdue', state: { variant: 'danger' } }] } },
      'Meeting with the partner: overdue.',
      'meetings',
      true,
    ],
    [
      'a review that was never held',
      { reviews: { headline: 'This partner was never reviewed.', state: { variant: 'danger' } } },
      'This partner was never reviewed.',
      'meetings',
      true,
    ],
    [
      'an open escalation',
      { escalations: { headline: '1 open escalation.', rows: [{ state: { variant: 'warning' } }] } },
      '1 open escalation.',
      'registrations',
      true,
    ],
  ])('names %s, and where it is told in full', (_what, part, text, tab, isLate) => {
    expect(attentionOf(withPart(part))).toEqual([{ text, part: tab, isLate }]);
  });

  it('begins with what is late', () => {
    const items = attentionOf(
      withPart({
        enablement: { gaps: [{ text: 'Essentials: 1 of 2', status: { variant: 'warning' } }] },
        reviews: { headline: 'Never reviewed.', state: { variant: 'danger' } },
      }),
    );
    expect(items.map(({ text }) => text)).toEqual(['Never reviewed.', 'Essentials: 1 of 2']);
  });
});
