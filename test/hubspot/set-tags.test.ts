/** Labels between deals and partners, on the emulated portal: exactly ours, and nothing else. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dealId, partnerId } from '../../src/domain/ids.js';
import { MOTIONS, ROLES } from '../../src/domain/touch.js';
import type { Crm } from '../../src/operations/crm-port.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { LabelTag, TagsWanted } from '../../src/operations/tagging-port.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { crmOf, recordIdOf } from '../operations/portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';

let sandbox: Sandbox;
let crm: Crm;
const open = async (options: Partial<SandboxOptions> = {}): Promise<void> => {
  sandbox = await startSandbox({ port: 0, deals: 20, faults: WIDE_LIMITS, ...options });
  crm = crmOf(sandbox);
  await setUpPortal(crm, { dryRun: false });
};
beforeEach(() => open());
afterEach(() => sandbox.close());

const deal = () => dealId(recordIdOf(sandbox.recordUrls.deal));
const partnerNamed = (name: string) => {
  const found = [...sandbox.portal.records.list('companies')].find(
    ({ properties }) => properties.get('name') === name,
  );
  return partnerId(found?.id ?? '');
};
const litware = () => partnerNamed('Litware Cloud');
const wanted = (tags: readonly LabelTag[], partner = litware(), id = deal()): TagsWanted => ({
  dealId: id,
  partnerId: partner,
  tags,
});
const tag = (
  role: LabelTag['role'],
  state: LabelTag['state'],
  motion: LabelTag['motion'] = null,
): LabelTag => ({ role, state, motion });

/** Association types from a deal to a company, as the portal holds them. */
const labelsOn = (company: string, id: string = deal()): readonly string[] =>
  sandbox.portal.links
    .keys({ type: 'deals', id }, { type: 'companies', id: company })
    .map((key) => sandbox.portal.labels.get(key)?.label ?? 'unlabeled')
    .toSorted();
/** The same of every company of a deal. */
const allLabels = (id: string = deal()): Record<string, readonly string[]> =>
  Object.fromEntries(
    sandbox.portal.links
      .targets({ type: 'deals', id }, 'companies')
      .map((target) => [target.id, labelsOn(target.id, id)]),
  );

const CASES: readonly (readonly [string, readonly LabelTag[], readonly string[]])[] = [
  ['a proposal', [tag('sourced', 'proposed')], ['Proposed: partner sourced', 'unlabeled']],
  [
    'a proposal, whose motion is no label',
    [tag('influenced', 'proposed', 'resale')],
    ['Proposed: partner influenced', 'unlabeled'],
  ],
  [
    'a confirmed tag with a motion',
    [tag('sourced', 'confirmed', 'referral')],
    ['Partner sourced: referral', 'unlabeled'],
  ],
  [
    'a confirmed tag and a proposal beside it',
    [tag('influenced', 'confirmed'), tag('sourced', 'proposed')],
    ['Partner influenced', 'Proposed: partner sourced', 'unlabeled'],
  ],
];

