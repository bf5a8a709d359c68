/** The home page in HubSpot's own test renderer: its states, its lists, and what its actions ask for. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  Alert,
  BarChart,
  Button,
  EmptyState,
  ErrorState,
  List,
  LoadingButton,
  LoadingSpinner,
  SearchInput,
  Select,
  StatisticsItem,
  StatusTag,
  Table,
  TableHeader,
  TextArea,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { createRenderer, type RenderedRootNode, type RenderedTextNode } from '@hubspot/ui-extensions/testing';

import type { Ask, Asked, Parameters } from '../../extensions/ask.js';
import { HomePage } from '../../extensions/home/HomePage.js';
import { PARTNERS, QUEUE, READY_HOME } from './home-views.js';

const wordsOf = (node: Pick<RenderedRootNode, 'childNodes'> | RenderedTextNode): string =>
  'childNodes' in node ? node.childNodes.map(wordsOf).join(' ') : node.text;

/** The renderer's types of events take no value. */
const fire = (node: unknown, event: string, value: unknown): void =>
  (node as { trigger(event: string, value: unknown): void }).trigger(event, value);

const ok = (view: unknown) => ({ ok: true, view });
const refused = {
  ok: false,
  error: { code: 'x', message: 'HubSpot asked us to slow down.', next: 'Wait a minute.' },
};

/** A page over canned answers; the last of each goes on being given. */
const open = async (answers: Partial<Record<Asked, readonly unknown[]>>) => {
  const asked: { readonly name: Asked; readonly parameters: Parameters }[] = [];
  const alerts: string[] = [];
  const closed: string[] = [];
  const all: Partial<Record<Asked, readonly unknown[]>> = {
    'home-partners': [ok(PARTNERS)],
    'home-queue': [ok(QUEUE)],
    ...answers,
  };
  const ask: Ask = (name, parameters) => {
    const nth = asked.filter((one) => one.name === name).length;
    asked.push({ name, parameters });
    const given = all[name] ?? [];
    return Promise.resolve(given[Math.min(nth, given.length - 1)]);
  };
  const actions = {
    addAlert: ({ title = '' }: { readonly title?: string }) => void alerts.push(title),
    closeOverlay: (id: string) => void closed.push(id),
  };
  const page = createRenderer('home');
  page.render(<HomePage ask={ask} actions={actions} />);
  await page.waitFor(() => expect(page.maybeFind(LoadingSpinner)).toBeNull());
  const words = () => wordsOf(page.getRootNode());
  return { page, asked, alerts, closed, words };
};

// After a change the page looks again some seconds later, when these tests are over.
beforeAll(() => {
  const { setTimeout: start } = globalThis;
  jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation((run: () => void, ms?: number) => start(run, ms).unref());
});
afterAll(() => void jest.restoreAllMocks());

