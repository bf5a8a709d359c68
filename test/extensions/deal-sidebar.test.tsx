/** The deal's card in the sidebar: its four states, and the whole card that it opens. */
import { describe, expect, it } from '@jest/globals';
import { Button, ErrorState, Heading, LoadingSpinner, Panel, Tag } from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { createRenderer } from '@hubspot/ui-extensions/testing';

import type { Ask } from '../../extensions/ask.js';
import { DealSidebar } from '../../extensions/deal-sidebar/DealSidebar.js';
import type { SavedView } from '../../src/operations/views/effect-view.js';
import {
  answeringTransport,
  buttonOf,
  heldTransport,
  nextTurn,
  notedActions,
  overlayOf,
  wordsOf,
} from './rendering.js';
import { NOBODY, READY, SIDEBAR } from './views.js';

const SAVED: SavedView = { kind: 'saved', message: 'Dismissed.', next: null, card: READY };

const render = (ask: Ask) => {
  const actions = notedActions();
  const card = createRenderer('crm.record.sidebar');
  card.render(<DealSidebar dealId="901" ask={ask} actions={actions} />);
  return { card, actions };
};

describe('the sidebar card', () => {
  it('says what it is doing while it waits', () => {
    const { card } = render(heldTransport().ask);
    expect(card.find(LoadingSpinner).props.label).toBe('Looking up the partner');
  });

  it('says who, why, whom to call and what waits, with one call', async () => {
    const { ask, asked } = answeringTransport({ 'deal-sidebar': () => ({ ok: true, view: SIDEBAR }) });
    const { card } = render(ask);
    await card.waitFor(() => expect(card.find(CrmActionLink).text).toBe('Northwind Systems'));
    expect(card.findAll(Tag).map(({ text }) => text)).toEqual(['Gold', 'Partner-sourced']);
    const { why, contact, others, waiting } = SIDEBAR;
    for (const sentence of [why, contact!, others!, ...waiting])
      expect(wordsOf(card.getRootNode())).toContain(sentence);
    expect(asked).toEqual([{ name: 'deal-sidebar', parameters: { dealId: '901' } }]);
  });

  it('says that there is nobody, and what to do about it', async () => {
    const { card } = render(() => Promise.resolve({ ok: true, view: NOBODY }));
    await card.waitFor(() => expect(card.find(Heading).text).toBe(NOBODY.headline));
    expect(wordsOf(card.getRootNode())).toContain(NOBODY.hint);
  });

  it('shows a failure in words, and asks again', async () => {
    const { ask, asked } = heldTransport();
    const { card } = render(ask);
    await nextTurn();
    asked[0]!.fail();
    await card.waitFor(() => expect(wordsOf(card.find(ErrorState))).toContain('did not answer'));
    card.find(Button).trigger('onClick');
    await nextTurn();
    asked[1]!.answer({ ok: true, view: SIDEBAR });
    await card.waitFor(() => expect(card.find(CrmActionLink).text).toBe('Northwind Systems'));
  });

  it('opens the whole card beside it, and asks for it only then', async () => {
    const { ask, asked } = answeringTransport({
      'deal-sidebar': () => ({ ok: true, view: SIDEBAR }),
      'deal-card': () => ({ ok: true, view: READY }),
      'dismiss-suggestion': () => ({ ok: true, view: SAVED }),
    });
    const { card } = render(ask);
    const names = () => asked.map(({ name }) => name);
    const panel = () => overlayOf(buttonOf(card, 'Open the details')).find(Panel);
    await card.waitFor(() => expect(panel().props.title).toBe('Partners on this deal'));
    buttonOf(card, 'Open the details').trigger('onClick' as never);
    await card.waitFor(() => expect(wordsOf(panel())).toContain(READY.headline));
    panel().trigger('onClose');
    await nextTurn();
    expect(names()).toEqual(['deal-sidebar', 'deal-card']);
  });

  it('looks again once something was saved in the details and they are closed', async () => {
    const { ask, asked } = answeringTransport({
      'deal-sidebar': () => ({ ok: true, view: SIDEBAR }),
      'deal-card': () => ({ ok: true, view: READY }),
      'dismiss-suggestion': () => ({ ok: true, view: SAVED }),
    });
    const { card, actions } = render(ask);
    const panel = () => overlayOf(buttonOf(card, 'Open the details')).find(Panel);
    await card.waitFor(() => expect(panel()).toBeDefined());
    buttonOf(card, 'Open the details').trigger('onClick' as never);
    await card.waitFor(() => expect(wordsOf(panel())).toContain(READY.headline));
    buttonOf(panel(), 'No').trigger('onClick' as never);
    await nextTurn();
    const dialog = () => overlayOf(buttonOf(panel(), 'No'));
    buttonOf(dialog(), 'It does not belong here').trigger('onClick' as never);
    await card.waitFor(() => expect(actions.called).toContain('refresh'));
    expect(asked.filter(({ name }) => name === 'deal-sidebar')).toHaveLength(1);
    panel().trigger('onClose');
    await nextTurn();
    expect(asked.filter(({ name }) => name === 'deal-sidebar')).toHaveLength(2);
  });
});
