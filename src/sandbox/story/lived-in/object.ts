import { DEMO_TERMS, type PortalTerms } from '../../portal-terms.js';
import type { Portal } from '../../portal.js';
import type { Random } from '../random.js';
import { StoryWriter } from '../writer.js';
import { buyer, seller, writeCompanies, type CompanyPlan } from './company-plan.js';
import { CUSTOMERS } from './customers.js';
import { meeting, type DealRow } from './deal-row.js';
import { OBJECT_DEALS } from './object-deals.js';
import { ordinaryDeals } from './ordinary-deals.js';
import { addLabels, choicesOf, type LabelPlan } from './own-things.js';
import { addPartnerAccount, writeAccounts, type AccountPlan } from './partner-account.js';
import { writeDeals } from './write-deals.js';

const LABELS: readonly LabelPlan[] = [
  ['Referral partner', 'Referred deal'],
  ['Implementation partner', 'Implemented deal'],
  ['Reseller', 'Resold deal'],
  ['End customer', 'Deal as end customer'],
  ['Procurement agent', 'Procured deal'],
];

const SAM = '11000101';
const PRIYA = '11000102';

const account = (
  name: string,
  companies: readonly string[],
  status: AccountPlan['status'],
  [level, program, phase]: readonly [AccountPlan['level'], AccountPlan['program'], AccountPlan['phase']],
  managerId: string | null = SAM,
): AccountPlan => ({ name, companies, status, level, program, phase, managerId });

const ACCOUNTS: readonly AccountPlan[] = [
  account('Contoso', ['Contoso Partners'], 'Active', ['Elite', 'Refer', 'Selling']),
  // Two accounts for one company: nobody has cleaned that up.
  account(
    'Fabrikam (services)',
    ['Fabrikam Consulting'],
    'Active',
    ['Advanced', 'Implement', 'Selling'],
    PRIYA,
  ),
  account('Fabrikam (resale)', ['Fabrikam Consulting'], 'Active', ['Member', 'Resell', 'Signing'], PRIYA),
  account('Wingtip', ['Wingtip Distribution'], 'Active', ['Advanced', 'Resell', 'Renewing']),
  // One account for a company and its daughter.
  account(
    'Litware',
    ['Litware Cloud', 'Litware Cloud Iberia'],
    'Active',
    ['Elite', 'Integrate', 'Selling'],
    PRIYA,
  ),
  account('Northwind', ['Northwind Traders'], 'Active', ['Member', 'Resell', 'Onboarding']),
  account('Tailspin', ['Tailspin Integration'], 'Active', ['Advanced', 'Implement', 'Selling'], null),
  account('Proseware', ['Proseware Analytics'], 'Active', [null, 'Integrate', null], PRIYA),
  account('Old Harbor', ['Old Harbor Group'], 'Terminated', ['Member', 'Refer', null], null),
  account('Woodgrove', ['Woodgrove Studio'], 'Prospective', [null, null, 'Signing']),
  // Nobody associated it with a company.
  account('Hexagate', [], 'Active', ['Member', 'Refer', 'Onboarding'], null),
];

const COMPANIES: readonly CompanyPlan[] = [
  seller('Contoso Partners', 'contoso-partners', {}),
  seller('Fabrikam Consulting', 'fabrikam-consulting', {}),
  seller('Wingtip Distribution', 'wingtip', {}),
  seller('Litware Cloud', 'litware-cloud', {}),
  seller('Litware Cloud Iberia', 'litware-iberia', {}, 'Litware Cloud'),
  seller('Northwind Traders', 'northwind-traders', {}),
  seller('Tailspin Integration', 'tailspin', {}),
  seller('Proseware Analytics', 'proseware', {}),
  seller('Old Harbor Group', 'old-harbor', {}),
  seller('Woodgrove Studio', 'woodgrove-studio', {}),
  seller('Brightloom', 'brightloom', {}),
  ...CUSTOMERS.map((name) => buyer(name)),
];

const SELLERS = ['Contoso Partners', 'Fabrikam Consulting', 'Litware Cloud', 'Tailspin Integration'] as const;

/** What the portal's people write on an ordinary deal. */
function particulars(random: Random, row: DealRow): Partial<DealRow> {
  const name = random.pick(SELLERS);
  switch (random.weighted({ referred: 20, implemented: 15, resold: 12, met: 10, alone: 43 })) {
    case 'referred':
      return { companies: { [name]: ['Referral partner'] } };
    case 'implemented':
      return { companies: { [name]: ['Implementation partner'] }, scenes: [meeting(name, 8)] };
    case 'resold':
      return {
        primary: 'Wingtip Distribution',
        companies: { 'Wingtip Distribution': ['Reseller'], [row.customer]: ['End customer'] },
      };
    case 'met':
      return { scenes: [meeting(name, 6)] };
    case 'alone':
      return {};
  }
}

const ACTIVITY_TYPES = choicesOf(['Discovery call', 'Product walkthrough', 'Commercial proposal', 'QBR']);

const TERMS: PortalTerms = {
  ...DEMO_TERMS,
  options: (['meetings', 'calls'] as const).map((type) => ({
    type,
    property: 'hs_activity_type',
    options: ACTIVITY_TYPES,
  })),
};

/** Partners in records of a custom object, tags as the portal's own labels between deal and company. */
export const OBJECT = {
  terms: TERMS,
  tell(portal: Portal): void {
    const seed = `${portal.seeded.seed} object`;
    const writer = new StoryWriter(portal, addLabels(portal, 'companies', LABELS));
    const type = addPartnerAccount(portal);
    const companies = writeCompanies(writer, seed, COMPANIES);
    writeAccounts(writer, type, companies, ACCOUNTS);
    writeDeals({ writer, seed, companies }, [
      ...OBJECT_DEALS,
      ...ordinaryDeals(seed, 48, CUSTOMERS, particulars),
    ]);
  },
};
