/** The settings page on an emulated portal: what is set up, what is created, the policy checked, previewed and saved. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { isAppError, type AppError } from '../../src/errors.js';
import { parseKeptMapping } from '../../src/files/read-mapping.js';
import { parsePolicy, readPolicy } from '../../src/files/policy-file.js';
import type { Actor, PersonRole } from '../../src/operations/actor.js';
import { checkPolicy, savePolicy, type PolicyDeps } from '../../src/operations/change-policy.js';
import { createMissing } from '../../src/operations/create-missing.js';
import { readHolding } from '../../src/operations/in-force.js';
import { previewPolicy } from '../../src/operations/preview-policy.js';
import { saveSettings } from '../../src/operations/save-settings.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { showSettings } from '../../src/operations/show-settings.js';
import type {
  CreatedView,
  PolicyEffectView,
  SettingsReady,
  SettingsView,
} from '../../src/operations/views/settings-view.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import { crmOf, dataOf, PortalOnDatabase, type Tamper } from './portal.js';

const UNKNOWN: Actor = { name: 'Sam Lee', identity: { kind: 'unknown' } };
const signed = (...roles: readonly PersonRole[]): Actor => ({
  name: 'Ana Ruiz',
  identity: { kind: 'signed', roles: new Set(roles) },
});

const STRICT = JSON.stringify({ version: 'strict-2', tags: { sourced: 'require_evidence' } });

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 30 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
}, 60_000);
afterAll(() => portal.close());

const deps = (own: { actor?: Actor; filed?: string; tamper?: Tamper; at?: Sandbox } = {}): PolicyDeps => {
  const sandbox = own.at ?? portal.sandbox;
  const data = dataOf(sandbox, own.tamper);
  const filed = own.filed === undefined ? null : parsePolicy(own.filed, 'file');
  return {
    crm: crmOf(sandbox, own.tamper),
    data,
    clock: { now: () => portal.now() },
    ...readHolding(
      data,
      { policy: filed, mapping: null },
      {
        policy: (text) => parsePolicy(text, 'saved'),
        mapping: (text) => parseKeptMapping(text, 'saved'),
      },
    ),
    summary: async () => (await data.read(['summary'])).summary,
    actor: own.actor ?? UNKNOWN,
    readPolicy,
  };
};

const ready = (view: SettingsView): SettingsReady => {
  if (view.kind !== 'ready') throw new Error(`the page is ${view.kind}`);
  return view;
};

const refusalOf = async (work: Promise<unknown>): Promise<AppError> => {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (isAppError(error)) return error;
  throw new Error('it was not refused', { cause: error });
};

describe('a portal without anything of ours', () => {
  let bare: Sandbox;
  beforeAll(async () => {
    bare = await startSandbox({ port: 0, empty: true, faults: WIDE_LIMITS });
  });
  afterAll(() => bare.close());

  it('is shown as empty, with what is missing by area and what only an admin can do', async () => {
    const view = await showSettings(deps({ at: bare }));
    expect(view.kind).toBe('empty');
    expect(view.setUp).toMatchObject({ complete: false, canCreate: true });
    expect(view.setUp.areas.map(({ variant }) => variant)).toEqual([
      'warning',
      'warning',
      'warning',
      'warning',
      'success',
      'default',
    ]);
    expect(view.setUp.steps.map(({ done }) => done)).toEqual([null, false]);
  });

  it('is set up a few items a time, until nothing is left', async () => {
    const rounds: CreatedView[] = [];
    do rounds.push(await createMissing(deps({ at: bare })));
    while (rounds.at(-1)!.left > 0);
    expect(rounds.length).toBeGreaterThan(2);
    expect(rounds.every(({ items }) => items.length <= 10)).toBe(true);
    expect(rounds.flatMap(({ items }) => items).filter(({ outcome }) => outcome !== 'created')).toEqual([]);
    expect(rounds.slice(0, -1).every(({ settings }) => settings === null)).toBe(true);
    const { setUp } = ready(rounds.at(-1)!.settings!);
    expect(setUp).toMatchObject({ complete: true, canCreate: false });
    expect(await createMissing(deps({ at: bare }))).toMatchObject({
      items: [],
      left: 0,
      message: 'Nothing was missing.',
    });
  });
});

describe('what HubSpot refuses', () => {
  const lacking: Tamper = ({ path }) =>
    path.includes('/properties/') ? answerOf(403, 'MISSING_SCOPES') : null;

  it('is a line of the page where a scope is missing, not the end of it', async () => {
    const view = ready(await showSettings(deps({ tamper: lacking })));
    expect(view.setUp.headline).toContain('does not let');
    expect(view.setUp.areas).toEqual([
      expect.objectContaining({ name: 'Scopes', variant: 'danger' }),
      expect.objectContaining({ state: 'default-1', variant: 'default' }),
    ]);
    expect(view.policy.version).toBe('default-1');
  });

  it('is the answer of its item; the others are created all the same', async () => {
    const hides: Tamper = async ({ method, path }) => {
      if (method !== 'GET' || !path.endsWith('/properties/2026-09/deals')) return null;
      const real = await portal.call<{ results: { name: string }[] }>(method, path);
      return answerJson(200, { results: real.results.filter(({ name }) => name !== 'partnership_class') });
    };
    const view = await createMissing(deps({ tamper: hides }));
    expect(view.items).toEqual([
      {
        name: expect.stringContaining('partnership_class') as unknown as string,
        outcome: 'failed',
        text: expect.stringContaining('renamed or archived') as unknown as string,
      },
    ]);
    expect(view.left).toBe(0);
  });

  const answerJson = (status: number, body: unknown) => ({
    status,
    header: () => null,
    text: JSON.stringify(body),
  });
  const answerOf = (status: number, category: string) =>
    answerJson(status, { status: 'error', message: 'The scope crm.schemas.deals.read is needed', category });
});

describe('the policy editor', () => {
  beforeAll(() => portal.sync());

  it('names every problem with its key and the nearest known one', async () => {
    const text = '{"modle":"linear","lockDays":-1,"sourcing":{"lookbackDay":3}}';
    const view = await checkPolicy(deps(), text);
    expect(view.valid).toBe(false);
    expect(view.problems).toEqual([
      'unknown key sourcing.lookbackDay; the nearest known key is sourcing.lookbackDays',
      'unknown key modle; the nearest known key is model',
      'lockDays is -1; it must be 0 or more',
    ]);
  });

  it('says what differs, and asks for a version of its own', async () => {
    const view = await checkPolicy(deps(), '{"lockDays":30}');
    expect(view).toMatchObject({ valid: true, changes: ['Lock, days: 14 → 30'] });
    expect(view.notes).toEqual([expect.stringContaining('Another policy is called default-1')]);
  });

  it('previews totals that keep the identity, the partners and deals that change, and the setting that does it', async () => {
    const view = (await previewPolicy(deps(), STRICT)) as PolicyEffectView;
    expect(view.kind).toBe('policy-effect');
    expect(view.title).toBe('default-1 → strict-2');
    expect(view.sentences[0]).toContain('all 30 deals');
    expect(view.sentences[1]).toMatch(/^\d+ of 30 deals would (get another class|change: \d+ get another)/);
    expect(view.command).toBeNull();
    const won = view.totals.find(({ name }) => name === 'Won, total')!;
    expect([won.before, won.change]).toEqual([won.after, 'No change']);
    expect(view.deals.length).toBeGreaterThan(0);
    expect(view.deals.every(({ cause }) => cause === 'Tags as sourced')).toBe(true);
    expect(view.deals.every(({ amount }) => amount === 'No amount' || /[1-9]/.test(amount))).toBe(true);
    const { columns, rows } = view.partners!;
    expect(columns).toContain('Sourced');
    for (const { cells } of rows) {
      expect(cells).toHaveLength(columns.length);
      expect(cells.some((cell) => cell.includes(' → '))).toBe(true);
    }
  });

  it.each([
    ['{"lockDays":15}', 'default-1 → your change, which has no version of its own yet', /^None of the 30/],
    ['{}', 'default-1, unchanged', /^No setting differs/],
    ['{"version":"u-1","model":"u_shaped"}', 'default-1 → u-1', /keep their class and change otherwise/],
  ])('says of %s what it compares and how many deals change', async (text, title, changed) => {
    const view = (await previewPolicy(deps(), text)) as PolicyEffectView;
    expect([view.title, view.sentences[1]]).toEqual([title, expect.stringMatching(changed)]);
  });

  it('says that settings of the programme alter no credit, and of tiers what is not known yet', async () => {
    const draft = '{"version":"t-2","programme":{"tiers":{"levels":[{"tier":"gold","requirements":{}}]}}}';
    const view = (await previewPolicy(deps(), draft)) as PolicyEffectView;
    expect(view.sentences[1]).toMatch(/^These settings alter no credit/);
    expect(view.tiers!.sentences).toEqual([expect.stringContaining('known after the next sync')]);
  });

  it('previews with two searches and one read of links for so few deals, and writes nothing', async () => {
    const asked: string[] = [];
    await previewPolicy(
      deps({
        tamper: ({ method, path }) => {
          asked.push(`${method} ${path.replace(/\?.*/, '')}`);
          return null;
        },
      }),
      STRICT,
    );
    expect(asked.filter((one) => one.endsWith('/search'))).toHaveLength(2);
    expect(asked.filter((one) => !/GET|search|batch\/read/.test(one))).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(9);
  });

  it('saves, with what was before in the history, and the next sync works under it', async () => {
    const { policy: shown } = ready(await showSettings(deps()));
    const saved = await savePolicy(deps(), { text: STRICT, basis: shown.basis });
    if (saved.kind !== 'saved') throw new Error('it was not saved');
    const { policy } = ready(saved.settings);
    expect(policy.sentence).toBe('Policy strict-2 is in force: saved on this page.');
    expect(policy.history.map(({ version }) => version)).toEqual(['strict-2']);
    const inForce = await deps().inForce();
    expect(inForce.policy).toEqual({
      ...DEFAULT_POLICY,
      version: 'strict-2',
      tags: { ...DEFAULT_POLICY.tags, sourced: 'require_evidence' },
    });
    const again = await savePolicy(deps(), { text: '{"version":"loose-1"}', basis: policy.basis });
    if (again.kind !== 'saved') throw new Error('it was not saved');
    const { history } = ready(again.settings).policy;
    expect(history.map(({ version, saved: when }) => [version, when.endsWith('by Sam Lee')])).toEqual([
      ['loose-1', true],
      ['strict-2', true],
    ]);
  });
});

describe('a save that is refused changes nothing', () => {
  let basis: string;
  beforeEach(async () => {
    basis = ready(await showSettings(deps())).policy.basis;
  });

  it.each<readonly [string, Parameters<typeof deps>[0], string, string, RegExp]>([
    [
      'where a file is in force',
      { filed: '{"version":"file-1"}' },
      '{"version":"x-1"}',
      'policy_refused',
      /file/,
    ],
    [
      'under the version of another policy',
      {},
      '{"version":"strict-2","lockDays":3}',
      'policy_refused',
      /strict-2/,
    ],
    ['under a built-in version', {}, '{"version":"default-1","lockDays":3}', 'policy_refused', /default-1/],
    ['of what is in force already', {}, '{"version":"loose-1"}', 'policy_refused', /already/],
    ['by a rep', { actor: signed('rep') }, '{"version":"x-1"}', 'not_permitted', /ops/],
    ['by a manager', { actor: signed('rep', 'manager') }, '{"version":"x-1"}', 'not_permitted', /ops/],
  ])('%s', async (_what, own, text, code, words) => {
    const before = await dataOf(portal.sandbox).read(['policy', 'settings']);
    const error = await refusalOf(savePolicy(deps(own), { text, basis }));
    expect([error.code, error.message]).toEqual([code, expect.stringMatching(words)]);
    expect(await dataOf(portal.sandbox).read(['policy', 'settings'])).toEqual(before);
  });

  it('where somebody saved another one meanwhile', async () => {
    await savePolicy(deps(), { text: '{"version":"mine-1","lockDays":1}', basis });
    const error = await refusalOf(savePolicy(deps(), { text: '{"version":"theirs-1"}', basis }));
    expect(error.code).toBe('effect_outdated');
  });

  it('of what is not sound, with every problem instead', async () => {
    expect(await savePolicy(deps(), { text: '{', basis })).toMatchObject({
      kind: 'policy-checked',
      valid: false,
    });
  });
});

describe('what ops alone may do', () => {
  it('is refused to a rep and a manager, and shown as such', async () => {
    const rep = deps({ actor: signed('rep', 'manager') });
    for (const work of [createMissing(rep), saveSettings(rep, { tagging: 'confirm' })]) {
      expect((await refusalOf(work)).code).toBe('not_permitted');
    }
    const view = ready(await showSettings(rep));
    expect([view.policy.readOnly, view.tagging.readOnly]).toEqual([
      expect.stringContaining('Only ops'),
      expect.stringContaining('Only ops'),
    ]);
  });

  it('is done for ops, and holds for everybody', async () => {
    const view = await saveSettings(deps({ actor: signed('ops') }), { tagging: 'confirm' });
    expect(ready(view.settings).tagging.value).toBe('confirm');
    expect((await deps().inForce()).settings.tagging).toBe('confirm');
  });
});

it('the policy of a file is shown, checked and compared, and cannot be saved over', async () => {
  const filed = deps({ filed: '{"version":"file-1"}' });
  const { policy } = ready(await showSettings(filed));
  expect(policy.sentence).toContain('file-1 is in force: the file of PARTNERSHIP_POLICY');
  expect(policy.readOnly).toContain('PARTNERSHIP_POLICY');
  expect((await previewPolicy(filed, STRICT)).kind).toBe('policy-effect');
});
