/** The programme part of the home page in HubSpot's own test renderer. */
import { expect, it } from '@jest/globals';
import {
  EmptyState,
  ErrorState,
  LoadingSpinner,
  Select,
  StatusTag,
  Tab,
  Table,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { createRenderer, type RenderedRootNode, type RenderedTextNode } from '@hubspot/ui-extensions/testing';

import type { Ask, Asked, Parameters } from '../../extensions/ask.js';
import { ProgrammeTab } from '../../extensions/home/programme/ProgrammeTab.js';
import { PROGRAMME, PROGRAMME_QUEUE } from './home-programme-views.js';

const wordsOf = (node: Pick<RenderedRootNode, 'childNodes'> | RenderedTextNode): string =>
  'childNodes' in node ? node.childNodes.map(wordsOf).join(' ') : node.text;

const ok = (view: unknown) => ({ ok: true, view });

const open = async (answers: Partial<Record<Asked, unknown>> = {}) => {
  const asked: { readonly name: Asked; readonly parameters: Parameters }[] = [];
  const all: Partial<Record<Asked, unknown>> = {
    'home-programme': ok(PROGRAMME),
    'home-programme-queue': ok(PROGRAMME_QUEUE),
    ...answers,
  };
  const ask: Ask = (name, parameters) => {
    asked.push({ name, parameters });
    return Promise.resolve(all[name]);
  };
  const page = createRenderer('home');
  page.render(<ProgrammeTab ask={ask} />);
  await page.waitFor(() => expect(page.maybeFind(LoadingSpinner)).toBeNull());
  return { page, asked, words: () => wordsOf(page.getRootNode()) };
};
type Page = Awaited<ReturnType<typeof open>>['page'];
const selectOf = (page: Page, label: string) => page.find(Select, ({ props }) => props.label === label);

it('asks for its numbers and for the first page of what waits, and shows what each stands on', async () => {
  const { asked, words, page } = await open();
  expect(asked).toEqual([
    { name: 'home-programme', parameters: {} },
    { name: 'home-programme-queue', parameters: { kind: null, page: 1 } },
  ]);
  for (const text of [
    ...[PROGRAMME.basis, '42%', '5 of 12', 'Approval rate 80% (8 of 10)'],
    ...['n/a', 'No agreements were due.', PROGRAMME.choice],
    ...[PROGRAMME.forecast.rows[0]!.cells[0]!, PROGRAMME.forecast.sentences[0]!],
    ...[PROGRAMME.comparison.rows[0]!.cells[0]!, PROGRAMME.health.formulas[0]!],
  ]) {
    expect(words()).toContain(text);
  }
  expect(page.findAll(Tab).map(({ props }) => props.title)).toEqual([
    'What waits',
    'Health of partners',
    'Forecast',
    'With and without a partner',
  ]);
});

it('shows another period without asking again', async () => {
  const { page, asked, words } = await open();
  selectOf(page, 'Period').props.onChange?.('last_quarter');
  expect(words()).toContain('17%');
  expect(words()).not.toContain('5 of 12');
  expect(asked).toHaveLength(2);
});

it('filters what waits by kind from its first page, and pages through it', async () => {
  const { page, asked } = await open();
  const queueTable = page.find(Table, ({ props }) => props.paginated === true);
  (queueTable as { trigger(event: string, value: unknown): void }).trigger('onPageChange', 2);
  await page.waitFor(() => expect(asked).toHaveLength(3));
  await page.waitFor(() => expect(page.maybeFind(LoadingSpinner)).toBeNull());
  selectOf(page, 'Show').props.onChange?.('escalation');
  await page.waitFor(() => expect(asked).toHaveLength(4));
  expect(asked.slice(2).map(({ parameters }) => parameters)).toEqual([
    { kind: null, page: 2 },
    { kind: 'escalation', page: 1 },
  ]);
});

it('links each matter to its partner and its record, and says in words what is overdue', async () => {
  const { page } = await open();
  const links = page.findAll(CrmActionLink).map((link) => [wordsOf(link), link.props.actionContext]);
  expect(links).toContainEqual(['Open the ticket', { objectTypeId: '0-5', objectId: 55 }]);
  expect(links).toContainEqual(['Contoso', { objectTypeId: '0-2', objectId: 8 }]);
  expect(page.findAll(StatusTag).map(wordsOf)).toContain('18 Nov 2026, overdue');
});

it('says what to do where there are no numbers yet, where nothing waits, and what failed', async () => {
  const steps = ['Run partnership sync.'];
  const none = ok({ kind: 'home-programme-empty', headline: 'There are no programme numbers yet', steps });
  const empty = await open({ 'home-programme': none });
  expect(empty.page.find(EmptyState).props.title).toBe('There are no programme numbers yet');
  expect(empty.words()).toContain('Run partnership sync.');
  const nothing = { ...PROGRAMME_QUEUE, kinds: [{ value: 'all', label: 'Everything: 0' }], items: [] };
  const quiet = await open({ 'home-programme-queue': ok(nothing) });
  expect(quiet.page.find(EmptyState).props.title).toBe('Nothing waits here');
  const error = { code: 'x', message: 'HubSpot asked us to slow down.', next: 'Wait a minute.' };
  const failed = await open({ 'home-programme': { ok: false, error } });
  expect(failed.page.maybeFind(ErrorState)).not.toBeNull();
  expect(failed.words()).toContain('Wait a minute.');
});
