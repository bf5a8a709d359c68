/** Certifications of partners: worked by hand. */
import { describe, expect, it } from '@jest/globals';
import type { Certification, ProgrammePerson } from '../../../src/domain/programme-facts.js';
import {
  DEFAULT_PROGRAMME,
  type ProgrammeSettings,
  type RequiredCertification,
} from '../../../src/domain/programme-settings.js';
import { A, at, B, besideOf, C, core, factsOf, moves, number, partner } from './programme.js';

describe('certification completion', () => {
  const held = (name: string, since: string, until: string | null = null): Certification => ({
    ...{ name, since: at(since), until: until === null ? null : at(until) },
  });
  const people = (...each: readonly (readonly Certification[])[]): readonly ProgrammePerson[] =>
    each.map((certifications, place) => ({
      contactId: `${place}`,
      name: null,
      isExecutive: false,
      certifications,
    }));
  const asking = (...required: readonly Partial<RequiredCertification>[]): ProgrammeSettings => ({
    ...DEFAULT_PROGRAMME,
    enablement: {
      required: required.map((one) => ({ name: 'Sales', people: 1, types: [], tiers: [], ...one })),
    },
  });
  const sales = held('Sales', '2026-01-01');

  it.each<[string, readonly (readonly Certification[])[], readonly (number | null)[]]>([
    ['held', [[sales]], [1, 1, 1, 1]],
    ['held under another spelling', [[held(' SALES ', '2026-01-01')]], [1, 1, 1, 1]],
    ['another one', [[held('Technical', '2026-01-01')]], [0, 0, 1, 1]],
    ['expired the day before', [[held('Sales', '2026-01-01', '2026-09-29')]], [0, 0, 1, 1]],
    ['in force on its last day', [[held('Sales', '2026-01-01', '2026-09-30')]], [1, 1, 1, 1]],
    ['not begun', [[held('Sales', '2026-10-01')]], [0, 0, 1, 1]],
    ['begins on the last day', [[held('Sales', '2026-09-30')]], [1, 1, 1, 1]],
    ['expires before it starts: none', [[held('Sales', '2026-05-01', '2026-04-01')]], [0, 0, 1, 1]],
    [
      'renewed by the same person: the one in force',
      [[held('Sales', '2024-01-01', '2025-01-01'), sales]],
      [1, 1, 1, 1],
    ],
    ['nobody', [], [0, 0, 1, 1]],
  ])('%s', (_, certifications, expected) => {
    const facts = factsOf({ partners: [partner(A, { people: people(...certifications) })] });
    expect(core(number('certification_completion', facts, [], { settings: asking({}) }))).toEqual(expected);
  });

  it('counts a person once, and more than asked for makes up for nothing', () => {
    // A has one of two people (the same twice), B three of two: 1 + 2 of 4.
    const facts = factsOf({
      partners: [
        partner(A, { people: people([sales, sales]) }),
        partner(B, { people: people([sales], [sales], [sales]) }),
      ],
    });
    const value = number('certification_completion', facts, [], { settings: asking({ people: 2 }) });
    expect(core(value)).toEqual([0.75, 3, 4, 2]);
    expect(besideOf(value, 'complete_partners')).toEqual([0.5, 1, 2]);
  });

  it('says how many have their dates reversed', () => {
    const facts = factsOf({
      partners: [partner(A, { people: people([held('Sales', '2026-05-01', '2026-04-01'), sales]) })],
    });
    const value = number('certification_completion', facts, [], { settings: asking({}) });
    expect([value.value, besideOf(value, 'dates_reversed')]).toEqual([1, [1]]);
  });

  it('asks partners of the types and tiers named, active at the end', () => {
    const facts = factsOf({
      partners: [
        partner(A, { profile: { type: 'system_integrator', tier: 'gold' } }),
        partner(B, { profile: { type: 'system_integrator', tier: 'silver' } }),
        partner(C, {
          profile: { type: 'system_integrator', tier: 'gold' },
          programme: { moves: moves('activation_growth 2025-01-01', 'ended 2026-09-01') },
        }),
      ],
    });
    const settings = asking({ types: ['system_integrator'], tiers: ['gold'] });
    expect(core(number('certification_completion', facts, [], { settings }))).toEqual([0, 0, 1, 1]);
  });

  it('is n/a where nothing is required, and where certifications cannot be read', () => {
    const facts = factsOf({ partners: [partner(A)] });
    expect(core(number('certification_completion', facts))).toEqual([null, 0, 0, 0]);
    const missing = number('certification_completion', { ...facts, missing: ['certifications'] });
    expect([missing.value, missing.missing]).toEqual([null, ['certifications']]);
  });
});
