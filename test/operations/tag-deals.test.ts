/** The same change on many deals, on the emulated portal: one effect, and an outcome for each. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealId, type DealId, type PartnerId } from '../../src/domain/ids.js';
import type { BulkChange } from '../../src/operations/bulk-change.js';
import { showBulkDeals } from '../../src/operations/show-bulk-deals.js';
import { tagDeals } from '../../src/operations/tag-deals.js';
import type { BulkSavedView } from '../../src/operations/views/bulk-view.js';
import type { EffectView } from '../../src/operations/views/effect-view.js';
import { answer } from './portal.js';
import { effect, MANAGER, REP, TaggingPortal, type DepsOptions } from './tagging-portal.js';

let portal: TaggingPortal;
let deals: readonly DealId[];
let litware: PartnerId;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 60 });
  deals = portal.directDeals(5);
  litware = portal.partner('Litware Cloud');
});
afterAll(() => portal.close());

interface Options extends DepsOptions {
  readonly mode?: 'preview' | 'save';
  readonly basis?: string;
}
const all = (
  ids: readonly DealId[],
  change: BulkChange,
  { mode = 'save', basis, ...options }: Options = {},
) =>
  tagDeals(portal.deps({ actor: MANAGER, ...options }), {
    changes: ids.map((id) => ({ dealId: id, change })),
    mode,
    basis: basis ?? null,
  });
function saved(view: EffectView | BulkSavedView): BulkSavedView {
  if (view.kind !== 'saved-deals') throw new Error(`it is ${view.kind}`);
  return view;
}
const outcomes = ({ records }: BulkSavedView): readonly string[] => records.map(({ outcome }) => outcome);
const SET = (): BulkChange => ({ kind: 'set', partnerId: litware, role: 'sourced', motion: 'resale' });

describe('many deals', () => {
  it('are told of first, with deals by class and credit by partner; nothing is written', async () => {
    const stood = portal.portal.snapshot();
    const view = effect(await all(deals, SET()));
    expect(view).toMatchObject({
      title: 'Tag Litware Cloud as sourced · resale on 5 deals',
      needsConfirmation: true,
      deals: 5,
      classChange: null,
    });
    expect(view.sentences).toEqual(
      expect.arrayContaining([
        '5 of 5 change.',
        'Partner-sourced: 0 of them now, 5 then.',
        'Direct: 5 of them now, 0 then.',
      ]),
    );
    expect(view.partners.map(({ name, gains }) => [name, gains])).toEqual([
      ['Litware Cloud · partner-sourced', true],
      ['Litware Cloud · linear split', true],
    ]);
    expect(portal.portal.snapshot()).toBe(stood);
  });

  it('are changed together, record by record; those that cannot be do not stop the rest', async () => {
    const ids = [...deals, dealId('99999999999'), portal.showcase];
    const preview = effect(await all(ids, SET(), { mode: 'preview' }));
    const others = portal.labels(portal.showcase);
    const view = saved(await all(ids, SET(), { basis: preview.basis }));
    expect(outcomes(view)).toEqual([...deals.map(() => 'changed'), 'failed', 'changed']);
    expect(view.message).toBe('6 of 7 deals are changed. 1 could not be changed.');
    expect(view.records[5]?.text).toContain('The portal has no deal 99999999999.');
    for (const id of deals) {
      expect(portal.labels(id)[litware]).toEqual(['Partner sourced: resale']);
      expect(portal.property(id, 'partnership_class')).toBe('sourced');
      expect(portal.history(id)).toHaveLength(1);
    }
    expect(portal.labels(portal.showcase)).toEqual({ ...others, [litware]: ['Partner sourced: resale'] });
  });

  it('that are so already are left alone', async () => {
    const stood = portal.portal.snapshot();
    const preview = effect(await all(deals, SET(), { mode: 'preview' }));
    expect(preview.title).toBe('Nothing to do');
    expect(outcomes(saved(await all(deals, SET(), { basis: preview.basis })))).toEqual(
      deals.map(() => 'unchanged'),
    );
    expect(portal.portal.snapshot()).toBe(stood);
  });

  it('are shown with class, partners and amount', async () => {
    const view = await showBulkDeals(portal.deps(), [...deals, portal.showcase, dealId('99999999999')]);
    expect(view.title).toBe('6 deals');
    expect(view.leftOut).toEqual(['The portal has no deal 99999999999.']);
    expect(view.deals[0]).toMatchObject({
      classTag: { text: 'Partner-sourced' },
      partners: 'Litware Cloud (sourced)',
      amount: expect.stringMatching(/^\$|^€|^£|^¥|[A-Z]{3}/),
    });
    expect(view.partners.find(({ companyId }) => companyId === litware)).toEqual({
      companyId: litware,
      name: 'Litware Cloud',
      where: 'on 6 of 6',
      proposed: false,
    });
  });

  it('lose the partner again, and are direct as before', async () => {
    const change: BulkChange = { kind: 'remove', partnerId: litware };
    const { basis } = effect(await all(deals, change, { mode: 'preview' }));
    saved(await all(deals, change, { basis }));
    for (const id of deals) {
      expect(portal.labels(id)[litware]).toEqual([]);
      expect(portal.property(id, 'partnership_class')).toBe('direct');
    }
  });

  it('are proposed by a rep, who may not confirm them', async () => {
    const { basis, sentences } = effect(await all(deals, SET(), { actor: REP, mode: 'preview' }));
    expect(sentences.join(' ')).toContain('5 are proposals');
    saved(await all(deals, SET(), { actor: REP, basis }));
    const confirm: BulkChange = { kind: 'confirm', partnerId: litware };
    await expect(all(deals, confirm, { actor: REP })).rejects.toMatchObject({ code: 'not_permitted' });
    const asked = effect(await all(deals, confirm, { mode: 'preview' }));
    expect(asked.title).toBe('Confirm Litware Cloud on 5 deals');
    saved(await all(deals, confirm, { basis: asked.basis }));
    for (const id of deals) expect(portal.labels(id)[litware]).toEqual(['Partner sourced: resale']);
  });

  it('are refused where they have changed since the effect was shown', async () => {
    const change: BulkChange = { kind: 'remove', partnerId: litware };
    const { basis } = effect(await all(deals, change, { mode: 'preview' }));
    const [first] = deals;
    const one = effect(await all([first ?? dealId('0')], change, { mode: 'preview' }));
    saved(await all([first ?? dealId('0')], change, { basis: one.basis }));
    await expect(all(deals, change, { basis })).rejects.toMatchObject({ code: 'effect_outdated' });
  });
});

describe('deals whose results HubSpot does not take', () => {
  it('are changed, and nobody is told that their properties are up to date', async () => {
    const ids = deals.slice(2, 4);
    const tern = portal.partner('Tern Labs');
    const change: BulkChange = { kind: 'set', partnerId: tern, role: 'influenced', motion: null };
    const { basis } = effect(await all(ids, change, { mode: 'preview' }));
    const refused = answer(400, { status: 'error', category: 'VALIDATION_ERROR', message: 'a rule' });
    const tamper: DepsOptions['tamper'] = ({ path, body }) =>
      path.endsWith('/deals/batch/update') &&
      JSON.stringify(body).includes('partnership_influencing_partner_ids')
        ? refused
        : null;
    const view = saved(await all(ids, change, { basis, tamper }));
    expect(outcomes(view)).toEqual(['changed', 'changed']);
    expect(view.next).toMatch(/^The next sync brings the deals’ properties/);
  });
});

describe('several partners of one deal', () => {
  it('are done one after the other', async () => {
    const [, id = dealId('0')] = deals;
    const tern = portal.partner('Tern Labs');
    const changes = [
      { dealId: id, change: { kind: 'remove', partnerId: litware } as const },
      { dealId: id, change: { kind: 'set', partnerId: tern, role: 'influenced', motion: null } as const },
    ];
    const deps = portal.deps({ actor: MANAGER });
    const { basis, title } = effect(await tagDeals(deps, { changes, mode: 'preview', basis: null }));
    expect(title).toBe('Change partner tags on 1 deal');
    expect(outcomes(saved(await tagDeals(deps, { changes, mode: 'save', basis })))).toEqual([
      'changed',
      'changed',
    ]);
    expect(portal.labels(id)).toMatchObject({ [litware]: [], [tern]: ['Partner influenced'] });
    expect(
      portal
        .history(id)
        .map(({ what }) => what)
        .slice(0, 2),
    ).toEqual(['confirmed', 'removed']);
  });
});
