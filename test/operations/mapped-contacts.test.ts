/** A portal whose partners are people: consultants and affiliates, each for a company. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { partnerId } from '../../src/domain/ids.js';
import { tagOf } from '../../src/operations/deal-card-tagging.js';
import { helpSentences } from '../../src/operations/deal-card-sentences.js';
import { explainDeal } from '../../src/operations/explain-deal.js';
import { readDealCard } from '../../src/operations/show-deal-card.js';
import { expectMirroredAfterSync, HOUR_MS } from './extracting.js';
import { MappedPortal } from './mapped-portal.js';
import type { Asked } from './portal.js';

const TIMEOUT_MS = 120_000;

let portal: MappedPortal;
let findings: readonly { readonly kind: string; readonly recordName?: string; readonly detail: string }[];
beforeAll(async () => {
  portal = await MappedPortal.of('contacts');
  ({ findings } = await portal.sync());
}, TIMEOUT_MS);
afterAll(() => portal.close());

const quiet = async (): Promise<void> => {
  await portal.pass(2 * HOUR_MS);
  await portal.sync();
  await portal.pass(2 * HOUR_MS);
};

describe('tags by labels of contacts', () => {
  it.each([
    ['Introduced by Jane Doe to Alder', 'sourced by Doe Advisory'],
    ['Advised by Malik Osei at Bayfield', 'influenced with Osei Partners'],
    ['Introduced by Jane and advised by Malik at Cedarbrook', 'sourced by Doe Advisory with Osei Partners'],
    ['Introduced by a champion of the customer', 'direct'],
    ['Clara Moreau has no company', 'direct'],
    ['Two Kellers at Foxglove', 'sourced by Keller Group'],
    ['Sofia Rossini introduces her own company', 'direct'],
    ['Meeting with Ingrid Dahl at Granite', 'influenced with Dahl & Co'],
    ['One call with Ravi Iyer at Harborview', 'direct'],
    ['Jane decides at Ironbridge, which is no tag', 'direct'],
    ['Two e-mails of Jane at Kestrel', 'influenced with Doe Advisory'],
    ['Meeting with a colleague of Jane at Lakeshore', 'influenced with Doe Advisory'],
  ])('%s: %s', (deal, expected) => expect(portal.resultOf(deal)).toBe(expected));

  it('names the contacts that stand for no partner company, with the deal and the reason', () => {
    const stray = findings.filter(({ kind }) => kind === 'partner_contact_without_company');
    expect(stray).toContainEqual(
      expect.objectContaining({
        recordName: 'Introduced by a champion of the customer',
        detail: expect.stringMatching(
          /^contact \d+ carries the label “Introduced by” and stands for no partner/,
        ),
      }),
    );
    expect(stray.some(({ detail }) => detail.startsWith('a partner by the mapping'))).toBe(true);
  });

  it('says on the card via whom, by the rules of the sync, in three rounds at most', async () => {
    const id = portal.deal('Introduced by Jane Doe to Alder');
    let [rounds, isNew] = [0, true];
    const crm = portal.crm(async () => {
      if (isNew) rounds += 1;
      isNew = false;
      await new Promise((resolve) => setImmediate(resolve));
      isNew = true;
      return null;
    });
    const card = await readDealCard(portal.card(crm), id);
    expect(rounds).toBeLessThanOrEqual(3);
    expect(card.attributed.result.class).toBe('sourced');
    expect(card.attributed.result.sourcingPartnerIds).toEqual([portal.company('Doe Advisory')]);
    expect([...(card.statedBy ?? [])]).toEqual([
      [portal.company('Doe Advisory'), ['via Jane Doe, by the label “Introduced by”']],
    ]);
    expect([...(card.via ?? [])]).toEqual([[portal.company('Doe Advisory'), ['Jane Doe']]]);
    expect(helpSentences(card)[0]).toBe(
      'Doe Advisory is tagged as the source by your team, via Jane Doe, by the label “Introduced by”.',
    );
    // Our own labels are changed here, and theirs where they stand.
    const manager = {
      name: 'Ann',
      identity: { kind: 'signed', roles: new Set(['manager'] as const) },
    } as const;
    expect(tagOf(card, partnerId(portal.company('Doe Advisory')), manager)).toMatchObject({
      canChange: false,
    });
    const explained = await explainDeal(portal.card(), portal.deal('Advised by Malik Osei at Bayfield'));
    expect(explained.evidence.map(({ what }) => what)).toEqual([
      'Tag via Malik Osei, by the label “Advised by”, dated when the deal was created',
    ]);
  });
});

describe('an incremental sync', () => {
  it(
    'asks for the contacts of deals in as many requests as for their companies, and finds nothing to do',
    async () => {
      await quiet();
      const asked: Asked[] = [];
      const summary = await portal.sync({ tamper: (one) => (asked.push(one), null) });
      const sweeps = (to: string) =>
        asked.filter(({ path }) => path.includes(`/deals/${to}/batch/read`)).length;
      expect(summary).toMatchObject({ full: false, computed: 0, writes: { deals: 0, partners: 0 } });
      expect(sweeps('contacts')).toBe(sweeps('companies'));
      expect(sweeps('contacts')).toBeGreaterThan(0);
    },
    TIMEOUT_MS,
  );

  it(
    'sees a label of a contact come and go',
    async () => {
      await quiet();
      const name = 'One call with Ravi Iyer at Harborview';
      const id = portal.deal(name);
      const jane = await personOn('Introduced by Jane Doe to Alder');
      await portal.associate('deals', id, 'contacts', { id: jane, label: 'Introduced by' });
      await portal.sync();
      expect(portal.resultOf(name)).toBe('sourced by Doe Advisory');
      await expectMirroredAfterSync(portal);
      await portal.dissociate('deals', id, 'contacts', jane);
      await portal.sync();
      expect(portal.resultOf(name)).toBe('direct');
      await expectMirroredAfterSync(portal);
    },
    TIMEOUT_MS,
  );

  it(
    'sees somebody become a partner who is on deals already, and cease to be',
    async () => {
      await quiet();
      const name = 'Introduced by a champion of the customer';
      const victor = await personOn(name);
      const company = await portal.create('companies', { name: 'Novotny & Son' });
      await portal.associate('contacts', victor, 'companies', { id: company, primary: true });
      await portal.edit('contacts', victor, { contact_role: 'Consultant' });
      await portal.sync();
      expect(portal.resultOf(name)).toBe('sourced by Novotny & Son');
      await portal.edit('contacts', victor, { contact_role: 'Champion' });
      await portal.sync();
      expect(portal.resultOf(name)).toBe('direct');
      await expectMirroredAfterSync(portal);
    },
    TIMEOUT_MS,
  );
});

describe('another mapping', () => {
  it(
    'reads everything anew and says so, once; its version alone is nothing',
    async () => {
      await quiet();
      const mapping = { ...portal.mapping, version: 'contacts-2' };
      expect(await portal.sync({ mapping })).toMatchObject({ full: false });
      expect(portal.events).not.toContainEqual(expect.objectContaining({ phase: 'remap' }));
      const labels = mapping.tags.labels.filter(({ label }) => label !== 'Introduced by');
      const fewer = { ...mapping, tags: { ...mapping.tags, labels } };
      expect(await portal.sync({ mapping: fewer })).toMatchObject({ full: true });
      expect(portal.events).toContainEqual({ phase: 'remap', version: 'contacts-2' });
      expect(portal.resultOf('Introduced by Jane Doe to Alder')).toBe('influenced with Doe Advisory');
      expect(await portal.sync({ mapping: fewer })).toMatchObject({ full: false, computed: 0 });
    },
    TIMEOUT_MS,
  );
});

async function personOn(deal: string): Promise<string> {
  const id = portal.deal(deal);
  const [link] =
    (await portal.crm().links('deals', 'contacts', [id])).get(id)?.filter(({ tags }) => tags.length > 0) ??
    [];
  if (link === undefined) throw new Error(`nobody is tagged on “${deal}”`);
  return link.toId;
}
