import { expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { DEFAULT_MAPPING } from '../../src/domain/mapping.js';
import { DEFAULT_MAPPING_IN_FORCE, type MappingInForce } from '../../src/operations/in-force.js';
import { presentMapping } from '../../src/operations/present-mapping.js';

const ACME = { ...DEFAULT_MAPPING, version: 'acme-1' };

it.each<[string, MappingInForce, string, string, string]>([
  ['the built-in one', DEFAULT_MAPPING_IN_FORCE, 'default-1', 'default', 'partnership map proposes one'],
  [
    'one that is saved, and since when',
    { mapping: ACME, from: 'portal', savedAt: instant(Date.UTC(2026, 8, 12, 23)) },
    'acme-1',
    'success',
    // In the portal's own time zone.
    'Mapping acme-1 holds since 13 Sep 2026: partnership setup has saved it',
  ],
  [
    'one of a file, which goes first',
    { mapping: ACME, from: 'file', savedAt: null },
    'acme-1',
    'success',
    'the file of PARTNERSHIP_MAPPING, which goes before what is saved',
  ],
])('the line of the settings page names %s', (_name, held, state, variant, sentence) => {
  const line = presentMapping(held, 'Europe/Berlin');
  expect(line).toMatchObject({ state, variant, details: [expect.stringContaining(sentence)] });
});
