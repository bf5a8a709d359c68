import { DEMO_TERMS } from '../../portal-terms.js';
import type { Portal } from '../../portal.js';
import { StoryWriter } from '../writer.js';
import { buyer, seller, writeCompanies, type CompanyPlan } from './company-plan.js';
import { CUSTOMERS } from './customers.js';
import { DROPDOWN_DEALS } from './dropdown-deals.js';
import { addProperties, dateProperty, dropdown, ownerProperty } from './own-things.js';
import { writeDeals } from './write-deals.js';

const GROUP = { name: 'channel', label: 'Channel' };

const COMPANY_PROPERTIES = [
  // Years of typing: each spelling was once somebody's right one.
  dropdown('relationship', 'Relationship', [
    'Partner',
    'partner ',
    'Channel partner',
    'Reseller',
    'Former partner',
    'Customer',
    'Prospect',
    'Vendor',
  ]),
  dropdown('partner_level', 'Partner level', [
    '0 - Platinum',
    '1 - Gold',
    '2 - Silver',
    '3 - Registered',
    'gold (old)',
  ]),
  dropdown('partner_kind', 'Kind of partner', ['VAR', 'SI', 'Tech', 'Agency']),
  dropdown('partner_status', 'Partner status', ['Active', 'Onboarding', 'In renewal', 'Paused']),
  ownerProperty('channel_manager', 'Channel manager'),
  dateProperty('agreement_signed', 'Agreement signed on'),
];

const DEAL_PROPERTIES = [
  {
    ...dropdown('partner_name', 'Referring partner', [
      'Contoso',
      'contoso ltd.',
      'CONTOSO Partners GmbH',
      'Fabrikam',
      'Fabrikam Consulting',
      'fabrikam-consulting.example',
      'Northwind Traders',
      'Northwnd',
      'Adatum',
      'Litware',
      'litware cloud ',
      'Wingtip',
      'Tailspin Integration',
      'Proseware Analytics',
      'Relecloud',
      'Globex',
      'Old Harbor Group',
      'N/A',
      '-',
      'Unknown',
    ]),
    description: 'The partner who brought us this deal.',
  },
  dropdown('deal_origin', 'Deal origin', ['Partner sourced', 'Partner influenced', 'Direct']),
];

const SAM = '11000101';
const PRIYA = '11000102';

const partner = (
  name: string,
  domain: string,
  relationship: string,
  [level, kind, status]: readonly [level: string | null, kind: string | null, status: string | null],
  manager: string | null = SAM,
  parent?: string,
): CompanyPlan =>
  seller(
    name,
    domain,
    {
      relationship,
      partner_level: level,
      partner_kind: kind,
      partner_status: status,
      channel_manager: manager,
      agreement_signed: level === null ? null : '2024-03-01',
    },
    parent,
  );

const COMPANIES: readonly CompanyPlan[] = [
  partner('Contoso Partners', 'contoso-partners', 'Partner', ['1 - Gold', 'VAR', 'Active']),
  partner('Fabrikam Consulting', 'fabrikam-consulting', 'partner ', ['2 - Silver', 'SI', 'Active']),
  partner(
    'Northwind Traders',
    'northwind-traders',
    'Channel partner',
    ['1 - Gold', 'VAR', 'In renewal'],
    PRIYA,
  ),
  partner('Adatum Resale', 'adatum-resale', 'Reseller', ['3 - Registered', 'VAR', 'Onboarding'], PRIYA),
  partner('Litware Cloud', 'litware-cloud', 'Partner', ['0 - Platinum', 'Tech', 'Active'], PRIYA),
  partner('Wingtip Distribution', 'wingtip', 'Reseller', ['2 - Silver', null, 'Active']),
  buyer('Tailspin Holding', { relationship: 'Vendor' }),
  partner(
    'Tailspin Integration',
    'tailspin',
    'Partner',
    ['1 - Gold', 'SI', 'Paused'],
    SAM,
    'Tailspin Holding',
  ),
  { ...buyer('Tailspin Manufacturing', { relationship: 'Customer' }), parent: 'Tailspin Holding' },
  partner('Proseware Analytics', 'proseware', 'Channel partner', ['gold (old)', 'Tech', null], null),
  partner('Relecloud Advisors', 'relecloud-advisors', 'partner ', [null, 'Agency', null], null),
  partner('Old Harbor Group', 'old-harbor', 'Former partner', ['2 - Silver', 'VAR', null], null),
  // The billing record of a partner: the same company under another record.
  {
    name: 'Adatum Resale (billing)',
    domain: 'adatum-resale',
    properties: { relationship: 'Customer' },
  },
  ...CUSTOMERS.map((name, index) =>
    buyer(name, { relationship: index % 4 === 3 ? null : index % 4 === 2 ? 'Prospect' : 'Customer' }),
  ),
];

/** Partners in a company dropdown, the partner of a deal in another one; nothing is spelled the same way twice. */
export const DROPDOWN = {
  terms: DEMO_TERMS,
  tell(portal: Portal): void {
    addProperties(portal, 'companies', GROUP, COMPANY_PROPERTIES);
    addProperties(portal, 'deals', GROUP, DEAL_PROPERTIES);
    const seed = `${portal.seeded.seed} dropdown`;
    const writer = new StoryWriter(portal, new Map());
    const companies = writeCompanies(writer, seed, COMPANIES);
    writeDeals({ writer, seed, companies }, DROPDOWN_DEALS);
  },
};
