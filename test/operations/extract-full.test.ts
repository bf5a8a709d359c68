import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Crm } from '../../src/operations/crm-port.js';
import { LISTED, TARGETS } from '../../src/operations/extract-run.js';
import { byDeal, allDeals, ExtractedPortal, expectMirrored, HOUR_MS } from './extracting.js';
import { answer, type Asked, type Tamper } from './portal.js';

let extracted: ExtractedPortal;
beforeEach(async () => {
  extracted = await ExtractedPortal.open({ deals: 40 });
});
afterEach(() => extracted.close());

const isList = ({ method, path }: Asked): boolean => method === 'GET' && path.includes('?limit=');
const isSweep = ({ path }: Asked): boolean => path.includes('/associations/');
const isSearch = ({ path }: Asked): boolean => path.endsWith('/search');

/** The least requests: full pages of every type, full batches of every pair. */
async function leastRequests(): Promise<number> {
  const counts = new Map<string, number>();
  for (const type of [...LISTED, 'contacts'] as const) {
    counts.set(type, (await extracted.seenIds(type)).length);
  }
  const of = (type: string, size: number): number => Math.ceil((counts.get(type) ?? 0) / size);
  const lists = LISTED.map((type) => Math.max(1, of(type, 100)));
  const sweeps = ([...LISTED, 'contacts'] as const).map((type) => of(type, 1_000) * TARGETS[type].length);
  return [...lists, ...sweeps].reduce((sum, count) => sum + count, 0);
}

async function expectWhole(): Promise<void> {
  const whole = await extracted.whole();
  const seen = await extracted.seen(allDeals(whole));
  expect([...byDeal(seen)].toSorted()).toEqual([...byDeal(whole)].toSorted());
  expect([...(await extracted.seenIds('companies'))].toSorted()).toEqual(
    [...whole.companies.keys()].toSorted(),
  );
}

describe('a first extract', () => {
  it('sees the whole portal with the fewest requests, and leaves every deal to be worked out', async () => {
    const first = await extracted.extract();
    expect(first).toMatchObject({ full: true, resumed: false });
    await expectWhole();
    const least = await leastRequests();
    const isArchive = ({ path }: Asked): boolean => path.endsWith('&archived=true');
    expect(first.asked.filter((one) => isSweep(one) || (isList(one) && !isArchive(one)))).toHaveLength(least);
    expect(first.asked.filter(isArchive)).toHaveLength(LISTED.length);
    // One of each type tells how many there are.
    expect(first.asked.filter(isSearch)).toHaveLength(5);
    expect(first.seen.deals).toBe((await extracted.seenIds('deals')).length);
    expect(await extracted.state()).toMatchObject({ extract: null, computeAfter: '' });
    expect(await extracted.dirty()).toEqual([]);
  });

  it('sweeps full batches as soon as they are there, not once everything is listed', async () => {
    for (let batch = 0; batch < 25; batch += 1) {
      await extracted.portal.call('POST', '/crm/objects/2026-09/calls/batch/create', {
        inputs: Array.from({ length: 100 }, (_, index) => ({
          properties: { hs_timestamp: '2026-05-05T10:00:00Z', hs_call_title: `Call ${batch} ${index}` },
        })),
      });
    }
    const { asked } = await extracted.extract();
    const sweeps = asked.filter(({ path }) => path.includes('/associations/2026-09/calls/companies'));
    const sizes = sweeps.map(({ body }) => (body as { inputs: unknown[] }).inputs.length);
    expect(sizes).toEqual([1_000, 1_000, (await extracted.seenIds('calls')).length - 2_000]);
    const firstSweep = asked.indexOf(sweeps[0]!);
    const lastList = asked.findLastIndex((one) => isList(one) && one.path.includes('/calls?'));
    expect(firstSweep).toBeLessThan(lastList);
  });

  it('notes what of companies and activities cannot be read', async () => {
    const id = await extracted.create('emails', { hs_timestamp: '2026-05-05T10:00:00Z' });
    const crm = (one: Crm): Crm => ({
      ...one,
      listPage: async (...asked) => {
        const page = await one.listPage(...asked);
        const records = page.records.map((raw) =>
          raw.id === id ? { ...raw, properties: { ...raw.properties, hs_timestamp: 'soon' } } : raw,
        );
        return { ...page, records };
      },
    });
    await extracted.extract({ crm });
    const { notes } = await extracted.portal.store.notes(extracted.portalId, 'problem', 100);
    expect(notes).toContainEqual(
      expect.objectContaining({
        objectType: 'emails',
        recordId: id,
        property: 'hs_timestamp',
        value: 'soon',
      }),
    );
    // Read again as it is, it is a problem no more.
    await extracted.extract({ full: true });
    expect((await extracted.portal.store.notes(extracted.portalId, 'problem', 100)).notes).toEqual([]);
  });
});

/** What the mirror of the same portal holds after an extract that nothing stopped. */
let whole: Promise<Record<string, unknown>> | null = null;
const uninterrupted = (): Promise<Record<string, unknown>> =>
  (whole ??= (async () => {
    const other = await ExtractedPortal.open({ deals: 40 });
    try {
      await other.extract();
      return await other.dump();
    } finally {
      await other.close();
    }
  })());

