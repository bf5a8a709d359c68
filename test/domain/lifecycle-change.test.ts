import { describe, expect, it } from '@jest/globals';
import type { Measurement } from '../../src/domain/checklist.js';
import { applyLifecycleChange, SEEN_REASON, withSeenStage } from '../../src/domain/lifecycle-change.js';
import { lifecycleQueue } from '../../src/domain/lifecycle-queue.js';
import type { StageMove } from '../../src/domain/lifecycle.js';
import { EMPTY_PROGRAMME, type PartnerProgramme } from '../../src/domain/partner-programme.js';
import type { PartnerStage } from '../../src/domain/partner.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';
import { changed, context, day, NOW, PROFILE, refusal } from './programme-changing.js';

const standsIn = (stage: PartnerStage, since = '2026-06-01'): PartnerProgramme => ({
  ...EMPTY_PROGRAMME,
  moves: [{ stage, at: day(since), reason: null, by: 'Sam' }],
});
const ticked = (programme: PartnerProgramme, ...items: readonly string[]): PartnerProgramme => ({
  ...programme,
  checklist: items.map((item) => ({ item, at: NOW, by: 'Sam' })),
});
const move = (
  programme: PartnerProgramme,
  to: PartnerStage,
  more: { reason?: string; at?: string; measured?: ReadonlyMap<string, Measurement> } = {},
) =>
  applyLifecycleChange(
    context({
      profile: { ...PROFILE, stage: programme.moves.at(-1)?.stage ?? null },
      measured: more.measured ?? new Map(),
    }),
    programme,
    { kind: 'move', to, reason: more.reason ?? null, at: more.at === undefined ? null : day(more.at) },
  );

const NEGOTIATION = ['scope_agreed', 'commercial_terms'] as const;
const SIGNED: Measurement = { kind: 'done', at: NOW, text: 'signed' };

describe('a move', () => {
  it('forward needs what is ticked off and what is measured, and is dated with who', () => {
    const programme = ticked(standsIn('negotiation_agreement'), ...NEGOTIATION);
    const measured = new Map([['agreement_signed', SIGNED]]);
    const { programme: after, fields } = changed(move(programme, 'onboarding_enablement', { measured }));
    expect(after.moves.at(-1)).toEqual({ stage: 'onboarding_enablement', at: NOW, reason: null, by: 'Mia' });
    expect(after.checklist).toEqual(programme.checklist);
    expect(fields).toEqual({ stage: 'onboarding_enablement' });
  });

  it('forward is refused with each item that is missing, and why a measured one is', () => {
    const measured = new Map<string, Measurement>([
      ['agreement_signed', { kind: 'open', text: 'the agreement has no end date' }],
    ]);
    const programme = ticked(standsIn('negotiation_agreement'), 'scope_agreed', 'agreement_signed');
    expect(refusal(move(programme, 'onboarding_enablement', { measured }))).toBe(
      'Contoso cannot leave Negotiation & agreement yet. Still missing: Commercial terms set; Agreement signed, with its end date (the agreement has no end date).',
    );
  });

  it.each<[what: string, from: PartnerStage, to: PartnerStage, reason: string | undefined, says: string]>([
    [
      'to where it stands',
      'activation_growth',
      'activation_growth',
      undefined,
      'stands in Activation & growth already',
    ],
    ['back without a reason', 'activation_growth', 'onboarding_enablement', ' ', 'needs a reason'],
    ['two stages on', 'discovery_qualification', 'onboarding_enablement', undefined, 'one stage at a time'],
    ['out of ended', 'ended', 'discovery_qualification', 'Again.', 'has ended, and stays so'],
    [
      'to ended with open deals',
      'activation_growth',
      'ended',
      'Over.',
      'Still missing: Open deals reassigned',
    ],
  ])('%s is refused', (_what, from, to, reason, says) => {
    expect(refusal(move(standsIn(from), to, reason === undefined ? {} : { reason }))).toContain(says);
  });

  it('to ended needs a reason besides', () => {
    const measured = new Map<string, Measurement>([
      ['deals_reassigned', { kind: 'done', at: null, text: '' }],
    ]);
    expect(refusal(move(standsIn('activation_growth'), 'ended', { measured }))).toContain('needs a reason');
    const { programme } = changed(
      move(standsIn('activation_growth'), 'ended', { measured, reason: 'Bought.' }),
    );
    expect(programme.moves.at(-1)).toMatchObject({ stage: 'ended', reason: 'Bought.' });
  });

  it('may be of a day that has passed, but not before the one before it, nor to come', () => {
    const back = (at: string) =>
      move(standsIn('activation_growth'), 'onboarding_enablement', { reason: 'Why', at });
    expect(changed(back('2026-06-02')).programme.moves.at(-1)?.at).toBe(day('2026-06-02'));
    expect(refusal(back('2026-05-31'))).toContain('it entered Activation & growth on 1 Jun 2026');
    expect(refusal(back('2026-09-16'))).toContain('still to come');
  });

  it('into renewal begins its checklist anew', () => {
    const programme = ticked(
      standsIn('activation_growth'),
      ...['first_joint_activity', 'first_registered_deal', 'first_won_deal', 'review_held'],
    );
    const { programme: after } = changed(move(programme, 'optimization_renewal'));
    expect(after.checklist.map(({ item }) => item)).not.toContain('review_held');
    expect(after.checklist).toHaveLength(3);
  });
});