describe('the home page', () => {
  it('says what it is doing while it waits', () => {
    const page = createRenderer('home');
    const never = () => new Promise<unknown>(() => undefined);
    page.render(
      <HomePage ask={never} actions={{ addAlert: () => undefined, closeOverlay: () => undefined }} />,
    );
    expect(page.find(LoadingSpinner).props.label).toBe('Adding up the portfolio');
  });

  it('opens with the numbers, each with what it is a part of, and says as of when', async () => {
    const { page, words, asked } = await open({ home: [ok(READY_HOME)] });
    expect(page.findAll(StatisticsItem).map(({ props }) => props.number)).toEqual(['$48,000.00', '3']);
    expect(words()).toContain('31% of $155,000.00');
    expect(words()).toContain(READY_HOME.basis);
    expect(page.findAll(Alert)[0]!.props).toMatchObject({
      variant: 'warning',
      title: READY_HOME.notices[0]!.text,
    });
    expect(asked.filter(({ name }) => name === 'home')).toHaveLength(1);
  });

  it('writes the identity out, for every period that is chosen', async () => {
    const { page, words } = await open({ home: [ok(READY_HOME)] });
    expect(words()).toContain('+ direct $3.00 = won $6.00');
    fire(page.find(Select, { name: 'period' }), 'onChange', 'Last quarter (Q2 2026)');
    await page.waitFor(() => expect(words()).toContain('= won $0.00'));
    expect(words()).not.toContain('= won $6.00');
  });

  it('stacks the months in a chart, and has them as a table too', async () => {
    const { page, words } = await open({ home: [ok(READY_HOME)] });
    expect(page.find(BarChart).props.axes.options).toMatchObject({
      stacking: true,
      groupFieldByColor: 'class',
    });
    expect(words()).toContain('Sep 2026');
    expect(page.findAll(StatusTag).map(({ props }) => props.variant)).toContain('success');
  });

  it('says what to do where there are no numbers, and lists partners all the same', async () => {
    const empty = {
      kind: 'home-empty',
      headline: 'There are no numbers yet',
      steps: ['Run partnership setup.', 'Run partnership sync.'],
      dryRun: READY_HOME.dryRun,
    };
    const { page, words } = await open({ home: [ok(empty)] });
    expect(page.findAll(EmptyState)[0]!.props.title).toBe('There are no numbers yet');
    expect(wordsOf(page.findAll(List)[0]!)).toContain('Run partnership sync.');
    expect(words()).toContain('Northwind Systems');
  });

  it('that failed says why, and asks again', async () => {
    const { page, words } = await open({ home: [refused, ok(READY_HOME)] });
    expect(wordsOf(page.find(ErrorState))).toContain('HubSpot asked us to slow down. Wait a minute.');
    page.find(Button, (button) => wordsOf(button).includes('Try again')).trigger('onClick');
    await page.waitFor(() => expect(words()).toContain(READY_HOME.basis));
  });
});

describe('the league table', () => {
  it('is sorted, searched and paged by asking', async () => {
    const { page, asked } = await open({ home: [ok(READY_HOME)] });
    const paged = page.findAll(Table).find(({ props }) => 'pageCount' in props && props.pageCount === 80);
    fire(paged, 'onPageChange', 3);
    await page.waitFor(() => expect(asked.at(-1)!.parameters).toMatchObject({ page: 3, sort: 'sourced' }));
    await page.waitFor(() => expect(page.maybeFind(LoadingSpinner)).toBeNull());
    const head = page
      .findAll(TableHeader)
      .find((one) => wordsOf(one) === 'Won deals' && 'onSortChange' in one.props);
    fire(head, 'onSortChange', 'ascending');
    await page.waitFor(() =>
      expect(asked.at(-1)!.parameters).toMatchObject({ page: 1, sort: 'won', direction: 'ascending' }),
    );
    fire(page.find(SearchInput), 'onChange', 'north');
    await page.waitFor(() => expect(asked.at(-1)!.parameters).toMatchObject({ page: 1, filter: 'north' }));
  });

  it('links each partner, with what is not additive said', async () => {
    const { page, words } = await open({ home: [ok(READY_HOME)] });
    expect(page.findAll(CrmActionLink).map(({ props }) => props.actionContext)).toContainEqual({
      objectTypeId: '0-2',
      objectId: 501,
    });
    expect(words()).toContain('Influenced (not additive)');
  });
});

