/** A portal with two partners and a prospect, and the handlers of registrations on it. */
import type { Instant } from '../../src/domain/calendar.js';
import { DEFAULT_MAPPING } from '../../src/domain/mapping.js';
import { DEFAULT_POLICY, type Policy } from '../../src/domain/policy.js';
import { answer, type Handler, type HandlerAnswer, type HandlerDeps } from '../../src/handlers/handler.js';
import { registerDeal } from '../../src/handlers/register-deal.js';
import { ruleOnRegistration } from '../../src/handlers/rule-on-registration.js';
import type { Actor } from '../../src/operations/actor.js';
import type { EffectView, SavedView } from '../../src/operations/views/effect-view.js';
import { ImportingPortal } from './importing.js';
import { crmOf, dataOf, programmeOf } from './portal.js';

const MANAGER: Actor = { name: 'Sam Lee', identity: { kind: 'signed', roles: new Set(['manager']) } };
export const REP: Actor = { name: 'Ana Ruiz', identity: { kind: 'signed', roles: new Set(['rep']) } };

/** One record of the portal, as it holds it. */
export type Held = Readonly<Record<string, string>>;

export class RegisteringPortal {
  policy: Policy = DEFAULT_POLICY;

  private constructor(readonly importing: ImportingPortal) {}

  static async open(): Promise<RegisteringPortal> {
    return new RegisteringPortal(await ImportingPortal.open());
  }

  close(): Promise<void> {
    return this.importing.close();
  }

  get portal() {
    return this.importing.portal;
  }

  /** A company that is a partner. */
  partner(name: string, more: Record<string, string> = {}): Promise<string> {
    const domain = `${name.toLowerCase()}.example`;
    return this.importing.make('companies', { name, domain, type: 'PARTNER', ...more });
  }

  company(name: string, more: Record<string, string> = {}): Promise<string> {
    return this.importing.make('companies', { name, domain: `${name.toLowerCase()}.example`, ...more });
  }

  async deal(name: string, companyId: string, more: Record<string, string> = {}): Promise<string> {
    const id = await this.importing.make('deals', {
      dealname: name,
      dealstage: 'appointmentscheduled',
      ...more,
    });
    await this.importing.link(id, companyId);
    return id;
  }

  deps(actor: Actor = MANAGER): HandlerDeps {
    const { sandbox } = this.portal;
    return {
      crm: crmOf(sandbox),
      programme: programmeOf(sandbox),
      data: dataOf(sandbox),
      clock: { now: () => this.portal.now() },
      inForce: () => Promise.resolve({ policy: this.policy, settings: { tagging: 'propose' } }),
      mapping: () => Promise.resolve({ mapping: DEFAULT_MAPPING, source: 'default' }),
      summary: () => Promise.resolve(null),
      actor,
    } as unknown as HandlerDeps;
  }

  async ask<View>(
    handler: Handler<never, View>,
    input: unknown,
    actor?: Actor,
  ): Promise<HandlerAnswer<View>> {
    return answer(handler, input, this.deps(actor), (error) => {
      throw error;
    });
  }

  async view<View>(handler: Handler<never, View>, input: unknown, actor?: Actor): Promise<View> {
    const answered = await this.ask(handler, input, actor);
    if (!answered.ok) throw new Error(`${answered.error.message} ${answered.error.next}`);
    return answered.view;
  }

  /** Looks at the effect, then saves it. */
  async save(
    handler: Handler<never, EffectView | SavedView>,
    input: object,
    actor?: Actor,
  ): Promise<SavedView> {
    const effect = await this.view(handler, { ...input, mode: 'preview' }, actor);
    if (effect.kind !== 'effect') throw new Error('a preview has saved');
    const saved = await this.view(handler, { ...input, mode: 'save', basis: effect.basis }, actor);
    if (saved.kind !== 'saved') throw new Error('a save has told its effect');
    return saved;
  }

  /** Registers a prospect. @returns its record id. */
  async register(partnerId: string, companyId: string, more: object = {}): Promise<string> {
    const before = new Set(this.all().map(({ id }) => id));
    await this.save(registerDeal as never, { partnerId, companyId, ...more }, REP);
    return this.all().find(({ id }) => !before.has(id))?.id ?? '';
  }

  rule(registrationId: string, ruling: object, actor?: Actor): Promise<SavedView> {
    return this.save(ruleOnRegistration as never, { registrationId, ruling }, actor);
  }

  /** Why a ruling is refused. */
  async refusal(registrationId: string, ruling: object, actor?: Actor): Promise<string> {
    const input = { registrationId, ruling, mode: 'preview' };
    const answered = await this.ask(ruleOnRegistration as never, input, actor);
    return answered.ok ? 'not refused' : answered.error.message;
  }

  /** Every registration that is there. */
  all(): readonly { readonly id: string; readonly held: Held }[] {
    const { portal } = this.portal.sandbox;
    const type = portal.schemas.find('p_partner_registration')?.type;
    if (type === undefined) return [];
    return [...portal.records.list(type)]
      .filter((one) => one.archivedAt === null)
      .map(({ id, properties }) => ({ id, held: Object.fromEntries(properties) }));
  }

  held(id: string): Held {
    return this.all().find((one) => one.id === id)?.held ?? {};
  }

  /** Ids of the deals that it is associated with. */
  async dealsOf(id: string): Promise<readonly string[]> {
    const linked = await programmeOf(this.portal.sandbox).linked('registrations', 'deals', [id]);
    return linked.get(id) ?? [];
  }

  /** Lets the portal's clock run on. */
  wait(ms: number): Instant {
    this.portal.sandbox.portal.clock.set(this.portal.now() + ms);
    return this.portal.now();
  }
}
