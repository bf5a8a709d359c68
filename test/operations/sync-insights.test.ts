/** Suggestions and findings as a sync publishes and counts them, and what makes it work them out anew. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';
import { dealId, partnerId, portalId } from '../../src/domain/ids.js';
import type { DealInsights } from '../../src/domain/deal-insights.js';
import { decodeInsights } from '../../src/hubspot/published-insights.js';
import type { Actor } from '../../src/operations/actor.js';
import { dismissSuggestion } from '../../src/operations/dismiss-suggestion.js';
import { fixedInForce } from '../../src/operations/in-force.js';
import { setUpPortal } from '../../src/operations/set-up-portal.js';
import { isAppError } from '../../src/errors.js';
import { crmOf, PortalOnDatabase } from './portal.js';

let portal: PortalOnDatabase;
beforeAll(async () => {
  portal = await PortalOnDatabase.open({ deals: 600 });
  await setUpPortal(crmOf(portal.sandbox), { dryRun: false });
  await portal.sync();
});
afterAll(() => portal.close());

const id = () => portalId(String(portal.sandbox.portalId));
const property = (deal: string, name: string): string | null =>
  portal.sandbox.portal.records.get('deals', deal)?.properties.get(name) ?? null;

function published(deal: string): DealInsights {
  const read = decodeInsights(
    property(deal, 'partnership_suggestions') || null,
    property(deal, 'partnership_hygiene_detail') || null,
  );
  if (read.kind === 'unreadable') throw new Error(`insights of ${deal} are unreadable`);
  return read.kind === 'none' ? { suggestions: [], findings: [] } : read.insights;
}

const everyDeal = (): readonly (readonly [string, DealInsights])[] =>
  [...portal.sandbox.portal.records.list('deals')]
    .filter((record) => record.archivedAt === null)
    .map((record) => [record.id, published(record.id)]);

const suggestedOn = (deal: string): readonly string[] =>
  published(deal).suggestions.map((one) => one.partnerId);

const amend = (deal: string, properties: Record<string, string>) =>
  portal.call('PATCH', `/crm/objects/2026-03/deals/${deal}`, { properties });

const ANYBODY: Actor = { name: 'Mia', identity: { kind: 'unknown' } };

describe('the demo portal', () => {
  it('has each kind of suggestion and of finding', () => {
    const all = everyDeal().map(([, one]) => one);
    const kinds = all.flatMap((one) => one.suggestions).flatMap((one) => one.reasons.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(['activities', 'domain', 'customer', 'near_window']));
    expect(new Set(all.flatMap((one) => one.findings).map(({ code }) => code)).size).toBe(6);
  });

  it('is added up by the database as it is published', async () => {
    const all = everyDeal().map(([, one]) => one);
    const totals = await portal.store.insightTotals(id());
    const suggestions = all.flatMap((one) => one.suggestions);
    const having = (kind: string) =>
      suggestions.filter(({ reasons }) => reasons.some((one) => one.kind === kind)).length;
    expect(totals).toMatchObject({
      suggestions: suggestions.length,
      suggestedDeals: all.filter((one) => one.suggestions.length > 0).length,
      findingDeals: all.filter((one) => one.findings.length > 0).length,
    });
    for (const [kind, count] of Object.entries(totals.byReason)) expect(count).toBe(having(kind));
    for (const [code, count] of Object.entries(totals.findings))
      expect(count).toBe(all.flatMap((one) => one.findings).filter((one) => one.code === code).length);
    const first = await portal.store.dealsWithFindings(id(), 3);
    for (const [code, dealIds] of first) {
      const own = everyDeal().filter(([, one]) => one.findings.some((finding) => finding.code === code));
      expect(dealIds).toEqual(own.map(([deal]) => deal).slice(0, 3));
    }
    const { hidden, named, right, deals } = totals.precision;
    expect(deals).toBeGreaterThan(100);
    expect(hidden).toBeGreaterThanOrEqual(deals);
    expect(right).toBeGreaterThan(20);
    expect(named).toBeGreaterThanOrEqual(right);
  });

  it('is not written again while nothing changes', async () => {
    const before = portal.snapshot();
    const again = await portal.sync();
    expect({ computed: again.computed, written: again.writes.deals }).toEqual({ computed: 0, written: 0 });
    const full = await portal.sync({ full: true });
    expect(full.writes.deals).toBe(0);
    expect(portal.snapshot()).toBe(before);
  });
});

describe('a suggestion', () => {
  it('is dismissed once: it does not come back, the record says who, and the portal’s count goes down', async () => {
    const [deal, { suggestions }] = everyDeal().find(([, one]) => one.suggestions.length > 0)!;
    const partner = suggestions[0]!.partnerId;
    const deps = {
      crm: crmOf(portal.sandbox),
      clock: { now: () => portal.now() },
      inForce: fixedInForce(DEFAULT_POLICY),
      actor: ANYBODY,
    };
    const request = { dealId: dealId(deal), partnerId: partner, reason: 'Another office.' };
    const before = await portal.store.insightTotals(id());
    const saved = await dismissSuggestion(deps, request);
    expect(saved.message).toMatch(/will not be suggested on this deal again\.$/);
    expect(suggestedOn(deal)).not.toContain(partner);
    const kept = property(deal, 'partnership_dismissals');
    expect(JSON.parse(kept ?? '')).toMatchObject([
      { partnerId: partner, by: 'Mia', reason: 'Another office.' },
    ]);
    expect((await dismissSuggestion(deps, request)).message).toMatch(/was dismissed already\.$/);
    expect(property(deal, 'partnership_dismissals')).toBe(kept);
    await portal.sync();
    expect(suggestedOn(deal)).not.toContain(partner);
    expect((await portal.store.insightTotals(id())).suggestions).toBe(before.suggestions - 1);
    await expect(
      dismissSuggestion(deps, { ...request, partnerId: partnerId('999') }).catch((error: unknown) =>
        isAppError(error) ? error.code : error,
      ),
    ).resolves.toBe('request_invalid');
  });

  it('is not made where the dismissals cannot be read, which are never overwritten', async () => {
    const [deal] = everyDeal().find(([, one]) => one.suggestions.length > 0)!;
    await amend(deal, { partnership_dismissals: 'not ours' });
    const { problems } = await portal.sync();
    expect(suggestedOn(deal)).toEqual([]);
    expect(problems.map(({ reason }) => reason)).toContain('dismissals_unreadable');
    expect(property(deal, 'partnership_dismissals')).toBe('not ours');
  });
});

describe('what makes an incremental sync say what a full one would', () => {
  /** After a change: an incremental sync leaves nothing for a full one. */
  async function settled(): Promise<void> {
    await portal.sync();
    const incremental = portal.snapshot();
    await portal.sync({ full: true });
    expect(incremental).toBe(portal.snapshot());
  }

  it('a tag on another deal of the customer, and winning it', async () => {
    const siblings = everyDeal().find(([, one]) =>
      one.suggestions.some(({ reasons }) => reasons.some(({ kind }) => kind === 'customer')),
    )!;
    const [deal, { suggestions }] = siblings;
    const reason = suggestions.flatMap(({ reasons }) => reasons).find(({ kind }) => kind === 'customer')!;
    if (reason.kind !== 'customer') throw new Error(reason.kind);
    const partner = suggestions.find(({ reasons }) => reasons.includes(reason))!.partnerId;
    for (const other of reason.dealIds) {
      await portal.call('DELETE', `/crm/objects/2026-03/deals/${other}/associations/companies/${partner}`);
    }
    await settled();
    const left = published(deal).suggestions.find((one) => one.partnerId === partner);
    expect(left?.reasons.filter(({ kind }) => kind === 'customer') ?? []).toEqual([]);
  });

  it('a company record that takes the domain of a partner', async () => {
    const partner = [...portal.sandbox.portal.records.list('companies')].find(
      ({ properties }) => properties.get('type') === 'PARTNER',
    )!;
    const before = new Map(everyDeal());
    const customers = [...portal.sandbox.portal.records.list('companies')].filter(
      ({ properties }) => properties.get('type') === 'PROSPECT',
    );
    for (const { id: company } of customers.slice(5, 15)) {
      await portal.call('PATCH', `/crm/objects/2026-03/companies/${company}`, {
        properties: { domain: partner.properties.get('domain') },
      });
    }
    await settled();
    // Who has the domain of the partner is the partner by the rules: as a customer, it is never suggested on its own deals.
    expect(everyDeal().some(([deal, now]) => now.findings.length !== before.get(deal)?.findings.length)).toBe(
      true,
    );
  });
});

