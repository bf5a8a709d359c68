/** What the rows of a queue say of who proposed, and of a tag that came after the close. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { changeTag } from '../../src/operations/change-tag.js';
import { findingWords } from '../../src/operations/insight-words.js';
import { showHomeQueue } from '../../src/operations/show-home-queue.js';
import { ANYBODY, effect, saved, TaggingPortal } from './tagging-portal.js';

let portal: TaggingPortal;
beforeAll(async () => {
  portal = await TaggingPortal.open({ deals: 40 });
});
afterAll(() => portal.close());

it('says “you” to who proposed, their name to everybody else, and counts rows where a deal has two', async () => {
  const [id] = portal.directDeals(1);
  for (const name of ['Litware Cloud', 'Tern Labs']) {
    const change = {
      kind: 'set',
      partnerId: portal.partner(name),
      role: 'influenced',
      motion: null,
    } as const;
    const asked = { dealId: id!, change, mode: 'preview', basis: null } as const;
    const { basis } = effect(await changeTag(portal.deps(), asked));
    saved(await changeTag(portal.deps(), { ...asked, mode: 'save', basis }));
  }
  const seenBy = async (name: string) => {
    const view = await showHomeQueue(portal.deps({ actor: { ...ANYBODY, name } }), {
      queue: 'proposed',
      page: 1,
    });
    return { range: view.range, what: view.items.map(({ what }) => what) };
  };
  expect(await seenBy('Rae Rep')).toEqual({
    range: '2 rows, from 1–1 of 1 deal.',
    what: [
      'Proposed by you: Litware Cloud influenced this deal.',
      'Proposed by you: Tern Labs influenced this deal.',
    ],
  });
  expect((await seenBy('Mia')).what[0]).toBe('Proposed by Rae Rep: Litware Cloud influenced this deal.');
});

it.each([
  ['2026-11-20T12:00:00Z', 'Tagged after the deal had closed', 'the deal had closed on 2 Nov 2026'],
  ['2026-11-01T12:00:00Z', 'Tagged shortly before close', 'the deal closed on 2 Nov 2026'],
])('a tag of %s on a deal that closed on 2 Nov 2026: “%s”', (tagged, title, words) => {
  const at = instant(Date.parse(tagged));
  const found = findingWords(
    {
      code: 'tagged_near_close',
      partnerId: portal.partner('Tern Labs'),
      role: 'influenced',
      tagged: { after: at, by: at },
      closedAt: instant(Date.parse('2026-11-02T12:00:00Z')),
    },
    { partner: () => 'Tern Labs', timeZone: 'UTC' },
  );
  expect(found.title).toBe(title);
  expect(found.evidence).toContain(words);
});
