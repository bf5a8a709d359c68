/** What a partnership manager does: confirms and refuses proposals and sees revenue move, tags many deals, reads the home page. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';

import { describeInBrowser } from './describe-in-browser.js';
import { seriousFindings } from './fixture-pages.js';
import { choose, openProduct, type OnProduct, type PortalRecord, shoot, tryAgain } from './product.js';

/** Won new business of the quarter that the demo portal's clock stands in. */
const WON_THIS_QUARTER = [
  ['partnership_class', 'EQ', 'direct'],
  ['partnership_bucket', 'EQ', 'new'],
  ['hs_is_closed_won', 'EQ', 'true'],
  ['deal_currency_code', 'EQ', 'USD'],
  ['closedate', 'GTE', String(Date.parse('2026-10-01T04:00:00Z'))],
] as const;

describeInBrowser('a partnership manager', () => {
  let on: OnProduct;
  let deals: readonly PortalRecord[];

  beforeAll(async () => {
    on = await openProduct();
    await tryAgain(on.page);
    deals = await on.product.search('deals', WON_THIS_QUARTER, ['dealname', 'amount']);
    expect(deals.length).toBeGreaterThanOrEqual(2);
  }, 60_000);

  afterAll(() => on.close());

  beforeEach(() => void on.problems.splice(0));

  afterEach(async () => {
    expect(await seriousFindings(on.page)).toEqual([]);
    expect(await on.page.getByText('not emulated').count()).toBe(0);
    expect(on.problems).toEqual([]);
  });

  const dialog = (name: string | RegExp) => on.page.getByRole('dialog', { name });
  const homeTab = async (name: string) => {
    await on.open('/record/home');
    await on.page.getByRole('tab', { name }).click();
  };
  const nameOf = (deal: PortalRecord): string => deal.properties['dealname']!;
  const rowOf = (deal: PortalRecord): Locator => on.page.getByRole('row').filter({ hasText: nameOf(deal) });

  const propose = async (deal: PortalRecord, partner: string, role: string) => {
    await on.open(`/record/deals/${deal.id}`);
    await on.page.getByRole('button', { name: 'Propose a partner' }).click();
    const form = dialog('Propose a partner');
    await form.getByLabel('Find a partner').fill(partner);
    await form.getByRole('radio', { name: partner, exact: true }).check();
    await form.getByRole('radio', { name: role }).check();
    await form.getByRole('button', { name: 'Propose' }).click();
    await form.getByText('If a partnership manager confirms it, this deal goes from').waitFor();
    await form.getByRole('button', { name: 'Propose' }).click();
    await on.page.getByText(`${partner} is proposed as ${role.toLowerCase()}`).first().waitFor();
  };

  /** "Partner-sourced new business this quarter", in cents. */
  const sourced = async (): Promise<number> => {
    await on.open('/record/home');
    await on.page.getByRole('tab', { name: 'Portfolio' }).waitFor();
    const text = await on.page.getByRole('main').textContent();
    const [, amount] = /Partner-sourced new business this quarter\s*\$([\d,]+\.\d\d)/.exec(text ?? '') ?? [];
    return Math.round(Number(amount!.replaceAll(',', '')) * 100);
  };

  it('confirms a proposal by keyboard, having seen the effect, and sees sourced revenue move', async () => {
    const deal = deals[0]!;
    const before = await sourced();
    await propose(deal, 'Tern Labs', 'Sourced');
    await homeTab('To decide');
    await choose(on.page, on.page.getByRole('main'), 'Show', 'Proposed tags');
    await rowOf(deal)
      .getByText(/Tern Labs/)
      .first()
      .waitFor();
    await shoot(on.page, 'home-to-decide');
    await rowOf(deal).getByRole('button', { name: 'Confirm' }).focus();
    await on.page.keyboard.press('Enter');
    const form = dialog('Confirm what was proposed');
    await form.getByRole('button', { name: 'Confirm' }).focus();
    await on.page.keyboard.press('Enter');
    await form.getByText('This deal goes from').waitFor();
    await form.getByRole('row', { name: 'Tern Labs · partner-sourced' }).waitFor();
    expect(await seriousFindings(on.page)).toEqual([]);
    await shoot(on.page, 'confirm-effect');
    await form.getByRole('button', { name: 'Confirm' }).focus();
    await on.page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await rowOf(deal).waitFor({ state: 'detached' });

    const cents = Math.round(Number(deal.properties['amount']) * 100);
    let after = before;
    for (let looks = 0; looks < 20 && after === before; looks += 1) {
      await on.page.waitForTimeout(500);
      after = await sourced();
    }
    expect(after - before).toBe(cents);
    await shoot(on.page, 'home-portfolio', true);
  }, 60_000);

  it('refuses another with a reason that whoever opens the deal can read', async () => {
    const deal = deals[1]!;
    await propose(deal, 'Hexagate Security', 'Influenced');
    await homeTab('To decide');
    await choose(on.page, on.page.getByRole('main'), 'Show', 'Proposed tags');
    await rowOf(deal).getByRole('button', { name: 'Refuse' }).click();
    const form = dialog('Not a partner on this deal');
    expect(await form.getByRole('button', { name: 'Refuse' }).isDisabled()).toBe(true);
    await form.getByLabel('Why?').fill('They sell a rival product here.');
    await form.getByRole('button', { name: 'Refuse' }).click();
    await form.waitFor({ state: 'detached' });
    await on.open(`/record/deals/${deal.id}`);
    await on.page
      .getByText(/They sell a rival product here\./)
      .first()
      .waitFor();
    const [record] = await on.product.search(
      'deals',
      [['hs_object_id', 'EQ', deal.id]],
      ['partnership_class'],
    );
    expect(record?.properties['partnership_class']).toBe('direct');
  });

  it('reads the league table, sorts it, and opens a partner from it', async () => {
    await homeTab('Partners');
    await on.page.getByRole('cell', { name: /^Northwind Systems/ }).waitFor();
    await shoot(on.page, 'home-partners');
    await on.page.getByRole('button', { name: 'Won deals' }).click();
    await on.page.locator('th[aria-sort="ascending"]', { hasText: 'Won deals' }).waitFor();
    await on.page.getByRole('button', { name: 'Won deals' }).click();
    await on.page.locator('th[aria-sort="descending"]', { hasText: 'Won deals' }).waitFor();
    await on.page.getByLabel('Find a partner').fill('contoso');
    await on.page.getByRole('button', { name: 'Search', exact: true }).click();
    await on.page.getByRole('link', { name: 'Contoso Partners' }).click();
    const card = on.page.locator('[data-card="company-card-tab"]');
    await card.getByRole('heading', { name: 'People' }).waitFor();
    await card.locator('[data-chart="bar"] canvas').waitFor();
  });

  it('goes through the queues', async () => {
    await homeTab('To decide');
    const home = on.page.getByRole('main');
    for (const queue of [/^Conflicts/, /^Suggested partners/, /^Findings/]) {
      await home.getByRole('combobox', { name: 'Show' }).click();
      await on.page.getByRole('option', { name: queue }).click();
      await home.getByRole('link').first().waitFor();
    }
    await choose(on.page, home, 'Show', 'Suggested partners');
    await home.getByText(/^How good suggestions are:/).waitFor();
    await home.getByRole('link').first().waitFor();
    await shoot(on.page, 'home-suggested');
  });

  it('tags two deals from the list at once, with the effect shown first', async () => {
    await on.open('/record/deals');
    const ticks = on.page.getByRole('checkbox', { name: /^Choose (?!every)/ });
    await ticks.nth(0).check();
    await ticks.nth(1).check();
    await on.page.getByRole('button', { name: 'Tag a partner' }).click();
    const panel = dialog('Tag a partner');
    await panel.getByLabel('Find a partner').fill('tailspin');
    await panel.getByRole('radio', { name: 'Tailspin Integration', exact: true }).check();
    await panel.getByRole('radio', { name: 'Influenced' }).check();
    expect(await seriousFindings(on.page)).toEqual([]);
    await shoot(on.page, 'bulk-action');
    await panel.getByRole('button', { name: 'Show the effect' }).click();
    await panel
      .getByText(/Tailspin Integration as influenced on 2 deals/)
      .first()
      .waitFor();
    await shoot(on.page, 'bulk-action-effect');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('columnheader', { name: 'Outcome' }).waitFor();
    expect(await panel.getByText('Changed', { exact: true }).count()).toBe(2);
    await shoot(on.page, 'bulk-action-result');
  });
});
