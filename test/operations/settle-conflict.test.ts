/** One decision settles a deal that several partners claim, on the emulated portal. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { PartnerId } from '../../src/domain/ids.js';
import { ruleOnTag } from '../../src/operations/rule-on-tag.js';
import { showHomeQueue } from '../../src/operations/show-home-queue.js';
import { effect, MANAGER, REP, saved, TaggingPortal, type DepsOptions } from './tagging-portal.js';

let portal: TaggingPortal;
let northwind: PartnerId;
let adatum: PartnerId;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 60 });
  northwind = portal.partner('Northwind Systems');
  adatum = portal.partner('Adatum Resale');
});
afterAll(() => portal.close());

const REASON = 'Their referral came first.';
const settle = (
  partnerId: PartnerId,
  options: DepsOptions & { readonly mode?: 'preview' | 'save'; readonly basis?: string } = {},
) =>
  ruleOnTag(portal.deps({ actor: MANAGER, ...options }), {
    dealId: portal.showcase,
    partnerId,
    ruling: { kind: 'settle', reason: REASON },
    mode: options.mode ?? 'save',
    basis: options.basis ?? null,
  });
const conflicts = () => showHomeQueue(portal.deps(), { queue: 'conflicts', page: 1 });
const mine = async () => (await conflicts()).items.filter(({ dealId }) => dealId === portal.showcase);

it('has one row for the deal, which names who claims it; no lost deal', async () => {
  const view = await conflicts();
  expect(new Set(view.items.map(({ dealId }) => dealId)).size).toBe(view.items.length);
  expect(view.items.filter(({ amount }) => amount.includes('lost'))).toEqual([]);
  expect(await mine()).toMatchObject([
    {
      what: 'Northwind Systems and Adatum Resale claim this deal.',
      actions: [{ kind: 'settle', claimants: [{ id: northwind }, { id: adatum }] }],
    },
  ]);
});

it.each([
  ['a rep', () => settle(northwind, { actor: REP }), 'not_permitted'],
  ['a partner that claims nothing', () => settle(portal.partner('Tern Labs')), 'tag_refused'],
])('is refused of %s', async (_who, act, code) => {
  const stood = portal.portal.snapshot();
  await expect(act()).rejects.toMatchObject({ code });
  expect(portal.portal.snapshot()).toBe(stood);
});

it('shows the effect, rules on each claimant for one reason, and leaves no conflict', async () => {
  const before = portal.labels(portal.showcase);
  const preview = effect(await settle(northwind));
  expect(preview).toMatchObject({
    title: 'Decide that Northwind Systems sourced this deal',
    conflicts: [],
    needsConfirmation: true,
  });
  expect(preview.sentences[0]).toBe(
    'Northwind Systems is decided as the source, and Adatum Resale as influencing.',
  );
  expect(portal.labels(portal.showcase)).toEqual(before);

  const done = saved(await settle(northwind, { basis: preview.basis }));
  expect(done.message).toMatch(
    /^It is decided that Northwind Systems sourced this deal, and Adatum Resale influenced it\./,
  );
  expect(portal.property(portal.showcase, 'partnership_flags') ?? '').not.toContain('sourcing_conflict');
  expect(JSON.parse(portal.property(portal.showcase, 'partnership_rulings') ?? '')).toMatchObject([
    { partnerId: northwind, role: 'sourced', reason: REASON, author: 'Mia' },
    { partnerId: adatum, role: 'influenced', reason: REASON, author: 'Mia' },
  ]);
  expect(portal.history(portal.showcase).slice(0, 2)).toMatchObject([
    { what: 'decided', partnerId: adatum, role: 'influenced' },
    { what: 'decided', partnerId: northwind, role: 'sourced' },
  ]);
  expect(await mine()).toEqual([]);
  await portal.portal.sync({ full: true });
  expect(portal.property(portal.showcase, 'partnership_flags') ?? '').not.toContain('sourcing_conflict');
  await expect(settle(adatum)).rejects.toMatchObject({ code: 'tag_refused' });
});
