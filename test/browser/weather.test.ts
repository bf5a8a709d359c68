/** Every surface on a portal that is slow and fails now and then: it comes up, or says what to do and does it. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { describeInBrowser } from './describe-in-browser.js';
import { openProduct, type OnProduct } from './product.js';

const BAD_WEATHER = { latencyMs: 200, rules: [{ kind: 'status', status: 502, share: 0.05 }] };
const OUTAGE = { latencyMs: 0, rules: [{ kind: 'status', status: 502, share: 1 }] };

/** Each surface, and what only stands there once it is shown. */
const SURFACES = [
  [
    'the deal card',
    '/record/deals/4100001',
    '[data-card="deal-card-tab"]',
    'Northwind Systems (Gold) sourced this deal.',
  ],
  ['the sidebar card', '/record/deals/4100001', '[data-card="deal-card-sidebar"]', 'Sourced · referral'],
  ['the card of a partner', '/record/companies/2100001', '[data-card="company-card-tab"]', 'People'],
  ['the card of a customer', null, '[data-card="company-card-tab"]', 'Why it is here'],
  ['the home page', '/record/home', 'main', 'Won revenue by month of close'],
  ['the settings', '/record/settings', 'main', 'Look-back for sourcing, days'],
] as const;

describeInBrowser('in bad weather', () => {
  let on: OnProduct;
  let customer: string;

  beforeAll(async () => {
    on = await openProduct();
    const [company] = await on.product.search('companies', [['name', 'EQ', 'Millbrook Energy']]);
    customer = `/record/companies/${company!.id}`;
  }, 60_000);

  afterAll(() => on.close());

  const weather = (faults: unknown) => on.product.api('POST', '/__sandbox__/faults', faults);
  const fairWeather = () => on.product.api('DELETE', '/__sandbox__/faults');

  it.each(SURFACES)(
    '%s comes up at 200 ms latency and one answer of twenty lost',
    async (_what, route, place, sign) => {
      await weather(BAD_WEATHER);
      const surface = on.page.locator(place);
      const shown = surface.getByText(sign).first();
      const again = on.page.getByRole('button', { name: 'Try again' }).first();
      await on.open(route ?? customer);
      for (let tries = 0; tries < 6; tries += 1) {
        await shown.or(again).first().waitFor();
        if (await shown.isVisible()) break;
        await again.click();
        await again.waitFor({ state: 'hidden' });
      }
      await shown.waitFor();
      await fairWeather();
    },
    60_000,
  );

  it('the list of deals and its bulk action come up', async () => {
    await weather(BAD_WEATHER);
    await on.open('/record/deals');
    await on.page
      .getByRole('checkbox', { name: /^Choose (?!every)/ })
      .first()
      .check();
    await on.page.getByRole('button', { name: 'Tag a partner' }).click();
    const panel = on.page.getByRole('dialog', { name: 'Tag a partner' });
    const again = panel.getByRole('button', { name: 'Try again' });
    const shown = panel.getByRole('radio', { name: 'Influenced' });
    for (let tries = 0; tries < 6 && !(await shown.isVisible()); tries += 1) {
      await shown.or(again).first().waitFor();
      if (await again.isVisible()) await again.click();
    }
    await shown.waitFor();
    await fairWeather();
  }, 60_000);

  it('a card says that HubSpot does not answer, and comes up by "Try again" once it does', async () => {
    await on.open('/record/deals/4100001');
    const card = on.page.locator('[data-card="deal-card-tab"]');
    await card.getByRole('button', { name: 'Propose a partner' }).click();
    const dialog = on.page.getByRole('dialog', { name: 'Propose a partner' });
    await dialog.getByRole('radio').first().waitFor();
    await weather(OUTAGE);
    await dialog.getByLabel('Find a partner').fill('tern');
    await dialog.getByText('Partners could not be looked up').waitFor();
    expect(await dialog.locator('.dialog-body').innerText()).toMatch(/did not answer|is not able to answer/);
    await fairWeather();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await dialog.getByRole('radio', { name: 'Tern Labs' }).waitFor();
  });
});
