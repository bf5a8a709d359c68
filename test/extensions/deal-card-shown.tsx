/** The deal card shown, and its dialogs opened, as tests of what it changes need them. */
import { expect } from '@jest/globals';
import { LoadingButton, ToggleGroup } from '@hubspot/ui-extensions';
import { createRenderer, type RenderedFragmentNode } from '@hubspot/ui-extensions/testing';

import type { Ask, Parameters } from '../../extensions/ask.js';
import { DealCard } from '../../extensions/deal-card/DealCard.js';
import type { DealCardView } from '../../src/operations/views/deal-card-view.js';
import { buttonOf, nextTurn, notedActions, overlayOf, wordsOf } from './rendering.js';
import { EFFECT, SAVED } from './views.js';

export const ok = (view: unknown) => () => ({ ok: true, view });
export const byMode = ({ mode }: Parameters): unknown => ({
  ok: true,
  view: mode === 'preview' ? EFFECT : SAVED,
});

export const shown = async (view: DealCardView, ask: Ask) => {
  const actions = notedActions();
  const card = createRenderer('crm.record.tab');
  card.render(<DealCard dealId="901" ask={ask} actions={actions} />);
  const words = view.kind === 'ready' ? view.headline : view.hint;
  await card.waitFor(() => expect(wordsOf(card.getRootNode())).toContain(words));
  return { card, actions };
};
type Card = Awaited<ReturnType<typeof shown>>['card'];

/** Presses a button that opens a dialog; `dialog` looks at it as it is then. */
export const opened = async (card: Card, label: string) => {
  buttonOf(card, label).trigger('onClick' as never);
  await nextTurn();
  return (): RenderedFragmentNode => overlayOf(buttonOf(card, label));
};

export const go = (dialog: RenderedFragmentNode, label: string) => {
  const found = dialog.findAll(LoadingButton).find((one) => one.text === label);
  if (found === undefined) throw new Error(`there is no “${label}” in ${wordsOf(dialog)}`);
  return found;
};
export const radio = (dialog: RenderedFragmentNode, name: string) => dialog.find(ToggleGroup, { name });
