import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { EMPTY_PROGRAMME, type PartnerProgramme } from '../../src/domain/partner-programme.js';
import { partnerProgramme, programmeChanges } from '../../src/hubspot/programme-values.js';

const AT = instant(Date.UTC(2026, 8, 12));
const FULL: PartnerProgramme = {
  moves: [{ stage: 'onboarding_enablement', at: AT, reason: null, by: 'Sam Lee' }],
  checklist: [{ item: 'need_identified', at: AT, by: null }],
  tiers: {
    changes: [{ tier: 'gold', at: AT, reason: 'review', by: 'Sam Lee' }],
    warnedAt: AT,
    override: { tier: 'gold', reason: 'strategic', approver: 'Ana', until: AT },
  },
  terms: {
    noticeDays: 30,
    renewsItself: true,
    value: { minor: 1250, currency: 'EUR' },
    document: 'https://example.com/agreement',
    compliance: { insurance: AT },
  },
  agreementEnds: [{ endedAt: AT, outcome: 'renewed', valueMinor: null, decidedAt: AT, by: null }],
  objectives: [
    {
      id: 'o1',
      title: 'Grow',
      startsAt: AT,
      keyResults: [{ id: 'k1', kpi: 'sourced_revenue', target: 100, dueAt: AT }],
      initiatives: [{ kind: 'task', recordId: '7' }],
      closedAt: null,
    },
  ],
  reviews: [{ heldAt: AT, decision: 'continue', note: null, nextAt: AT, by: null }],
  field: { territories: ['DE', 'AT'], productLines: ['Core'] },
  log: [{ at: AT, by: 'Sam Lee', text: 'Northwind moves.' }],
};

const holding = (programme: Record<string, string | null>) => ({ id: '7', name: 'Northwind', programme });

describe('what a partner company holds of the programme', () => {
  it('is read as it was written', () => {
    const written = programmeChanges(holding({}), FULL, 'USD');
    expect(partnerProgramme(holding(written), 'USD')).toEqual({ programme: FULL, unreadable: [] });
    expect(programmeChanges(holding(written), FULL, 'USD')).toEqual({});
  });

  it('of an empty company is nothing, and an empty programme empties what was there', () => {
    expect(partnerProgramme(holding({}), 'USD').programme).toEqual(EMPTY_PROGRAMME);
    const written = programmeChanges(holding({}), FULL, 'USD');
    const emptied = programmeChanges(holding(written), EMPTY_PROGRAMME, 'USD');
    expect(Object.keys(emptied).toSorted()).toEqual(Object.keys(written).toSorted());
    expect(Object.values(emptied).every((value) => value === null)).toBe(true);
  });

  it('is never written over where it is not ours, and all else can be changed', () => {
    const kept = holding({ partnership_stage_history: 'since 2024' });
    expect(partnerProgramme(kept, 'USD').unreadable).toEqual(['Partner stage history (data)']);
    expect(() => programmeChanges(kept, FULL, 'USD')).toThrow('Partner stage history (data)');
    expect(() => programmeChanges(kept, { ...FULL, moves: [] }, 'USD')).not.toThrow();
  });

  it('refuses a history that HubSpot has no room for', () => {
    const reason = 'x'.repeat(70_000);
    const moves = [{ stage: 'ended', at: AT, reason, by: null }] as const;
    expect(() => programmeChanges(holding({}), { ...EMPTY_PROGRAMME, moves }, 'USD')).toThrow('no room');
  });
});
