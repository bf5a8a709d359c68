/** A synced portal for tests of tags: who acts, what is asked, and what the CRM holds then. */
import { instant } from '../../src/domain/calendar.js';
import { dealId, partnerId, type DealId, type PartnerId } from '../../src/domain/ids.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { digest } from '../../src/handlers/digest.js';
import type { Actor } from '../../src/operations/actor.js';
import type { PortalSettings } from '../../src/operations/portal-data-port.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import type { TaggingDeps } from '../../src/operations/tagging-deps.js';
import type { EffectView, SavedView } from '../../src/operations/views/effect-view.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { crmOf, PortalOnDatabase, recordIdOf, type Tamper } from './portal.js';

export const ANYBODY: Actor = { name: 'Rae Rep', identity: { kind: 'unknown' } };
export const REP: Actor = { name: 'Rae Rep', identity: { kind: 'signed', roles: new Set(['rep']) } };
export const MANAGER: Actor = { name: 'Mia', identity: { kind: 'signed', roles: new Set(['manager']) } };
export const NOBODY: Actor = { name: 'Otto', identity: { kind: 'signed', roles: new Set() } };

export interface DepsOptions {
  readonly actor?: Actor;
  readonly tagging?: PortalSettings['tagging'];
  readonly tamper?: Tamper;
}

export class TaggingPortal {
  private constructor(readonly portal: PortalOnDatabase) {}

  static async open(options: Partial<SandboxOptions> = {}): Promise<TaggingPortal> {
    const portal = await PortalOnDatabase.open({ deals: 30, ...options });
    await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
    await portal.sync();
    return new TaggingPortal(portal);
  }

  close(): Promise<void> {
    return this.portal.close();
  }

  deps({ actor = ANYBODY, tagging = 'propose', tamper }: DepsOptions = {}): TaggingDeps {
    return {
      crm: crmOf(this.portal.sandbox, tamper),
      clock: { now: () => instant(this.portal.sandbox.portal.now()) },
      inForce: () =>
        Promise.resolve({ policy: DEFAULT_POLICY, policyFrom: 'default', settings: { tagging } }),
      actor,
      digest,
    };
  }

  /** The story's own deal. */
  get showcase(): DealId {
    return dealId(recordIdOf(this.portal.sandbox.recordUrls.deal));
  }

  get customer(): PartnerId {
    return partnerId(recordIdOf(this.portal.sandbox.recordUrls.customer));
  }

  partner(name: string): PartnerId {
    const companies = [...this.portal.sandbox.portal.records.list('companies')];
    return partnerId(companies.find(({ properties }) => properties.get('name') === name)?.id ?? '');
  }

  /** Won deals that the last sync called direct, the first by id. */
  directDeals(count: number): readonly DealId[] {
    return [...this.portal.sandbox.portal.records.list('deals')]
      .filter(({ properties }) => properties.get('hs_is_closed_won') === 'true')
      .filter(({ properties }) => properties.get('partnership_class') === 'direct')
      .slice(0, count)
      .map(({ id }) => dealId(id));
  }

  property(id: DealId, name: string): string | null {
    return this.portal.sandbox.portal.records.getLive('deals', id)?.properties.get(name) ?? null;
  }

  history(id: DealId): readonly Record<string, unknown>[] {
    const text = this.property(id, 'partnership_tag_history');
    return text === null ? [] : (JSON.parse(text) as { events: Record<string, unknown>[] }).events;
  }

  /** Labels of a deal by company, the unlabeled association left out. */
  labels(id: DealId): Readonly<Record<string, readonly string[]>> {
    const { links, labels } = this.portal.sandbox.portal;
    return Object.fromEntries(
      links
        .targets({ type: 'deals', id }, 'companies')
        .map(({ id: company, keys }) => [company, keys.flatMap((key) => labels.get(key)?.label ?? [])]),
    );
  }
}

export function effect(view: EffectView | { readonly kind: string }): EffectView {
  if (view.kind !== 'effect') throw new Error(`it is ${view.kind}`);
  return view as EffectView;
}

export function saved(view: SavedView | { readonly kind: string }): SavedView {
  if (view.kind !== 'saved') throw new Error(`it is ${view.kind}: ${JSON.stringify(view)}`);
  return view as SavedView;
}
