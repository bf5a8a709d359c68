import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import type { KeptAlert } from '../../src/operations/alert-port.js';
import { OwnStore } from './own-store.js';
import { OTHER_PORTAL } from './sample.js';

const own = OwnStore.open('alerts');

const kept = (key: string, more: Partial<KeptAlert> = {}): KeptAlert => ({
  ...{ key, kind: 'agreement_due', record: { type: 'companies', id: '7' } },
  ...{ crm: 'claimed', made: null, webhook: 'waiting', claimedAt: instant(1_800_000_000_000), reason: null },
  ...more,
});

describe('alerts that were sent', () => {
  it('are kept by key, replaced by the newest word on them, and of one portal only', async () => {
    const { store, portal } = own;
    await store.keepAlerts(portal, [kept('a'), kept('b \0')]);
    await store.keepAlerts(OTHER_PORTAL, [kept('c')]);
    const sent = kept('a', { crm: 'sent', made: { type: 'tasks', id: '9' }, webhook: 'sent', reason: 'x' });
    await store.keepAlerts(portal, [sent]);
    expect(await store.keptAlerts(portal, ['a', 'b \0', 'c'])).toEqual(
      new Map([
        ['a', sent],
        ['b \0', kept('b \0')],
      ]),
    );
    expect(await store.keptAlerts(portal, [])).toEqual(new Map());
  });

  it('are forgotten with their portal', async () => {
    const { store, portal } = own;
    await store.keepAlerts(portal, [kept('a')]);
    await store.keepAlerts(OTHER_PORTAL, [kept('a')]);
    await store.forgetPortal(portal);
    expect(await store.keptAlerts(portal, ['a'])).toEqual(new Map());
    expect((await store.keptAlerts(OTHER_PORTAL, ['a'])).size).toBe(1);
  });
});
