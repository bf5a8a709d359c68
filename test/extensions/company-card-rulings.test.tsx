/** Rulings on the card of a partner: confirm once the effect was seen, refuse with a reason. */
import { describe, expect, it } from '@jest/globals';
import { Heading, LoadingButton, TextArea } from '@hubspot/ui-extensions';
import { type RenderedElementNode } from '@hubspot/ui-extensions/testing';

import type { Parameters } from '../../extensions/ask.js';
import type { EffectView, SavedView } from '../../src/operations/views/effect-view.js';
import { NEW_PARTNER, PARTNER } from './company-views.js';
import { ok, render, renderView } from './company-rendering.js';
import { answeringTransport, buttonOf, notedActions, overlayOf, until, wordsOf } from './rendering.js';

describe('a tag that waits for a ruling', () => {
  const EFFECT: EffectView = {
    kind: 'effect',
    basis: 'b-1',
    title: 'Confirm Northwind Systems as influenced',
    sentences: ['Northwind Systems would influence this deal.'],
    classChange: null,
    partners: [],
    conflicts: [],
    needsConfirmation: true,
  };
  const SAVED: SavedView = {
    kind: 'saved',
    message: 'Northwind Systems is confirmed.',
    next: null,
    card: null,
  };
  const byMode = ({ mode }: Parameters) => ({ ok: true, view: mode === 'preview' ? EFFECT : SAVED });

  it('is confirmed once its effect was seen, and the card is read again', async () => {
    let times = 0;
    const { ask, asked } = answeringTransport({
      'company-card': () => ({ ok: true, view: (times += 1) === 1 ? PARTNER : NEW_PARTNER }),
      'rule-on-tag': byMode,
    });
    const actions = notedActions();
    const card = await render(ask, actions);
    const button = () => buttonOf(card, 'Confirm');
    button().trigger('onClick');
    await card.waitFor(() => overlayOf(button()).find(LoadingButton));
    overlayOf(button()).find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(wordsOf(overlayOf(button()))).toContain('would influence this deal'));
    overlayOf(button()).find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(card.findAll(Heading)[0]?.text).toBe(NEW_PARTNER.headline));
    const ruled = { dealId: '901', partnerId: '501', ruling: { kind: 'confirm' } };
    expect(asked.filter(({ name }) => name === 'rule-on-tag').map(({ parameters }) => parameters)).toEqual([
      { ...ruled, mode: 'preview' },
      { ...ruled, mode: 'save', basis: 'b-1' },
    ]);
    expect(actions.called).toEqual([
      'close confirm-901',
      'alert Northwind Systems is confirmed.: This card shows it now.',
      'refresh',
    ]);
  });

  it('is refused with a reason, and not without', async () => {
    const { ask, asked } = answeringTransport({
      'company-card': ok(PARTNER),
      'rule-on-tag': ({ mode }) => ({
        ok: true,
        view: mode === 'preview' ? { ...EFFECT, needsConfirmation: false } : SAVED,
      }),
    });
    const card = await render(ask);
    const overlay = () => overlayOf(buttonOf(card, 'Refuse'));
    buttonOf(card, 'Refuse').trigger('onClick');
    await card.waitFor(() => overlay().find(TextArea));
    expect(overlay().find(LoadingButton).props.disabled).toBe(true);
    (overlay().find(TextArea) as unknown as RenderedElementNode).trigger('onInput', ' Another customer ');
    await card.waitFor(() => expect(overlay().find(LoadingButton).props.disabled).toBe(false));
    overlay().find(LoadingButton).trigger('onClick');
    await until(() => asked.filter(({ name }) => name === 'rule-on-tag').length === 2);
    expect(asked.find(({ name }) => name === 'rule-on-tag')?.parameters.ruling).toEqual({
      kind: 'refuse',
      reason: 'Another customer',
    });
  });

  it('is only shown to who may not rule', async () => {
    const [proposal] = PARTNER.proposals.items;
    const refusal = 'A partnership manager confirms or refuses it.';
    const proposals = { items: [{ ...proposal!, refusal }], more: '12 more deals have a proposed tag.' };
    const card = await renderView({ ...PARTNER, proposals });
    expect(wordsOf(card.getRootNode())).toContain(refusal);
    expect(wordsOf(card.getRootNode())).toContain('12 more deals have a proposed tag.');
    expect(() => buttonOf(card, 'Confirm')).toThrow();
  });
});