describe('the queue', () => {
  const saved = { kind: 'saved', message: 'Contoso is confirmed.', next: null, card: null };

  it('has a row with deal, amount, what, since when and what can be done', async () => {
    const { words } = await open({ home: [ok(READY_HOME)] });
    for (const word of [
      'Alder Foods',
      '$9,000.00 · won',
      'Contoso influenced',
      'Since 12 Sep',
      'Confirm',
      'Refuse',
    ]) {
      expect(words()).toContain(word);
    }
  });

  it('refuses with a reason: the effect is asked for first, the row leaves, and an alert says what was done', async () => {
    const effect = {
      kind: 'effect',
      basis: 'b1',
      title: 'Refuse',
      sentences: ['Nothing moves.'],
      classChange: null,
      partners: [],
      conflicts: [],
      needsConfirmation: false,
    };
    const { page, asked, alerts, closed, words } = await open({
      home: [ok(READY_HOME)],
      'rule-on-tag': [ok(effect), ok(saved)],
    });
    page.find(Button, (button) => wordsOf(button).trim() === 'Refuse').trigger('onClick');
    await page.waitFor(() => expect(page.maybeFind(TextArea)).not.toBeNull());
    fire(page.find(TextArea), 'onInput', 'Not involved');
    page.find(LoadingButton, (button) => wordsOf(button).trim() === 'Refuse').trigger('onClick');
    await page.waitFor(() => expect(alerts).toEqual(['Contoso is confirmed.']));
    const ruled = asked.filter(({ name }) => name === 'rule-on-tag').map(({ parameters }) => parameters);
    const ruling = { dealId: '901', partnerId: '502', ruling: { kind: 'refuse', reason: 'Not involved' } };
    expect(ruled).toEqual([
      { ...ruling, mode: 'preview' },
      { ...ruling, mode: 'save', basis: 'b1' },
    ]);
    expect(closed).toHaveLength(1);
    expect(words()).toContain('Everything on this page is settled.');
  });

  it('settles a conflict by one decision: who of the claimants sourced it, and why', async () => {
    const claimants = [
      { id: '501', name: 'Northwind Systems' },
      { id: '502', name: 'Contoso' },
    ];
    const item = { ...QUEUE.items[0]!, partner: null, actions: [{ kind: 'settle', claimants }] };
    const { page, asked } = await open({
      home: [ok(READY_HOME)],
      'home-queue': [ok({ ...QUEUE, queue: 'conflicts', items: [item] })],
      'rule-on-tag': [refused],
    });
    page.find(Button, (button) => wordsOf(button).trim() === 'Decide').trigger('onClick');
    await page.waitFor(() => expect(page.maybeFind(TextArea)).not.toBeNull());
    const source = page.find(Select, { name: 'source' });
    expect(source.props.options.map(({ label }) => label)).toEqual(['Northwind Systems', 'Contoso']);
    fire(source, 'onChange', '502');
    fire(page.find(TextArea), 'onInput', 'They called first');
    page.find(LoadingButton, (button) => wordsOf(button).trim() === 'Decide').trigger('onClick');
    await page.waitFor(() =>
      expect(asked.at(-1)).toEqual({
        name: 'rule-on-tag',
        parameters: {
          dealId: '901',
          partnerId: '502',
          ruling: { kind: 'settle', reason: 'They called first' },
          mode: 'preview',
        },
      }),
    );
  });

  it('links the deal on which something is mended', async () => {
    const item = { ...QUEUE.items[0]!, actions: [{ kind: 'open' }] };
    const { page } = await open({ home: [ok(READY_HOME)], 'home-queue': [ok({ ...QUEUE, items: [item] })] });
    expect(page.findAll(CrmActionLink).map((link) => wordsOf(link))).toContain('Open the deal');
  });

  it('shows another queue when it is chosen', async () => {
    const { page, asked } = await open({ home: [ok(READY_HOME)] });
    fire(page.find(Select, { name: 'queue' }), 'onChange', 'findings');
    await page.waitFor(() => expect(asked.at(-1)!.parameters).toEqual({ queue: 'findings', page: 1 }));
  });

  it('that is empty says so', async () => {
    const { words } = await open({ home: [ok(READY_HOME)], 'home-queue': [ok({ ...QUEUE, items: [] })] });
    expect(words()).toContain(QUEUE.hint);
  });
});

describe('a dry run', () => {
  it('is asked for, and its answer is looked for', async () => {
    const waiting = { sentences: ['Asked for on 12 Sep 2026, 14:06.'], mayAsk: false };
    const done = { sentences: ['Done on 12 Sep 2026, 14:07:', '3 records would change.'], mayAsk: true };
    const { page, words } = await open({
      home: [ok(READY_HOME), ok({ ...READY_HOME, dryRun: done })],
      'ask-dry-run': [ok({ kind: 'saved', message: 'Asked.', next: null, dryRun: waiting })],
    });
    page.find(Button, (button) => wordsOf(button).includes('Ask for a dry run')).trigger('onClick');
    await page.waitFor(() => expect(words()).toContain('Asked for on 12 Sep'));
    page.find(LoadingButton, (button) => wordsOf(button).includes('Look whether')).trigger('onClick');
    await page.waitFor(() => expect(words()).toContain('3 records would change.'));
  });
});