describe('an extract that was stopped', () => {
  /** Lets a number of requests through, then fails. */
  const failingAfter = (requests: number): Tamper => {
    let left = requests;
    return () => (left-- > 0 ? null : answer(400, { status: 'error', message: 'stopped', category: 'TEST' }));
  };

  it.each([1, 3, 6, 8, 11, 14, 16])(
    'after %i requests goes on from there, and ends as one that was not',
    async (requests) => {
      await expect(extracted.extract({ tamper: failingAfter(requests) })).rejects.toThrow();
      const state = await extracted.state();
      const resumed = await extracted.extract();
      expect(resumed.resumed).toBe(state !== null && state.extract !== null);
      await expectWhole();
      expect(await extracted.dump()).toEqual(await uninterrupted());
    },
  );

  it('reads no page twice that it has kept', async () => {
    await expect(extracted.extract({ tamper: failingAfter(12) })).rejects.toThrow();
    const state = await extracted.state();
    const done = Object.entries(state?.extract?.cursors ?? {}).filter(
      ([key, { done: isDone }]) => key.startsWith('list/') && isDone,
    );
    expect(done.length).toBeGreaterThan(0);
    const { asked } = await extracted.extract();
    for (const [key] of done) {
      const lists = asked.filter((one) => isList(one) && one.path.includes(`/${key.split('/')[1] ?? ''}?`));
      expect(lists.filter(({ path }) => !path.includes('archived=true'))).toEqual([]);
    }
  });

  it('finds what changed, was archived and was associated anew in between', async () => {
    await expect(extracted.extract({ tamper: failingAfter(16) })).rejects.toThrow();
    const whole = await extracted.whole();
    const [one, two, three] = whole.deals.map(({ deal }) => deal.id);
    await extracted.edit('deals', one!, { amount: '4711' });
    await extracted.archive('deals', two!);
    await extracted.associate('deals', three!, 'companies', {
      id: [...whole.partners.keys()][0]!,
      label: 'Partner sourced',
    });
    await extracted.extract();
    await expectWhole();
    expect((await extracted.seen([two!])).gone.size).toBe(1);
  });
});

describe('a full extract of a portal that is known', () => {
  it('finds what is gone, tells merged from archived, and leaves every deal to be worked out', async () => {
    await extracted.extract();
    await extracted.settle();
    const [one, two, three] = allDeals(await extracted.whole());
    await extracted.archive('deals', one!);
    const survivor = await extracted.merge('deals', two!, three!);
    const full = await extracted.extract({ full: true });
    expect(full).toMatchObject({ full: true, resumed: false });
    await expectWhole();
    expect([...(await extracted.seen([one!, two!, three!])).gone]).toEqual([
      [one, 'archived'],
      [two, 'merged'],
      [three, 'merged'],
    ]);
    expect(await extracted.dirty()).toEqual(
      [one, two, three, survivor].toSorted((a, b) => Number(a) - Number(b)),
    );
    expect(await extracted.state()).toMatchObject({ computeAfter: '' });
  });

  it('sweeps no contact any more that no activity names', async () => {
    await extracted.extract();
    const contacts = await extracted.seenIds('contacts');
    const { store } = extracted.portal;
    for (const type of ['meetings', 'calls', 'emails'] as const) {
      const origins = await store.seenOrigins(extracted.portalId, type, 'contacts', [contacts[0]!]);
      for (const id of origins.get(contacts[0]!) ?? []) await extracted.archive(type, id);
    }
    await extracted.extract({ full: true });
    expect(await extracted.seenIds('contacts')).not.toContain(contacts[0]);
    await expectWhole();
  });
});

describe('a list in another order than by id', () => {
  /** Pages of a type the other way round, with cursors that are no ids. */
  const reversed =
    (type: string) =>
    (crm: Crm): Crm => ({
      ...crm,
      listPage: async (of, after, archived) => {
        if (of !== type || archived) return crm.listPage(of, after, archived);
        const all = [];
        for (let cursor: string | null = null, more = true; more;) {
          const page = await crm.listPage(of, cursor, false);
          all.push(...page.records);
          cursor = page.next;
          more = cursor !== null;
        }
        const start = Number(after?.slice('page '.length) ?? 0);
        const records = all.toReversed().slice(start, start + 7);
        return { records, next: start + 7 < all.length ? `page ${start + 7}` : null };
      },
    });

  it('is read by one cursor to its end', async () => {
    await extracted.extract({ crm: reversed('deals') });
    await expectWhole();
  });

  it('knows what was archived before it, and finds what is restored without a trace', async () => {
    const other = await ExtractedPortal.open({ deals: 10 });
    try {
      const { deals } = await other.whole();
      const [deal, away] = [deals[0]!.deal.id, deals[1]!.deal.id];
      await other.archive('deals', deal);
      await other.archive('deals', away);
      await other.extract();
      // Far beyond what searches look back for: only the list of archived records tells.
      await other.pass(40 * HOUR_MS);
      other.restore('deals', deal);
      const found = await other.extract();
      expect(found.full).toBe(false);
      expect(await other.seenIds('deals')).toContain(deal);
      expect(await other.seenIds('deals')).not.toContain(away);
      await expectMirrored(other);
    } finally {
      await other.close();
    }
  });
});
