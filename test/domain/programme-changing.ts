/** A partner whose programme tests change, and what came of it. */
import { instant, parseInstant, type Instant } from '../../src/domain/calendar.js';
import type { ChangeContext, ProgrammeVerdict } from '../../src/domain/change-context.js';
import { partnerId } from '../../src/domain/ids.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import { DEFAULT_POLICY } from '../../src/domain/policy.js';

export const day = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN);

export const NOW = day('2026-09-15T12:00:00Z');

export const PROFILE: PartnerProfile = {
  ...{ id: partnerId('7'), name: 'Contoso', companyId: '7', domain: null, parentId: null },
  ...{ type: 'reseller_channel', tier: 'silver', stage: null, managerId: null, phone: null },
};

export const context = (changed: Partial<ChangeContext> = {}): ChangeContext => ({
  settings: DEFAULT_POLICY.programme,
  profile: PROFILE,
  ...{ name: 'Contoso', now: NOW, timeZone: 'UTC', homeCurrency: 'USD', by: 'Mia' },
  newId: () => 'new',
  ...{ measured: new Map(), people: [], certificationLines: new Map() },
  ...changed,
});

export function changed(verdict: ProgrammeVerdict): Extract<ProgrammeVerdict, { kind: 'changed' }> {
  if (verdict.kind !== 'changed') throw new Error(`refused: ${verdict.message}`);
  return verdict;
}

export function refusal(verdict: ProgrammeVerdict): string {
  if (verdict.kind !== 'refused') throw new Error(`not refused: ${verdict.title}`);
  return verdict.message;
}
