/** What the gateway reads of portals that others have lived in, each under its example mapping. */
import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parseMapping } from '../../src/files/mapping-file.js';
import { fetchSend } from '../../src/hubspot/fetch-send.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import { encodeMarker } from '../../src/hubspot/partner-mark-values.js';
import { PARTNER_RESULTS } from '../../src/hubspot/schema.js';
import { Transport } from '../../src/hubspot/transport.js';
import type {
  CompanyRecord,
  Crm,
  DealRecord,
  Link,
  RecordPage,
  SetAsideRecord,
} from '../../src/operations/crm-port.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';

type PortalName = NonNullable<SandboxOptions['portal']>;

interface Read {
  readonly crm: Crm;
  readonly companies: readonly CompanyRecord[];
  readonly deals: readonly DealRecord[];
  readonly setAside: readonly SetAsideRecord[];
  readonly problems: readonly string[];
}

/** Reads a whole portal, and then what is asked of it. */
async function reading<T>(portal: PortalName, file: string, of: (read: Read) => Promise<T> | T): Promise<T> {
  const sandbox = await startSandbox({ port: 0, portal, faults: WIDE_LIMITS });
  try {
    const transport = new Transport({
      send: fetchSend(sandbox.url, sandbox.accessToken, 30_000),
      limit: (request) => request(),
      sleep: () => Promise.resolve(),
      random: () => 0,
      attempts: 2,
      longestAskedMs: 60_000,
    });
    const path = `examples/mappings/${file}`;
    const crm = hubspotCrm(transport, undefined, parseMapping(readFileSync(path, 'utf8'), path));
    const account = await crm.account();
    const companies = await all(crm.companies());
    const deals = await all(crm.deals(account));
    return await of({
      crm,
      companies: companies.records,
      deals: deals.records,
      setAside: deals.setAside,
      problems: [...companies.problems, ...deals.problems].map(
        ({ property, value, reason }) => `${property} “${value}” ${reason}`,
      ),
    });
  } finally {
    await sandbox.close();
  }
}

async function all<T>(pages: AsyncIterable<RecordPage<T>>): Promise<RecordPage<T>> {
  const read: RecordPage<T>[] = [];
  for await (const page of pages) read.push(page);
  return {
    records: read.flatMap(({ records }) => records),
    setAside: read.flatMap(({ setAside }) => setAside),
    problems: read.flatMap(({ problems }) => problems),
  };
}

const partnersIn = ({ companies }: Read) => companies.flatMap(({ partner }) => partner ?? []);
const namesOf = (ones: readonly { readonly name: string | null }[]): readonly string[] =>
  ones.map(({ name }) => name ?? '').toSorted();
const linksOf = async ({ crm, deals }: Read, to: 'companies' | 'contacts'): Promise<readonly Link[]> => {
  const links = await crm.links(
    'deals',
    to,
    deals.map(({ deal }) => deal.id),
  );
  return [...links.values()].flat();
};
const labelsOn = (links: readonly Link[]): readonly string[] =>
  [...new Set(links.flatMap(({ tags }) => tags.flatMap(({ label }) => label ?? [])))].toSorted();

describe('who reads a company alone', () => {
  it.each<[PortalName, string]>([
    ['object', 'custom-object.json'],
    ['contacts', 'contacts.json'],
  ])('of the portal %s knows it as a partner by what the sync published', async (portal, file) => {
    await reading(portal, file, async (read) => {
      const { crm } = read;
      await setUpPortal(crm, { dryRun: false });
      const [partner, ...others] = read.companies.filter((one) => one.partner !== null);
      const id = partner?.id ?? '';
      const alone = async () => (await crm.companiesById([id]))[0]?.partner;
      expect(others.length).toBeGreaterThan(0);
      expect(await alone()).toBeNull();
      const marker = encodeMarker(partner?.marks ?? {});
      const update = { recordId: id, properties: { [PARTNER_RESULTS.marker.name]: marker } };
      await crm.update('companies', [update], () => Promise.resolve());
      expect(await alone()).toEqual(partner?.partner);
      const order = { by: 'id', direction: 'ascending' } as const;
      const found = await crm.searchCompanies({ anyOf: [[{ kind: 'partner' }]], order, offset: 0, limit: 5 });
      expect(found.records.map((one) => one.id)).toEqual([id]);
    });
  });
});

