/** Invented people and companies; any likeness is chance. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const FIRST_NAMES = words(`
  Ana Leo Maya Oscar Ines Theo Clara Hugo Nadia Felix Rosa Anders Lena Marco Sofia Ravi Elif Caleb
  Ingrid Malik Hana Victor Alice Diego Fiona Kofi Laura Petra Samira Owen Yuki Bruno Carmen Emil Greta
  Ivan Joanna Karim Lucia Noah Olga Paul Rania Stefan Tara Wendy
`);

export const LAST_NAMES = words(`
  Alvarez Becker Castellano Dahl Egan Fontaine Grant Hofmann Ito Jansen Keller Larsen Moreau Novak
  Osei Park Quinn Rossi Sato Torres Ueda Vance Weber Xu Young Zimmer Abbott Brandt Chandra Duarte
  Ekström Farouk Gallagher Hale Iyer Jovanovic Kaplan Lindgren Mensah Nakamura
`);

export const COMPANY_HEADS = words(`
  Alder Amberline Bayfield Birchwood Bluewater Brightmoor Calder Cedarbrook Clearhaven Copperfield
  Crestline Dunmore Eastgate Elmhurst Fairmont Foxglove Glenrock Goldcrest Granite Greenhollow
  Harborview Hawthorn Heathfield Highland Ironbridge Ivory Kestrel Kingsbury Lakeshore Larkspur Linden
  Longmeadow Maplewood Marlow Meridian Millbrook Northgate Oakridge Orchard Pinecrest Quarry Redwood
  Ridgeway Riverbend Rosewood Saltmarsh Silverlake Stonebridge Summerfield Sycamore Thornbury
  Tidewater Valley Westbrook Whitestone Willowdale Windermere Wolfden Woodland Yarrow
`);

/** An industry of HubSpot's and what companies in it call themselves. */
export const INDUSTRIES: Readonly<Record<string, readonly string[]>> = {
  COMPUTER_SOFTWARE: ['Software', 'Apps', 'Cloud'],
  INFORMATION_TECHNOLOGY_AND_SERVICES: ['IT Services', 'Data'],
  FINANCIAL_SERVICES: ['Capital', 'Credit Union', 'Payments'],
  HOSPITAL_HEALTH_CARE: ['Health', 'Clinics', 'Medical Group'],
  LOGISTICS_AND_SUPPLY_CHAIN: ['Logistics', 'Freight', 'Shipping'],
  MACHINERY: ['Machinery', 'Tooling', 'Manufacturing'],
  RETAIL: ['Outfitters', 'Stores', 'Home & Garden'],
  INSURANCE: ['Insurance', 'Mutual'],
  HIGHER_EDUCATION: ['College', 'University'],
  TELECOMMUNICATIONS: ['Telecom', 'Networks'],
  FOOD_PRODUCTION: ['Foods', 'Dairy', 'Mills'],
  RENEWABLES_ENVIRONMENT: ['Solar', 'Energy', 'Water'],
};

export interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly currency: 'USD' | 'EUR' | 'GBP' | 'JPY';
}

const place = (city: string, state: string, country: string, currency: Place['currency']): Place => ({
  city,
  state,
  country,
  currency,
});

export const PLACES: readonly Place[] = [
  place('Boston', 'MA', 'United States', 'USD'),
  place('New York', 'NY', 'United States', 'USD'),
  place('Chicago', 'IL', 'United States', 'USD'),
  place('Austin', 'TX', 'United States', 'USD'),
  place('Denver', 'CO', 'United States', 'USD'),
  place('Seattle', 'WA', 'United States', 'USD'),
  place('Atlanta', 'GA', 'United States', 'USD'),
  place('Raleigh', 'NC', 'United States', 'USD'),
  place('Minneapolis', 'MN', 'United States', 'USD'),
  place('San Diego', 'CA', 'United States', 'USD'),
  place('Berlin', 'Berlin', 'Germany', 'EUR'),
  place('Lyon', 'Auvergne-Rhône-Alpes', 'France', 'EUR'),
  place('Valencia', 'Valencia', 'Spain', 'EUR'),
  place('London', 'England', 'United Kingdom', 'GBP'),
  place('Leeds', 'England', 'United Kingdom', 'GBP'),
  place('Osaka', 'Osaka', 'Japan', 'JPY'),
];

export const CUSTOMER_TITLES = [
  'VP Operations',
  'Head of IT',
  'Director of Finance',
  'Operations Manager',
  'Chief Information Officer',
  'Procurement Lead',
  'Business Systems Manager',
  'Programme Director',
] as const;

export const PARTNER_TITLES = [
  'Alliance Manager',
  'Partner Sales Lead',
  'Solutions Architect',
  'Account Executive',
  'Practice Lead',
  'Delivery Manager',
  'Managing Director',
] as const;

/** What the vendor sells. */
export const PRODUCTS = [
  'Juniper Platform',
  'Juniper Insights',
  'Juniper Flow',
  'Juniper Connect',
  'Juniper Plan',
] as const;
