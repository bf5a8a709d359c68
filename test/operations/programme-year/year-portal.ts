/** The portal of the story: empty at first, its clock held at every event, and everything done as people and the product do it. */
import { instant, offsetMsOf, type Instant } from '../../../src/domain/calendar.js';
import { portalId, type PortalId } from '../../../src/domain/ids.js';
import { DEFAULT_MAPPING } from '../../../src/domain/mapping.js';
import { DEFAULT_POLICY, type Policy } from '../../../src/domain/policy.js';
import { digest } from '../../../src/handlers/digest.js';
import { answer, type Handler, type HandlerDeps } from '../../../src/handlers/handler.js';
import { programmeChangeInput } from '../../../src/handlers/programme-input.js';
import { changeProgramme } from '../../../src/operations/change-programme.js';
import type { Actor } from '../../../src/operations/actor.js';
import { setUpPortal } from '../../../src/operations/set-up-portal.js';
import { syncPortal, type SyncDeps } from '../../../src/operations/sync-portal.js';
import type { EffectView, SavedView } from '../../../src/operations/views/effect-view.js';
import { PortalClock } from '../../../src/sandbox/clock.js';
import { stampRecord } from '../../../src/sandbox/computed-properties.js';
import { iso, StoryWriter } from '../../../src/sandbox/story/writer.js';
import { crmOf, dataOf, importsOf, PortalOnDatabase, programmeOf } from '../portal.js';

export const TIME_ZONE = 'America/New_York';
const MANAGER: Actor = { name: 'Sam Lee', identity: { kind: 'signed', roles: new Set(['manager']) } };

/** Small thresholds, one certification, and nothing but the agreement itself to renew. */
export const POLICY: Policy = {
  ...DEFAULT_POLICY,
  version: 'year-1',
  programme: {
    ...DEFAULT_POLICY.programme,
    agreements: { ...DEFAULT_POLICY.programme.agreements, required: [] },
    enablement: { required: [{ name: 'Platform Essentials', people: 1, types: [], tiers: [] }] },
    tiers: {
      windowMonths: 12,
      graceDays: 60,
      promotion: 'review',
      levels: [
        { tier: 'registered', requirements: {} },
        { tier: 'silver', requirements: { sourcedMinor: 1_000_000, wonDeals: 1 } },
        { tier: 'gold', requirements: { sourcedMinor: 4_000_000, wonDeals: 1 } },
      ],
    },
  },
};

/** A day and a time on the portal's clocks. Example: "2027-03-14", "09:59" → 13:59Z, in summer time. */
export function localInstant(day: string, time: string): Instant {
  const written = Date.parse(`${day}T${time}:00Z`);
  const guess = instant(written - offsetMsOf(instant(written), TIME_ZONE));
  return instant(written - offsetMsOf(guess, TIME_ZONE));
}

export class YearPortal {
  /** Record ids and types by the story's keys. */
  readonly records = new Map<string, { readonly type: string; readonly id: string }>();
  syncs = 0;
  #ids = 0;

  private constructor(readonly on: PortalOnDatabase) {}

  static async open(begins: Instant): Promise<YearPortal> {
    const on = await PortalOnDatabase.open({ empty: true });
    const portal = new YearPortal(on);
    portal.setClock(begins);
    await setUpPortal(crmOf(on.sandbox), { dryRun: false });
    return portal;
  }

  close(): Promise<void> {
    return this.on.close();
  }

  get portalId(): PortalId {
    return portalId(String(this.on.sandbox.portalId));
  }

  /** It stands still until the next event. */
  setClock(at: Instant): void {
    this.on.sandbox.portal.clock = new PortalClock(at, undefined, () => 0);
  }

  id(key: string): string {
    const record = this.records.get(key);
    if (record === undefined) throw new Error(`the story has no ${key} yet`);
    return record.id;
  }

  /** What a record is called in the story. */
  keyOf(id: string): string | undefined {
    return [...this.records].find(([, record]) => record.id === id)?.[0];
  }

  /** "@birch" becomes the record id of Birch, wherever it stands. */
  named<T>(value: T): T {
    return JSON.parse(
      JSON.stringify(value, (_key, one: unknown) =>
        typeof one === 'string' && one.startsWith('@') ? this.id(one.slice(1)) : one,
      ),
    ) as T;
  }

