/** The settings page in HubSpot's own test renderer: its states, and every action with what is asked and shown. */
import { describe, expect, it } from '@jest/globals';
import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  StatusTag,
  TextArea,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';

import type { Ask } from '../../extensions/ask.js';
import { SettingsPage } from '../../extensions/settings/SettingsPage.js';
import { open, ok, refused, wordsOf } from './settings-shown.js';
import { COMPLETE, EMPTY_SETTINGS, LACKING, READY_SETTINGS } from './settings-views.js';

describe('the settings page', () => {
  it('says what it is doing while it waits, asking once', () => {
    const page = createRenderer('settings');
    const asked: string[] = [];
    const ask: Ask = (name) => {
      asked.push(name);
      return new Promise(() => undefined);
    };
    page.render(
      <SettingsPage
        ask={ask}
        actions={{ addAlert: () => undefined, copyTextToClipboard: () => Promise.resolve() }}
      />,
    );
    expect(page.find(LoadingSpinner).props.label).toBe('Looking at what is set up');
  });

  it('that failed says why, and tries again', async () => {
    const { page, asked } = await open(READY_SETTINGS, { settings: [refused, ok(READY_SETTINGS)] });
    expect(wordsOf(page.find(ErrorState))).toContain('Do this instead.');
    page.find(Button).trigger('onClick');
    await page.waitFor(() => expect(page.maybeFind(ErrorState)).toBeNull());
    expect(asked.map(({ name }) => name)).toEqual(['settings', 'settings']);
  });

  it('of an empty portal says so, and offers to create', async () => {
    const { page, words } = await open(EMPTY_SETTINGS);
    expect(page.find(EmptyState).props.title).toContain('not set up');
    expect(words()).toContain('Create what is missing');
    expect(page.maybeFind(TextArea)).toBeNull();
  });

  it('shows what is set up, by area, and what only an admin can do', async () => {
    const { page, words } = await open(READY_SETTINGS);
    expect(wordsOf(page.find(StatusTag))).toBe('27 of 27');
    for (const text of [COMPLETE.headline, 'Put the cards on the records', 'Last sync 12 Sep 2026']) {
      expect(words()).toContain(text);
    }
    expect(words()).not.toContain('Create what is missing');
  });
});

describe('creating what is missing', () => {
  const created = (name: string, left: number) =>
    ok({
      kind: 'created',
      message: `${left} left`,
      next: name === 'b' ? 'Tags that carried the deleted label “Partner” are not restored.' : null,
      items: [{ name, outcome: 'created', text: 'Created' }],
      left,
      settings: left === 0 ? READY_SETTINGS : null,
    });

  it('goes on until nothing is left, then shows the page as it is', async () => {
    const { page, asked, alerts, press, words } = await open(EMPTY_SETTINGS, {
      'create-missing': [created('a', 20), created('b', 10), created('c', 0)],
    });
    press('Create what is missing');
    await page.waitFor(() => expect(words()).toContain(READY_SETTINGS.basis));
    expect(asked.filter(({ name }) => name === 'create-missing')).toHaveLength(3);
    const lost = 'Tags that carried the deleted label “Partner” are not restored.';
    expect(alerts).toEqual([`Created: 3 items. ${lost}`]);
  });

  it('keeps on the page what a label that is back does not bring back', async () => {
    const lost = 'Tags that carried the deleted label “Partner” are not restored.';
    const view = {
      kind: 'created',
      message: 'Created: Label “Partner”.',
      next: lost,
      items: [{ name: 'Label “Partner”', outcome: 'created', text: 'Created' }],
      left: 0,
      settings: READY_SETTINGS,
    };
    const { page, alerts, press } = await open(
      { ...READY_SETTINGS, setUp: LACKING },
      { 'create-missing': [ok(view)] },
    );
    press('Create what is missing');
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe(lost));
    expect(alerts).toEqual([`Created: Label “Partner”. ${lost}`]);
  });

  it('lists what was refused, and why', async () => {
    const view = {
      kind: 'created',
      message: 'Nothing could be created.',
      next: null,
      items: [{ name: 'Label “Partner”', outcome: 'failed', text: 'The portal has no room for labels.' }],
      left: 0,
      settings: { ...READY_SETTINGS, setUp: LACKING },
    };
    const { page, press, words } = await open(
      { ...READY_SETTINGS, setUp: LACKING },
      { 'create-missing': [ok(view)] },
    );
    press('Create what is missing');
    await page.waitFor(() => expect(words()).toContain('The portal has no room for labels.'));
  });

  it('that is refused as a whole says what to do', async () => {
    const { page, press } = await open(EMPTY_SETTINGS, { 'create-missing': [refused] });
    press('Create what is missing');
    await page.waitFor(() => expect(page.find(Alert).props.title).toBe('It was refused.'));
  });
});

it('the setting of tags is saved', async () => {
  const settings = { ...READY_SETTINGS, tagging: { ...READY_SETTINGS.tagging, value: 'confirm' } };
  const { page, asked, alerts } = await open(READY_SETTINGS, {
    'save-settings': [ok({ kind: 'saved', message: 'Saved.', next: null, settings })],
  });
  (page.find(ToggleGroup).props.onChange as (value: string) => void)('confirm');
  const save = page
    .findAll(LoadingButton)
    .filter((button) => wordsOf(button) === 'Save')
    .at(-1)!;
  save.trigger('onClick');
  await page.waitFor(() => expect(alerts).toEqual(['Saved.']));
  expect(asked.at(-1)).toEqual({ name: 'save-settings', parameters: { tagging: 'confirm' } });
});
