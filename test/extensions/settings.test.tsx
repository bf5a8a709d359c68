/** The settings page in HubSpot's own test renderer: its states, and every action with what is asked and shown. */
import { describe, expect, it } from '@jest/globals';
import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Input,
  LoadingButton,
  LoadingSpinner,
  NumberInput,
  Select,
  StatusTag,
  TextArea,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { createRenderer, type RenderedRootNode, type RenderedTextNode } from '@hubspot/ui-extensions/testing';

import type { Ask, Asked, Parameters } from '../../extensions/ask.js';
import { settingIn, withSetting } from '../../extensions/settings/policy-text.js';
import { SettingsPage } from '../../extensions/settings/SettingsPage.js';
import type { SettingsView } from '../../src/operations/views/settings-view.js';
import { COMPLETE, EFFECT, EMPTY_SETTINGS, LACKING, READY_SETTINGS } from './settings-views.js';

const wordsOf = (node: Pick<RenderedRootNode, 'childNodes'> | RenderedTextNode): string =>
  'childNodes' in node ? node.childNodes.map(wordsOf).join(' ') : node.text;

type Answers = Partial<Record<Asked, unknown[]>>;

const ok = (view: unknown) => ({ ok: true, view });
const refused = { ok: false, error: { code: 'x', message: 'It was refused.', next: 'Do this instead.' } };

/** A page over canned answers: each handler gives its own, in turn. */
const open = async (view: SettingsView, answers: Answers = {}) => {
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
    expect(alerts).toEqual(['0 left']);
  });

  it('lists what was refused, and why', async () => {
    const view = {
      kind: 'created',
      message: '0 of 1 items were created.',
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

describe('the policy editor', () => {
  const textOf = (page: Awaited<ReturnType<typeof open>>['page']) => String(page.find(TextArea).props.value);

  it('edits one text by fields and as JSON', async () => {
    const { page } = await open(READY_SETTINGS);
    page.find(Input).props.onChange?.('mine-1');
    page.find(Select).props.onChange?.('u_shaped');
    page.find(NumberInput).props.onChange?.(0.25);
    expect(JSON.parse(textOf(page))).toEqual({
      version: 'mine-1',
      model: 'u_shaped',
      lockDays: 14,
      influence: { points: { email: 0.25 } },
    });
    page.find(TextArea).props.onChange?.('{"version":"json-1"}');
    expect(page.find(Input).props.value).toBe('json-1');
  });

  it('says so where the JSON cannot be read, and keeps it', async () => {
    const { page } = await open(READY_SETTINGS);
    page.find(TextArea).props.onChange?.('{"version":');
    expect(page.maybeFind(Input)).toBeNull();
    expect(page.find(Alert).props.title).toBe('The JSON below cannot be read');
    expect(textOf(page)).toBe('{"version":');
  });

  it('checks: every problem is listed', async () => {
    const problems = ['unknown key modle; the nearest known key is model', 'lockDays is -1'];
    const { page, asked, press, words } = await open(READY_SETTINGS, {
      policy: [ok({ kind: 'policy-checked', valid: false, problems, changes: [], notes: [] })],
    });
    press('Check');
    await page.waitFor(() => expect(page.find(Alert).props.title).toContain('cannot be used yet'));
    for (const problem of problems) expect(words()).toContain(problem);
    expect(asked.at(-1)).toEqual({
      name: 'policy',
      parameters: { mode: 'check', text: READY_SETTINGS.policy.text },
    });
  });

  it('previews: totals, partners, deals with the setting, and a command to copy', async () => {
    const { page, copied, alerts, press, words } = await open(READY_SETTINGS, { policy: [ok(EFFECT)] });
    press('Preview the effect');
    await page.waitFor(() => expect(words()).toContain(EFFECT.title));
    for (const text of ['Won, total', 'Northwind', 'Tags as sourced', '… and 12 more deals', 'of 4120']) {
      expect(words()).toContain(text);
    }
    page.find(Button, (button) => wordsOf(button) === 'Copy the command').trigger('onClick');
    await new Promise((resolve) => setImmediate(resolve));
    expect(alerts).toEqual(['The command is on the clipboard.']);
    expect(copied).toEqual([EFFECT.command]);
    page.find(Input).props.onChange?.('other-1');
    expect(words()).not.toContain(EFFECT.title);
  });

  it('saves what was edited with what was in force, and shows what is in force now', async () => {
    const next = {
      ...READY_SETTINGS,
      policy: { ...READY_SETTINGS.policy, sentence: 'Policy mine-1 is in force.', basis: 'basis-2' },
    };
    const saved = {
      kind: 'saved',
      message: 'Policy mine-1 is in force.',
      next: 'The next sync.',
      settings: next,
    };
    const { page, asked, alerts, press, words } = await open(READY_SETTINGS, { policy: [ok(saved)] });
    const save = () => page.find(LoadingButton, (button) => wordsOf(button) === 'Save');
    expect(save().props.disabled).toBe(true);
    page.find(Input).props.onChange?.('mine-1');
    expect(save().props.disabled).toBe(false);
    press('Save');
    await page.waitFor(() => expect(words()).toContain('Policy mine-1 is in force.'));
    expect(asked.at(-1)?.parameters).toMatchObject({ mode: 'save', basis: 'basis-1' });
    expect(alerts).toEqual(['Policy mine-1 is in force. The next sync.']);
  });

  it('keeps the text where a save is refused', async () => {
    const { page, press, words } = await open(READY_SETTINGS, { policy: [refused] });
    page.find(Input).props.onChange?.('mine-1');
    press('Save');
    await page.waitFor(() => expect(words()).toContain('Do this instead.'));
    expect(textOf(page)).toContain('mine-1');
  });

  it('puts a policy of before into the editor', async () => {
    const { page } = await open(READY_SETTINGS);
    page.find(Button, (button) => wordsOf(button).includes('old-1')).trigger('onClick');
    expect(textOf(page)).toBe('{"version":"old-1"}');
  });

  it('that may not be saved says why', async () => {
    const readOnly = 'Ops keep the policy in a file.';
    const { page, words } = await open({
      ...READY_SETTINGS,
      policy: { ...READY_SETTINGS.policy, readOnly },
    });
    page.find(Input).props.onChange?.('mine-1');
    expect(page.find(Alert).props.title).toBe(readOnly);
    expect(page.find(LoadingButton, (button) => wordsOf(button) === 'Save').props.disabled).toBe(true);
    expect(words()).toContain('Preview the effect');
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

describe('a setting in the JSON', () => {
  const TEXT = '{"a":1,"b":{"c":2},"d":3}';

  it.each([
    [['a'], 9, '{"a":9,"b":{"c":2},"d":3}'],
    [['b', 'c'], 9, '{"a":1,"b":{"c":9},"d":3}'],
    [['b', 'e', 'f'], 9, '{"a":1,"b":{"c":2,"e":{"f":9}},"d":3}'],
    [['b', 'c'], undefined, '{"a":1,"b":{},"d":3}'],
    [['x'], undefined, TEXT],
  ])('%j set to %p changes that one alone', (path, value, expected) => {
    const changed = withSetting(TEXT, path, value);
    expect(JSON.stringify(JSON.parse(changed))).toBe(expected);
    expect(settingIn(changed, path)).toBe(value);
  });
});
