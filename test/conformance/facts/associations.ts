import { expect, it } from '@jest/globals';
import type { TypeSpec } from '../consumer.js';
import type { Ground } from '../ground.js';

const UNLABELED: TypeSpec = { category: 'HUBSPOT_DEFINED', typeId: 341 };

/** Associations and labels between deals and companies. */
export function associationFacts(ground: () => Ground): void {
  const label = async () => {
    const { crm } = ground();
    const name = ground().key().slice(-40);
    const shown = { name, label: ground().name(), inverseLabel: ground().name() };
    const made = await crm.createLabel('deals', 'companies', shown);
    ground().undo(() => crm.deleteLabel('deals', 'companies', made[0]!.typeId));
    return { made, shown, spec: { category: 'USER_DEFINED', typeId: made[0]!.typeId } as const };
  };
  const pair = async () =>
    [(await ground().make('deals')).id, (await ground().make('companies')).id] as const;
  const types = async (from: 'deals' | 'companies', to: 'deals' | 'companies', id: string) => {
    const [one] = await ground().crm.links(from, to, [id]);
    return (one?.to ?? []).flatMap((target) =>
      target.types.map((type) => `${type.category} ${type.typeId} ${type.label ?? ''}`.trim()),
    );
  };

  it('a new label has an entry a direction, and both are listed', async () => {
    const { made, shown } = await label();
    expect(made.map((one) => one.category)).toEqual(['USER_DEFINED', 'USER_DEFINED']);
    expect(new Set(made.map((one) => one.typeId)).size).toBe(2);
    const listed = await ground().crm.labels('deals', 'companies');
    expect(listed.map((one) => one.label)).toContain(shown.label);
    expect(listed).toContainEqual(expect.objectContaining({ category: 'HUBSPOT_DEFINED', typeId: 341 }));
  });

  it('the unlabeled association stands beside a label, from both ends', async () => {
    const [deal, company] = await pair();
    const { made, shown, spec } = await label();
    await ground().crm.associate('deals', 'companies', deal, company, [spec]);
    expect((await types('deals', 'companies', deal)).sort()).toEqual(
      ['HUBSPOT_DEFINED 341', `USER_DEFINED ${spec.typeId} ${shown.label}`].sort(),
    );
    expect((await types('companies', 'deals', company)).sort()).toEqual(
      ['HUBSPOT_DEFINED 342', `USER_DEFINED ${made[1]!.typeId} ${shown.inverseLabel}`].sort(),
    );
  });

  it('taking a label away leaves the pair, taking the pair away leaves nothing', async () => {
    const { crm } = ground();
    const [deal, company] = await pair();
    const { spec } = await label();
    await crm.associate('deals', 'companies', deal, company, [spec]);
    await crm.unlabel('deals', 'companies', deal, company, [spec]);
    expect(await types('deals', 'companies', deal)).toEqual(['HUBSPOT_DEFINED 341']);
    await crm.dissociate('deals', 'companies', deal, company);
    expect(await types('deals', 'companies', deal)).toEqual([]);
  });

  it('a record without associations is left out of a batch read', async () => {
    const [deal, company] = await pair();
    const { id: lonely } = await ground().make('deals');
    await ground().crm.associate('deals', 'companies', deal, company, [UNLABELED]);
    const read = await ground().crm.links('deals', 'companies', [deal, lonely]);
    expect(read.map((one) => one.from)).toEqual([deal]);
  });

  it('an association moves no modified date', async () => {
    const { crm } = ground();
    const [deal, company] = await pair();
    const read = async () =>
      (await crm.get('deals', deal, { properties: ['hs_lastmodifieddate'] })).properties[
        'hs_lastmodifieddate'
      ];
    const before = await read();
    await crm.associate('deals', 'companies', deal, company, [UNLABELED]);
    expect(await read()).toBe(before);
  });

  it('a merge answers with the survivor: any old id gives it, associations only the new one', async () => {
    const { crm } = ground();
    const [deal, company] = await pair();
    const { id: other } = await ground().make('deals', { description: 'filled from the other' });
    await crm.associate('deals', 'companies', other, company, [UNLABELED]);
    const { id } = await crm.merge('deals', deal, other);
    ground().keepTrack('deals', [{ id }]);
    const properties = ['hs_merged_object_ids', 'description'];
    for (const old of [deal, other]) {
      const got = await ground().eventually(
        () => crm.get('deals', old, { properties }),
        (one) => one.id === id,
      );
      expect(got.id).toBe(id);
      expect(got.properties['hs_merged_object_ids']?.split(';')).toEqual(
        expect.arrayContaining([deal, other].filter((one) => one !== id)),
      );
      expect(got.properties['description']).toBe('filled from the other');
    }
    const links = await crm.links('deals', 'companies', [id]);
    expect(links[0]!.to.map((one) => one.id)).toEqual([company]);
    const old = [deal, other].filter((one) => one !== id);
    expect(await crm.links('deals', 'companies', old)).toEqual([]);
  });
}