describe('a portal with', () => {
  it('dropdowns: partners, tiers, dates, and the partner that a deal names', async () => {
    await reading('dropdown', 'dropdown.json', (read) => {
      const partners = partnersIn(read);
      expect(namesOf(partners)).toEqual([
        ...['Adatum Resale', 'Contoso Partners', 'Fabrikam Consulting', 'Litware Cloud', 'Northwind Traders'],
        ...['Proseware Analytics', 'Relecloud Advisors', 'Tailspin Integration', 'Wingtip Distribution'],
      ]);
      expect(partners.filter(({ tier }) => tier !== null).length).toBeGreaterThan(5);
      expect(partners.filter(({ agreement }) => agreement?.signedAt != null).length).toBeGreaterThan(0);
      const named = read.deals.flatMap(({ namedPartners }) => namedPartners);
      expect(named.map(({ means }) => means)).toEqual(
        expect.arrayContaining(['Contoso Partners', undefined]),
      );
      expect(named.map(({ value }) => value)).not.toContain('N/A');
      expect(new Set(read.deals.map(({ legacyClass }) => legacyClass))).toEqual(
        new Set(['sourced', 'influenced', 'direct', null]),
      );
      expect(read.problems).toEqual([]);
    });
  });

  it('a custom object: its companies are partners, labels are tags and name the customer', async () => {
    await reading('object', 'custom-object.json', async (read) => {
      const marks = await read.crm.partnerMarks();
      const partners = partnersIn(read);
      expect(partners.map(({ id }) => String(id)).toSorted()).toEqual(
        [...(marks?.ofCompany.keys() ?? [])].toSorted(),
      );
      expect(namesOf(partners)).toEqual(
        expect.arrayContaining(['Fabrikam Consulting', 'Litware Cloud', 'Litware Cloud Iberia']),
      );
      expect(partners.filter(({ tier }) => tier === null).length).toBeLessThan(partners.length);
      expect(marks?.problems.map(({ reason }) => reason).toSorted()).toEqual([
        'company_missing',
        'partner_twice',
      ]);
      const links = await linksOf(read, 'companies');
      expect(labelsOn(links)).toEqual(['Implementation partner', 'Referral partner', 'Reseller']);
      expect(links.filter(({ endCustomer }) => endCustomer).length).toBeGreaterThan(0);
      expect(read.problems).toEqual([]);
    });
  });

  it('contacts who are partners: their companies are, and labels of deals to people are tags', async () => {
    await reading('contacts', 'contacts.json', async (read) => {
      const marks = await read.crm.partnerMarks();
      const partners = partnersIn(read);
      expect(partners.flatMap(({ people }) => namesOf(people ?? [])).toSorted()).toEqual(
        [
          'Jane Doe',
          'Malik Osei',
          'Ingrid Dahl',
          'Ravi Iyer',
          'Hugo Keller',
          'Rosa Keller',
          'Sofia Rossini',
        ].toSorted(),
      );
      expect(partners.find(({ name }) => name === 'Keller Group')?.people).toHaveLength(2);
      expect(marks?.problems.map(({ reason }) => reason)).toEqual(['company_missing']);
      expect(labelsOn(await linksOf(read, 'contacts'))).toEqual(['Advised by', 'Introduced by']);
      expect(labelsOn(await linksOf(read, 'companies'))).toEqual([]);
      expect(read.problems).toEqual([]);
    });
  });

  it('five pipelines: two are ignored, two are lines of their own, and another amount counts', async () => {
    await reading('pipelines', 'pipelines.json', async (read) => {
      expect(read.setAside.length).toBeGreaterThan(0);
      expect(new Set(read.setAside.map(({ why }) => why))).toEqual(new Set(['pipeline_ignored']));
      expect(new Set(read.deals.map(({ deal }) => deal.bucket))).toEqual(
        new Set(['renewal', 'expansion', undefined]),
      );
      expect(read.deals.length + read.setAside.length).toBe(84);
      const foreign = read.deals.filter(({ deal }) => deal.currency !== 'USD');
      expect(foreign.some(({ deal }) => (deal.homeAmountMinor ?? 0) > 0)).toBe(true);
      expect(labelsOn(await linksOf(read, 'companies'))).toEqual(['Referred by', 'Reseller', 'SI partner']);
      const imported = read.deals.find(({ name }) => name === 'Imported a year after it was created');
      expect((imported?.recordedAt ?? 0) - (imported?.deal.createdAt ?? 0)).toBeGreaterThan(300 * 86_400_000);
      expect(read.problems).toEqual([]);
    });
  });
});
