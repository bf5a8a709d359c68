/** Search as somebody types, on the emulated portal. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { findPartners } from '../../src/operations/find-partners.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import type { PartnersFoundView } from '../../src/operations/views/partners-found-view.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { crmOf, recordIdOf } from './portal.js';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, deals: 20, faults: WIDE_LIMITS });
  await setUpPortal(crmOf(sandbox), { dryRun: false });
});
afterAll(() => sandbox.close());

const find = (query: string, deal: string | null = null): Promise<PartnersFoundView> =>
  findPartners(
    { crm: crmOf(sandbox), inForce: fixedInForce(DEFAULT_POLICY) },
    { query, dealId: deal === null ? null : dealId(deal) },
  );
const names = ({ partners }: PartnersFoundView): readonly string[] => partners.map(({ name }) => name);

describe('searching partners', () => {
  it.each([
    ['the beginning of a word', 'north', ['Northwind Systems']],
    ['any of its words, in any case', 'SYST', ['Northwind Systems']],
    ['several words, in any order', 'uk tail', ['Tailspin Integration UK']],
    [
      'a name that is part of others',
      'tailspin',
      ['Tailspin Integration', 'Tailspin Integration Iberia', 'Tailspin Integration UK'],
    ],
    ['its domain', 'proseware.example', ['Proseware Analytics']],
    ['part of its domain', 'wing', ['Wingtip Distribution', 'Wingtip Distribution Japan']],
    ['a pasted address', 'https://www.proseware.example/about?x=1', ['Proseware Analytics']],
    ['signs that are no words', ' & ( "Bellows" ) ', ['Bellows & Co']],
  ])('finds by %s', async (_what, query, expected) => {
    expect(names(await find(query))).toEqual(expected);
  });

  it('shows the first by name, and how many there are, before anything is typed', async () => {
    const view = await find('  ');
    expect(view.partners).toHaveLength(5);
    expect(names(view)).toEqual(names(view).toSorted((a, b) => a.localeCompare(b)));
    expect(view.hint).toBe('The first 5 of 24; type some of the name.');
  });

  it('says so where nothing is found, and never finds a company that is no partner', async () => {
    const customer = sandbox.portal.records.getLive('companies', recordIdOf(sandbox.recordUrls.customer));
    const name = customer?.properties.get('name') ?? '';
    const view = await find(name);
    expect(view).toEqual({
      kind: 'partners-found',
      partners: [],
      hint: `No partner has “${name}” in its name or domain.`,
    });
  });

  it('tells tier, type and domain, and which are on the deal', async () => {
    const deal = recordIdOf(sandbox.recordUrls.deal);
    expect((await find('contoso', deal)).partners).toMatchObject([
      {
        name: 'Contoso Partners',
        tier: 'Silver',
        type: 'Strategic/go-to-market',
        domain: 'contoso-partners.example',
        alreadyOnDeal: true,
        cannotBeTagged: null,
      },
    ]);
    expect((await find('litware', deal)).partners).toMatchObject([{ alreadyOnDeal: false }]);
  });

  it('shows the customer of the deal, and why it cannot be tagged', async () => {
    const deal = recordIdOf(sandbox.recordUrls.deal);
    const customer = recordIdOf(sandbox.recordUrls.customer);
    const update = { recordId: customer, properties: { type: 'PARTNER' } };
    await crmOf(sandbox).update('companies', [update], () => Promise.resolve());
    const name = sandbox.portal.records.getLive('companies', customer)?.properties.get('name') ?? '';
    expect((await find(name, deal)).partners).toMatchObject([
      { companyId: customer, cannotBeTagged: expect.stringContaining('It is the customer of this deal.') },
    ]);
    expect((await find(name)).partners).toMatchObject([{ companyId: customer, cannotBeTagged: null }]);
  });
});
