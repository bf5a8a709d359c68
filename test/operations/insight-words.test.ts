/** Suggestions and findings as people read them. */
import { describe, expect, it } from '@jest/globals';
import type { HygieneFinding } from '../../src/domain/hygiene.js';
import { dealId, partnerId, touchId } from '../../src/domain/ids.js';
import type { SuggestionReason } from '../../src/domain/suggestion.js';
import { findingWords, suggestionSentence } from '../../src/operations/insight-words.js';
import { afterClose, CLOSED, day } from '../domain/facts.js';

const names = {
  partner: (id: string) => (id === '7' ? 'Fabrikam' : 'Contoso'),
  timeZone: 'UTC',
};
const FABRIKAM = partnerId('7');

describe('a suggestion is one sentence', () => {
  it.each<readonly [string, readonly SuggestionReason[]]>([
    [
      'Fabrikam may belong here: three of its people were in two activities on this deal and others, the last on 4 Mar 2026.',
      [{ kind: 'activities', why: 'on_several_deals', activities: 2, people: 3, last: day(3) }],
    ],
    [
      'Fabrikam may belong here: it was named in one activity with this customer, on no deal, the last on 4 Mar 2026.',
      [{ kind: 'activities', why: 'on_no_deal', activities: 1, people: 0, last: day(3) }],
    ],
    [
      'Fabrikam may belong here: one person from fabrikam.example took part in one activity on this deal, the last on 4 Mar 2026, without being linked to it in HubSpot; it is on two other deals of this customer, one of them won.',
      [
        { kind: 'domain', domain: 'fabrikam.example', people: 1, activities: 1, last: day(3) },
        { kind: 'customer', deals: 2, won: 1, dealIds: [dealId('5'), dealId('6')] },
      ],
    ],
    [
      'Fabrikam may belong here: its referral of 1 Sep 2025 missed the sourcing window by one day; it is on one other deal of this customer, won.',
      [
        { kind: 'near_window', touchKind: 'referral', at: day(-181), days: 1 },
        { kind: 'customer', deals: 1, won: 1, dealIds: [dealId('5')] },
      ],
    ],
  ])('%s', (sentence, reasons) => {
    const suggestion = { partnerId: FABRIKAM, role: 'influenced', score: 50, reasons } as const;
    expect(suggestionSentence(suggestion, names)).toBe(sentence);
  });
});

describe('a finding has a title, its evidence and a way to settle it', () => {
  it.each<readonly [string, HygieneFinding]>([
    [
      'Fabrikam was tagged as sourced between 30 May 2026 and 31 May 2026; the deal closed on 1 Jun 2026, and no touch of Fabrikam is older than the tag.',
      {
        code: 'tagged_near_close',
        ...{
          partnerId: FABRIKAM,
          role: 'sourced',
          tagged: { after: day(90), by: day(91) },
          closedAt: CLOSED,
        },
      },
    ],
    [
      'The referral of Fabrikam is of 31 May 2026; the deal closed on 1 Jun 2026.',
      {
        code: 'registered_near_close',
        ...{ partnerId: FABRIKAM, touchKind: 'referral', at: day(91), closedAt: CLOSED },
      },
    ],
    [
      'Fabrikam counts as influencing by its tag alone: no meeting, call or e-mail of theirs counts on this deal.',
      { code: 'influenced_without_touch', partnerId: FABRIKAM },
    ],
    [
      'The meeting of 11 Mar 2026 with Fabrikam was entered on 3 Jun 2026. So two touches in all.',
      {
        code: 'back_dated_touch',
        ...{ partnerId: FABRIKAM, touchId: touchId('meeting-1'), touchKind: 'meeting', touches: 2 },
        ...{ at: day(10), recordedAt: afterClose(2) },
      },
    ],
    [
      'Fabrikam buys in this deal, or belongs to who does, and has a tag and one touch on it.',
      { code: 'partner_is_customer', partnerId: FABRIKAM, tagged: true, touches: 1 },
    ],
    [
      'Fabrikam sources this deal by the rules; Contoso claims it too.',
      { code: 'partners_claim_deal', partnerId: FABRIKAM, others: [partnerId('8')] },
    ],
  ])('%s', (evidence, finding) => {
    const words = findingWords(finding, names);
    expect(words.evidence).toBe(evidence);
    expect(words.title).not.toBe('');
    expect(words.settle).toMatch(/\.$/);
  });
});
