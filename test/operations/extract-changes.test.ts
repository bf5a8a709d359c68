import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { compareIds } from '../../src/domain/ids.js';
import type { Portal } from '../../src/operations/read-portal.js';
import { LISTED, TARGETS } from '../../src/operations/extract-run.js';
import { allDeals, contentsByDeal, expectMirrored, ExtractedPortal, HOUR_MS } from './extracting.js';

// One portal lives through all of these, in their order, as a customer's does.
let one: ExtractedPortal;
beforeAll(async () => {
  one = await ExtractedPortal.settled({ deals: 60 });
}, 60_000);
afterAll(() => one.close());

/** What a change is about. */
interface Cast {
  readonly whole: Portal;
  readonly partner: string;
  /** Deals with a customer, the first two of different ones. */
  readonly deals: readonly { readonly id: string; readonly customer: string; readonly createdAt: number }[];
  /** Every deal of a customer, and those that share an activity with one. */
  readonly ofCustomer: (companyId: string) => readonly string[];
}

async function cast(): Promise<Cast> {
  const whole = await one.whole();
  const deals = whole.facts.flatMap(({ deal }) =>
    deal.customer?.companyId == null
      ? []
      : [{ id: deal.id, customer: deal.customer.companyId, createdAt: deal.createdAt }],
  );
  return {
    whole,
    partner: [...whole.partners.keys()][0]!,
    deals,
    ofCustomer: (companyId) => deals.filter(({ customer }) => customer === companyId).map(({ id }) => id),
  };
}

const sharing = async (id: string): Promise<readonly string[]> => {
  const { store } = one.portal;
  const found = new Set<string>();
  for (const type of ['meetings', 'calls', 'emails'] as const) {
    const own = await store.seenLinks(one.portalId, 'deals', type, [id]);
    const activities = [...own.values()].flat().map(({ toId }) => toId);
    const origins = await store.seenOrigins(one.portalId, 'deals', type, activities);
    for (const ids of origins.values()) for (const other of ids) found.add(other);
  }
  return [...found];
};

/** Deals with an activity that names a company. */
const naming = async (companyId: string): Promise<readonly string[]> => {
  const { store } = one.portal;
  const found: string[] = [];
  for (const type of ['meetings', 'calls', 'emails'] as const) {
    const activities = await store.seenOrigins(one.portalId, type, 'companies', [companyId]);
    const deals = await store.seenOrigins(one.portalId, 'deals', type, [...activities.values()].flat());
    found.push(...[...deals.values()].flat());
  }
  return found;
};

const sorted = (ids: Iterable<string>): readonly string[] => [...new Set(ids)].toSorted(compareIds);

/** Makes a change, extracts, and looks at what is marked: these deals, and all whose facts differ. */
async function expectDirty(change: () => Promise<readonly string[]>): Promise<void> {
  const before = await contentsByDeal(one);
  const expected = await change();
  const extracted = await one.extract();
  expect(extracted.full).toBe(false);
  const dirty = await one.dirty();
  await expectMirrored(one);
  const after = await contentsByDeal(one);
  const ids = sorted([...before.keys(), ...after.keys()]);
  const differing = ids.filter((id) => before.get(id) !== after.get(id));
  expect(differing.filter((id) => !dirty.includes(id))).toEqual([]);
  expect(dirty).toEqual(sorted(expected));
  await one.settle();
  await one.pass(2 * HOUR_MS);
}

const iso = (at: number): string => new Date(at).toISOString();
const DAY_MS = 24 * HOUR_MS;

