/** Deals that are in no number on purpose: what a card says of them, and pipelines that change their names. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchSend } from '../../src/hubspot/fetch-send.js';
import { readDealCard } from '../../src/operations/show-deal-card.js';
import { HOUR_MS } from './extracting.js';
import { MappedPortal } from './mapped-portal.js';
import type { Tamper } from './portal.js';

const TIMEOUT_MS = 120_000;

describe('a portal of five pipelines, two of which do not count', () => {
  let portal: MappedPortal;
  beforeAll(async () => {
    portal = await MappedPortal.of('pipelines');
    for (const hours of [2, 2]) {
      await portal.sync();
      await portal.pass(hours * HOUR_MS);
    }
  }, TIMEOUT_MS);
  afterAll(() => portal.close());

  it('says on the card why a deal is in no number', async () => {
    const cardOf = (name: string) => readDealCard(portal.card(), portal.deal(name));
    const ticked = portal.deal('Resold by Wingtip to Alder');
    await portal.edit('deals', ticked, { partnership_opt_out: 'true' });
    await expect(cardOf('Resold by Wingtip to Alder')).rejects.toMatchObject({
      code: 'request_invalid',
      message: expect.stringContaining('“No partner attribution” is ticked on it'),
    });
    await portal.edit('deals', ticked, { partnership_opt_out: '' });
    await expect(cardOf('TEST please ignore')).rejects.toMatchObject({
      code: 'request_invalid',
      message: expect.stringContaining('ignores its pipeline'),
    });
  });

  it(
    'counts anew every deal of pipelines that swap their names, as a full sync does, though no deal moved',
    async () => {
      const { url, accessToken } = portal.portal.sandbox;
      const send = fetchSend(url, accessToken, 30_000);
      const swapped: Tamper = async ({ method, path }) => {
        if (method !== 'GET' || !path.includes('/pipelines/')) return null;
        const raw = await send(method, path);
        const names: Readonly<Record<string, string>> = { Sales: 'Test', Test: 'Sales' };
        const text = raw.text.replace(
          /"label":"(Sales|Test)"/g,
          (_, name: string) => `"label":"${names[name] ?? ''}"`,
        );
        return { ...raw, text };
      };
      const before = await portal.sync();
      const after = await portal.sync({ tamper: swapped });
      expect(after.full).toBe(false);
      expect(after.uncounted.pipeline_ignored).toBeGreaterThan(before.uncounted.pipeline_ignored);
      expect(portal.resultOf('TEST please ignore')).not.toBe('');
      const { totals, uncounted } = await portal.sync({ tamper: swapped, full: true });
      expect({ totals, uncounted }).toEqual({ totals: after.totals, uncounted: after.uncounted });
      expect((await portal.sync()).totals).toEqual(before.totals);
      expect(await portal.sync()).toMatchObject({ ledger: { entries: 0 } });
    },
    TIMEOUT_MS,
  );
});
