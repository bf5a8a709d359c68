/** A deal registration, all the way: registered, contested, approved, converted, won, and the tier that it earned. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';

import { describeInBrowser } from './describe-in-browser.js';
import { overflow, seriousFindings } from './fixture-pages.js';
import {
  choose,
  openProduct,
  type OnProduct,
  pressByKeyboard as press,
  pressUntil,
  shoot,
  tryAgain,
} from './product.js';

/** Registered tier, $25,000.00 of sourced revenue short of Silver, and with won deals enough. */
const PARTNER = 'Adatum Resale';
const NEW_DEAL = 'Second site, registered';
/** Of a deal with its primary company, between HubSpot's own types. */
const PRIMARY = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];
const WIDTHS = [480, 1280];

interface Named {
  readonly id: string;
  readonly name: string;
}

describeInBrowser('a deal registration, from the rep to the tier', () => {
  let on: OnProduct;
  let partner: Named;
  let prospect: Named;
  let openDeal: string;

  beforeAll(async () => {
    on = await openProduct(1280);
    await tryAgain(on.page);
    const [found] = await on.product.search('companies', [['name', 'EQ', PARTNER]]);
    partner = { id: found!.id, name: PARTNER };
    const [deal] = await on.product.search(
      'deals',
      [
        ['partnership_class', 'EQ', 'direct'],
        ['hs_is_closed', 'EQ', 'false'],
      ],
      ['dealname'],
    );
    openDeal = deal!.properties['dealname']!;
    prospect = await customerOf(deal!.id);
  }, 60_000);

  afterAll(() => on.close());

  beforeEach(() => void on.problems.splice(0));

  afterEach(async () => {
    expect(await seriousFindings(on.page)).toEqual([]);
    expect(await on.page.getByText('not emulated').count()).toBe(0);
    expect(on.problems).toEqual([]);
  });

  const customerOf = async (dealId: string): Promise<Named> => {
    const { results } = (await on.product.api(
      'GET',
      `/crm/v4/objects/deals/${dealId}/associations/companies`,
    )) as { readonly results: readonly { readonly toObjectId: number | string }[] };
    const id = String(results[0]!.toObjectId);
    const { properties } = (await on.product.api('GET', `/crm/v3/objects/companies/${id}`)) as {
      readonly properties: { readonly name: string };
    };
    return { id, name: properties.name };
  };
  const company = () => on.page.locator('[data-card="company-card-tab"]');
  const dialog = (name: RegExp) => on.page.getByRole('dialog', { name });
  const type = async (field: Locator, text: string) => {
    await field.focus();
    await on.page.keyboard.type(text);
  };
  const fits = async () => {
    for (const width of WIDTHS) {
      await on.page.setViewportSize({ width, height: 1000 });
      expect([width, await overflow(on.page)]).toEqual([width, 0]);
    }
  };
  const homeTab = async (name: string) => {
    await on.open('/record/home');
    await on.page.getByRole('tab', { name, exact: true }).click();
  };
  const rowOf = (name: string) => on.page.getByRole('row').filter({ hasText: name });
  const openProgramme = async () => {
    await on.open(`/record/companies/${partner.id}`);
    await press(on.page.getByRole('button', { name: 'Open the partner programme' }));
    await company().getByRole('heading', { name: 'Partner lifecycle stage' }).waitFor();
  };
  const part = (name: string) => company().getByRole('tab', { name, exact: true }).click();

  /** Fills the form by keyboard alone, and stops where the effect is told. */
  const register = async (name: string, verdict: string) => {
    await on.open(`/record/companies/${prospect.id}`);
    await press(company().getByRole('button', { name: 'Register a deal' }));
    const form = dialog(/^Register /);
    await type(form.getByLabel('Find a partner'), name.toLowerCase().split(' ')[0]!);
    const found = form.getByRole('radio', { name, exact: true });
    await form.getByRole('radio').nth(1).waitFor({ state: 'detached' });
    await found.focus();
    await on.page.keyboard.press('Space');
    await type(form.getByLabel('Expected amount'), '48000');
    await form.getByLabel('Expected close').fill('2026-12-31');
    await type(form.getByLabel('Products'), 'Juniper Connect');
    await pressUntil(on, form.getByRole('button', { name: 'Register' }), form.getByText(verdict), press);
    return form;
  };

  it('is registered by a rep, by keyboard, who reads what speaks against it first', async () => {
    const form = await register(partner.name, 'An open deal exists already');
    await form.getByText(`${prospect.name} had an open deal already: ${openDeal}`).waitFor();
    await form.getByText(/nothing is protected, until a partnership manager approves it/).waitFor();
    expect(await seriousFindings(on.page)).toEqual([]);
    await shoot(on.page, 'registration-conflict');
    await fits();
    await press(form.getByRole('button', { name: 'Register' }));
    await form.waitFor({ state: 'detached' });
    await company()
      .getByRole('row', { name: new RegExp(`${partner.name}.*Submitted`) })
      .waitFor();
  });

  it('waits on the home page, where it is approved against the rule with a reason', async () => {
    await homeTab('Registrations');
    const row = rowOf(prospect.name);
    await row
      .getByText('When it was submitted, this spoke against it: An open deal exists already.')
      .waitFor();
    await shoot(on.page, 'home-registrations');
    await fits();
    await press(row.getByRole('button', { name: 'Approve' }));
    const form = dialog(/^Approve: /);
    await press(form.getByRole('button', { name: 'Approve' }));
    await form.getByText('Say why it is approved all the same.').waitFor();
    await type(form.getByLabel(/^Why/), 'The open deal is for their first site.');
    const protects = form.getByText(`Approved now, it protects ${prospect.name} for ${partner.name} until`);
    await pressUntil(on, form.getByRole('button', { name: 'Approve' }), protects, press);
    expect(await seriousFindings(on.page)).toEqual([]);
    await press(form.getByRole('button', { name: 'Approve' }));
    await form.waitFor({ state: 'detached' });
    await row.getByText('Approved', { exact: true }).waitFor();
  });

  it('keeps the prospect from another partner, and says for whom', async () => {
    const form = await register('Brightloom', 'Protected for another partner');
    await form
      .getByText(new RegExp(`${partner.name}.*until`))
      .first()
      .waitFor();
    await press(form.getByRole('button', { name: 'Back' }));
    await press(form.getByRole('button', { name: 'Cancel' }));
    await form.waitFor({ state: 'detached' });
  });

  it('is converted to the deal that came of it, which then counts for the partner', async () => {
    await on.product.api('POST', '/crm/v3/objects/deals', {
      properties: {
        dealname: NEW_DEAL,
        ...{ amount: '48000', deal_currency_code: 'USD', dealtype: 'newbusiness' },
        ...{ pipeline: 'default', dealstage: 'qualifiedtobuy' },
      },
      associations: [{ to: { id: prospect.id }, types: PRIMARY }],
    });
    await homeTab('Registrations');
    await press(rowOf(prospect.name).getByRole('button', { name: 'Link a deal' }));
    const form = dialog(/^Link a deal: /);
    await choose(on.page, form, 'Which deal', NEW_DEAL);
    const sources = form.getByText(`${partner.name} sources it.`);
    await pressUntil(on, form.getByRole('button', { name: 'Link the deal' }), sources, press);
    await press(form.getByRole('button', { name: 'Link the deal' }));
    await form.waitFor({ state: 'detached' });
    await on.page.getByText(`${partner.name}’s registration of ${prospect.name} is converted`).waitFor();
  });

  it('is won with its deal, and the tier review promotes the partner', async () => {
    const [deal] = await on.product.search('deals', [['dealname', 'EQ', NEW_DEAL]]);
    await on.product.api('PATCH', `/crm/v3/objects/deals/${deal!.id}`, {
      properties: { dealstage: 'closedwon' },
    });
    await on.product.run('sync');
    await openProgramme();
    await company().getByText('Silver is earned.').waitFor();
    const review = await on.product.run('tiers', 'review', '--yes');
    expect(review).toMatch(new RegExp(`${partner.name}.*Silver`));
    await openProgramme();
    await company()
      .getByText(/^Silver since 20 Nov 2026/)
      .waitFor();
    const history = company()
      .getByRole('table')
      .filter({ has: on.page.getByRole('columnheader', { name: 'Tier' }) });
    expect(await history.getByRole('row').nth(1).textContent()).toContain('Silver');
    expect(await history.getByRole('row').nth(2).textContent()).toContain('Registered');
    await shoot(company(), 'partner-card-programme');
    await fits();
  });

  it('stands in every part of the partner’s programme, each as wide as its window', async () => {
    await openProgramme();
    for (const name of ['Agreement & people', 'Joint plan', 'Meetings']) {
      await part(name);
      await fits();
      expect([name, await seriousFindings(on.page)]).toEqual([name, []]);
    }
    await part('Registrations');
    await company()
      .getByRole('row', { name: new RegExp(`${prospect.name}.*Won`) })
      .waitFor();
    await fits();
  });

  it('is in the programme’s numbers on the home page, and in the review that is sent', async () => {
    await homeTab('Programme');
    await rowOf('Registration conversion').getByText('100%', { exact: true }).waitFor();
    await shoot(on.page, 'home-programme', true);
    await fits();
    const review = await on.product.run(
      'review',
      'partner',
      partner.name,
      '--period',
      'this-quarter',
      '--json',
    );
    expect(review).toContain(NEW_DEAL);
  });
});
