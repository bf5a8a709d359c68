/** What the deal card says on portals with things of their own: which name nobody has, and why a deal is in no number. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseMapping } from '../../src/files/mapping-file.js';
import { readFileSync } from 'node:fs';
import type { Actor } from '../../src/operations/actor.js';
import { readDealCard, showDealCard, showDealSidebar } from '../../src/operations/show-deal-card.js';
import type { DealCardDeps } from '../../src/operations/show-deal-card.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { dealId, type DealId } from '../../src/domain/ids.js';
import { instant } from '../../src/domain/calendar.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import { crmOf } from './portal.js';
import { WIDE_LIMITS } from '../sandbox/wide-limits.js';
import type { DealCardView } from '../../src/operations/views/deal-card-view.js';

const AS_OF = instant(Date.parse('2026-11-20T17:00:00Z'));
const REP: Actor = { name: 'You', identity: { kind: 'unknown' } };

class Cards {
  readonly #sandbox: Sandbox;
  readonly #file: string;
  private constructor(sandbox: Sandbox, file: string) {
    this.#sandbox = sandbox;
    this.#file = file;
  }

  static async of(portal: 'dropdown' | 'pipelines'): Promise<Cards> {
    const sandbox = await startSandbox({ port: 0, portal, faults: WIDE_LIMITS });
    const cards = new Cards(sandbox, `examples/mappings/${portal}.json`);
    await setUpPortal(cards.deps().crm, { dryRun: false });
    return cards;
  }

  deps(): DealCardDeps & { readonly actor: Actor } {
    const mapping = parseMapping(readFileSync(this.#file, 'utf8'), this.#file);
    return {
      crm: crmOf(this.#sandbox, undefined, mapping),
      clock: { now: () => AS_OF },
      inForce: fixedInForce(DEFAULT_POLICY),
      actor: REP,
    };
  }

  #deal(name: string) {
    const found = [...this.#sandbox.portal.records.list('deals')].find(
      (one) => one.properties.get('dealname') === name,
    );
    if (found === undefined) throw new Error(`no deal “${name}”`);
    return found;
  }

  id = (name: string): DealId => dealId(this.#deal(name).id);
  show = (name: string): Promise<DealCardView> => showDealCard(this.deps(), this.id(name));
  async optOut(name: string): Promise<void> {
    const { url, accessToken } = this.#sandbox;
    const { ok } = await fetch(`${url}/crm/v3/objects/deals/${this.#deal(name).id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { partnership_opt_out: 'true' } }),
    });
    expect(ok).toBe(true);
  }

  close = (): Promise<void> => this.#sandbox.close();
}

const noticesOf = (view: DealCardView): readonly string[] => view.notices.map(({ text }) => text);

describe('a deal that is in no number on purpose', () => {
  let cards: Cards;
  beforeAll(async () => {
    cards = await Cards.of('pipelines');
  }, 60_000);
  afterAll(() => cards.close());

  it('says that its pipeline is left out, and offers no tag', async () => {
    const view = await cards.show('Lead of Northwind that was converted');
    expect(view).toMatchObject({
      ...{ kind: 'empty', headline: 'This deal is not counted for partners.', tagging: null },
      hint: expect.stringContaining('leaves deals of this pipeline out of all partner numbers'),
    });
  });

  it('says how to take it back where it was opted out, in the sidebar too, and refuses what would change it', async () => {
    const name = 'Expansion at Cedarbrook with Fabrikam';
    expect((await cards.show(name)).kind).toBe('ready');
    await cards.optOut(name);
    const hint = expect.stringContaining('Untick “No partner attribution” on the deal');
    expect(await cards.show(name)).toMatchObject({ kind: 'empty', tagging: null, hint });
    expect(await showDealSidebar(cards.deps(), cards.id(name))).toMatchObject({
      kind: 'sidebar-empty',
      hint,
    });
    await expect(readDealCard(cards.deps(), cards.id(name))).rejects.toMatchObject({
      code: 'request_invalid',
    });
  });

  it('names the field that revenue is counted by, where it is empty, and asks for no exchange rate', async () => {
    const view = await cards.show('Yen at Kestrel');
    expect(noticesOf(view)).toContain(
      'Your team counts revenue by the field “annual_recurring_revenue”, which is empty on this deal, so there is no credit to give yet.',
    );
    expect(noticesOf(view).join()).not.toContain('exchange rate');
  });
});

describe('partners that fields name', () => {
  it('says which name of a field no partner has, and nothing where one has it', async () => {
    const cards = await Cards.of('dropdown');
    const [unknown, known] = [
      await cards.show('Nobody knows Globex at Eastgate'),
      await cards.show('Spelled contoso ltd. at Bayfield'),
    ];
    await cards.close();
    expect(noticesOf(unknown)).toEqual([
      expect.stringContaining('says “Globex”, and no partner has that name'),
    ]);
    expect(noticesOf(known).join()).not.toContain('no partner has that name');
  }, 60_000);
});
