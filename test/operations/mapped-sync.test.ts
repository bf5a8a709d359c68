/** Syncs of portals that others have lived in: partners in a dropdown, in a custom object, and five pipelines. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { diagnose, nameAndId } from '../../src/operations/doctor.js';
import { readDealCard } from '../../src/operations/show-deal-card.js';
import { expectMirroredAfterSync, HOUR_MS } from './extracting.js';
import { MappedPortal } from './mapped-portal.js';

const TIMEOUT_MS = 120_000;
const HOURS_MS = 2 * HOUR_MS;

describe('partners that a dropdown of the deal names', () => {
  let portal: MappedPortal;
  beforeAll(async () => {
    portal = await MappedPortal.of('dropdown');
    await portal.sync();
  }, TIMEOUT_MS);
  afterAll(() => portal.close());

  const doctor = async () =>
    diagnose({ store: portal.portal.store, clock: { now: () => portal.now() } }, portal.portalId);

  it.each([
    ['Contoso brought Alder Foods', 'sourced by Contoso Partners'],
    ['Spelled contoso ltd. at Bayfield', 'sourced by Contoso Partners'],
    ['Spelled CONTOSO Partners GmbH at Cedarbrook', 'sourced by Contoso Partners'],
    ['N/A written at Dunmore', 'direct'],
    ['Nobody knows Globex at Eastgate', 'direct'],
    ['Former partner at Foxglove', 'direct'],
  ])('%s: %s', (deal, expected) => expect(portal.resultOf(deal)).toBe(expected));

  it('lists what matches nobody, with deal, property and value', async () => {
    const { findings } = await doctor();
    expect(findings).toContainEqual({
      kind: 'partner_name_unmatched',
      recordId: portal.deal('Nobody knows Globex at Eastgate'),
      recordName: 'Nobody knows Globex at Eastgate',
      detail:
        'partner_name says “Globex”: no partner has that id, domain or name. Say in the mapping whom it means, or mark the company as a partner',
    });
    expect(findings.filter(({ detail }) => detail.includes('“N/A”'))).toEqual([]);
  });

  it('names the deals that findings have by id', async () => {
    const found = await doctor();
    const named = found.hygiene.flatMap(({ dealIds }) => dealIds.map((id) => nameAndId(found, 'deals', id)));
    expect(named).toContain(
      `“Tailspin sells to its sister” (${portal.deal('Tailspin sells to its sister')})`,
    );
    expect(named.filter((one) => !/^“.+” \(\d+\)$/.test(one))).toEqual([]);
    const meetings = found.findings.filter(({ kind }) => kind === 'activity_on_several_deals');
    const besides = meetings.flatMap((one) => one.dealIds ?? []).map((id) => found.names.deals[id]);
    expect(besides).toContain('Joint workshop shown at Riverbend');
    expect(nameAndId(found, 'deals', '1')).toBe('1');
    const names = { deals: {}, companies: { '7': 'Acme' } };
    expect(nameAndId({ names }, 'companies', '7')).toBe('“Acme” (7)');
    expect(nameAndId({ names }, 'meetings', '7')).toBe('7');
  });

  it('finds them on the card in two rounds, as the sync does', async () => {
    for (const name of ['Spelled contoso ltd. at Bayfield', 'Nobody knows Globex at Eastgate']) {
      let [rounds, isNew] = [0, true];
      const crm = portal.crm(async () => {
        if (isNew) rounds += 1;
        isNew = false;
        await new Promise((resolve) => setImmediate(resolve));
        isNew = true;
        return null;
      });
      const card = await readDealCard(portal.card(crm), portal.deal(name));
      expect(rounds).toBe(2);
      expect(portal.resultOf(name)).toBe(
        [
          card.attributed.result.class,
          ...card.attributed.result.sourcingPartnerIds.map(() => 'by Contoso Partners'),
        ].join(' '),
      );
    }
  });

  it(
    'looks again at a deal once its partner is there, has another name, or another has the same',
    async () => {
      const name = 'Nobody knows Globex at Eastgate';
      await portal.pass(HOURS_MS);
      await portal.sync();
      const globex = await portal.create('companies', { name: 'GLOBEX Inc.', relationship: 'Partner' });
      await portal.sync();
      expect(portal.resultOf(name)).toBe('sourced by GLOBEX Inc.');
      await portal.edit('companies', globex, { name: 'Initech' });
      await portal.sync();
      expect(portal.resultOf(name)).toBe('direct');
      await portal.edit('companies', globex, { name: 'Globex GmbH' });
      await portal.create('companies', { name: 'Globex Ltd', relationship: 'Reseller' });
      await portal.sync();
      expect(portal.resultOf(name)).toBe('direct');
      expect((await doctor()).findings).toContainEqual(
        expect.objectContaining({ kind: 'partner_name_ambiguous', recordName: name }),
      );
      await expectMirroredAfterSync(portal);
    },
    TIMEOUT_MS,
  );
});

describe('partners in a custom object, tags by labels of the portal', () => {
  let portal: MappedPortal;
  beforeAll(async () => {
    portal = await MappedPortal.of('object');
    await portal.sync();
  }, TIMEOUT_MS);
  afterAll(() => portal.close());

  it.each([
    ['Referred by Contoso to Alder', 'sourced by Contoso Partners'],
    ['Implemented by Fabrikam at Bayfield', 'influenced with Fabrikam Consulting'],
    ['Resold by Wingtip to Cedarbrook', 'sourced by Wingtip Distribution'],
    ['Resold without an end customer', 'sourced by Wingtip Distribution'],
    ['Referral of a terminated partner at Eastgate', 'direct'],
    ['Two labels of one partner at Foxglove', 'sourced by Contoso Partners'],
  ])('%s: %s', (deal, expected) => expect(portal.resultOf(deal)).toBe(expected));

  it(
    'sees a company become a partner, and cease to be, though nothing of it moved',
    async () => {
      const name = 'Referral of a terminated partner at Eastgate';
      await portal.pass(HOURS_MS);
      await portal.sync();
      await portal.pass(HOURS_MS);
      const setTo = await portal.statusOfAccount('Old Harbor');
      await setTo('Active');
      expect(await portal.sync()).toMatchObject({ full: false });
      expect(portal.resultOf(name)).toBe('sourced by Old Harbor Group');
      await setTo('Terminated');
      await portal.sync();
      expect(portal.resultOf(name)).toBe('direct');
      await expectMirroredAfterSync(portal);
      // Nothing is read again that is as it was.
      expect(await portal.sync()).toMatchObject({ computed: 0, writes: { deals: 0, partners: 0 } });
    },
    TIMEOUT_MS,
  );

  it(
    'names the customer by its label, on deals that are looked at later too',
    async () => {
      await portal.pass(HOURS_MS);
      await portal.sync();
      await portal.pass(HOURS_MS);
      const id = portal.deal('Resold without an end customer');
      const flags = () => portal.valueOn('Resold without an end customer', 'partnership_flags');
      expect(flags()).toContain('customer_unknown');
      const customer = portal.company('Dunmore Tooling');
      await portal.associate('deals', id, 'companies', { id: customer, label: 'End customer' });
      await portal.sync();
      expect(flags()).not.toContain('customer_unknown');
      await expectMirroredAfterSync(portal);
    },
    TIMEOUT_MS,
  );
});

describe('five pipelines', () => {
  let portal: MappedPortal;
  let ignored: number;
  beforeAll(async () => {
    portal = await MappedPortal.of('pipelines');
    ignored = (await portal.sync()).uncounted.pipeline_ignored;
  }, TIMEOUT_MS);
  afterAll(() => portal.close());

  it('counts deals of ignored pipelines apart: they have no result, and are no problem', () => {
    expect(ignored).toBeGreaterThan(1);
    expect(portal.resultOf('TEST please ignore')).toBe('');
    expect(portal.resultOf('Lead of Northwind that was converted')).toBe('');
    expect(portal.resultOf('Resold by Wingtip to Alder')).toBe('sourced by Wingtip Distribution');
  });

  it(
    'takes back what stood on a deal that opts out, reverses its entries, and takes it in again',
    async () => {
      const name = 'Resold by Wingtip to Alder';
      const id = portal.deal(name);
      await portal.pass(HOURS_MS);
      await portal.sync();
      await portal.pass(HOURS_MS);
      await portal.edit('deals', id, { partnership_opt_out: 'true', po_number: 'PO-4711' });
      expect((await portal.sync({ dryRun: true })).uncounted).toEqual({
        pipeline_ignored: ignored,
        opted_out: 1,
      });
      const out = await portal.sync();
      expect(out.uncounted).toEqual({ pipeline_ignored: ignored, opted_out: 1 });
      expect(out.ledger).toMatchObject({ deals: 1 });
      expect(out.ledger.entries).toBeGreaterThan(0);
      expect(portal.resultOf(name)).toBe('');
      expect(await portal.sync()).toMatchObject({ uncounted: { opted_out: 1 }, ledger: { entries: 0 } });
      await portal.edit('deals', id, { partnership_opt_out: '' });
      const back = await portal.sync();
      expect(back.uncounted).toEqual({ pipeline_ignored: ignored, opted_out: 0 });
      expect(portal.resultOf(name)).toBe('sourced by Wingtip Distribution');
    },
    TIMEOUT_MS,
  );

  it('lists deals whose create date lies far from their record’s own', async () => {
    const clock = { now: () => portal.now() };
    const { findings } = await diagnose({ store: portal.portal.store, clock }, portal.portalId);
    const apart = findings.filter(({ kind }) => kind === 'created_long_before_import');
    expect(apart).toContainEqual(
      expect.objectContaining({
        recordName: 'Imported a year after it was created',
        detail: expect.stringMatching(/lies \d+ days before the record was made/),
      }),
    );
    expect(apart).toContainEqual(
      expect.objectContaining({
        recordName: 'Created nine months after its own record',
        detail: expect.stringMatching(/lies \d+ days after the record was made/),
      }),
    );
  });
});
