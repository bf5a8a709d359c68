import { expect, it } from '@jest/globals';
import { unavailableLines } from '../../src/cli/item-text.js';

const label = (name: string, reason: string) =>
  ({ kind: 'label', objectType: 'deals–companies', name, label: name, reason }) as const;

it('says once why several things are not available', () => {
  const lines = unavailableLines([
    label('Sourced', '403: no (correlation ID 1).'),
    label('Influenced', '403: no (correlation ID 2).'),
    label('Proposed', 'There is no room.'),
  ]);
  expect(lines).toEqual([
    '  not available: label deals–companies “Sourced”, “Influenced”. 403: no (correlation ID 1).',
    '  not available: label deals–companies “Proposed”. There is no room.',
  ]);
  expect(unavailableLines([])).toEqual([]);
});