describe('a tag that came between two syncs', () => {
  it('is late where both are', async () => {
    const now = portal.now();
    const direct = [...portal.sandbox.portal.records.list('deals')].find(
      ({ properties }) =>
        properties.get('partnership_class') === 'direct' &&
        properties.get('hs_is_closed_won') === 'true' &&
        (properties.get('partnership_flags') ?? '') === '' &&
        Date.parse(properties.get('closedate') ?? '') < now,
    )!;
    const partner = [...portal.sandbox.portal.records.list('companies')].find(
      ({ properties }) => properties.get('type') === 'PARTNER',
    )!;
    await portal.sync();
    await portal.call('PUT', `/crm/objects/2026-03/deals/${direct.id}/associations/companies/${partner.id}`, [
      { associationCategory: 'USER_DEFINED', associationTypeId: await labelId('partner_sourced') },
    ]);
    await portal.sync();
    const late = published(direct.id).findings.find(({ code }) => code === 'tagged_near_close');
    expect(late).toMatchObject({ partnerId: partner.id, role: 'sourced' });
    if (late?.code !== 'tagged_near_close') throw new Error('not late');
    expect(late.tagged.after).toBeGreaterThanOrEqual(now);
    expect(late.tagged.by).toBeLessThanOrEqual(portal.now());
  });
});

async function labelId(name: string): Promise<number> {
  const { results } = await portal.call<{ results: { name: string; typeId: number; label: string }[] }>(
    'GET',
    '/crm/associations/2026-03/deals/companies/labels',
  );
  const found = results.find((one) => one.label === 'Partner sourced');
  if (found === undefined) throw new Error(`no label ${name} in ${JSON.stringify(results)}`);
  return found.typeId;
}