  async make(type: string, key: string, values: object, to: readonly string[] = []): Promise<void> {
    const body = { properties: this.named(values) };
    const { id } = await this.on.call<{ id: string }>('POST', `/crm/objects/2026-09/${type}`, body);
    this.records.set(key, { type, id });
    for (const other of to) await this.link(type, id, other);
  }

  /** A deal's company becomes its primary one. */
  private async link(type: string, id: string, key: string): Promise<void> {
    const to = this.records.get(key);
    if (to === undefined) throw new Error(`the story has no ${key} yet`);
    if (type !== 'deals') {
      await this.on.call(
        'PUT',
        `/crm/objects/2026-09/${type}/${id}/associations/default/${to.type}/${to.id}`,
      );
      return;
    }
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }];
    await this.on.call('POST', '/crm/associations/2026-09/deals/companies/batch/create', {
      inputs: [{ from: { id }, to: { id: to.id }, types }],
    });
  }

  async set(key: string, values: object): Promise<void> {
    const { type } = this.records.get(key) ?? { type: '' };
    await this.on.call('PATCH', `/crm/objects/2026-09/${type}/${this.id(key)}`, {
      properties: this.named(values),
    });
  }

  /** HubSpot alone writes surveys: past the API. */
  survey(contact: string, score: number | null): void {
    const { portal } = this.on.sandbox;
    const at = portal.now();
    const id = portal.records.mintId('feedback_submissions');
    const properties = new Map([
      ['hs_survey_type', 'NPS'],
      ['hs_submission_timestamp', iso(at)],
      ...(score === null ? [] : [['hs_value', String(score)] as const]),
    ] as const);
    stampRecord('feedback_submissions', properties, id, at, at);
    const record = { id, createdAt: at, updatedAt: at, archivedAt: null, properties };
    portal.commit([{ kind: 'record', type: 'feedback_submissions', record } as never]);
    new StoryWriter(portal, new Map()).link(
      { type: 'contacts', id: this.id(contact) },
      { type: 'feedback_submissions', id },
    );
  }

  syncDeps(): SyncDeps {
    const { sandbox } = this.on;
    return {
      ...this.on.deps(),
      ...{ data: dataOf(sandbox), imports: importsOf(sandbox), programme: programmeOf(sandbox) },
    };
  }

  async sync(): Promise<void> {
    this.syncs += 1;
    await syncPortal(this.syncDeps(), { policy: POLICY, dryRun: false }, () => undefined);
  }

  deps(): HandlerDeps {
    const { sandbox } = this.on;
    return {
      ...{ crm: crmOf(sandbox), programme: programmeOf(sandbox), data: dataOf(sandbox) },
      clock: { now: () => this.on.now() },
      inForce: () =>
        Promise.resolve({ policy: POLICY, policyFrom: 'default', settings: { tagging: 'confirm' } }),
      mapping: () => Promise.resolve({ mapping: DEFAULT_MAPPING, from: 'default', savedAt: null }),
      summary: () => Promise.resolve(null),
      programmeSummary: () => Promise.resolve(null),
      programmeQueue: () => Promise.resolve(null),
      actor: MANAGER,
    };
  }

  /** Looks at the effect, then saves it. @returns what refused it; null: it is saved. */
  async save(handler: Handler<never, EffectView | SavedView>, input: object): Promise<string | null> {
    const ask = (more: object) =>
      answer(handler, this.named({ ...input, ...more }), this.deps(), (error) => {
        throw error;
      });
    const told = await ask({ mode: 'preview' });
    if (!told.ok) return `${told.error.message} ${told.error.next}`;
    const saved = await ask({ mode: 'save', basis: (told.view as EffectView).basis });
    if (!saved.ok) return `${saved.error.message} ${saved.error.next}`;
    if (saved.view.kind !== 'saved') throw new Error('a save has told its effect');
    return null;
  }

  /** The card's change, with ids that are counted. */
  readonly changeProgramme: Handler<never, EffectView | SavedView> = {
    name: 'change-programme',
    input: { safeParse: (input: { change: unknown }) => ({ success: true, data: input }) } as never,
    run: (deps, input: never) => {
      const asked = input as { companyId: string; change: unknown; mode: 'preview' | 'save'; basis?: string };
      const change = programmeChangeInput.parse(asked.change);
      const newId = (): string => `plan-${(this.#ids += asked.mode === 'save' ? 1 : 0) || 1}`;
      return changeProgramme({ ...deps, digest, newId }, { ...asked, change, basis: asked.basis ?? null });
    },
  };
}