describe('setting the labels of a partner on a deal', () => {
  it.each(CASES)('makes %s, and leaves the other companies as they are', async (_what, tags, expected) => {
    const others = allLabels();
    const [outcome] = await crm.setTags([wanted(tags)]);
    expect(labelsOn(litware())).toEqual(expected);
    expect(allLabels()).toEqual({ ...others, [litware()]: expected });
    const link = outcome?.kind === 'set' ? outcome.links.find(({ toId }) => toId === litware()) : undefined;
    expect(link).toMatchObject({ primary: false });
    expect(link?.tags).toHaveLength(tags.length);
  });

  it('puts one label in the place of another, and takes the last one off; the association stays', async () => {
    await crm.setTags([wanted([tag('sourced', 'proposed')])]);
    await crm.setTags([wanted([tag('influenced', 'confirmed', 'cosell')])]);
    expect(labelsOn(litware())).toEqual(['Partner influenced: co-sell', 'unlabeled']);
    await crm.setTags([wanted([])]);
    expect(labelsOn(litware())).toEqual(['unlabeled']);
  });

  it('leaves labels of others between the same two records alone, the primary company among them', async () => {
    const customer = partnerId(recordIdOf(sandbox.recordUrls.customer));
    const { typeId } = sandbox.portal.labels
      .between('deals', 'companies')
      .find(({ label }) => label === 'Primary')!;
    expect(typeId).toBe(5);
    await crm.setTags([wanted([tag('sourced', 'confirmed')], customer)]);
    expect(labelsOn(customer)).toEqual(['Partner sourced', 'Primary', 'unlabeled']);
    await crm.setTags([wanted([], customer)]);
    expect(labelsOn(customer)).toEqual(['Primary', 'unlabeled']);
  });

  it('asks for the labels once, and writes nothing where nothing is to be done', async () => {
    await crm.setTags([wanted([tag('sourced', 'confirmed')])]);
    const before = crm.tally().requests;
    const changes = sandbox.portal.counters.body() as { requests: Record<string, number> };
    const writes = changes.requests['POST /crm/associations/2026-09/{type}/{type}/batch/create'];
    const [outcome] = await crm.setTags([wanted([tag('sourced', 'confirmed')])]);
    expect(outcome?.kind).toBe('set');
    // What stands, and what stands then.
    expect(crm.tally().requests - before).toBe(2);
    const after = sandbox.portal.counters.body() as { requests: Record<string, number> };
    expect(after.requests['POST /crm/associations/2026-09/{type}/{type}/batch/create']).toBe(writes);
  });

  it('does to many deals what it does to one, in as many requests', async () => {
    const deals = [...sandbox.portal.records.list('deals')].slice(0, 15).map(({ id }) => dealId(id));
    const before = crm.tally().requests;
    const outcomes = await crm.setTags(
      deals.map((id) => wanted([tag('influenced', 'confirmed')], litware(), id)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(deals.map(() => 'set'));
    for (const id of deals) expect(labelsOn(litware(), id)).toContain('Partner influenced');
    // Labels, what stands, create, and what stands then; one more where another role had to go.
    expect(crm.tally().requests - before).toBeLessThanOrEqual(5);
  });

  it('restores by removing what it set, whatever was set in between', async () => {
    const before = allLabels();
    const anyTag = fc.record<LabelTag>({
      role: fc.constantFrom(...ROLES),
      motion: fc.constantFrom(null, ...MOTIONS),
      state: fc.constantFrom('proposed', 'confirmed'),
    });
    await crm.setTags([wanted([tag('sourced', 'confirmed')])]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anyTag, { maxLength: 3 }), { maxLength: 3 }), async (sets) => {
        for (const tags of sets) await crm.setTags([wanted(tags)]);
        await crm.setTags([wanted([])]);
        expect(allLabels()).toEqual({ ...before, [litware()]: ['unlabeled'] });
      }),
      { numRuns: 25 },
    );
  });
});

describe('what HubSpot does not take', () => {
  it('is said of the deal that has its limit of companies, and of no other', async () => {
    await sandbox.close();
    await open({ settings: { companiesPerDeal: 3 } });
    const deals = [...sandbox.portal.records.list('deals')].map(({ id }) => dealId(id));
    const full = deals.find((id) => Object.keys(allLabels(id)).length >= 3)!;
    const roomy = deals.find((id) => Object.keys(allLabels(id)).length < 3 && !(litware() in allLabels(id)))!;
    const before = allLabels(full);
    const outcomes = await crm.setTags(
      [full, roomy].map((id) => wanted([tag('sourced', 'confirmed')], partnerNamed('Tern Labs'), id)),
    );
    expect(outcomes).toMatchObject([
      { kind: 'refused', reason: expect.stringContaining('of at most 3 associated companies') },
      { kind: 'set' },
    ]);
    expect(allLabels(full)).toEqual(before);
  });

  it('is noticed where the answer says that it was done', async () => {
    await sandbox.close();
    await open({ settings: { loseEveryNthAssociation: 1 } });
    const [outcome] = await crm.setTags([wanted([tag('sourced', 'confirmed')])]);
    expect(outcome).toEqual({
      kind: 'refused',
      reason: 'HubSpot answered that the label “Partner sourced” is set, and it is not',
    });
  });

  it('is a deal or a company that is not there', async () => {
    const outcomes = await crm.setTags([wanted([tag('sourced', 'confirmed')], partnerId('99999999999'))]);
    expect(outcomes).toMatchObject([{ kind: 'refused', reason: expect.stringContaining('not exist') }]);
  });

  it('is a label that the portal has not: setup makes it', async () => {
    const path = '/crm/associations/2026-09/deals/companies/labels';
    const crmWithout = crmOf(sandbox, (asked) =>
      asked.path === path && asked.method === 'GET'
        ? { status: 200, header: () => null, text: '{"results":[]}' }
        : null,
    );
    await expect(crmWithout.setTags([wanted([tag('sourced', 'confirmed')])])).rejects.toMatchObject({
      code: 'setup_missing',
      message: expect.stringContaining('“Partner sourced”'),
    });
  });
});
