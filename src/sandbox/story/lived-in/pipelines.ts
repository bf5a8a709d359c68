import type { PortalTerms } from '../../portal-terms.js';
import type { Portal } from '../../portal.js';
import type { Random } from '../random.js';
import { StoryWriter } from '../writer.js';
import { buyer, seller, writeCompanies, type CompanyPlan } from './company-plan.js';
import { CUSTOMERS } from './customers.js';
import { meeting, type DealRow } from './deal-row.js';
import { EXPANSION, FIVE_PIPELINES, LEADS, RENEWALS, SALES, TEST } from './five-pipelines.js';
import { mergeCompanies } from './merge-companies.js';
import { ordinaryDeals } from './ordinary-deals.js';
import { addLabels, addProperties, type LabelPlan } from './own-things.js';
import { CONTOSO_DUPLICATE, PIPELINE_DEALS } from './pipeline-deals.js';
import { writeDeals } from './write-deals.js';

const REGIONS = ['DACH', 'Nordics', 'Iberia', 'UKI', 'Benelux', 'Americas', 'Japan'];
const DESKS = ['Sponsor', 'Legal contact', 'Billing office', 'Support desk', 'Security review'];

/** Of 50 labels that the pair may have, 44 are there: 14 more do not fit. */
const LABELS: readonly LabelPlan[] = [
  ['Reseller', 'Resold deal'],
  ['Referred by', 'Referred deal'],
  ['SI partner', 'SI deal'],
  ['End customer', 'Deal as end customer'],
  ['Distributor', 'Distributed deal'],
  ['Bill-to', 'Billed deal'],
  ['Ship-to', 'Shipped deal'],
  ['Parent account', 'Deal of a daughter'],
  ['Competitor', 'Competitor on deal'],
  ...DESKS.flatMap((desk) =>
    REGIONS.map((region): LabelPlan => [`${desk} ${region}`, `${desk} ${region} on deal`]),
  ),
];

const COMPANIES: readonly CompanyPlan[] = [
  seller('Wingtip Distribution', 'wingtip', { type: 'RESELLER' }),
  seller('Contoso Partners', 'contoso-partners', { type: 'PARTNER' }),
  // Somebody entered it once more; the deals of both are merged at the end of the story.
  seller(CONTOSO_DUPLICATE, 'contoso-partners', { type: 'PARTNER' }),
  seller('Fabrikam Consulting', 'fabrikam-consulting', { type: 'PARTNER' }),
  seller('Northwind Traders', 'northwind-traders', { type: 'RESELLER' }),
  seller('Litware Cloud', 'litware-cloud', { type: 'PARTNER' }),
  ...CUSTOMERS.map((name, index) => buyer(name, { type: index % 3 === 0 ? null : 'PROSPECT' })),
  { ...buyer('Yarrow Stores Ltd'), domain: 'yarrow-stores' },
];

const CURRENCIES = { USD: 60, EUR: 18, GBP: 8, JPY: 6, SEK: 5, CHF: 3 } as const;

const options = Object.entries({
  USD: 'US Dollar',
  EUR: 'Euro',
  GBP: 'Pound Sterling',
  JPY: 'Yen',
  SEK: 'Swedish Krona',
  CHF: 'Swiss Franc',
  // One that the portal no longer keeps a rate for.
  BRL: 'Brazilian Real',
}).map(([value, label], displayOrder) => ({ label, value, description: '', displayOrder, hidden: false }));

const TERMS: PortalTerms = {
  pipelines: FIVE_PIPELINES,
  exchangeRates: new Map([
    ['EUR', 1.092],
    ['GBP', 1.284],
    ['JPY', 0.0067],
    ['SEK', 0.0955],
    ['CHF', 1.128],
  ]),
  options: [{ type: 'deals', property: 'deal_currency_code', options }],
  settings: {
    labelsPerPair: 50,
    validationRules: [
      {
        kind: 'conditional',
        type: 'deals',
        when: { property: 'hs_is_closed_won', values: ['true'] },
        property: 'po_number',
        onEveryWrite: true,
      },
      { kind: 'format', type: 'deals', property: 'po_number', ruleType: 'MIN_LENGTH', ruleArguments: ['4'] },
    ],
  },
};

const PARTNERS = ['Contoso Partners', 'Fabrikam Consulting', 'Litware Cloud'] as const;

function tagging(random: Random, { customer }: DealRow): Partial<DealRow> {
  const name = random.pick(PARTNERS);
  switch (random.weighted({ referred: 18, integrated: 14, resold: 16, met: 8, alone: 44 })) {
    case 'referred':
      return { companies: { [name]: ['Referred by'] } };
    case 'integrated':
      return { companies: { [name]: ['SI partner'] }, scenes: [meeting(name, 9)] };
    case 'resold':
      return {
        primary: 'Wingtip Distribution',
        companies: { 'Wingtip Distribution': ['Reseller'], [customer]: ['End customer'] },
      };
    case 'met':
      return { scenes: [meeting(name, 7)] };
    case 'alone':
      return {};
  }
}

/** What the portal's people write on an ordinary deal. */
function particulars(random: Random, row: DealRow): Partial<DealRow> {
  const pipeline = random.weighted({
    [SALES]: 50,
    [RENEWALS]: 20,
    [EXPANSION]: 12,
    [LEADS]: 12,
    [TEST]: 6,
  });
  const arr = random.chance(0.8) ? String(random.between(1, 120) * 500) : null;
  const po = row.status.startsWith('won') ? `PO-${random.between(10_000, 99_999)}` : null;
  return {
    pipeline,
    currency: random.weighted(CURRENCIES),
    properties: { annual_recurring_revenue: arr, po_number: po },
    ...tagging(random, row),
  };
}

/** Five pipelines, many currencies and labels, a reseller in front of the customer, imports and merges. */
export const PIPELINES = {
  terms: TERMS,
  tell(portal: Portal): void {
    const seed = `${portal.seeded.seed} pipelines`;
    addProperties(portal, 'deals', { name: 'finance', label: 'Finance' }, [
      { name: 'annual_recurring_revenue', label: 'ARR', type: 'number', fieldType: 'number' },
      { name: 'total_contract_value', label: 'TCV', type: 'number', fieldType: 'number' },
      { name: 'po_number', label: 'Purchase order' },
    ]);
    const writer = new StoryWriter(portal, addLabels(portal, 'companies', LABELS));
    const companies = writeCompanies(writer, seed, COMPANIES);
    writeDeals({ writer, seed, companies }, [
      ...PIPELINE_DEALS,
      ...ordinaryDeals(seed, 64, CUSTOMERS, particulars),
    ]);
    mergeCompanies(portal, companies, 'Contoso Partners', CONTOSO_DUPLICATE);
    mergeCompanies(portal, companies, 'Yarrow Stores', 'Yarrow Stores Ltd');
  },
};
