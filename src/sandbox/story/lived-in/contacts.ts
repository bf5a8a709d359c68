import { SEED_NOW } from '../../clock.js';
import { DEMO_TERMS } from '../../portal-terms.js';
import type { Portal } from '../../portal.js';
import type { Random } from '../random.js';
import { DAY, StoryWriter } from '../writer.js';
import { buyer, writeCompanies, type CompanyPlan, type StaffPlan } from './company-plan.js';
import { CONTACT_DEALS } from './contact-deals.js';
import { CUSTOMERS } from './customers.js';
import { meeting, type DealRow } from './deal-row.js';
import { ordinaryDeals } from './ordinary-deals.js';
import { addLabels, addProperties, dropdown, type LabelPlan } from './own-things.js';
import { writeDeals } from './write-deals.js';

const GROUP = { name: 'network', label: 'Network' };

const ROLES = ['Buyer', 'Champion', 'Consultant', 'Affiliate', 'Press'];

const LABELS: readonly LabelPlan[] = [
  ['Introduced by', 'Introduced deal'],
  ['Advised by', 'Advised deal'],
  ['Decision maker', 'Decides on deal'],
  ['Blocker', 'Blocks deal'],
];

const person = (firstName: string, lastName: string, title: string, role: string): StaffPlan => ({
  firstName,
  lastName,
  title,
  properties: { contact_role: role },
});

/** A small company of people who bring business. */
const practice = (name: string, domain: string, staff: readonly StaffPlan[]): CompanyPlan => ({
  name,
  domain,
  staff,
  people: 0,
});

const COMPANIES: readonly CompanyPlan[] = [
  practice('Doe Advisory', 'doe-advisory', [
    person('Jane', 'Doe', 'Principal', 'Consultant'),
    { firstName: 'Pia', lastName: 'Young', title: 'Assistant' },
  ]),
  practice('Osei Partners', 'osei-partners', [person('Malik', 'Osei', 'Founder', 'Affiliate')]),
  practice('Dahl & Co', 'dahl-co', [person('Ingrid', 'Dahl', 'Managing Consultant', 'Consultant')]),
  practice('Bluewater Referral Club', 'bluewater-club', [person('Ravi', 'Iyer', 'Host', 'Affiliate')]),
  practice('Keller Group', 'keller-group', [
    person('Hugo', 'Keller', 'Partner', 'Consultant'),
    person('Rosa', 'Keller', 'Partner', 'Consultant'),
  ]),
  ...CUSTOMERS.map((name) => ({
    ...buyer(name),
    ...(name === 'Dunmore Tooling' && { staff: [person('Victor', 'Novotny', 'Head of IT', 'Champion')] }),
    ...(name === 'Quarry Machinery' && {
      staff: [person('Sofia', 'Rossini', 'Board adviser', 'Consultant')],
    }),
  })),
];

/** A consultant of whom nobody has entered a company. */
const writeFreelancer = (writer: StoryWriter): string =>
  writer.record(
    'contacts',
    {
      firstname: 'Clara',
      lastname: 'Moreau',
      email: 'clara.moreau@moreau.example',
      jobtitle: 'Independent consultant',
      contact_role: 'Consultant',
    },
    SEED_NOW - 800 * DAY,
  );

const NETWORK = [
  ['Jane Doe', 'Doe Advisory'],
  ['Malik Osei', 'Osei Partners'],
  ['Ingrid Dahl', 'Dahl & Co'],
  ['Hugo Keller', 'Keller Group'],
] as const;

/** What the portal's people write on an ordinary deal. */
function particulars(random: Random): Partial<DealRow> {
  const [name, company] = random.pick(NETWORK);
  switch (random.weighted({ introduced: 22, advised: 16, met: 10, alone: 52 })) {
    case 'introduced':
      return { contacts: { [name]: ['Introduced by'] } };
    case 'advised':
      return { contacts: { [name]: ['Advised by'] }, scenes: [meeting(company, 9)] };
    case 'met':
      return { scenes: [meeting(company, 7)] };
    case 'alone':
      return {};
  }
}

/** Partners who are people, tagged by labels between deal and contact. */
export const CONTACTS = {
  terms: DEMO_TERMS,
  tell(portal: Portal): void {
    const seed = `${portal.seeded.seed} contacts`;
    addProperties(portal, 'contacts', GROUP, [dropdown('contact_role', 'Role of this contact', ROLES)]);
    const writer = new StoryWriter(portal, addLabels(portal, 'contacts', LABELS));
    const companies = writeCompanies(writer, seed, COMPANIES);
    const clara = writeFreelancer(writer);
    const ids = writeDeals({ writer, seed, companies }, [
      ...CONTACT_DEALS,
      ...ordinaryDeals(seed, 44, CUSTOMERS, particulars),
    ]);
    const deal = { type: 'deals', id: ids.get('Clara Moreau has no company') ?? '' } as const;
    const key = writer.labels.get('Introduced by') ?? '';
    writer.link(deal, { type: 'contacts', id: clara }, key);
  },
};
