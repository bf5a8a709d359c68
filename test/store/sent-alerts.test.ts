import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { NOT_TRIED, type KeptAlert } from '../../src/operations/alert-port.js';
import { OwnStore } from './own-store.js';
import { OTHER_PORTAL } from './sample.js';

const own = OwnStore.open('alerts');

const kept = (key: string, more: Partial<KeptAlert> = {}): KeptAlert => ({
  ...{ key, kind: 'agreement_due', record: { type: 'companies', id: '7' } },
  ...{ crm: 'claimed', made: null, webhook: 'waiting', claimedAt: instant(1_800_000_000_000), reason: null },
  ...{ delivery: NOT_TRIED, wrote: null, task: 'open', taskEndedAt: null, settledAt: null },
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

  it('are found by their matter, at whatever step, and as open by what is not known to have ended', async () => {
    const { store, portal } = own;
    const AT = instant(1_800_000_000_000);
    const task = { crm: 'sent', made: { type: 'tasks', id: '1' }, webhook: 'off' } as const;
    const wrote = { hs_task_subject: 'A \0', hubspot_owner_id: null };
    const delivery = { messageId: 'm', tries: 2, nextTryAt: AT, reason: 'away' };
    const settledAt = AT;
    const all = [
      kept('due 60d', { ...task, wrote, settledAt }),
      kept('due 30d #2', { ...task, wrote, task: 'closing', delivery, settledAt }),
      kept('over', { ...task, wrote, task: 'closed', taskEndedAt: AT, settledAt }),
      kept('over #2', { ...task, wrote, task: 'closed', taskEndedAt: AT }),
      kept('old', { ...task, settledAt }),
      kept('tried', { delivery, settledAt }),
      kept('tried often', { webhook: 'set_aside', delivery: { ...delivery, nextTryAt: null }, settledAt }),
    ];
    await store.keepAlerts(portal, all);
    const found = await store.keptAlerts(portal, ['due', 'over']);
    expect([...found.keys()].toSorted()).toEqual(['due 30d #2', 'due 60d', 'over', 'over #2']);
    const open = await store.openAlerts(portal);
    const those = open.filter(({ key }) => all.some((one) => one.key === key));
    expect(those).toEqual([all[1], all[0], all[3], all[5], all[6]]);
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
