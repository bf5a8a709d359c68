/** Tags set, changed and taken off, and ruled on, on the emulated portal. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealId, partnerId, type DealId, type PartnerId } from '../../src/domain/ids.js';
import type { TagRuling } from '../../src/domain/tag-change.js';
import type { Motion, Role } from '../../src/domain/touch.js';
import { changeTag } from '../../src/operations/change-tag.js';
import { ruleOnTag } from '../../src/operations/rule-on-tag.js';
import {
  ANYBODY,
  effect,
  MANAGER,
  NOBODY,
  REP,
  saved,
  TaggingPortal,
  type DepsOptions,
} from './tagging-portal.js';

let portal: TaggingPortal;
let deals: readonly DealId[];
let litware: PartnerId;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 60 });
  deals = portal.directDeals(6);
  litware = portal.partner('Litware Cloud');
});
afterAll(() => portal.close());

const set = (
  id: DealId,
  partner: PartnerId,
  role: Role,
  motion: Motion | null = null,
  options: DepsOptions & { readonly mode?: 'preview' | 'save'; readonly basis?: string } = {},
) =>
  changeTag(portal.deps(options), {
    dealId: id,
    change: { kind: 'set', partnerId: partner, role, motion },
    mode: options.mode ?? 'save',
    basis: options.basis ?? null,
  });
const remove = (id: DealId, partner: PartnerId, options: DepsOptions & { readonly basis?: string } = {}) =>
  changeTag(portal.deps(options), {
    dealId: id,
    change: { kind: 'remove', partnerId: partner },
    mode: 'save',
    basis: options.basis ?? null,
  });
const rule = (
  id: DealId,
  partner: PartnerId,
  ruling: TagRuling,
  options: DepsOptions & { readonly mode?: 'preview' | 'save'; readonly basis?: string } = {},
) =>
  ruleOnTag(portal.deps({ actor: MANAGER, ...options }), {
    dealId: id,
    partnerId: partner,
    ruling,
    mode: options.mode ?? 'save',
    basis: options.basis ?? null,
  });
const deal = (place: number): DealId => deals[place] ?? dealId('0');

describe('from a proposal to a number', () => {
  it('proposes: a label, a record, and nothing that counts; the effect tells what confirming would do', async () => {
    const before = portal.labels(deal(0));
    const preview = effect(await set(deal(0), litware, 'sourced', 'resale', { mode: 'preview' }));
    expect(preview).toMatchObject({
      title: 'Propose Litware Cloud as sourced · resale',
      ifConfirmed: true,
      classChange: { before: 'Direct', after: 'Partner-sourced' },
      needsConfirmation: true,
    });
    expect(preview.partners.map(({ name, gains }) => [name, gains])).toEqual([
      ['Litware Cloud · partner-sourced', true],
      ['Litware Cloud · linear split', true],
    ]);
    expect(preview.sentences.join(' ')).toMatch(
      /It is a proposal.*If a partnership manager confirms it: this deal becomes partner-sourced; now it is direct\. Litware Cloud sources it\./,
    );
    // Nobody saves it without having seen that.
    expect(effect(await set(deal(0), litware, 'sourced', 'resale'))).toEqual(preview);
    expect(portal.labels(deal(0))).toEqual(before);

    const done = saved(await set(deal(0), litware, 'sourced', 'resale', { basis: preview.basis }));
    expect(done.message).toBe('Litware Cloud is proposed as sourced · resale.');
    expect(done.card?.kind).toBe('ready');
    expect(portal.labels(deal(0))).toEqual({ ...before, [litware]: ['Proposed: partner sourced'] });
    expect(portal.property(deal(0), 'partnership_class')).toBe('direct');
    expect(portal.property(deal(0), 'partnership_flags')).toContain('tag_proposed');
    expect(portal.history(deal(0))).toMatchObject([
      { what: 'proposed', by: 'Rae Rep', byKnown: false, role: 'sourced', motion: 'resale', before: null },
    ]);
  });

  it('says that there is nothing to do when the same is asked again, and writes nothing', async () => {
    const stood = portal.portal.snapshot();
    expect(saved(await set(deal(0), litware, 'sourced', 'resale')).message).toBe(
      'Nothing to do: Litware Cloud is already tagged as sourced · resale.',
    );
    expect(portal.portal.snapshot()).toBe(stood);
  });

  it('confirms: the motion of the proposal, the class, the credit and the results follow at once', async () => {
    // Without a basis the effect is told first, since the class moves.
    const preview = effect(await rule(deal(0), litware, { kind: 'confirm' }));
    expect(preview).toMatchObject({
      title: 'Confirm Litware Cloud as sourced · resale',
      classChange: { before: 'Direct', after: 'Partner-sourced' },
      needsConfirmation: true,
    });
    expect(preview.partners.map(({ name, before, gains }) => [name, before, gains])).toEqual([
      ['Litware Cloud · partner-sourced', 'None', true],
      ['Litware Cloud · linear split', 'None', true],
    ]);
    const done = saved(await rule(deal(0), litware, { kind: 'confirm' }, { basis: preview.basis }));
    expect(done.message).toBe(
      'Litware Cloud is confirmed as sourced · resale. This deal is partner-sourced now.',
    );
    expect(portal.labels(deal(0))[litware]).toEqual(['Partner sourced: resale']);
    expect(portal.property(deal(0), 'partnership_class')).toBe('sourced');
    expect(portal.property(deal(0), 'partnership_sourcing_partner')).toBe('Litware Cloud');
    expect(portal.history(deal(0))).toMatchObject([
      { what: 'confirmed', by: 'Mia', byKnown: true, before: { state: 'proposed', role: 'sourced' } },
      { what: 'proposed' },
    ]);
  });

  it('is what the next sync says, too', async () => {
    const { results } = { results: portal.property(deal(0), 'partnership_credits') };
    const summary = await portal.portal.sync({ full: true });
    expect(
      (await portal.portal.changes(summary)).filter((one) => one.startsWith(`deals ${deal(0)} `)),
    ).toEqual([]);
    expect(portal.property(deal(0), 'partnership_credits')).toBe(results);
  });

  it('takes it off again: labels, class and credit are as before, and the history tells', async () => {
    const preview = effect(await remove(deal(0), litware));
    saved(await remove(deal(0), litware, { basis: preview.basis }));
    expect(portal.labels(deal(0))[litware]).toEqual([]);
    expect(portal.property(deal(0), 'partnership_class')).toBe('direct');
    expect(portal.history(deal(0)).map(({ what }) => what)).toEqual(['removed', 'confirmed', 'proposed']);
  });
});

describe('rulings', () => {
  it('decide with a reason: the label follows, other rulings and other partners stay', async () => {
    const id = portal.showcase;
    const adatum = portal.partner('Adatum Resale');
    const northwind = portal.partner('Northwind Systems');
    const before = portal.labels(id);
    const ruling: TagRuling = {
      kind: 'decide',
      role: 'influenced',
      motion: null,
      reason: 'They only resold.',
    };
    const first = effect(await rule(id, adatum, ruling, { mode: 'preview' }));
    saved(await rule(id, adatum, ruling, { basis: first.basis }));
    // No motion was named: the one of the tag that it replaces stays.
    expect(portal.labels(id)).toEqual({ ...before, [adatum]: ['Partner influenced: resale'] });
    expect(JSON.parse(portal.property(id, 'partnership_rulings') ?? '')).toMatchObject([
      { partnerId: adatum, role: 'influenced', reason: 'They only resold.', author: 'Mia' },
    ]);
    const second = effect(
      await rule(
        id,
        northwind,
        { ...ruling, role: 'sourced', reason: 'Their referral.' },
        { mode: 'preview' },
      ),
    );
    saved(
      await rule(
        id,
        northwind,
        { ...ruling, role: 'sourced', reason: 'Their referral.' },
        { basis: second.basis },
      ),
    );
    const kept = JSON.parse(portal.property(id, 'partnership_rulings') ?? '') as { partnerId: string }[];
    expect(kept.map(({ partnerId: one }) => one)).toEqual([adatum, northwind]);
  });

  it('are the manager’s to undo: a rep and anybody are refused, with the reason', async () => {
    const adatum = portal.partner('Adatum Resale');
    for (const actor of [REP, ANYBODY]) {
      await expect(remove(portal.showcase, adatum, { actor })).rejects.toMatchObject({
        code: 'not_permitted',
        message: expect.stringContaining('that Adatum Resale influenced this deal: They only resold.'),
      });
    }
    expect(portal.labels(portal.showcase)[adatum]).toEqual(['Partner influenced: resale']);
  });

  it('go with the tag when it is refused, and stay in the history', async () => {
    const adatum = portal.partner('Adatum Resale');
    const ruling: TagRuling = { kind: 'refuse', reason: 'Not on this deal at all.' };
    const preview = effect(await rule(portal.showcase, adatum, ruling, { mode: 'preview' }));
    expect(preview.sentences.join(' ')).toContain('It takes the place of a ruling: Mia decided on');
    expect(preview.needsConfirmation).toBe(true);
    saved(await rule(portal.showcase, adatum, ruling, { basis: preview.basis }));
    const rulings = JSON.parse(portal.property(portal.showcase, 'partnership_rulings') ?? '') as unknown[];
    expect(rulings).toHaveLength(1);
    expect(portal.labels(portal.showcase)[adatum]).toEqual([]);
    expect(portal.history(portal.showcase)[0]).toMatchObject({
      what: 'refused',
      reason: 'Not on this deal at all.',
      before: { state: 'decided', role: 'influenced' },
    });
  });
});

describe('who may not', () => {
  it.each([
    ['a rep, confirm', () => rule(deal(1), litware, { kind: 'confirm' }, { actor: REP })],
    ['somebody without a role, propose', () => set(deal(1), litware, 'sourced', null, { actor: NOBODY })],
    ['somebody without a role, remove', () => remove(deal(1), litware, { actor: NOBODY })],
  ])('%s', async (_who, act) => {
    const stood = portal.portal.snapshot();
    await expect(act()).rejects.toMatchObject({ code: 'not_permitted' });
    expect(portal.portal.snapshot()).toBe(stood);
  });

  it('a manager, and a team that skips proposals, tag at once', async () => {
    for (const options of [{ actor: MANAGER }, { tagging: 'confirm' as const }]) {
      const preview = effect(
        await set(deal(1), litware, 'influenced', null, { ...options, mode: 'preview' }),
      );
      expect(preview.title).toBe('Tag Litware Cloud as influenced');
      expect(preview.classChange).toEqual({ before: 'Direct', after: 'Partner-influenced' });
    }
  });
});

describe('what cannot be', () => {
  it.each([
    [
      'a company that is not there',
      () => set(deal(1), partnerId('99999999999'), 'sourced'),
      'tag_refused',
      'has no company',
    ],
    [
      'the customer',
      () => set(portal.showcase, portal.customer, 'sourced'),
      'tag_refused',
      'is not marked as a partner',
    ],
    [
      'a deal that is not there',
      () => set(dealId('99999999999'), litware, 'sourced'),
      'record_not_found',
      'no deal',
    ],
    ['a proposal to confirm', () => rule(deal(2), litware, { kind: 'confirm' }), 'tag_refused', 'has no tag'],
  ])('%s', async (_what, act, code, words) => {
    const stood = portal.portal.snapshot();
    await expect(act()).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(portal.portal.snapshot()).toBe(stood);
  });

  it('a save of what was shown before something else was changed', async () => {
    const preview = effect(await set(deal(2), litware, 'sourced', null, { actor: MANAGER, mode: 'preview' }));
    const other = effect(
      await set(deal(2), portal.partner('Tern Labs'), 'sourced', null, { actor: MANAGER }),
    );
    saved(
      await set(deal(2), portal.partner('Tern Labs'), 'sourced', null, {
        actor: MANAGER,
        basis: other.basis,
      }),
    );
    await expect(
      set(deal(2), litware, 'sourced', null, { actor: MANAGER, basis: preview.basis }),
    ).rejects.toMatchObject({ code: 'effect_outdated' });
    expect(portal.labels(deal(2))[litware]).toBeUndefined();
  });

  it('a change that would not be recorded', async () => {
    await portal.portal.call('PATCH', `/crm/objects/2026-09/deals/${deal(3)}`, {
      properties: { partnership_tag_history: 'somebody typed here' },
    });
    const stood = portal.portal.snapshot();
    await expect(set(deal(3), litware, 'sourced')).rejects.toMatchObject({
      code: 'tag_record_unreadable',
      message: expect.stringContaining('Partner tag history'),
    });
    expect(portal.portal.snapshot()).toBe(stood);
  });
});

describe('a write that is cut off', () => {
  const LATER = [
    ['after it was recorded', '/associations/2026-09/deals/companies/batch/create'],
    ['after the labels were set', '/objects/2026-09/deals/batch/update'],
  ] as const;
  it.each(LATER)('%s is made whole by doing the same again, and recorded once', async (_when, path) => {
    const id = deal(path.includes('associations') ? 4 : 5);
    const options = { actor: MANAGER };
    const { basis } = effect(await set(id, litware, 'sourced', 'referral', { ...options, mode: 'preview' }));
    let writes = 0;
    const tamper: DepsOptions['tamper'] = (asked) => {
      if (!asked.path.endsWith(path)) return null;
      writes += 1;
      // The first update is the record.
      const passes = path.includes('associations') ? 0 : 1;
      if (writes <= passes) return null;
      throw new Error('socket hang up');
    };
    await expect(
      set(id, litware, 'sourced', 'referral', { ...options, basis, tamper }),
    ).rejects.toMatchObject({ code: 'crm_unreachable' });
    expect(portal.history(id)).toHaveLength(1);

    saved(await set(id, litware, 'sourced', 'referral', { ...options, basis }));
    expect(portal.history(id)).toHaveLength(1);
    expect(portal.labels(id)[litware]).toEqual(['Partner sourced: referral']);
    expect(portal.property(id, 'partnership_class')).toBe('sourced');
  });
});
