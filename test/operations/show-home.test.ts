/** The home page’s operations on a portal that was synced: numbers, lists, queues, and asking for a dry run. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import type { Actor, PersonRole } from '../../src/operations/actor.js';
import { askDryRun } from '../../src/operations/ask-dry-run.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showHome } from '../../src/operations/show-home.js';
import { showHomePartners } from '../../src/operations/show-home-partners.js';
import { showHomeQueue } from '../../src/operations/show-home-queue.js';
import { syncPortal } from '../../src/operations/sync-portal.js';
import { crmOf, dataOf, PortalOnDatabase, type Asked } from './portal.js';

let portal: PortalOnDatabase;
const asked: Asked[] = [];
const noting = (one: Asked): null => {
  asked.push(one);
  return null;
};
const NOBODY: Actor = { name: 'Dana Lind', identity: { kind: 'unknown' } };
const signed = (...roles: PersonRole[]): Actor => ({
  name: 'Kim',
  identity: { kind: 'signed', roles: new Set(roles) },
});

const deps = (actor = NOBODY) => {
  const data = dataOf(portal.sandbox, noting);
  return {
    crm: crmOf(portal.sandbox, noting),
    clock: { now: () => portal.now() },
    data,
    summary: async () => (await data.read(['summary'])).summary,
    actor,
  };
};

beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 150 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await propose();
}, 60_000);
afterAll(() => portal.close());

/** What a rep proposes: a label between a deal and a partner that is not on it. */
async function propose(): Promise<void> {
  const [deal] = (await portal.call<{ results: { id: string }[] }>('GET', '/crm/objects/2026-09/deals'))
    .results;
  const partners = await portal.call<{ results: { id: string }[] }>(
    'POST',
    '/crm/objects/2026-09/companies/search',
    {
      filterGroups: [{ filters: [{ propertyName: 'type', operator: 'EQ', value: 'PARTNER' }] }],
    },
  );
  const labels = await portal.call<{ results: { typeId: number; label: string | null }[] }>(
    'GET',
    '/crm/associations/2026-09/deals/companies/labels',
  );
  const { typeId } = labels.results.find(({ label }) => label === 'Proposed: partner influenced')!;
  await portal.call('POST', '/crm/associations/2026-09/deals/companies/batch/create', {
    inputs: [
      {
        from: { id: deal!.id },
        to: { id: partners.results.at(-1)!.id },
        types: [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }],
      },
    ],
  });
}

describe('the home page', () => {
  it('says what to do while there are no numbers', async () => {
    const view = await showHome(deps());
    expect(view).toMatchObject({ kind: 'home-empty', headline: 'There are no numbers yet' });
    expect(JSON.stringify(view)).toContain('partnership sync');
  });

  it('shows every number with its currency, period and policy, and the identity', async () => {
    await syncPortal(
      { ...portal.deps(), data: dataOf(portal.sandbox) },
      { policy: DEFAULT_POLICY, dryRun: false },
      () => undefined,
    );
    asked.length = 0;
    const view = await showHome(deps());
    expect(asked.length).toBeLessThanOrEqual(3);
    if (view.kind !== 'home') throw new Error('there is no summary');
    expect(view.basis).toMatch(/^As of \d+ \w+ \d{4}, \d\d:\d\d \(.+\) · policy default-1 · amounts in USD$/);
    expect(view.numbers).toHaveLength(5);
    for (const { value, detail } of view.numbers.slice(0, 3)) {
      expect(value).toMatch(/^\$[\d,]+\.\d\d$/);
      expect(detail).toMatch(/USD, policy default-1/);
    }
    expect(view.portfolio.map(({ lines }) => lines.length)).toEqual([4, 4, 4, 4]);
    for (const { identity } of view.portfolio) {
      const [sourced = 0, influenced = 0, direct = 0, won = 0] = [
        ...identity.matchAll(/-?\$([\d,]+)\.(\d\d)/g),
      ].map(([, whole = '', cents = '']) => Number(`${whole.replaceAll(',', '')}${cents}`));
      expect(sourced + influenced + direct).toBe(won);
    }
    expect(view.months.points).toHaveLength(72);
    expect(view.months.rows).toHaveLength(24);
    expect(view.models.columns[0]).toBe('Linear (published)');
    expect(view.models.rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(view)).not.toMatch(/NaN|undefined|Infinity|null%/);
  }, 60_000);

  it('lists partners by one search, sorted and filtered', async () => {
    asked.length = 0;
    const all = await showHomePartners(deps(), {
      sort: 'sourced',
      direction: 'descending',
      page: 1,
      filter: '',
    });
    expect(asked).toHaveLength(1);
    const amounts = all.partners.map(({ sourced }) => Number(sourced.replace(/[^\d.-]/g, '')));
    expect(amounts).toEqual(amounts.toSorted((a, b) => b - a));
    expect(all.range).toMatch(/^1–\d+ of \d+ partners\.$/);
    const [first] = all.partners;
    const word = first!.name.split(' ')[0]!;
    const found = await showHomePartners(deps(), {
      sort: 'name',
      direction: 'ascending',
      page: 1,
      filter: word,
    });
    expect(found.partners.map(({ name }) => name)).toContain(first!.name);
    expect(found.partners.length).toBeLessThan(all.partners.length);
    const none = await showHomePartners(deps(), {
      sort: 'name',
      direction: 'ascending',
      page: 1,
      filter: 'zzzz',
    });
    expect(none).toMatchObject({ partners: [], range: '0 of 0 partners.', pages: 1 });
  });

  it.each(['proposed', 'conflicts', 'suggested', 'findings'] as const)(
    'has a queue of %s, every row with its deal, what is the matter and since when',
    async (queue) => {
      asked.length = 0;
      const view = await showHomeQueue(deps(), { queue, page: 1 });
      expect(asked.length).toBeLessThanOrEqual(4);
      expect(view.hint).not.toBe('');
      expect(new Set(view.items.map(({ id }) => id)).size).toBe(view.items.length);
      for (const item of view.items) {
        expect(item.dealName).not.toBe('');
        expect(item.what).toMatch(/\S\.$/);
        expect(item.amount).toMatch(/ · (open|won|lost)/);
        expect(item.since).not.toBe('');
      }
      if (queue === 'proposed' || queue === 'conflicts') expect(view.items.length).toBeGreaterThan(0);
      if (queue === 'proposed') {
        const [first] = view.items;
        expect(first!.what).toMatch(/^Proposed: .+ influenced this deal\.$/);
        expect(first!.since).toBe('Set in HubSpot itself: since when is not known');
        expect(first!.actions.map(({ kind }) => kind)).toEqual(['confirm', 'decide', 'refuse']);
      }
    },
  );

  it('takes one ask for a dry run, of whoever may', async () => {
    const first = await askDryRun(deps());
    expect(first).toMatchObject({ message: 'A dry run is asked for.', dryRun: { mayAsk: false } });
    expect(first.dryRun.sentences[0]).toMatch(/by Dana Lind\.$/);
    expect((await askDryRun(deps(signed('ops')))).message).toBe('A dry run was asked for already.');
    await expect(askDryRun(deps(signed('rep')))).rejects.toMatchObject({ code: 'not_permitted' });
    const view = await showHome(deps());
    expect(view.dryRun.mayAsk).toBe(false);
  });
});
