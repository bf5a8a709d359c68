/** The deal card on a portal of other people's making: which mapping it follows, in how many rounds, writing once. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mapping } from '../../src/domain/mapping.js';
import { parsePolicy } from '../../src/files/policy-file.js';
import { parseKeptMapping } from '../../src/files/read-mapping.js';
import { answerMapped, LastMapping } from '../../src/handlers/answer-mapped.js';
import { dealCard } from '../../src/handlers/deal-card.js';
import { saveSettingsHandler } from '../../src/handlers/save-settings.js';
import { tagDeal } from '../../src/handlers/tag-deal.js';
import type { Handler, HandlerAnswer } from '../../src/handlers/handler.js';
import { hubspotCrm } from '../../src/hubspot/hubspot-crm.js';
import { hubspotProgramme } from '../../src/hubspot/programme-crm.js';
import { hubspotPortalData } from '../../src/hubspot/portal-data.js';
import { readHolding } from '../../src/operations/in-force.js';
import type { EffectView, SavedView } from '../../src/operations/views/effect-view.js';
import type { DealCardView } from '../../src/operations/views/deal-card-view.js';
import { crmOf, dataOf, transportTo } from '../operations/portal.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { instant } from '../../src/domain/calendar.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';

const MAPPING_FILE = 'examples/mappings/pipelines.json';

let sandbox: Sandbox;
let text: string;
let mapping: Mapping;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, portal: 'pipelines', faults: WIDE_LIMITS });
  await setUpPortal(crmOf(sandbox), { dryRun: false });
  text = await readFile(MAPPING_FILE, 'utf8');
  mapping = parseKeptMapping(text, MAPPING_FILE);
}, 60_000);
afterAll(() => sandbox.close());

const save = (saved: string): Promise<void> =>
  dataOf(sandbox).write('mapping', { text: saved, savedAt: instant(0), savedBy: null });

interface Asked<View> {
  readonly answered: HandlerAnswer<View>;
  readonly rounds: number;
  readonly writes: readonly string[];
}

/** Runs a handler as a function does, and counts its rounds: requests that are asked at once are one. */
async function ask<Input, View>(
  handler: Handler<Input, View>,
  input: unknown,
  last: LastMapping,
): Promise<Asked<View>> {
  let rounds = 0;
  let isNew = true;
  const writes: string[] = [];
  const transport = transportTo(sandbox, async ({ method, path }) => {
    const reads = method === 'GET' || /\/(batch\/read|search)$/.test(path);
    if (!reads) writes.push(`${method} ${path}`);
    if (isNew) rounds += 1;
    isNew = false;
    await new Promise((resolve) => setImmediate(resolve));
    isNew = true;
    return null;
  });
  const data = hubspotPortalData(transport);
  const bugs: unknown[] = [];
  const answered = await answerMapped(
    handler,
    input,
    {
      crmUnder: (under) => hubspotCrm(transport, undefined, under),
      last,
      clock: { now: () => instant(sandbox.portal.now()) },
      data,
      programme: hubspotProgramme(transport),
      ...readHolding(
        data,
        { policy: null, mapping: null },
        {
          policy: (saved) => parsePolicy(saved, 'saved'),
          mapping: (saved) => parseKeptMapping(saved, 'saved'),
        },
      ),
      summary: () => Promise.resolve(null),
      programmeSummary: () => Promise.resolve(null),
      programmeQueue: () => Promise.resolve(null),
      actor: { name: 'Sam Lee', identity: { kind: 'unknown' } },
    },
    (bug) => bugs.push(bug),
  );
  expect(bugs).toEqual([]);
  return { answered, rounds, writes };
}

let deals: ReadonlyMap<string, string>;
let partner: string;
beforeAll(async () => {
  const crm = hubspotCrm(transportTo(sandbox), undefined, mapping);
  const named: (readonly [string, string])[] = [];
  for await (const { records } of crm.deals(await crm.account()))
    for (const { deal, name } of records) named.push([name ?? '', deal.id]);
  deals = new Map(named);
  for await (const { records } of crm.companies())
    for (const { id, name } of records) if (name === 'Wingtip Distribution') partner = id;
}, 60_000);
const dealOf = (name: string): string => deals.get(name) ?? `there is no deal ${name}`;

