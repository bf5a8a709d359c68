import type { DealJson } from '../naive/attribute.js';

/** What is expected of a won, new-business USD deal, with what is different about this one. */
type Expected = Partial<DealJson> & Pick<DealJson, 'dealId' | 'class' | 'amountMinor' | 'credits'>;

const deal = (expected: Expected): DealJson => ({
  status: 'won',
  currency: 'USD',
  homeAmountMinor: expected.amountMinor,
  bucket: 'new',
  sourcingPartnerIds: [],
  influencingPartnerIds: [],
  flags: [],
  ...expected,
});

/** What each deal of examples/worked shows and gives, with its arithmetic. */
export const WORKED_DEALS: readonly (readonly [shows: string, expected: DealJson])[] = [
  [
    // C = 15 Sep 09:00. Referrals of 12 Sep (7) and 15 Sep 08:00 (9) both lie in C − 180 days … C: claims of strength 1.
    // 12 Sep is earlier: 7 sources; 9 has a claim as strong: conflict, influenced.
    // Counting: 7 12 Sep, 9 15 Sep, 9 2 Oct. Linear: 7 1/3 of 48,000.00 = 16,000.00, 9 2/3 = 32,000.00.
    // U: 7 0.4 = 19,200.00; 9 0.2 + 0.4 = 28,800.00.
    // W: first 7, last at or before C 9, last 9: 0.3, 0.3, 0.3, no others, scaled by 1/0.9: 1/3 and 2/3.
    'the earliest of two referrals sources',
    deal({
      dealId: '1001',
      class: 'sourced',
      amountMinor: 4_800_000,
      sourcingPartnerIds: ['7'],
      influencingPartnerIds: ['9'],
      credits: {
        source: { 7: 4_800_000 },
        influence: { 9: 4_800_000 },
        model: {
          linear: { 7: 1_600_000, 9: 3_200_000 },
          u_shaped: { 7: 1_920_000, 9: 2_880_000 },
          w_shaped: { 7: 1_600_000, 9: 3_200_000 },
        },
      },
      flags: ['sourcing_conflict'],
    }),
  ],
  [
    // Meeting (9), demo (10), email (9): points 9 = 1 + 0.5, 10 = 1, both ≥ 1; none is a sourcing kind: influenced.
    // Linear: 66,666.67 and 33,333.33 minor units: floors 66,666 + 33,333 leave 1; .67 > .33: 9 gets it.
    // U: 9 0.4 + 0.4 = 800.00, 10 0.2 = 200.00.
    // W: nothing at or before C, so first 0.3, last 0.3, other 0.1, scaled by 1/0.7: 9 6/7 = 85,714.29, 10 1/7 =
    // 14,285.71; floors leave 1; .71 > .29: 10 gets it.
    'the left-over unit goes to the largest fraction',
    deal({
      dealId: '1002',
      class: 'influenced',
      amountMinor: 100_000,
      influencingPartnerIds: ['9', '10'],
      credits: {
        source: {},
        influence: { 9: 100_000, 10: 100_000 },
        model: {
          linear: { 9: 66_667, 10: 33_333 },
          u_shaped: { 9: 80_000, 10: 20_000 },
          w_shaped: { 9: 85_714, 10: 14_286 },
        },
      },
    }),
  ],
  [
    // C = 1 Mar. Registration of 15 Mar 00:00 = C + 14 days exactly: counts, strength 3. Referral of 1 Oct 2025 is 151
    // days before C (≤ 180): strength 1, so 7 sources, 9 is influenced, and no conflict (1 < 3, 1 < 2). The referral is
    // outside the 90 days of influence, but what counts for sourcing counts for influence. Event of 21: 1 point.
    // Linear: a third of 10,000.00 each = 333,333.33; 1 unit left, equal fractions: the smallest id, 7.
    // U: 9 0.4, 7 0.2, 21 0.4. W: 9 is first and the last at or before C: 0.6; 21 last: 0.3; 7 the only other: 0.1.
    'a registration within the late claim beats an earlier referral',
    deal({
      dealId: '1003',
      class: 'sourced',
      amountMinor: 1_000_000,
      sourcingPartnerIds: ['7'],
      influencingPartnerIds: ['9', '21'],
      credits: {
        source: { 7: 1_000_000 },
        influence: { 9: 1_000_000, 21: 1_000_000 },
        model: {
          linear: { 7: 333_334, 9: 333_333, 21: 333_333 },
          u_shaped: { 7: 200_000, 9: 400_000, 21: 400_000 },
          w_shaped: { 7: 100_000, 9: 600_000, 21: 300_000 },
        },
      },
    }),
  ],
  [
    // C = 1 Mar, registration of 16 Mar = C + 15 days: no claim, but within C − 90 days … E: 1 point, influenced.
    // The pending one of 9 does not count. Own credits in EUR; EUR 7,500.00 = USD 8,250.00 at home.
    'a registration a day too late influences, a pending one does nothing',
    deal({
      dealId: '1004',
      class: 'influenced',
      currency: 'EUR',
      amountMinor: 750_000,
      homeAmountMinor: 825_000,
      bucket: 'expansion',
      influencingPartnerIds: ['7'],
      credits: {
        source: {},
        influence: { 7: 750_000 },
        model: { linear: { 7: 750_000 }, u_shaped: { 7: 750_000 }, w_shaped: { 7: 750_000 } },
      },
    }),
  ],
  [
    // 10: decided sourced tag, strength 4, no touch: tag_without_evidence. 7: registration, strength 3 ≥ 2: conflict.
    // Counting: 7 20 Apr, then the tag of 10, dated C = 1 May. Linear and U: half each.
    // W: 7 first 0.3; 10 last and last at or before C 0.6; scaled: 1/3 = 666,666.67, 2/3 = 1,333,333.33; 7 gets the unit.
    'a decision beats a registration',
    deal({
      dealId: '1005',
      class: 'sourced',
      amountMinor: 2_000_000,
      sourcingPartnerIds: ['10'],
      influencingPartnerIds: ['7'],
      credits: {
        source: { 10: 2_000_000 },
        influence: { 7: 2_000_000 },
        model: {
          linear: { 7: 1_000_000, 10: 1_000_000 },
          u_shaped: { 7: 1_000_000, 10: 1_000_000 },
          w_shaped: { 7: 666_667, 10: 1_333_333 },
        },
      },
      flags: ['sourcing_conflict', 'tag_without_evidence'],
    }),
  ],
  [
    // 9: confirmed sourced and influenced: conflict of roles, sourced is left, trusted, without evidence: strength 2.
    // 7: its referral is a claim of strength 1, which its confirmed influenced tag cancels: no claim, no conflict.
    // Counting: 7 1 May, tag of 9 at C = 10 May. Half of 99,999 = 49,999.5 each: equal fractions: 7 gets the unit.
    // W: 7 first 0.3, 9 0.6: 33,333 and 66,666 exactly.
    'a confirmed sourced tag sources, an influenced one cancels a referral',
    deal({
      dealId: '1006',
      class: 'sourced',
      amountMinor: 99_999,
      bucket: 'renewal',
      sourcingPartnerIds: ['9'],
      influencingPartnerIds: ['7'],
      credits: {
        source: { 9: 99_999 },
        influence: { 7: 99_999 },
        model: {
          linear: { 7: 50_000, 9: 49_999 },
          u_shaped: { 7: 50_000, 9: 49_999 },
          w_shaped: { 7: 33_333, 9: 66_666 },
        },
      },
      flags: ['tag_role_conflict', 'tag_without_evidence'],
    }),
  ],
  [
    // 30 has the customer's domain, but for www. and case: taken out. 10: one email = 0.5 < 1.
    'the customer itself is no partner of the deal',
    deal({
      dealId: '1007',
      class: 'direct',
      amountMinor: 300_000,
      credits: { source: {}, influence: {}, model: { linear: {}, u_shaped: {}, w_shaped: {} } },
      flags: ['partner_is_customer'],
    }),
  ],
  [
    // The customer's parent is company 109. 21's parent is partner 9, whose company is 109: shared, taken out.
    // 9 is the customer's parent itself: not taken out; its meeting is 1 point.
    'a shared parent takes a partner out, being the parent does not',
    deal({
      dealId: '1008',
      class: 'influenced',
      amountMinor: 500_000,
      influencingPartnerIds: ['9'],
      credits: {
        source: {},
        influence: { 9: 500_000 },
        model: { linear: { 9: 500_000 }, u_shaped: { 9: 500_000 }, w_shaped: { 9: 500_000 } },
      },
      flags: ['partner_is_customer'],
    }),
  ],
  [
    // 10: two emails, 0.5 + 0.5 ≥ 1. 7: demo of 1 Sep, a day after the close: evidence only.
    // JPY has no minor unit: 10,000.5 is half-way, to the even 10,000. No dollars: in no home total.
    'half points add up, a touch after the close does not count',
    deal({
      dealId: '1009',
      class: 'influenced',
      currency: 'JPY',
      amountMinor: 10_000,
      homeAmountMinor: null,
      influencingPartnerIds: ['10'],
      credits: {
        source: {},
        influence: { 10: 10_000 },
        model: { linear: { 10: 10_000 }, u_shaped: { 10: 10_000 }, w_shaped: { 10: 10_000 } },
      },
      flags: ['amount_rounded', 'home_amount_missing', 'touch_after_close'],
    }),
  ],
  [
    // Open: E is the as-of instant; the same pools, as pipeline.
    'an open deal carries pipeline',
    deal({
      dealId: '1010',
      status: 'open',
      class: 'sourced',
      amountMinor: 1_200_000,
      sourcingPartnerIds: ['21'],
      credits: {
        source: { 21: 1_200_000 },
        influence: {},
        model: { linear: { 21: 1_200_000 }, u_shaped: { 21: 1_200_000 }, w_shaped: { 21: 1_200_000 } },
      },
    }),
  ],
  [
    // 10,000 split, then negated. Linear: 3,333.33 each, 1 left, equal fractions: 7. U: 0.4, 0.2, 0.4.
    // W: nothing at or before C: 0.3, 0.1, 0.3 over 0.7 = 4,285.71, 1,428.57, 4,285.71: floors leave 2: 7 and 10.
    'a negative amount is split as its absolute value',
    deal({
      dealId: '1011',
      class: 'influenced',
      amountMinor: -10_000,
      bucket: 'expansion',
      influencingPartnerIds: ['7', '9', '10'],
      credits: {
        source: {},
        influence: { 7: -10_000, 9: -10_000, 10: -10_000 },
        model: {
          linear: { 7: -3_334, 9: -3_333, 10: -3_333 },
          u_shaped: { 7: -4_000, 9: -2_000, 10: -4_000 },
          w_shaped: { 7: -4_286, 9: -1_428, 10: -4_286 },
        },
      },
    }),
  ],
  [
    // Lost: classified by 7's referral, no credit. 9's proposed tag does nothing but show.
    'a lost deal has a class and no credit',
    deal({
      dealId: '1012',
      status: 'lost',
      class: 'sourced',
      amountMinor: 900_000,
      sourcingPartnerIds: ['7'],
      credits: { source: {}, influence: {}, model: { linear: {}, u_shaped: {}, w_shaped: {} } },
      flags: ['tag_proposed'],
    }),
  ],
];
