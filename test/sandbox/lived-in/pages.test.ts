/** Record pages of portals that others have lived in: their labels and properties, as they are. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { readCompanyPage, readDealPage } from '../../../src/sandbox/pages/read-record.js';
import type { PortalName } from '../../../src/sandbox/index.js';
import { PortalUnderTest } from '../portal-under-test.js';

let portal: PortalUnderTest;
afterEach(() => portal.close());

/** The page of the portal's first deal, or of the company before it. */
async function pageOf(name: PortalName, kind: 'deal' | 'partner') {
  portal = await PortalUnderTest.start({ portal: name });
  const { url, accessToken, portalId, recordUrls } = portal.sandbox;
  const id = recordUrls[kind].split('/').at(-1)!;
  const read = kind === 'deal' ? readDealPage : readCompanyPage;
  return read({ api: { url, accessToken }, portalId, id, cards: [] });
}

type Page = Awaited<ReturnType<typeof pageOf>>;
const labels = ({ associations }: Page): readonly string[] =>
  associations.flatMap(({ records }) => records.flatMap((record) => record.labels));
const shown = ({ groups }: Page, title: string) =>
  groups.find((group) => group.title === title)?.properties.map(({ label, value }) => [label, value]);

describe('record pages', () => {
  it.each([
    ['dropdown', 'Contoso brought Alder Foods', ['Primary']],
    ['object', 'Referred by Contoso to Alder', ['Referral partner', 'Primary']],
    ['contacts', 'Introduced by Jane Doe to Alder', ['Primary', 'Introduced by']],
    ['pipelines', 'Resold by Wingtip to Alder', ['Primary', 'Reseller', 'End customer']],
  ] as const)('of a deal in the portal %s', async (name, title, expected) => {
    const page = await pageOf(name, 'deal');
    expect(page.title).toBe(title);
    expect([...labels(page)].sort()).toEqual([...expected].sort());
    expect(page.activities.length).toBeGreaterThan(0);
    expect(shown(page, 'Partnership')).toBeUndefined();
  });

  it('show what the portal’s own people made', async () => {
    expect(shown(await pageOf('dropdown', 'deal'), 'Of this portal')).toEqual([
      ['Referring partner', 'Contoso'],
      ['Deal origin', 'Partner sourced'],
    ]);
    await portal.close();
    expect(shown(await pageOf('dropdown', 'partner'), 'Of this portal')).toContainEqual([
      'Relationship',
      'Partner',
    ]);
  });
});