const headline = ({ answered }: Asked<DealCardView>): string => {
  if (!answered.ok) throw new Error(answered.error.message);
  const { view } = answered;
  return view.kind === 'ready' ? view.headline : view.kind;
};

const RESOLD = 'Resold by Wingtip to Alder';
const RESELLER_SOURCED = 'Wingtip Distribution sourced this deal.';

describe('the deal card', () => {
  const card = (last: LastMapping): Promise<Asked<DealCardView>> =>
    ask(dealCard, { dealId: dealOf(RESOLD) }, last);

  it('needs two rounds where nobody has mapped anything, and finds no partner by a label of the portal’s own', async () => {
    await save('{}');
    const shown = await card(new LastMapping());
    expect([headline(shown), shown.rounds]).toEqual(['empty', 2]);
  });

  it('needs one round more where a cold function learns of the portal’s mapping, and two from then on', async () => {
    await save(text);
    const last = new LastMapping();
    const cold = await card(last);
    expect([headline(cold), cold.rounds]).toEqual([RESELLER_SOURCED, 3]);
    expect(last.mapping).toEqual(mapping);
    const warm = await card(last);
    expect([headline(warm), warm.rounds]).toEqual([RESELLER_SOURCED, 2]);
  });

  it('follows a mapping that is saved while the function is warm', async () => {
    const last = new LastMapping(mapping);
    await save(JSON.stringify({ version: 'other-1' }));
    expect(headline(await card(last))).toBe('empty');
    await save(text);
    expect(headline(await card(last))).toBe(RESELLER_SOURCED);
  });

  it('is refused under a saved mapping that nobody can read, and never shown under the built-in one', async () => {
    await save('{"version":"x","amuont":{}}');
    const { answered } = await card(new LastMapping());
    expect(answered).toMatchObject({ ok: false, error: { code: 'mapping_invalid' } });
    await save(text);
  });
});

describe('an action', () => {
  const tagged = async (name: string, last: LastMapping): Promise<Asked<EffectView | SavedView>> => {
    const change = { kind: 'set', partnerId: partner, role: 'influenced', motion: null };
    const asked = { dealId: dealOf(name), change };
    const { answered } = await ask(tagDeal, { ...asked, mode: 'preview' }, new LastMapping(mapping));
    const basis = answered.ok && answered.view.kind === 'effect' ? answered.view.basis : 'no effect';
    return ask(tagDeal, { ...asked, mode: 'save', basis }, last);
  };
  const shapes = (writes: readonly string[]): readonly string[] =>
    writes.map((one) => one.replace(/\/\d+$/, '/{id}'));

  it('that a cold function begins under the wrong mapping is done once, under the right one', async () => {
    const warm = await tagged('Dunmore Tooling – Juniper Flow', new LastMapping(mapping));
    const cold = await tagged('Eastgate Insurance – Juniper Plan', new LastMapping());
    expect([warm.answered.ok, cold.answered.ok]).toEqual([true, true]);
    expect(warm.writes.length).toBeGreaterThan(0);
    expect(shapes(cold.writes)).toEqual(shapes(warm.writes));
    const record = await crmOf(sandbox).dealById(dealOf('Eastgate Insurance – Juniper Plan'));
    const [read] = record?.read(await crmOf(sandbox).account()).records ?? [];
    expect(read?.tagging.history).toHaveLength(1);
  });

  it('that needs no record is done once too', async () => {
    const { answered, writes } = await ask(saveSettingsHandler, { tagging: 'confirm' }, new LastMapping());
    expect([answered.ok, writes.length]).toEqual([true, 1]);
    const { settings } = await dataOf(sandbox).read(['settings']);
    expect(settings).toEqual({ tagging: 'confirm' });
  });
});
