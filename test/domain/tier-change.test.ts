/** Tiers given by hand. */
import { describe, expect, it } from '@jest/globals';
import type { ChangeContext } from '../../src/domain/change-context.js';
import { EMPTY_PROGRAMME, type TierRecord } from '../../src/domain/partner-programme.js';
import { reviewTier } from '../../src/domain/tier-review.js';
import { applyTierChange, type TierChangeAsked } from '../../src/domain/tier-change.js';
import { DEFAULT_TIERS } from '../../src/domain/tiers.js';
import { allowed, contextOf, refusal } from './programme-change-sample.js';
import { at, PROFILE } from './programme-sample.js';

const held = (tiers: Partial<TierRecord> = {}) => ({
  ...EMPTY_PROGRAMME,
  tiers: {
    changes: [{ tier: 'gold' as const, at: at('2026-01-01'), reason: null, by: null }],
    warnedAt: null,
    override: null,
    ...tiers,
  },
});
const asked = (more: Partial<Extract<TierChangeAsked, { kind: 'override_tier' }>> = {}): TierChangeAsked => ({
  ...{
    kind: 'override_tier',
    tier: 'platinum',
    reason: ' strategic ',
    approver: null,
    until: at('2027-06-01'),
  },
  ...more,
});
const OVERRIDE = {
  tier: 'gold',
  reason: 'strategic',
  approver: 'Ana',
  until: at('2027-06-01T04:00:00Z'),
} as const;

describe('an override', () => {
  it('is dated, has reason, approver and end, ends a warning, and sets the tier', () => {
    const { programme, fields, sentences } = allowed(
      applyTierChange(contextOf(), held({ warnedAt: at('2026-11-01') }), asked()),
    );
    expect(fields).toEqual({ tier: 'platinum' });
    expect(programme.tiers).toEqual({
      changes: [
        ...held().tiers.changes,
        { tier: 'platinum', at: contextOf().now, reason: 'Override: strategic', by: 'Ana Ruiz' },
      ],
      warnedAt: null,
      // The start of that day in New York.
      override: {
        tier: 'platinum',
        reason: 'strategic',
        approver: 'Ana Ruiz',
        until: at('2027-06-01T04:00:00Z'),
      },
    });
    expect(sentences[0]).toBe(
      'Northwind Systems holds Platinum until 1 Jun 2027, 193 days from now, approved by Ana Ruiz: strategic',
    );
    expect(sentences).toContain('It holds Gold now.');
    expect(sentences).toContain('Its warning ends.');
  });

  it.each<[string, Partial<ChangeContext>, TierChangeAsked, string]>([
    ['without a reason', {}, asked({ reason: '  ' }), 'An override has to say why.'],
    ['that nobody approved', { by: null }, asked(), 'An override has to say who approved it.'],
    [
      'that ends today',
      {},
      asked({ until: at('2026-11-20') }),
      '20 Nov 2026 is no end: an override holds from now on, up to that day.',
    ],
    [
      'of a partner that ended',
      { profile: { ...PROFILE, stage: 'ended' } },
      asked(),
      'The partnership with Northwind Systems has ended, so it holds no tier.',
    ],
    [
      'to a tier that the policy does not have',
      {
        settings: {
          ...contextOf().settings,
          tiers: { ...DEFAULT_TIERS, levels: DEFAULT_TIERS.levels.slice(0, 2) },
        },
      },
      asked(),
      'The policy has no tier Platinum.',
    ],
    [
      'that is not there cannot end',
      {},
      { kind: 'end_override' },
      'Northwind Systems has no override that could end.',
    ],
  ])('%s is refused', (_, context, change, message) => {
    expect(refusal(applyTierChange(contextOf(context), held(), change))).toBe(message);
  });

  it('that is ended keeps its tier until the next review, which gives what is earned', () => {
    const context = contextOf();
    const { programme, fields } = allowed(
      applyTierChange(context, held({ override: OVERRIDE }), { kind: 'end_override' }),
    );
    expect(fields).toBeUndefined();
    const achieved = {
      sourcedMinor: 0,
      influencedMinor: 0,
      wonDeals: 0,
      registrationsApproved: 0,
      certifiedPeople: null,
      satisfaction: null,
    };
    const { warnedAt, override } = programme.tiers;
    expect(
      reviewTier(DEFAULT_TIERS, { tier: 'gold', warnedAt, override }, achieved, context.now),
    ).toMatchObject({
      decision: { kind: 'override_ended', to: 'registered' },
      after: { override: null },
    });
  });

  it('takes over what was set in HubSpot first', () => {
    const context = contextOf({ profile: { ...PROFILE, tier: 'silver' } });
    const { programme } = allowed(applyTierChange(context, held(), asked()));
    expect(programme.tiers.changes.map(({ tier }) => tier)).toEqual(['gold', 'silver', 'platinum']);
  });
});
