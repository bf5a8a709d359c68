/** The settings page over canned answers, for its tests. */
import { expect } from '@jest/globals';
import { LoadingButton, LoadingSpinner } from '@hubspot/ui-extensions';
import { createRenderer, type RenderedRootNode, type RenderedTextNode } from '@hubspot/ui-extensions/testing';

import type { Ask, Asked, Parameters } from '../../extensions/ask.js';
import { SettingsPage } from '../../extensions/settings/SettingsPage.js';
import type { SettingsView } from '../../src/operations/views/settings-view.js';

/** Every word under a node. */
export const wordsOf = (node: Pick<RenderedRootNode, 'childNodes'> | RenderedTextNode): string =>
  'childNodes' in node ? node.childNodes.map(wordsOf).join(' ') : node.text;

type Answers = Partial<Record<Asked, unknown[]>>;

/** What a handler answers. */
export const ok = (view: unknown) => ({ ok: true, view });
export const refused = {
  ok: false,
  error: { code: 'x', message: 'It was refused.', next: 'Do this instead.' },
};

/** A page over canned answers: each handler gives its own, in turn. */
export const open = async (view: SettingsView, answers: Answers = {}) => {
  const asked: { readonly name: Asked; readonly parameters: Parameters }[] = [];
  const alerts: string[] = [];
  const copied: string[] = [];
  const left: Answers = { settings: [ok(view)], ...answers };
  const ask: Ask = (name, parameters) => {
    asked.push({ name, parameters });
    return Promise.resolve(left[name]?.shift());
  };
  const actions = {
    addAlert: ({ title, message }: { readonly title?: string; readonly message: string }) => {
      alerts.push(`${title ?? ''} ${message}`.trim());
    },
    copyTextToClipboard: (text: string) => {
      copied.push(text);
      return Promise.resolve();
    },
  };
  const page = createRenderer('settings');
  page.render(<SettingsPage ask={ask} actions={actions} />);
  await page.waitFor(() => expect(page.maybeFind(LoadingSpinner)).toBeNull());
  const press = (label: string) =>
    page.find(LoadingButton, (button) => wordsOf(button).includes(label)).trigger('onClick');
  const words = () => wordsOf(page.getRootNode());
  return { page, asked, alerts, copied, press, words };
};
