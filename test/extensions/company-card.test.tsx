/** The card on companies in HubSpot's own test renderer: each state, paging, sorting and rulings. */
import { describe, expect, it } from '@jest/globals';
import {
  Alert,
  BarChart,
  DescriptionListItem,
  ErrorState,
  Heading,
  LoadingSpinner,
  StatisticsItem,
  Table,
  TableHeader,
  TableRow,
  Tag,
} from '@hubspot/ui-extensions';
import { CrmActionLink } from '@hubspot/ui-extensions/crm';
import { createRenderer, type RenderedElementNode } from '@hubspot/ui-extensions/testing';

import type { Ask, Parameters } from '../../extensions/ask.js';
import { CompanyCard } from '../../extensions/company-card/CompanyCard.js';
import { CUSTOMER, DEALS, dealRow, NEW_PARTNER, PARTNER, QUIET_CUSTOMER } from './company-views.js';
import { ok, render, renderView } from './company-rendering.js';
import { answeringTransport, buttonOf, heldTransport, nextTurn, notedActions, wordsOf } from './rendering.js';

describe('the card on a company', () => {
  it('says what it is doing while it waits, and asks once', async () => {
    const { ask, asked } = heldTransport();
    const card = createRenderer('crm.record.tab');
    card.render(<CompanyCard companyId="501" ask={ask} actions={notedActions()} />);
    expect(card.find(LoadingSpinner).props.label).toBe('Looking up partners of this company');
    await nextTurn();
    expect(asked.map(({ name, parameters }) => [name, parameters])).toEqual([
      ['company-card', { companyId: '501' }],
    ]);
  });

  it('shows a refusal in its own words, and asks again on "Try again"', async () => {
    let times = 0;
    const { ask } = answeringTransport({
      'company-card': () =>
        (times += 1) === 1
          ? {
              ok: false,
              error: { code: 'record_not_found', message: 'The portal has no company 501.', next: 'Reload.' },
            }
          : { ok: true, view: PARTNER },
    });
    const card = await render(ask);
    expect(wordsOf(card.find(ErrorState))).toContain('The portal has no company 501.');
    expect(wordsOf(card.find(ErrorState))).not.toContain('record_not_found');
    buttonOf(card, 'Try again').trigger('onClick');
    await card.waitFor(() => expect(card.maybeFind(ErrorState)).toBeNull());
    await card.waitFor(() => expect(card.findAll(Heading)[0]?.text).toBe(PARTNER.headline));
  });
});

describe('a partner', () => {
  it('is told sentences first, then facts, the programme, numbers, months, deals, children and people', async () => {
    const card = await renderView(PARTNER);
    expect(card.findAll(Heading).map(({ text }) => text)).toEqual([
      PARTNER.headline,
      'Tags that wait for a ruling',
      'Partner programme',
      'Won revenue and open pipeline, USD',
      'Won revenue by month of close, last 24 months, USD',
      'Deals',
      'Child partners, won revenue of all time',
      'People',
    ]);
    expect(card.findAll(Tag)[0]?.text).toBe('Gold');
    expect(card.find(Alert).props.title).toBe(PARTNER.notices[0]!.text);
    expect(card.findAll(DescriptionListItem).map((item) => wordsOf(item))).toEqual([
      'Gold',
      'Activation & growth It is onboarded and works with us.',
    ]);
  });

  it('has every number with what it is of, and influence marked', async () => {
    const card = await renderView(PARTNER);
    expect(
      card.findAll(StatisticsItem).map((tile) => [tile.props.label, tile.props.number, wordsOf(tile)]),
    ).toEqual([
      ['Partner-sourced', '$84,500.00', 'Won, all time'],
      ['Partner-influenced', '$27,577.00', 'Won, all time; not additive over partners'],
    ]);
    expect(wordsOf(card.getRootNode())).toContain(PARTNER.basis);
  });

  it('draws its months, grouped and never stacked, and tells them in numbers too', async () => {
    const card = await renderView(PARTNER);
    const { data, axes } = card.find(BarChart).props;
    expect(data).toEqual(PARTNER.months?.points);
    expect(axes.options).toEqual({ groupFieldByColor: 'series' });
    expect(wordsOf(card.getRootNode())).toContain('Nov 2026 $48,000.00');
  });

  it('says plainly what is not there yet', async () => {
    const card = await renderView(NEW_PARTNER);
    const words = wordsOf(card.getRootNode());
    expect(words).toContain('no sync has worked out its numbers yet');
    expect(words).toContain('No deals with a role of this partner');
    expect(words).toContain('Nobody is associated with this partner.');
    expect(card.maybeFind(BarChart)).toBeNull();
    expect(card.maybeFind(StatisticsItem)).toBeNull();
  });

  it('says where nothing was won in all the months', async () => {
    const months = { ...PARTNER.months!, empty: true, rows: [] };
    const card = await renderView({ ...PARTNER, months });
    expect(card.maybeFind(BarChart)).toBeNull();
    expect(wordsOf(card.getRootNode())).toContain('was won in these months');
  });

  it('opens deals and child partners by name, and says whom to call', async () => {
    const card = await renderView(PARTNER);
    const links = card.findAll(CrmActionLink).map(({ text, props }) => [text, props.actionContext]);
    expect(wordsOf(card.getRootNode())).toContain(
      'Ana Ruiz Alliance Manager +1 555 0100 ana@northwind.example',
    );
    expect(links).toContainEqual(['Deal 3', { objectTypeId: '0-3', objectId: 903 }]);
    expect(links).toContainEqual(['Northwind Iberia', { objectTypeId: '0-2', objectId: 502 }]);
  });
});

