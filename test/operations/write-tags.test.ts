/** What is recorded of tags while others act, and where HubSpot refuses half of it; on the emulated portal. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dealId, type DealId, type PartnerId } from '../../src/domain/ids.js';
import { ruleOnTag } from '../../src/operations/rule-on-tag.js';
import { answer, type Tamper } from './portal.js';
import { effect, MANAGER, saved, TaggingPortal } from './tagging-portal.js';

let portal: TaggingPortal;
let deals: readonly DealId[];
let litware: PartnerId;
let tern: PartnerId;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 60 });
  deals = portal.directDeals(3);
  litware = portal.partner('Litware Cloud');
  tern = portal.partner('Tern Labs');
});
afterAll(() => portal.close());
const deal = (place: number): DealId => deals[place] ?? dealId('0');

/** Decides once the effect was shown. */
async function decide(id: DealId, partner: PartnerId, role: 'sourced' | 'influenced', tamper?: Tamper) {
  const asked = {
    dealId: id,
    partnerId: partner,
    ruling: { kind: 'decide', role, motion: null, reason: 'So it was.' },
  } as const;
  const { basis } = effect(
    await ruleOnTag(portal.deps({ actor: MANAGER }), { ...asked, mode: 'preview', basis: null }),
  );
  const deps = portal.deps({ actor: MANAGER, ...(tamper === undefined ? {} : { tamper }) });
  return () => ruleOnTag(deps, { ...asked, mode: 'save', basis });
}
const rulings = (id: DealId): readonly { readonly partnerId: string }[] =>
  JSON.parse(portal.property(id, 'partnership_rulings') ?? '[]') as { partnerId: string }[];

const RECORD = '/objects/2026-09/deals/batch/update';
const LABELS = '/associations/2026-09/deals/companies/batch/read';

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('two managers who rule on two partners of a deal in the same moment', () => {
  it('both rule: what one writes over is put back', async () => {
    const id = deal(0);
    const [firstWrites, secondWrote, firstWrote] = [gate(), gate(), gate()];
    let records = 0;
    // The first has read the deal before the second records, and records after that.
    const first = await decide(id, litware, 'influenced', async ({ path }) => {
      if (path.endsWith(RECORD) && (records += 1) === 1) {
        firstWrites.open();
        await secondWrote.opened;
      } else if (records === 1) firstWrote.open();
      return null;
    });
    let recorded = false;
    const second = await decide(id, tern, 'influenced', async ({ path }) => {
      if (path.endsWith(RECORD)) recorded = true;
      if (recorded && path.endsWith(LABELS)) {
        secondWrote.open();
        await firstWrote.opened;
      }
      return null;
    });
    const one = first();
    await firstWrites.opened;
    const [a, b] = await Promise.all([one, second()]);
    expect([saved(a).message, saved(b).message]).toEqual([
      expect.stringContaining('It is decided that Litware Cloud influenced this deal.'),
      expect.stringContaining('It is decided that Tern Labs influenced this deal.'),
    ]);
    expect(
      rulings(id)
        .map(({ partnerId }) => partnerId)
        .toSorted(),
    ).toEqual([litware, tern].toSorted());
    expect(portal.history(id).map(({ what, partnerId }) => [what, partnerId])).toEqual(
      expect.arrayContaining([
        ['decided', litware],
        ['decided', tern],
      ]),
    );
    expect(portal.history(id)).toHaveLength(2);
  });
});

describe('a ruling whose label HubSpot refuses', () => {
  it('does not stand where the portal lacks the label', async () => {
    const save = await decide(deal(1), litware, 'sourced', ({ method, path }) =>
      method === 'GET' && path.endsWith('/deals/companies/labels') ? answer(200, { results: [] }) : null,
    );
    await expect(save()).rejects.toMatchObject({ code: 'setup_missing' });
    expect(rulings(deal(1))).toEqual([]);
    expect(portal.history(deal(1))).toEqual([]);
    expect(portal.labels(deal(1))[litware]).toBeUndefined();
    expect(portal.property(deal(1), 'partnership_class')).toBe('direct');
  });

  it('leaves the ruling before it where the old label cannot be taken off, and says why', async () => {
    saved(await (await decide(deal(2), litware, 'influenced'))());
    const before = rulings(deal(2));
    const save = await decide(deal(2), litware, 'sourced', ({ path }) =>
      path.endsWith('/batch/labels/archive')
        ? answer(400, { status: 'error', category: 'VALIDATION_ERROR', message: 'a rule of this portal' })
        : null,
    );
    await expect(save()).rejects.toMatchObject({
      code: 'association_refused',
      message: expect.stringContaining('a rule of this portal'),
    });
    expect(rulings(deal(2))).toEqual(before);
    expect(portal.history(deal(2))).toHaveLength(1);
  });
});
