/** In observe mode no request leaves that could change a portal. */
import { describe, expect, it } from '@jest/globals';
import { isRead, readOnlySend } from '../../src/hubspot/read-only-send.js';
import type { Method } from '../../src/hubspot/send.js';
import { errorOf } from './error-of.js';

const REQUESTS: readonly (readonly [Method, string, boolean])[] = [
  ['GET', '/crm/objects/2026-09/deals?limit=100', true],
  ['POST', '/crm/objects/2026-09/deals/search', true],
  ['POST', '/crm/objects/2026-09/deals/batch/read?archived=true', true],
  ['POST', '/crm/associations/2026-09/deals/companies/batch/read', true],
  ['POST', '/oauth/v2/private-apps/get/access-token-info', true],
  ['POST', '/crm/objects/2026-09/deals/batch/update', false],
  ['POST', '/crm/objects/2026-09/partnership_data/batch/upsert', false],
  ['POST', '/crm/associations/2026-09/deals/companies/batch/create', false],
  ['POST', '/crm/associations/2026-09/deals/companies/labels', false],
  ['POST', '/crm/properties/2026-09/deals', false],
  ['POST', '/crm/properties/2026-09/deals/batch/update?name=/search', false],
  ['PUT', '/crm/objects/2026-09/deals/1/search', false],
  ['PATCH', '/crm/objects/2026-09/deals/1', false],
  ['DELETE', '/crm/properties/2026-09/deals/x', false],
];

describe('a portal that is only observed', () => {
  it.each(REQUESTS)('%s %s: read %s', (method, path, read) => expect(isRead(method, path)).toBe(read));

  it('is sent what reads, and nothing else', async () => {
    const sent: string[] = [];
    const answer = { status: 200, header: () => null, text: '{}' };
    const send = readOnlySend((method, path) => {
      sent.push(`${method} ${path}`);
      return Promise.resolve(answer);
    });
    expect(await send('GET', '/a')).toBe(answer);
    expect(await errorOf(send('PATCH', '/b', {}))).toMatchObject({ code: 'observe_mode', exitCode: 1 });
    expect(sent).toEqual(['GET /a']);
  });
});
