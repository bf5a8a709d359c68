/** Partners, meetings, tickets and tasks that tests of the programme's rules vary. */
import { parseInstant, type Instant } from '../../src/domain/calendar.js';
import { partnerId } from '../../src/domain/ids.js';
import type { PartnerProfile } from '../../src/domain/partner.js';
import { EMPTY_PROGRAMME, type PartnerProgramme } from '../../src/domain/partner-programme.js';
import type { ProgrammeFacts, ProgrammePartner } from '../../src/domain/programme-facts.js';

export const at = (text: string): Instant => {
  const read = parseInstant(text);
  if (read === null) throw new Error(`${text} is no instant`);
  return read;
};

export const PROFILE: PartnerProfile = {
  ...{ id: partnerId('7'), name: 'Northwind Systems', companyId: '7', domain: null, parentId: null },
  ...{ type: null, tier: 'gold', stage: 'activation_growth', managerId: null, phone: null },
};

export const partnerOf = (
  profile: Partial<PartnerProfile> = {},
  programme: Partial<PartnerProgramme> = {},
): ProgrammePartner => ({
  profile: { ...PROFILE, ...profile },
  programme: { ...EMPTY_PROGRAMME, ...programme },
  people: [],
  lastActivityAt: null,
});

export const factsOf = (facts: Partial<ProgrammeFacts> = {}): ProgrammeFacts => ({
  ...{ homeCurrency: 'USD', timeZone: 'UTC', asOf: at('2026-11-20T12:00:00Z'), policyVersion: 'default-1' },
  ...{ partners: [partnerOf()], registrations: [], meetings: [], tickets: [], surveys: [], events: [] },
  ...{ integrations: new Map(), missing: [] },
  ...facts,
});
