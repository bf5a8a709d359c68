/** Tagging on the deal card: find, choose, see the effect, save; change, remove, accept. */
import { describe, expect, it } from '@jest/globals';
import { Alert, Modal, SearchInput, Select } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';

import { DealCard } from '../../extensions/deal-card/DealCard.js';
import type { DealCardView } from '../../src/operations/views/deal-card-view.js';
import { byMode, go, ok, opened, radio, shown } from './deal-card-shown.js';
import {
  answeringTransport,
  buttonOf,
  heldTransport,
  nextTurn,
  notedActions,
  overlayOf,
  until,
  wordsOf,
} from './rendering.js';
import { EFFECT, EMPTY, FOUND, READY, SAVED } from './views.js';

const CUSTOMER = {
  ...FOUND.partners[0]!,
  companyId: '504',
  name: 'Relecloud',
  cannotBeTagged: 'Relecloud is the customer of this deal.',
};

describe('tagging a partner', () => {
  const transport = (card: DealCardView) =>
    answeringTransport({
      'deal-card': ok(card),
      'find-partners': ok(FOUND),
      'tag-deal': byMode,
    });

  it('asks for nothing before the dialog is opened', async () => {
    const { ask, asked } = transport(READY);
    const { card } = await shown(READY, ask);
    expect(asked.map(({ name }) => name)).toEqual(['deal-card']);
    expect(overlayOf(buttonOf(card, 'Propose a partner')).find(Modal).childNodes).toEqual([]);
  });

  it('finds a partner, shows the effect, saves what was shown, and draws the deal as it is then', async () => {
    const { ask, asked } = transport(EMPTY);
    const { card, actions } = await shown(EMPTY, ask);
    const dialog = await opened(card, 'Propose a partner');
    await card.waitFor(() => expect(radio(dialog(), 'found-partner').props.options).toHaveLength(2));
    expect(radio(dialog(), 'found-partner').props.options[1]).toMatchObject({
      label: 'Northwind Systems',
      description: 'Gold · Reseller/channel · already on this deal',
    });
    expect(go(dialog(), 'Propose').props.disabled).toBe(true);

    radio(dialog(), 'found-partner').trigger('onChange', '503' as never);
    radio(dialog(), 'role').trigger('onChange', 'sourced' as never);
    dialog()
      .find(Select)
      .trigger('onChange', 'referral' as never);
    await nextTurn();
    go(dialog(), 'Propose').trigger('onClick');
    await card.waitFor(() => expect(wordsOf(dialog())).toContain(EFFECT.title));
    for (const words of ['Direct', 'Partner-sourced', '+$48,000.00', EFFECT.sentences[0]!])
      expect(wordsOf(dialog())).toContain(words);
    expect(dialog().find(Alert).props.title).toBe(EFFECT.conflicts[0]);

    go(dialog(), 'Propose').trigger('onClick');
    await card.waitFor(() => expect(wordsOf(card.getRootNode())).toContain(READY.headline));
    const change = { kind: 'set', partnerId: '503', role: 'sourced', motion: 'referral' };
    expect(asked.filter(({ name }) => name === 'tag-deal').map(({ parameters }) => parameters)).toEqual([
      { dealId: '901', change, mode: 'preview' },
      { dealId: '901', change, mode: 'save', basis: 'b-1' },
    ]);
    expect(actions.called).toEqual(['close tag-partner', `alert ${SAVED.message}: ${SAVED.next}`, 'refresh']);
    expect(asked.filter(({ name }) => name === 'deal-card')).toHaveLength(1);
  });

  it('saves at once where nobody need see the effect', async () => {
    const { ask, asked } = answeringTransport({
      'deal-card': ok(READY),
      'tag-deal': ({ mode }) => ({
        ok: true,
        view: mode === 'preview' ? { ...EFFECT, needsConfirmation: false } : SAVED,
      }),
    });
    const { card, actions } = await shown(READY, ask);
    const dialog = await opened(card, 'Tag as influenced');
    expect(wordsOf(dialog())).toContain('Fabrikam Consulting');
    expect(radio(dialog(), 'role').props.value).toBe('influenced');
    expect(dialog().maybeFind(SearchInput)).toBeNull();
    go(dialog(), 'Propose').trigger('onClick');
    await card.waitFor(() => expect(actions.called).toContain('close accept-503'));
    expect(asked.slice(1).map(({ parameters }) => parameters['mode'])).toEqual(['preview', 'save']);
  });

  it('says why it was refused, keeps the dialog open, and looks at the effect again', async () => {
    const refused = {
      ok: false,
      error: { code: 'effect_outdated', message: 'The deal has changed.', next: 'Look at the effect again.' },
    };
    const { ask, asked } = answeringTransport({
      'deal-card': ok(READY),
      'tag-deal': ({ mode }) => (mode === 'preview' ? { ok: true, view: EFFECT } : refused),
    });
    const { card, actions } = await shown(READY, ask);
    const dialog = await opened(card, 'Change');
    expect(radio(dialog(), 'role').props.value).toBe('sourced');
    expect(dialog().find(Select).props.value).toBe('referral');
    go(dialog(), 'Propose').trigger('onClick');
    await card.waitFor(() => expect(wordsOf(dialog())).toContain(EFFECT.title));
    go(dialog(), 'Propose').trigger('onClick');
    await card.waitFor(() => expect(wordsOf(dialog())).toContain('Look at the effect again.'));
    expect(actions.called).toEqual([]);
    buttonOf(dialog(), 'Look again').trigger('onClick' as never);
    await nextTurn();
    expect(asked.slice(1).map(({ parameters }) => parameters['mode'])).toEqual([
      'preview',
      'save',
      'preview',
    ]);
  });

  it('drops the partners of words that are no longer in the field', async () => {
    const { ask, asked } = heldTransport();
    const card = createRenderer('crm.record.tab');
    card.render(<DealCard dealId="901" ask={ask} actions={notedActions()} />);
    await nextTurn();
    asked[0]!.answer({ ok: true, view: READY });
    await card.waitFor(() => expect(wordsOf(card.getRootNode())).toContain(READY.headline));
    const dialog = await opened(card, 'Propose a partner');
    expect(asked[1]!.parameters).toEqual({ query: '', dealId: '901' });
    dialog()
      .find(SearchInput)
      .trigger('onInput', 'fab' as never);
    await until(() => asked.length === 3);
    expect(asked[2]!.parameters).toEqual({ query: 'fab', dealId: '901' });
    asked[2]!.answer({ ok: true, view: { ...FOUND, partners: FOUND.partners.slice(0, 1) } });
    await card.waitFor(() => expect(radio(dialog(), 'found-partner').props.options).toHaveLength(1));
    asked[1]!.answer({ ok: true, view: FOUND });
    await nextTurn();
    expect(radio(dialog(), 'found-partner').props.options).toHaveLength(1);
  });

  it('asks once for what somebody typed fast', async () => {
    const { ask, asked } = transport(READY);
    const { card } = await shown(READY, ask);
    const dialog = await opened(card, 'Propose a partner');
    await card.waitFor(() => expect(radio(dialog(), 'found-partner')).toBeDefined());
    for (const query of ['f', 'fa', 'fab'])
      dialog()
        .find(SearchInput)
        .trigger('onInput', query as never);
    await card.waitFor(() => expect(asked.at(-1)?.parameters['query']).toBe('fab'));
    const queries = asked.filter(({ name }) => name === 'find-partners');
    expect(queries.map(({ parameters }) => parameters['query'])).toEqual(['', 'fab']);
  });

  it('says why a partner cannot be tagged, and does not let it be chosen', async () => {
    const { ask } = answeringTransport({
      'deal-card': ok(READY),
      'find-partners': ok({ ...FOUND, partners: [CUSTOMER] }),
    });
    const { card } = await shown(READY, ask);
    const dialog = await opened(card, 'Propose a partner');
    await card.waitFor(() =>
      expect(radio(dialog(), 'found-partner').props.options).toEqual([
        { value: '504', label: 'Relecloud', description: CUSTOMER.cannotBeTagged, readOnly: true },
      ]),
    );
  });

  it('takes a tag off, where there is one', async () => {
    const { ask, asked } = transport(READY);
    const { card, actions } = await shown(READY, ask);
    const dialog = await opened(card, 'Change');
    expect(radio(dialog(), 'role').props.options.map(({ value }) => value)).toEqual([
      'sourced',
      'influenced',
      'none',
    ]);
    radio(dialog(), 'role').trigger('onChange', 'none' as never);
    await nextTurn();
    expect(dialog().maybeFind(Select)).toBeNull();
    go(dialog(), 'Take off').trigger('onClick');
    await card.waitFor(() => expect(wordsOf(dialog())).toContain(EFFECT.title));
    go(dialog(), 'Take off').trigger('onClick');
    await card.waitFor(() => expect(actions.called).toContain('close change-501'));
    expect(asked[1]!.parameters['change']).toEqual({ kind: 'remove', partnerId: '501' });

    const other = await opened(card, 'Tag');
    expect(radio(other(), 'role').props.options.map(({ value }) => value)).toEqual(['sourced', 'influenced']);
  });
});
