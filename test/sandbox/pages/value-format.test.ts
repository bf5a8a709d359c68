import { expect, it } from '@jest/globals';
import { formatProperty } from '../../../src/sandbox/pages/value-format.js';

const shown = (type: string, value: string): string =>
  formatProperty({ id: '1', properties: { ends: value } }, { name: 'ends', label: 'Ends', type });

it.each([
  ['a day as it is written', 'date', '2027-04-12', '12 Apr 2027'],
  ['a day as HubSpot stores it, midnight UTC', 'date', '1807488000000', '12 Apr 2027'],
  ['an instant on its day in the portal’s time zone', 'datetime', '2027-04-12T03:00:00.000Z', '11 Apr 2027'],
])('shows %s', (_, type, value, words) => {
  expect(shown(type, value)).toBe(words);
});
