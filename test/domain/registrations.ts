/** Registrations as tests write them. */
import { parseInstant, type Instant } from '../../src/domain/calendar.js';
import { dealId, partnerId } from '../../src/domain/ids.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import { DEFAULT_PROGRAMME } from '../../src/domain/programme-settings.js';
import type { MoveContext, RegisteredDeal } from '../../src/domain/registration-moves.js';
import type { Prospect, RegistrationRecord } from '../../src/domain/registration-record.js';

export const at = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error(`${text} is no instant`);
  return parsed;
};

export const ACME: Prospect = {
  companyId: '500',
  name: 'Acme',
  domain: 'acme.example',
  parentCompanyId: null,
};

export const registration = (changes: Partial<RegistrationRecord> = {}): RegistrationRecord => ({
  ...{ id: '1', externalId: null, name: 'Northwind – Acme', partnerId: partnerId('7'), prospect: ACME },
  ...{ amount: null, closesOn: null, products: [], country: null },
  ...{ submittedAt: at('2026-09-01T09:00Z'), submittedBy: 'Ana Ruiz', status: 'submitted' },
  ...{ decidedAt: null, decidedBy: null, reason: null, protectedUntil: null, extended: false },
  ...{ recordedAt: null, disputedAt: null, decisions: [], dealIds: [] },
  ...changes,
});

/** Approved on 2 September 2026, 10:00Z, for 90 days. */
export const approved = (changes: Partial<RegistrationRecord> = {}): RegistrationRecord =>
  registration({
    ...{ status: 'approved', decidedAt: at('2026-09-02T10:00Z'), decidedBy: 'Sam Lee' },
    protectedUntil: at('2026-12-01T10:00Z'),
    ...changes,
  });

export const deal = (changes: Partial<RegisteredDeal> = {}): RegisteredDeal => ({
  ...{ id: dealId('90'), name: 'Acme rollout', createdAt: at('2026-10-01T00:00Z'), status: 'open' },
  ...changes,
});

export const partner = (changes: Partial<PartnerProfile> = {}): PartnerProfile => ({
  ...{ id: partnerId('7'), name: 'Northwind', companyId: '7', domain: 'northwind.example', parentId: null },
  ...{ type: null, tier: null, stage: 'activation_growth', managerId: null, phone: null },
  ...changes,
});

export const SETTINGS = DEFAULT_PROGRAMME.registrations;

export const context = (changes: Partial<MoveContext> = {}): MoveContext => ({
  ...{ settings: SETTINGS, timeZone: 'Europe/Berlin', policyVersion: 'default-1' },
  ...{ now: at('2026-09-02T10:00Z'), by: 'Sam Lee' },
  ...changes,
});
