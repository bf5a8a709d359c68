/** Types of meetings and calls that a portal calls a demo or a proposal. */
import { expect, it } from '@jest/globals';
import { DEFAULT_MAPPING, type Mapping } from '../../src/domain/mapping.js';
import { readActivity } from '../../src/hubspot/read-activity.js';
import type { ActivityType } from '../../src/operations/crm-port.js';

const MAPPING: Mapping = {
  ...DEFAULT_MAPPING,
  activityKinds: { demo: ['Product walkthrough'], proposal: ['Commercial  proposal'] },
};

it.each<[ActivityType, string | null, string, string]>([
  ['meetings', 'Product walkthrough', 'demo', 'meeting'],
  ['meetings', ' product Walkthrough', 'demo', 'meeting'],
  ['calls', 'commercial proposal', 'proposal', 'call'],
  ['calls', 'Demo', 'call', 'demo'],
  ['meetings', 'QBR', 'meeting', 'meeting'],
  ['meetings', '', 'meeting', 'meeting'],
  ['emails', null, 'email', 'email'],
])('%s of the type %j: %s under a mapping, %s without one', (type, of, mapped, built) => {
  const record = { id: '1', properties: { hs_timestamp: '2026-01-01T00:00:00Z', hs_activity_type: of } };
  expect(readActivity(type, record, MAPPING).value?.kind).toBe(mapped);
  expect(readActivity(type, record).value?.kind).toBe(built);
});
