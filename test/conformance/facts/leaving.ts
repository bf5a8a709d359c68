import { expect, it } from '@jest/globals';
import { refusal } from '../consumer.js';
import type { Ground } from '../ground.js';

/** A property's definition in HubSpot's own group, or in one that was made for it. */
const text = (name: string, groupName = 'dealinformation') => ({ name, label: name, groupName });

/** Limits, scopes and rules, and how properties, groups and labels go. */
export function leavingFacts(ground: () => Ground): void {
  it('a private app is told the scopes of its token, and of no other', async () => {
    const { crm, target } = ground();
    expect(await crm.scopes(target.accessToken)).toContain('crm.objects.deals.read');
    const refused = await refusal(crm.scopes('pat-na1-00000000-0000-0000-0000-000000000000'));
    expect(refused.status).toBeGreaterThanOrEqual(400);
  });

  it('the limits count a new property and a new label', async () => {
    const { crm } = ground();
    const ofDeals = async () =>
      (await crm.propertyLimits()).find(({ objectTypeId }) => objectTypeId === '0-3')!;
    const before = await ofDeals();
    const name = ground().key();
    await crm.createProperty('deals', text(name));
    ground().undo(() => crm.deleteProperty('deals', name));
    const after = await ground().eventually(ofDeals, ({ usage }) => usage > before.usage);
    expect(after).toMatchObject({ limit: before.limit, usage: before.usage + 1 });

    const key = ground().key();
    const made = await crm.createLabel('deals', 'companies', {
      name: key,
      label: ground().name(),
      inverseLabel: ground().name(),
    });
    ground().undo(() => crm.deleteLabel('deals', 'companies', made[0]!.typeId));
    const [pair] = await ground().eventually(
      () => crm.labelLimits(),
      (pairs) => pairs.length > 0,
    );
    expect(pair!.usage).toBeGreaterThanOrEqual(1);
    expect(pair!.limit).toBeGreaterThanOrEqual(pair!.usage);
  });

  it('the rules of an admin for the forms of values can be listed', async () => {
    expect(Array.isArray(await ground().crm.validatedProperties())).toBe(true);
  });

  it('a property that is archived takes its values along, and its name is free again', async () => {
    const { crm } = ground();
    const name = ground().key();
    await crm.createProperty('deals', text(name));
    ground().undo(() => crm.deleteProperty('deals', name));
    const { id } = await ground().make('deals', { [name]: 'kept' });
    const read = async () => (await crm.get('deals', id, { properties: [name] })).properties;
    expect(await read()).toMatchObject({ [name]: 'kept' });
    await crm.deleteProperty('deals', name);
    expect(await crm.propertyNames('deals')).not.toContain(name);
    expect((await read())[name] ?? null).toBeNull();
    await crm.createProperty('deals', text(name));
    expect(await crm.propertyNames('deals')).toContain(name);
    expect((await read())[name] ?? null).toBeNull();
  });

  it('a group goes once its properties are gone, and not before', async () => {
    const { crm } = ground();
    const [group, name] = [ground().key(), ground().key()];
    await crm.createGroup('deals', { name: group, label: ground().name() });
    ground().undo(() => crm.deleteGroup('deals', group));
    await crm.createProperty('deals', text(name, group));
    ground().undo(() => crm.deleteProperty('deals', name));
    expect((await refusal(crm.deleteGroup('deals', group))).status).toBeGreaterThanOrEqual(400);
    await crm.deleteProperty('deals', name);
    await crm.deleteGroup('deals', group);
  });

  it('a label that is deleted leaves its associations, unlabeled', async () => {
    const { crm } = ground();
    const [deal, company] = [await ground().make('deals'), await ground().make('companies')];
    const made = await crm.createLabel('deals', 'companies', {
      name: ground().key(),
      label: ground().name(),
      inverseLabel: ground().name(),
    });
    const ours = made[0]!;
    const spec = { category: 'USER_DEFINED', typeId: ours.typeId } as const;
    await crm.associate('deals', 'companies', deal.id, company.id, [spec]);
    await crm.deleteLabel('deals', 'companies', ours.typeId);
    const [linked] = await crm.links('deals', 'companies', [deal.id]);
    expect(linked!.to.map(({ id }) => id)).toEqual([company.id]);
    expect(linked!.to[0]!.types.map(({ label }) => label).filter((label) => label === ours.label)).toEqual(
      [],
    );
  });
}