describe('its deals', () => {
  const paged = (rows: (parameters: Parameters) => unknown) =>
    answeringTransport({
      'company-card': ok({ ...PARTNER, proposals: { items: [], more: null } }),
      'company-deals': rows,
    });
  const dealsTable = (card: Awaited<ReturnType<typeof render>>) =>
    card.findAll(Table).find(({ props }) => props.paginated === true) as unknown as RenderedElementNode;

  it('are turned by page, and sorted from the first page on', async () => {
    const { ask, asked } = paged(({ page, sort, direction }) => ({
      ok: true,
      view: { ...DEALS, page, sort, direction, rows: [dealRow(77)] },
    }));
    const card = await render(ask);
    dealsTable(card).trigger('onPageChange', 7);
    await card.waitFor(() => expect(wordsOf(card.getRootNode())).toContain('Deal 77'));
    expect(dealsTable(card).props).toMatchObject({ page: 7, pageCount: 500 });
    const amount = card
      .findAll(TableHeader)
      .find(({ text }) => text === 'Amount') as unknown as RenderedElementNode;
    amount.trigger('onSortChange', 'ascending');
    await card.waitFor(() => expect(dealsTable(card).props).toMatchObject({ page: 1 }));
    expect(asked.slice(1).map(({ parameters }) => parameters)).toEqual([
      { companyId: '501', page: 7, sort: 'closed', direction: 'descending' },
      { companyId: '501', page: 1, sort: 'amount', direction: 'ascending' },
    ]);
  });

  it('stay where a page cannot be had, with a way to try again', async () => {
    let times = 0;
    const { ask } = paged(() =>
      (times += 1) === 1
        ? {
            ok: false,
            error: { code: 'crm_rate_limited', message: 'HubSpot asked us to slow down.', next: 'Wait.' },
          }
        : { ok: true, view: { ...DEALS, page: 2, rows: [dealRow(77)] } },
    );
    const card = await render(ask);
    dealsTable(card).trigger('onPageChange', 2);
    await card.waitFor(() => expect(wordsOf(card.getRootNode())).toContain('Wait.'));
    expect(wordsOf(card.getRootNode())).toContain('Deal 3');
    buttonOf(card, 'Try again').trigger('onClick');
    await card.waitFor(() => expect(wordsOf(card.getRootNode())).toContain('Deal 77'));
    expect(wordsOf(card.getRootNode())).not.toContain('Wait.');
  });

  it('drop the answer of a page that nobody waits for any more', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const ask: Ask = (name) =>
      name === 'company-card'
        ? Promise.resolve({ ok: true, view: PARTNER })
        : new Promise((resolve) => answers.push(resolve));
    const card = await render(ask);
    dealsTable(card).trigger('onPageChange', 2);
    dealsTable(card).trigger('onPageChange', 3);
    answers[1]!({ ok: true, view: { ...DEALS, page: 3, rows: [dealRow(33)] } });
    await card.waitFor(() => expect(wordsOf(card.getRootNode())).toContain('Deal 33'));
    answers[0]!({ ok: true, view: { ...DEALS, page: 2, rows: [dealRow(22)] } });
    await nextTurn();
    expect(wordsOf(card.getRootNode())).not.toContain('Deal 22');
  });
});

describe('a customer', () => {
  it('has each partner around it with why, whom to call, and suggestions with their deal', async () => {
    const card = await renderView(CUSTOMER);
    expect(card.findAll(Heading)[0]?.text).toBe(CUSTOMER.headline);
    const words = wordsOf(card.findAll(Table)[0]!.findAll(TableRow)[1]!);
    for (const word of [
      'Northwind Systems',
      'Gold',
      'Sourced one won deal',
      'Two meetings',
      '+1 555 0100',
      'Sam Lee',
    ])
      expect(words).toContain(word);
    const links = card.findAll(CrmActionLink).map(({ text, props }) => [text, props.actionContext]);
    expect(links).toContainEqual(['Northwind Systems', { objectTypeId: '0-2', objectId: 501 }]);
    expect(links).toContainEqual(['Deal 2', { objectTypeId: '0-3', objectId: 902 }]);
    expect(wordsOf(card.getRootNode())).toContain('Fabrikam may belong here');
  });

  it('says plainly that nobody is around, and what to do', async () => {
    const card = await renderView(QUIET_CUSTOMER);
    const words = wordsOf(card.getRootNode());
    expect(words).toContain('No partner is around Millbrook Energy yet.');
    expect(words).toContain(QUIET_CUSTOMER.hints[0]);
    expect(words).toContain('No deals of this company.');
    expect(card.maybeFind(Table)).toBeNull();
  });

  it('pages more than ten partners', async () => {
    const [partner] = CUSTOMER.partners;
    const partners = Array.from({ length: 12 }, (_, place) => ({ ...partner!, companyId: `5${place}` }));
    const card = await renderView({ ...CUSTOMER, partners });
    const table = card.findAll(Table)[0]!;
    expect(table.props).toMatchObject({ paginated: true, pageCount: 2 });
    expect(table.findAll(TableRow)).toHaveLength(11);
  });
});