describe('an incremental extract', () => {
  it('of a portal where nothing changed marks nothing, and sweeps with few requests besides', async () => {
    const { asked } = await one.extract();
    expect(await one.dirty()).toEqual([]);
    let sweeps = 0;
    for (const type of [...LISTED, 'contacts'] as const) {
      const count = (await one.seenIds(type)).length;
      sweeps += Math.ceil(count / 1_000) * TARGETS[type].length;
    }
    expect(asked.length).toBe(sweeps + 2 * LISTED.length);
    expect(asked.filter(({ path }) => path.includes('/associations/'))).toHaveLength(sweeps);
  });

  it('finds a property, and marks the deal', () =>
    expectDirty(async () => {
      const { deals } = await cast();
      await one.edit('deals', deals[0]!.id, { amount: '123456' });
      return [deals[0]!.id];
    }));

  it('finds a label that was set and one that was taken away, which move no time of change', async () => {
    const { deals, partner } = await cast();
    await expectDirty(async () => {
      await one.associate('deals', deals[0]!.id, 'companies', { id: partner, label: 'Partner sourced' });
      return [deals[0]!.id];
    });
    await expectDirty(async () => {
      await one.dissociate('deals', deals[0]!.id, 'companies', partner);
      return [deals[0]!.id];
    });
  });

  it('finds another customer, and marks the deals of the old and the new one', () =>
    expectDirty(async () => {
      const { deals, ofCustomer } = await cast();
      const [deal] = deals;
      const other = deals.find(({ customer }) => customer !== deal!.customer)!.customer;
      const shared = await sharing(deal!.id);
      await one.associate('deals', deal!.id, 'companies', { id: other, primary: true });
      return [deal!.id, ...ofCustomer(deal!.customer), ...ofCustomer(other), ...shared];
    }));

  it('finds a deal that is new, and marks the others of its customer', () =>
    expectDirty(async () => {
      const { deals, ofCustomer } = await cast();
      const id = await one.create(
        'deals',
        { dealname: 'New', amount: '5000', dealstage: 'appointmentscheduled' },
        { companies: [{ id: deals[1]!.customer, primary: true }] },
      );
      return [id, ...ofCustomer(deals[1]!.customer)];
    }));

  it('finds another create date, and marks the others of the customer', () =>
    expectDirty(async () => {
      const { deals, ofCustomer } = await cast();
      const deal = deals[2]!;
      await one.edit('deals', deal.id, { createdate: iso(deal.createdAt - DAY_MS) });
      return [...ofCustomer(deal.customer), ...(await sharing(deal.id))];
    }));

  it('finds a deal that was archived, and that it was restored', async () => {
    const { deals, ofCustomer } = await cast();
    const deal = deals[3]!;
    const marked = [deal.id, ...ofCustomer(deal.customer), ...(await sharing(deal.id))];
    await expectDirty(async () => {
      await one.archive('deals', deal.id);
      return marked;
    });
    expect([...(await one.seen(allDeals((await cast()).whole))).gone]).toEqual([]);
    await expectDirty(() => {
      one.restore('deals', deal.id);
      return Promise.resolve(marked);
    });
  });

  it('finds a merge: both old ids are gone into the new one, and stand for it', async () => {
    const { deals, ofCustomer } = await cast();
    const [first, second] = [deals[4]!, deals[5]!];
    let into = '';
    await expectDirty(async () => {
      const marked = [first, second].flatMap(({ id, customer }) => [id, ...ofCustomer(customer)]);
      const shared = [...(await sharing(first.id)), ...(await sharing(second.id))];
      into = await one.merge('deals', first.id, second.id);
      return [...marked, ...shared, into];
    });
    const seen = await one.seen([first.id, second.id] as never);
    expect([...seen.gone.values()]).toEqual(['merged', 'merged']);
    expect([...seen.mergedInto]).toEqual([
      [first.id, into],
      [second.id, into],
    ]);
    // And once more: what was merged is merged into something else.
    const third = (await cast()).deals[0]!;
    await expectDirty(async () => {
      const { ofCustomer: now } = await cast();
      const marked = [
        into,
        third.id,
        ...now(third.customer),
        ...now(first.customer),
        ...now(second.customer),
      ];
      const shared = [...(await sharing(into)), ...(await sharing(third.id))];
      const last = await one.merge('deals', into, third.id);
      const customers = (await one.whole()).facts.find(({ deal }) => deal.id === last)?.deal.customer;
      return [...marked, ...shared, last].filter((id) => customers?.companyId !== undefined || id !== '');
    });
    expect([...(await one.seen([into] as never)).mergedInto.keys()]).toEqual([into]);
  });

  it('finds an activity that is new on a deal, was changed, and was archived', async () => {
    const { deals, partner } = await cast();
    const deal = deals[0]!;
    let meeting = '';
    await expectDirty(async () => {
      const properties = { hs_timestamp: iso(deal.createdAt), hs_meeting_title: 'Demo' };
      meeting = await one.create('meetings', properties, { deals: [deal.id], companies: [partner] });
      return [deal.id];
    });
    await expectDirty(async () => {
      await one.edit('meetings', meeting, { hs_meeting_outcome: 'NO_SHOW' });
      return [deal.id];
    });
    await expectDirty(async () => {
      await one.archive('meetings', meeting);
      return [deal.id];
    });
  });

  it('finds an activity on no deal, and marks the deals of the customer that it names', async () => {
    const { deals, partner, ofCustomer } = await cast();
    const deal = deals[1]!;
    let call = '';
    await expectDirty(async () => {
      const properties = { hs_timestamp: iso(deal.createdAt - DAY_MS) };
      call = await one.create('calls', properties, { companies: [partner, deal.customer] });
      return ofCustomer(deal.customer);
    });
    // Attached to another deal it is nobody's next any more.
    await expectDirty(async () => {
      await one.associate('calls', call, 'deals', deals[0]!.id);
      return [deals[0]!.id, ...ofCustomer(deal.customer)];
    });
    // On two deals it is influence on none of them, but for people of the customer.
    await expectDirty(async () => {
      await one.associate('calls', call, 'deals', deals[2]!.id);
      return [deals[0]!.id, deals[2]!.id];
    });
    await expectDirty(async () => {
      await one.dissociate('calls', call, 'companies', partner);
      return [deals[0]!.id, deals[2]!.id];
    });
  });

  it('finds a contact that moved to another company, and marks the deals of what was done with them', async () => {
    const { deals, partner, ofCustomer } = await cast();
    const [deal, other] = [deals[0]!, deals[1]!];
    let contact = '';
    await expectDirty(async () => {
      contact = await one.create('contacts', { email: 'mover@example.test' }, { companies: [partner] });
      const at = iso(deal.createdAt);
      await one.create('emails', { hs_timestamp: at }, { deals: [deal.id], contacts: [contact] });
      const before = iso(other.createdAt - DAY_MS);
      await one.create(
        'emails',
        { hs_timestamp: before },
        {
          contacts: [contact],
          companies: [other.customer],
        },
      );
      return [deal.id, ...ofCustomer(other.customer)];
    });
    await expectDirty(async () => {
      await one.dissociate('contacts', contact, 'companies', partner);
      return [deal.id, ...ofCustomer(other.customer)];
    });
  });

  it('finds a customer’s domain and parent, and marks its deals; its telephone number marks none', async () => {
    const { deals, ofCustomer } = await cast();
    const { customer } = deals[1]!;
    await expectDirty(async () => {
      await one.edit('companies', customer, { domain: 'elsewhere.example' });
      return ofCustomer(customer);
    });
    await expectDirty(async () => {
      await one.edit('companies', customer, { phone: '+1 555 0100', name: 'Another Name' });
      return [];
    });
  });

  it('finds a customer that was archived, and that it was restored', async () => {
    const { deals, ofCustomer } = await cast();
    const { customer } = deals[1]!;
    const own = ofCustomer(customer);
    // What its activities name changes with it.
    const marked = [...own, ...(await Promise.all(own.map(sharing))).flat(), ...(await naming(customer))];
    await expectDirty(async () => {
      await one.archive('companies', customer);
      return marked;
    });
    await expectDirty(() => {
      one.restore('companies', customer);
      return Promise.resolve(marked);
    });
  });

  it('marks a deal whose published value somebody typed over, and none for what we wrote ourselves', async () => {
    const { deals } = await cast();
    const recordId = deals[0]!.id;
    await expectDirty(async () => {
      await one.edit('deals', recordId, { partnership_policy_version: 'mine' });
      return [recordId];
    });
    const run = await one.recordWrite(recordId, 'partnership_policy_version', 'mine', 'default-1');
    expect(run).not.toBe('');
    await expectDirty(async () => {
      await one.edit('deals', recordId, { partnership_policy_version: 'default-1' });
      return [];
    });
  });

  it('finds every record of one timestamp, however many they are', () =>
    expectDirty(async () => {
      const { deals, partner } = await cast();
      const ids = await one.createAtOnce('calls', 450, {
        hs_timestamp: iso(deals[0]!.createdAt),
        hs_call_title: 'Bulk',
      });
      const chosen = [ids[0]!, ids[199]!, ids[200]!, ids[449]!];
      for (const [index, id] of chosen.entries()) {
        await one.associate('calls', id, 'deals', deals[index]!.id);
        await one.associate('calls', id, 'companies', partner);
      }
      return chosen.map((_, index) => deals[index]!.id);
    }));
});
