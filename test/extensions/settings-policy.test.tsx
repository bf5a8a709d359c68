/** The policy editor in HubSpot's own test renderer: what is written, refused, previewed, saved and taken back. */
import { describe, expect, it } from '@jest/globals';
import { Alert, Button, Input, LoadingButton, MultiSelect, Select, TextArea } from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';

import { settingIn, withSetting } from '../../extensions/settings/policy-text.js';
import { open, ok, refused, wordsOf } from './settings-shown.js';
import { DEFAULTS, EFFECT, READY_SETTINGS } from './settings-views.js';

describe('the policy editor', () => {
  type Page = Awaited<ReturnType<typeof open>>['page'];
  const textOf = (page: Page) => String(page.find(TextArea).props.value);
  const fieldOf = (page: Page, label: string) => page.find(Input, ({ props }) => props.label === label);
  const write = (page: Page, label: string, text: string) => fieldOf(page, label).props.onChange?.(text);
  const saveOf = (page: Page) => page.find(LoadingButton, (button) => wordsOf(button) === 'Save');

  const previewed = async (page: Page, press: (label: string) => unknown) => {
    write(page, 'Version', 'mine-1');
    press('Preview the effect');
    await page.waitFor(() => expect(saveOf(page).props.disabled).toBe(false));
  };

  it('edits one text by fields and as JSON', async () => {
    const { page } = await open(READY_SETTINGS);
    page.find(Input).props.onChange?.('mine-1');
    page.find(Select).props.onChange?.('u_shaped');
    write(page, 'Points of one email', '0.25');
    expect(JSON.parse(textOf(page))).toEqual({
      version: 'mine-1',
      model: 'u_shaped',
      lockDays: 14,
      // A group replaces the built-in one, so what was in force for the others is taken over.
      influence: { points: { email: 0.25, call: 0.5 } },
    });
    page.find(TextArea).props.onChange?.('{"version":"json-1"}');
    expect(page.find(Input).props.value).toBe('json-1');
  });

  it('edits a list by choosing: what stays keeps its place, and none chosen is an empty list', async () => {
    const { page } = await open(READY_SETTINGS);
    const alerts = () => page.find(MultiSelect);
    const written = () => settingIn(textOf(page), ['programme', 'alerts', 'on']);
    expect(alerts().props.value).toEqual(['agreement_due', 'conflict']);
    alerts().props.onChange?.(['conflict', 'tier_at_risk', 'agreement_due']);
    expect(written()).toEqual(['agreement_due', 'conflict', 'tier_at_risk']);
    alerts().props.onChange?.([]);
    expect(written()).toEqual([]);
    expect(alerts().props.value).toEqual([]);
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
    for (const text of ['Won, total', 'Tags as sourced', '… and 12 more deals', 'of 4120', '$4.00 → $0.00']) {
      expect(words()).toContain(text);
    }
    const links = page.findAll(CrmActionLink).map((link) => [wordsOf(link), link.props.actionContext]);
    expect(links).toEqual([
      ['Northwind', { objectTypeId: '0-2', objectId: 77 }],
      ['Fabrikam', { objectTypeId: '0-3', objectId: 901 }],
    ]);
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
    const { page, asked, alerts, press, words } = await open(READY_SETTINGS, {
      policy: [ok(EFFECT), ok(saved)],
    });
    expect(saveOf(page).props.disabled).toBe(true);
    await previewed(page, press);
    press('Save');
    await page.waitFor(() => expect(words()).toContain('Policy mine-1 is in force.'));
    expect(asked.at(-1)?.parameters).toMatchObject({ mode: 'save', basis: 'basis-1' });
    expect(alerts).toEqual(['Policy mine-1 is in force. The next sync.']);
  });

  it('keeps the text where a save is refused', async () => {
    const { page, press, words } = await open(READY_SETTINGS, { policy: [ok(EFFECT), refused] });
    await previewed(page, press);
    press('Save');
    await page.waitFor(() => expect(words()).toContain('Do this instead.'));
    expect(textOf(page)).toContain('mine-1');
  });

  it('saves no other text than the one whose effect is on the page', async () => {
    const { page, press, words } = await open(READY_SETTINGS, { policy: [ok(EFFECT), ok(EFFECT)] });
    const stands = () => [saveOf(page).props.disabled, words().includes(EFFECT.title)];
    write(page, 'Lock, days', '30');
    expect(words()).toContain('Give the changed policy a version of its own');
    write(page, 'Version', 'mine-1');
    expect(words()).toContain('Preview the effect first');
    expect(stands()).toEqual([true, false]);
    await previewed(page, press);
    expect(stands()).toEqual([false, true]);
    write(page, 'Lock, days', '31');
    expect(stands()).toEqual([true, false]);
    write(page, 'Lock, days', '30');
    await previewed(page, press);
    write(page, 'Lock, days', '');
    expect(stands()).toEqual([true, false]);
  });

  it('drops an effect that comes after the next edit: it is of another policy', async () => {
    const { page, press, words } = await open(READY_SETTINGS, { policy: [ok(EFFECT)] });
    write(page, 'Version', 'mine-1');
    press('Preview the effect');
    write(page, 'Lock, days', '31');
    await page.waitFor(() =>
      expect(page.find(LoadingButton, (one) => wordsOf(one) === 'Check').props.disabled).toBe(false),
    );
    expect(words()).not.toContain(EFFECT.title);
    expect(saveOf(page).props.disabled).toBe(true);
  });

  it.each([
    ['Lock, days', '', 'This may not be empty'],
    ['Lock, days', '-5', '-5 is below 0'],
    ['Lock, days', '1,5', '“1,5” is not a number'],
    ['Lock, days', 'two weeks', '“two weeks” is not a number'],
    ['Lock, days', '1e3', '“1e3” is not a number'],
    ['Half-life, days', '0', 'This must be above 0'],
    ['Points of one email', '-1', '-1 is below 0'],
  ])('refuses %s of “%s”, at the field and by name, and asks nothing', async (label, text, problem) => {
    const { page, asked, press, words } = await open(READY_SETTINGS);
    write(page, label, text);
    const { value, error, validationMessage } = fieldOf(page, label).props;
    expect([value, error, validationMessage]).toEqual([text, true, expect.stringContaining(problem)]);
    // The JSON keeps what it had: nothing is clamped, nothing is guessed.
    expect(textOf(page)).toBe(READY_SETTINGS.policy.text);
    for (const button of ['Check', 'Preview the effect']) {
      press(button);
      expect(page.find(Alert).props.title).toBe('This policy cannot be used yet');
      expect(words()).toContain(`${label}: ${problem}`);
    }
    expect(saveOf(page).props.disabled).toBe(true);
    expect(asked.map(({ name }) => name)).toEqual(['settings']);
    write(page, label, '2');
    expect(fieldOf(page, label).props.error).toBe(false);
    expect(page.maybeFind(Alert)).toBeNull();
  });

  it.each([
    ['Lock, days', '1.5', 1.5],
    ['Lock, days', '0', 0],
    ['Lock, days', ' 30 ', 30],
    ['Half-life, days', '.5', 0.5],
  ])('takes %s of “%s” as it stands, and shows what is in force', async (label, text, expected) => {
    const { page } = await open(READY_SETTINGS);
    write(page, label, text);
    expect([fieldOf(page, label).props.value, fieldOf(page, label).props.error]).toEqual([
      String(expected),
      false,
    ]);
    expect(Object.values(JSON.parse(textOf(page)) as object)).toContain(expected);
  });

  it('shows the default of a setting that the JSON leaves out, and a kind without points as empty', async () => {
    const { page } = await open(READY_SETTINGS);
    const shown = () =>
      ['Half-life, days', 'Points of one email'].map((label) => fieldOf(page, label).props.value);
    expect(shown()).toEqual(['30', '0.5']);
    page.find(TextArea).props.onChange?.('{"halfLifeDays":-5,"influence":{"points":{"call":2}}}');
    expect(shown()).toEqual(['-5', '']);
    expect(fieldOf(page, 'Half-life, days').props.error).toBe(true);
    expect(fieldOf(page, 'Points of one email').props.error).toBe(false);
  });

  it('puts the built-in defaults into the editor, and saves nothing by it', async () => {
    const { page, asked } = await open(READY_SETTINGS);
    write(page, 'Lock, days', '');
    page.find(Button, (button) => wordsOf(button).includes('built-in defaults')).trigger('onClick');
    expect(textOf(page)).toBe(DEFAULTS);
    expect(fieldOf(page, 'Lock, days').props.value).toBe('14');
    expect(asked.map(({ name }) => name)).toEqual(['settings']);
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
