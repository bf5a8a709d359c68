/** What ops does: previews and saves a policy, mends what is missing, asks for a dry run. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';

import { describeInBrowser } from './describe-in-browser.js';
import { seriousFindings } from './fixture-pages.js';
import { openProduct, type OnProduct, shoot, tryAgain } from './product.js';

const cents = (text: string | null): number =>
  Math.round(Number((text ?? '').replace(/[^\d.−-]/g, '').replace('−', '-')) * 100);

describeInBrowser('ops', () => {
  let on: OnProduct;

  beforeAll(async () => {
    on = await openProduct();
    await tryAgain(on.page);
  }, 60_000);

  afterAll(() => on.close());

  beforeEach(() => void on.problems.splice(0));

  afterEach(async () => {
    expect(await seriousFindings(on.page)).toEqual([]);
    expect(await on.page.getByText('not emulated').count()).toBe(0);
    expect(on.problems).toEqual([]);
  });

  const tab = (name: string) => on.page.getByRole('tab', { name }).click();

  it('asks for a dry run on the home page, and sees what it would write', async () => {
    await on.open('/record/home');
    await tab('Sync');
    await on.page.getByText('The last sync went well.').waitFor();
    await on.page.getByRole('button', { name: 'Ask for a dry run' }).click();
    const look = on.page.getByRole('button', { name: 'Look whether it is done' });
    const ask = on.page.getByRole('button', { name: 'Ask for a dry run' });
    await look.waitFor();
    for (let looks = 0; looks < 20 && (await look.isVisible()); looks += 1) {
      await on.page.waitForTimeout(300);
      if (await look.isVisible()) await look.click({ timeout: 2_000 }).catch(() => undefined);
    }
    await ask.waitFor();
    await on.page.getByText(/would/).first().waitFor();
    await shoot(on.page, 'home-sync');
  });

  it('previews a shorter look-back, whose numbers add up, and saves it under a new version by keyboard', async () => {
    await on.open('/record/settings');
    const lookBack = on.page.getByLabel('Look-back for sourcing, days');
    await lookBack.waitFor();
    await shoot(on.page, 'settings-policy');
    expect(await on.page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await lookBack.focus();
    await on.page.keyboard.press('ControlOrMeta+A');
    await on.page.keyboard.type('5');
    await on.page.getByLabel('Version').focus();
    await on.page.keyboard.press('ControlOrMeta+A');
    await on.page.keyboard.type('short-look-back-1');
    await on.page.getByRole('button', { name: 'Preview the effect' }).focus();
    await on.page.keyboard.press('Enter');
    const totals = on.page.getByRole('table').filter({ has: on.page.getByText('All time', { exact: true }) });
    await totals.waitFor();
    const rows = await totals.getByRole('row').all();
    const numbers = await Promise.all(
      rows.slice(1).map(async (row) => {
        const [name, now, then] = await row.getByRole('cell').allTextContents();
        return { name: name!, now: cents(now!), then: cents(then!) };
      }),
    );
    const of = (wanted: string) => numbers.find(({ name }) => name === wanted)!;
    const sourced = of('Won, partner-sourced');
    const influenced = of('Won, partner-influenced');
    const direct = of('Won, direct');
    const total = of('Won, total');
    expect(sourced.then).not.toBe(sourced.now);
    for (const when of ['now', 'then'] as const) {
      expect(sourced[when] + influenced[when] + direct[when]).toBe(total[when]);
    }
    expect(total.then).toBe(total.now);
    await totals.scrollIntoViewIfNeeded();
    await shoot(on.page, 'settings-policy-effect');

    await on.page.getByRole('button', { name: 'Save', exact: true }).focus();
    await on.page.keyboard.press('Enter');
    await on.page
      .getByText(/Policy short-look-back-1 is in force/)
      .first()
      .waitFor();
    await on.open('/record/settings');
    await on.page.getByText(/Policy short-look-back-1 is in force/).waitFor();
    await on.page.getByRole('button', { name: 'Policies saved before' }).waitFor();
  });

  it('mends a label and a property that somebody deleted', async () => {
    const labels = async () => {
      const { results } = (await on.product.api('GET', '/crm/v4/associations/deals/companies/labels')) as {
        readonly results: readonly { readonly typeId: number; readonly label: string | null }[];
      };
      return results;
    };
    const lost = (await labels()).find(({ label }) => label === 'Partner influenced: services')!;
    await on.product.api('DELETE', `/crm/v4/associations/deals/companies/labels/${lost.typeId}`);
    await on.product.api('DELETE', '/crm/v3/properties/deals/partnership_bucket');
    await on.open('/record/settings');
    await tab('Set-up');
    await on.page.getByText(/Partner influenced: services/).waitFor();
    await shoot(on.page, 'settings-set-up');
    await on.page.getByRole('button', { name: 'Create what is missing' }).click();
    await on.page
      .getByRole('heading', { name: 'Everything that Partnership Manager needs is there.' })
      .waitFor();
    expect((await labels()).filter(({ label }) => label === 'Partner influenced: services')).toHaveLength(1);
    await on.product.api('GET', '/crm/v3/properties/deals/partnership_bucket');
  });

  it('lets tags count at once', async () => {
    await on.open('/record/settings');
    await tab('Tags');
    const choices = on.page.getByRole('radiogroup', { name: 'When somebody tags a partner on a deal' });
    const other = choices.locator('input[type="radio"]:not(:checked)').first();
    await other.focus();
    await on.page.keyboard.press('Space');
    await on.page.locator('[role="tabpanel"]:visible').getByRole('button', { name: 'Save' }).click();
    await on.page.getByRole('region', { name: 'Messages' }).getByText(/./).first().waitFor();
    await shoot(on.page, 'settings-tags');
  });
});