describe('a stage that was set in HubSpot', () => {
  const profile = { stage: 'activation_growth' } as const;

  it('becomes a move that was seen, once', () => {
    const seen = withSeenStage(profile, standsIn('onboarding_enablement'), NOW);
    expect(seen.moves.at(-1)).toEqual({ stage: 'activation_growth', at: NOW, reason: SEEN_REASON, by: null });
    expect(withSeenStage(profile, seen, NOW)).toBe(seen);
  });

  it('gives way to the day on which the partner left it', () => {
    const seen = withSeenStage(profile, EMPTY_PROGRAMME, NOW);
    const { programme } = changed(move(seen, 'onboarding_enablement', { reason: 'Why', at: '2026-08-01' }));
    expect(programme.moves.map(({ at }) => at)).toEqual([day('2026-08-01'), day('2026-08-01')]);
  });
});

describe('an item', () => {
  const tick = (item: string, programme = EMPTY_PROGRAMME, kind: 'tick' | 'untick' = 'tick') =>
    applyLifecycleChange(context({ measured: new Map([['agreement_signed', SIGNED]]) }), programme, {
      kind,
      item,
    });

  it('is ticked off with who and when, and taken back, and nothing else moves', () => {
    const done = changed(tick('scope_agreed')).programme;
    expect(done).toEqual({ ...EMPTY_PROGRAMME, checklist: [{ item: 'scope_agreed', at: NOW, by: 'Mia' }] });
    expect(changed(tick('scope_agreed', done, 'untick')).programme).toEqual(EMPTY_PROGRAMME);
  });

  it.each([
    ['scope_agreed', 'untick', 'not ticked off'],
    ['agreement_signed', 'tick', 'told by the portal itself'],
    ['whatever', 'tick', 'No checklist'],
  ] as const)('%s: %s is refused', (item, kind, says) => {
    expect(refusal(tick(item, EMPTY_PROGRAMME, kind))).toContain(says);
  });
});

describe('the queue of stalls', () => {
  const queue = (
    moves: readonly StageMove[],
    lastActivityAt: string | null,
    stage: PartnerStage | null = null,
  ) =>
    lifecycleQueue(
      {
        asOf: NOW,
        partners: [
          {
            profile: { ...PROFILE, stage: stage ?? moves.at(-1)?.stage ?? null },
            programme: { ...EMPTY_PROGRAMME, moves },
            people: [],
            lastActivityAt: lastActivityAt === null ? null : day(lastActivityAt),
          },
        ],
      },
      DEFAULT_PROGRAMME,
    ).map(({ text }) => text);
  const since = (at: string) => standsIn('activation_growth', at).moves;

  it.each([
    ['nothing for 90 days', since('2026-06-01'), '2026-06-17', 1],
    ['something within 90 days', since('2026-06-01'), '2026-06-18', 0],
    ['a move within 90 days', since('2026-06-18'), null, 0],
    ['no history and no activity', [], null, 0],
  ] as const)('%s', (_what, moves, lastActivityAt, count) => {
    expect(queue(moves, lastActivityAt)).toHaveLength(count);
  });

  it('says for how long, and what to do', () => {
    expect(queue([], '2026-03-01', 'activation_growth')).toEqual([
      'Contoso stalls in Activation & growth: nothing for 198 days, where the policy allows 90. Meet, or move it on.',
    ]);
  });
});
