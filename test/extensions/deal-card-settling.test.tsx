/** Proposals and suggestions on the deal card: confirmed, refused, accepted, dismissed, by who may. */
import { describe, expect, it } from '@jest/globals';
import { Alert, TextArea } from '@hubspot/ui-extensions';

import type { DealCardView } from '../../src/operations/views/deal-card-view.js';
import { byMode, go, ok, opened, shown } from './deal-card-shown.js';
import { answeringTransport, buttonOf, nextTurn, wordsOf } from './rendering.js';
import { EFFECT, EMPTY, READY, SAVED } from './views.js';

describe('a proposal', () => {
  const may = (canRule: boolean): DealCardView => ({
    ...READY,
    proposals: READY.proposals.map((one) => ({ ...one, canRule })),
  });

  it('says who confirms it, to whoever may not', async () => {
    const { ask } = answeringTransport({ 'deal-card': ok(may(false)) });
    const { card } = await shown(READY, ask);
    expect(wordsOf(card.find(Alert))).toContain('on the Partnership home page');
    expect(() => buttonOf(card, 'Confirm')).toThrow('there is no button');
  });

  it.each([
    ['Confirm', null, { kind: 'confirm' }],
    ['Not a partner on this deal', 'Their meeting was another project.', 'refuse'],
  ])('is settled by who may: %s', async (label, reason, ruling) => {
    const { ask, asked } = answeringTransport({ 'deal-card': ok(may(true)), 'rule-on-tag': byMode });
    const { card, actions } = await shown(READY, ask);
    const dialog = await opened(card, label);
    if (reason !== null) {
      expect(go(dialog(), label).props.disabled).toBe(true);
      dialog()
        .find(TextArea)
        .trigger('onInput', reason as never);
      await nextTurn();
    }
    go(dialog(), label).trigger('onClick');
    await card.waitFor(() => expect(wordsOf(dialog())).toContain(EFFECT.title));
    go(dialog(), label).trigger('onClick');
    await card.waitFor(() => expect(actions.called).toContain('refresh'));
    expect(asked[1]!.parameters).toMatchObject({
      dealId: '901',
      partnerId: '502',
      ruling: reason === null ? ruling : { kind: ruling, reason },
    });
  });
});

describe('a suggestion', () => {
  it('is dismissed with a reason, or without one', async () => {
    const { ask, asked } = answeringTransport({
      'deal-card': ok(READY),
      'dismiss-suggestion': ok({ ...SAVED, next: null }),
    });
    const { card, actions } = await shown(READY, ask);
    const dialog = await opened(card, 'No');
    expect(wordsOf(dialog())).toContain('will not be suggested on this deal again');
    go(dialog(), 'It does not belong here').trigger('onClick');
    await card.waitFor(() => expect(actions.called).toContain('close dismiss-503'));
    expect(asked.at(-1)?.parameters).toEqual({ dealId: '901', partnerId: '503' });
    expect(actions.called).toContain(`alert ${SAVED.message}: This card shows it now.`);
  });

  it('stands on a deal without any partner too', async () => {
    const view = { ...EMPTY, suggestions: READY.suggestions };
    const { ask } = answeringTransport({ 'deal-card': ok(view) });
    const { card } = await shown(view, ask);
    expect(wordsOf(card.getRootNode())).toContain(READY.suggestions[0]!.text);
    expect(buttonOf(card, 'Tag as influenced')).toBeDefined();
  });

  it('is shown, and cannot be answered, by who may not tag', async () => {
    const view = { ...READY, tagging: null };
    const { ask } = answeringTransport({ 'deal-card': ok(view) });
    const { card } = await shown(view, ask);
    expect(wordsOf(card.getRootNode())).toContain(READY.suggestions[0]!.text);
    for (const label of ['Tag as influenced', 'No', 'Propose a partner', 'Change'])
      expect(() => buttonOf(card, label)).toThrow('there is no button');
    expect(buttonOf(card, 'Why')).toBeDefined();
  });
});
