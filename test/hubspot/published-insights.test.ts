import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import type { DealInsights } from '../../src/domain/deal-insights.js';
import type { HygieneFinding } from '../../src/domain/hygiene.js';
import { dealId, partnerId, touchId } from '../../src/domain/ids.js';
import type { Suggestion } from '../../src/domain/suggestion.js';
import { decodeDismissals, encodeDismissals } from '../../src/hubspot/dismissals.js';
import { decodeInsights, insightValues } from '../../src/hubspot/published-insights.js';
import { afterClose, CLOSED, day } from '../domain/facts.js';

const FABRIKAM = partnerId('103');
const suggestion: Suggestion = {
  partnerId: FABRIKAM,
  role: 'sourced',
  score: 82,
  reasons: [
    { kind: 'near_window', touchKind: 'referral', at: day(-181), days: 1 },
    { kind: 'domain', domain: 'fabrikam.example', people: 1, activities: 2, last: day(3) },
    { kind: 'activities', why: 'on_several_deals', activities: 2, people: 3, last: day(4) },
    { kind: 'customer', deals: 2, won: 1, dealIds: [dealId('5'), dealId('6')] },
  ],
};
const FINDINGS: readonly HygieneFinding[] = [
  {
    code: 'tagged_near_close',
    ...{ partnerId: FABRIKAM, role: 'influenced', tagged: { after: day(90), by: day(90) }, closedAt: CLOSED },
  },
  {
    code: 'registered_near_close',
    ...{ partnerId: FABRIKAM, touchKind: 'referral', at: day(91), closedAt: CLOSED },
  },
  { code: 'influenced_without_touch', partnerId: FABRIKAM },
  {
    code: 'back_dated_touch',
    ...{ partnerId: FABRIKAM, touchId: touchId('meeting-1'), touchKind: 'meeting' },
    ...{ at: day(2), recordedAt: afterClose(2), touches: 1 },
  },
  { code: 'partner_is_customer', partnerId: FABRIKAM, tagged: true, touches: 2 },
  { code: 'partners_claim_deal', partnerId: FABRIKAM, others: [partnerId('104')] },
];
const INSIGHTS: DealInsights = { suggestions: [suggestion], findings: FINDINGS };

describe('suggestions and findings on a deal', () => {
  it('are read as they were written', () => {
    const { suggestions, hygieneDetail } = insightValues(INSIGHTS);
    expect(decodeInsights(suggestions, hygieneDetail)).toEqual({ kind: 'read', insights: INSIGHTS });
  });

  it('are counted and named for lists, and empty where there are none', () => {
    expect(insightValues(INSIGHTS)).toMatchObject({
      suggestedCount: '1',
      hygiene:
        'tagged_near_close;registered_near_close;influenced_without_touch;back_dated_touch;partner_is_customer;partners_claim_deal',
    });
    expect(insightValues({ suggestions: [], findings: [] })).toEqual({
      ...{ suggestions: '', suggestedCount: '', hygiene: '', hygieneDetail: '' },
    });
    expect(decodeInsights(null, null)).toEqual({ kind: 'none' });
  });

  it.each([
    ['no JSON', 'none', null],
    ['another version', '{"v":2,"suggestions":[]}', null],
    ['a suggestion without a reason', JSON.stringify({ v: 1, suggestions: [{ partnerId: '1' }] }), null],
    [
      'an instant that is none',
      null,
      '{"v":1,"findings":[{"code":"registered_near_close","partnerId":"1"}]}',
    ],
    ['a code that is unknown', null, '{"v":1,"findings":[{"code":"else","partnerId":"1"}]}'],
  ])('%s is unreadable, never none', (_, suggestions, findings) => {
    expect(decodeInsights(suggestions, findings)).toEqual({ kind: 'unreadable' });
  });

  it('stay within what a property holds, and are cut from the end', () => {
    const many = Array.from({ length: 500 }, (_, place) => ({ ...suggestion, score: 100 - (place % 100) }));
    const { suggestions } = insightValues({ suggestions: many, findings: [] });
    expect(suggestions.length).toBeLessThan(65_000);
    const read = decodeInsights(suggestions, null);
    if (read.kind !== 'read') throw new Error(read.kind);
    expect(read.insights.suggestions).toEqual(many.slice(0, read.insights.suggestions.length));
  });
});

describe('dismissals', () => {
  const dismissal = { partnerId: FABRIKAM, by: 'Mia', at: instant(CLOSED), reason: 'Another office.' };

  it('are read as they were written', () => {
    expect(decodeDismissals(encodeDismissals([dismissal]) ?? '')).toEqual([dismissal]);
  });

  it.each(['', '{}', '[{"partnerId":""}]', '[{"partnerId":"1","at":"yesterday"}]'])(
    'that are not ours to read are null: %j',
    (text) => {
      expect(decodeDismissals(text)).toBeNull();
    },
  );

  it('are never dropped: a text that does not fit is none', () => {
    const long = { ...dismissal, reason: 'x'.repeat(30_000) };
    expect(encodeDismissals([long, long])).toBeNull();
  });
});
